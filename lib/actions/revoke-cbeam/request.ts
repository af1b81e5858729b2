import type { Address } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { type RequestKind, type Routed, routedFields } from '../request'
import { address } from '../stored'

export interface RevokeRequest extends Routed {
  readonly kind: 'revoke-cbeam'
  readonly cBeam: Address
}

export const revokeCBeamKind: RequestKind<RevokeRequest, false> = {
  kind: 'revoke-cbeam',
  verb: 'revoke cBEAM',
  form: false,
  fields: { cBeam: address, ...routedFields },
  abi: beamStateAbi,
  // Everything that BeamState may have to be told for a cBEAM to have nothing left.
  expected: ({ cBeam }, { generators, configurator }) => {
    const targets = [configurator.addresses.beamState]
    const pairs = [...generators.flatMap(({ scope }) => scope.pairs), ...configurator.otherPairs]
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
