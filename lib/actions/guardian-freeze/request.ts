import type { Address } from 'viem'
import { guardianCouncilAbi } from '@/lib/abi'
import { pairsIn } from '@/lib/console/facts/units'
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
  form: false,
  fields: { beam: address, ...unitFields },
  abi: guardianCouncilAbi,
  // Every pair that the BEAM has, or may have for all that is known: one that is left out it keeps.
  expected: (request, model) => {
    const { beam } = request
    const unit = namedUnit(request, model)
    if (!unit?.configurator.guardians) return []
    const { guardians } = unit.configurator
    const pairs = pairsIn(model.generators, unit).filter(
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
  },
}
