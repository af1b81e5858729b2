import type { Address } from 'viem'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { pairsIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'

/** Safes of the deployment that are paired with a controller in a Unit, and those for which that could not be read. */
export function operatorSafes(
  { generators, safes }: Pick<ConsoleModel, 'generators' | 'safes'>,
  unit: ConfiguratorUnit,
  controller: Address,
): readonly SafeFacts[] {
  const pairs = pairsIn(generators, unit)
  return safes.filter(({ id }) =>
    pairs.some(
      ({ kind, target, cBeam, active }) =>
        kind === 'controller' && target === controller && cBeam === id && !(active.ok && !active.value),
    ),
  )
}
