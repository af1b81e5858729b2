import type { Address } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { pairsIn } from '@/lib/console/facts/units'
import { type RequestKind, type Routed, routedFields, type UnitTarget, unitFields } from '../request'
import { address } from '../stored'
import { namedUnit } from '../unit-of'

/** Of the rights that a cBEAM has in one Unit. */
export interface RevokeRequest extends Routed, UnitTarget {
  readonly kind: 'revoke-cbeam'
  readonly cBeam: Address
}

export const revokeCBeamKind: RequestKind<RevokeRequest, false> = {
  kind: 'revoke-cbeam',
  verb: 'revoke cBEAM',
  by: ['councilNow'],
  at: '/emergency',
  form: false,
  fields: { cBeam: address, ...unitFields, ...routedFields },
  abi: beamStateAbi,
  // Every call that may be needed to leave the cBEAM without rights.
  expected: (request, model) => {
    const { cBeam } = request
    const unit = namedUnit(request, model)
    if (!unit) return []
    const targets = [unit.configurator.addresses.beamState]
    const pairs = pairsIn(model.generators, unit)
    return [
      ...pairs
        .filter((pair) => pair.cBeam === cBeam && !(pair.active.ok && !pair.active.value))
        .map(({ kind, target }) => ({ targets, signature: unsets[kind], arguments: [target, cBeam] })),
      { targets, signature: 'delCBeam(address)', arguments: [cBeam] },
    ]
  },
}

const unsets = {
  rateLimits: 'unsetCBeamForRateLimits(address,address)',
  controller: 'unsetCBeamForController(address,address)',
} as const
