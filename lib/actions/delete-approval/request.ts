import type { Address, Hex } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { type RequestKind, type Routed, routedFields, type UnitTarget, unitFields } from '../request'
import { address, word } from '../stored'
import { namedUnit } from '../unit-of'

/** Deletes the approval of a call in a Unit. */
export interface DeleteApprovalRequest extends Routed, UnitTarget {
  readonly kind: 'delete-approval'
  /** The hash of the calldata. */
  readonly key: Hex
  /** Zero for the general entry. */
  readonly controller: Address
}

export const deleteApprovalKind: RequestKind<DeleteApprovalRequest, false> = {
  kind: 'delete-approval',
  verb: 'delete approval',
  by: ['councilNow'],
  at: '/governance',
  form: false,
  fields: { key: word, controller: address, ...unitFields, ...routedFields },
  abi: beamStateAbi,
  expected: (request, model) => {
    const unit = namedUnit(request, model)
    if (!unit) return []
    return [
      {
        targets: [unit.configurator.addresses.beamState],
        signature: 'delInitControllerActions(bytes32,address)',
        arguments: [request.key.toLowerCase(), request.controller],
      },
    ]
  },
}
