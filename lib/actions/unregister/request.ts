import type { Address } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { type RequestKind, type Routed, routedFields, type UnitTarget, unitFields } from '../request'
import { address, oneOf } from '../stored'
import { namedUnit } from '../unit-of'

/** What BeamState registers, so that it can be paired. */
export type Registered = 'cBeam' | 'rateLimits' | 'controller'

/** Deletes a registration in a Unit, so that it can be paired no more. */
export interface UnregisterRequest extends Routed, UnitTarget {
  readonly kind: 'unregister'
  readonly what: Registered
  readonly target: Address
}

const FUNCTIONS = {
  cBeam: 'delCBeam(address)',
  rateLimits: 'delRateLimits(address)',
  controller: 'delController(address)',
} as const

export const unregisterKind: RequestKind<UnregisterRequest, true> = {
  kind: 'unregister',
  verb: 'delete registration',
  by: ['councilNow'],
  at: '/governance',
  form: true,
  fields: {
    ...{ what: oneOf('cBeam', 'rateLimits', 'controller'), target: address },
    ...unitFields,
    ...routedFields,
  },
  abi: beamStateAbi,
  expected: (request, model) => {
    const unit = namedUnit(request, model)
    if (!unit) return []
    const targets = [unit.configurator.addresses.beamState]
    return [{ targets, signature: FUNCTIONS[request.what], arguments: [request.target] }]
  },
}
