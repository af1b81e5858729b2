import { holdersAfter } from '@/components/actions/run/holders-after'
import { relayersOf } from '@/lib/actions'
import { canOperate } from '@/lib/console/derive/beams'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import type { Run } from '@/lib/react/run'

/**
 * That a freeze stopped a relayer of a Generator while another can still act, in words; null where no freeze is known, or
 * nobody can act. Relayers that were removed are known by what was signed here: the chain only lists who is left.
 */
export function partlyFrozen(
  generator: GeneratorModel,
  model: ConsoleModel,
  runs: readonly Run[],
): string | null {
  const relayers = relayersOf(generator)
  const frozen = relayers.filter((relayer) => {
    const acts = canOperate(generator.roles.relayer, relayer)
    return acts.ok && !acts.value
  })
  const removed = runs
    .flatMap((run) => holdersAfter(run, model))
    .filter((after) => after.generator === generator.name)
    .flatMap(({ holders }) => holders)
    .filter(({ account, target }) => target && !relayers.includes(account))
  const out = new Set([...frozen, ...removed.map(({ account }) => account)]).size
  const acting = relayers.length - frozen.length
  return out === 0 || acting === 0 ? null : `${plural(out, 'relayer')} out, ${acting} can still act`
}
