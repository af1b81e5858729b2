import type { Address, Hex } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { type RequestKind, type Routed, routedFields, type UnitTarget, unitFields } from '../request'
import { address, word } from '../stored'
import { namedUnit } from '../unit-of'

/** Deletes an initial limit of a key in a Unit. */
export interface DeleteInitRequest extends Routed, UnitTarget {
  readonly kind: 'delete-init'
  readonly key: Hex
  /** Zero for the general entry. */
  readonly rateLimits: Address
}

export const deleteInitKind: RequestKind<DeleteInitRequest, false> = {
  kind: 'delete-init',
  verb: 'delete initial limit',
  by: ['councilNow'],
  at: '/governance',
  form: false,
  fields: { key: word, rateLimits: address, ...unitFields, ...routedFields },
  abi: beamStateAbi,
  expected: (request, model) => {
    const unit = namedUnit(request, model)
    if (!unit) return []
    return [
      {
        targets: [unit.configurator.addresses.beamState],
        signature: 'delInitRateLimits(bytes32,address)',
        arguments: [request.key.toLowerCase(), request.rateLimits],
      },
    ]
  },
}
