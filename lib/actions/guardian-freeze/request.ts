import type { Address } from 'viem'
import { guardianCouncilAbi } from '@/lib/abi'
import { pairsIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { ExpectedCall } from '../read-back/expected'
import { type RequestKind, type UnitTarget, unitFields } from '../request'
import { address } from '../stored'
import { namedUnit } from '../unit-of'

/** By the guardians of one Unit, of what the BEAM holds in its scope. */
export interface GuardianFreezeRequest extends UnitTarget {
  readonly kind: 'guardian-freeze'
  readonly beam: Address
}

export const guardianFreezeKind: RequestKind<GuardianFreezeRequest, false> = {
  kind: 'guardian-freeze',
  verb: 'freeze BEAM',
  by: ['guardian'],
  at: '/emergency',
  form: false,
  fields: { beam: address, ...unitFields },
  abi: guardianCouncilAbi,
  expected: (request, model) => {
    const unit = namedUnit(request, model)
    return unit ? freezeCall(request.beam, unit, model) : []
  },
}

/**
 * The freeze of a BEAM by the council of a Unit, of every pair that it has, or may have for all that is known: one that
 * is left out it keeps.
 */
export function freezeCall(
  beam: Address,
  unit: ConfiguratorUnit,
  { generators }: ConsoleModel,
): readonly ExpectedCall[] {
  const { guardians } = unit.configurator
  if (guardians === null) return []
  const pairs = pairsIn(generators, unit).filter(
    ({ cBeam, active }) => cBeam === beam && !(active.ok && !active.value),
  )
  const targets = (kind: 'rateLimits' | 'controller') =>
    pairs
      .filter((pair) => pair.kind === kind)
      .map(({ target }) => target)
      .sort()
      .join()
  return [
    {
      targets: [guardians.council],
      signature: 'freeze(address,address[],address[])',
      arguments: [beam, targets('rateLimits'), targets('controller')],
    },
  ]
}
