import { roles } from '@/contracts/script/roles'
import { autoLineAbi, chiefAbi, lineMomAbi, vatAbi } from '@/lib/abi'
import { governanceOf, ilkIn, lineMomOf } from '../preparations'
import { known, text } from '../stages/migration'
import { call } from '../stages/simulate'
import { type Breaker, by, requestOf, type Target } from './target'

const ilkOf = (target: Target) => ilkIn(target.model, requestOf(target, 'wipe-ceiling').ilk).ilk

/** Whoever owns LineMom makes a call of it. */
const byOwner = ({ model, scene }: Target, functionName: string, ...args: readonly unknown[]) =>
  call(known(model.mcd.lineMom?.owner), lineMomOf(scene), { abi: lineMomAbi, functionName, args })

/** How the requirements of wiping a ceiling by LineMom are broken. */
export const wipeBreakers = {
  wiper: (target): ReturnType<Breaker> => {
    const owner = target.model.mcd.lineMom?.owner
    return known(owner) === target.holder
      ? {
          'its owner gives LineMom away': [byOwner(target, 'setOwner', target.scene.stage.pauseProxy)],
        }
      : {
          'votes move on': [
            by('votes', governanceOf(target.scene).chief, chiefAbi, 'lift', roles.donor.address),
          ],
        }
  },
  'ilk-listed': (target) => ({
    'its owner takes the ilk out of LineMom': [byOwner(target, 'delIlk', ilkOf(target))],
  }),
  'line-mom-wired': (target) => {
    const { stage } = target.scene
    const lineMom = lineMomOf(target.scene)
    return {
      'the Vat no longer lets it': [stage.govern(stage.mcd.vat, vatAbi, 'deny', lineMom)],
      'AutoLine no longer lets it': [stage.govern(stage.autoLine, autoLineAbi, 'deny', lineMom)],
      'its owner points it at another AutoLine': [
        byOwner(target, 'file', text('autoLine'), roles.donor.address),
      ],
    }
  },
  'vat-runs': (target) => ({
    'the Vat is shut down': [target.scene.stage.govern(target.scene.stage.mcd.vat, vatAbi, 'cage')],
  }),
  'ceiling-open': (target) => {
    const { stage } = target.scene
    const ilk = ilkOf(target)
    return {
      'governance does the same by single calls': [
        stage.govern(stage.autoLine, autoLineAbi, 'remIlk', ilk),
        stage.govern(stage.mcd.vat, vatAbi, 'file', ilk, text('line'), 0n),
      ],
    }
  },
} as const satisfies Readonly<Record<string, Breaker>>
