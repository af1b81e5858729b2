import type { Address } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { type RequestKind, type Routed, routedFields, type UnitTarget, unitFields } from '../request'
import { address, oneOf } from '../stored'
import { namedUnit } from '../unit-of'

export type PairKind = 'pair-cbeam' | 'unpair-cbeam'

/** Whose entry of BeamState it is: limits of a RateLimits, or calls on a controller. */
export type PairSide = 'rateLimits' | 'controller'

/** Pairs a cBEAM with one RateLimits or controller in a Unit, or ends that. */
export interface PairRequestOf<Kind extends PairKind> extends Routed, UnitTarget {
  readonly kind: Kind
  readonly cBeam: Address
  readonly side: PairSide
  /** The RateLimits or the controller. */
  readonly target: Address
}

export type PairRequest = PairRequestOf<'pair-cbeam'> | PairRequestOf<'unpair-cbeam'>

const FUNCTIONS = {
  'pair-cbeam': {
    rateLimits: 'setCBeamForRateLimits(address,address)',
    controller: 'setCBeamForController(address,address)',
  },
  'unpair-cbeam': {
    rateLimits: 'unsetCBeamForRateLimits(address,address)',
    controller: 'unsetCBeamForController(address,address)',
  },
} as const

const kindOf = <Kind extends PairKind>(kind: Kind, verb: string): RequestKind<PairRequestOf<Kind>, true> => ({
  kind,
  verb,
  by: ['councilNow'],
  at: '/governance',
  form: true,
  fields: {
    ...{ cBeam: address, side: oneOf('rateLimits', 'controller'), target: address },
    ...unitFields,
    ...routedFields,
  },
  abi: beamStateAbi,
  asks: ({ cBeam }) => [cBeam],
  expected: ({ side, target, cBeam, unit }, model) => {
    const found = namedUnit({ unit }, model)
    if (!found) return []
    const targets = [found.configurator.addresses.beamState]
    return [{ targets, signature: FUNCTIONS[kind][side], arguments: [target, cBeam] }]
  },
})

export const pairCBeamKind = kindOf('pair-cbeam', 'pair cBEAM')
export const unpairCBeamKind = kindOf('unpair-cbeam', 'unpair cBEAM')
