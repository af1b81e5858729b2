import { autoLineAbi, vatAbi } from '@/lib/abi'
import { debtState } from '@/lib/console/derive/debt'
import { targetCeiling } from '@/lib/debt'
import { ilkIn } from '../preparations'
import { known, text } from '../stages/migration'
import { type Breaker, by, requestOf } from './target'

/** How the requirements of what anyone may call of MCD are broken: a move by AutoLine, and a drip. */
export const execBreakers = {
  anyone: () => ({ never: 'exec, drip, enter and claimFinalized ask nobody who he is' }),
  moves: (target) => {
    const { stage } = target.scene
    const facts = ilkIn(target.model, requestOf(target, 'exec').ilk)
    const { ilk } = facts
    const line = targetCeiling(known(debtState(facts, target.model.mcd)))
    return {
      'somebody else is faster': [by('donor', stage.autoLine, autoLineAbi, 'exec', ilk)],
      'governance sets the very ceiling': [
        stage.govern(stage.mcd.vat, vatAbi, 'file', ilk, text('line'), line),
      ],
      'governance takes the ilk out of AutoLine': [stage.govern(stage.autoLine, autoLineAbi, 'remIlk', ilk)],
      'the Vat is shut down': [stage.govern(stage.mcd.vat, vatAbi, 'cage')],
    }
  },
  accrued: ({ scene: { stage } }) => ({
    'the Vat is shut down': [stage.govern(stage.mcd.vat, vatAbi, 'cage')],
  }),
} as const satisfies Readonly<Record<string, Breaker>>
