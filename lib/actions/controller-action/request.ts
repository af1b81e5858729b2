import type { Address, Hex } from 'viem'
import { configuratorAbi, erc4626FacetAbi, legacyMigrationFacetAbi } from '@/lib/abi'
import { type RequestKind, type Routed, routedFields, type UnitTarget, unitFields } from '../request'
import { address, bytes } from '../stored'
import { namedUnit } from '../unit-of'

/** A cBEAM of a Unit makes an approved call on a controller. */
export interface ControllerActionRequest extends Routed, UnitTarget {
  readonly kind: 'controller-action'
  readonly controller: Address
  /** The calldata, of which BeamState stores the hash. */
  readonly data: Hex
}

export const controllerActionKind: RequestKind<ControllerActionRequest, false> = {
  kind: 'controller-action',
  verb: 'run approved call',
  by: ['cBeam'],
  at: '/governance',
  form: false,
  fields: { controller: address, data: bytes, ...unitFields, ...routedFields },
  abi: [...configuratorAbi, ...erc4626FacetAbi, ...legacyMigrationFacetAbi],
  expected: (request, model) => {
    const unit = namedUnit(request, model)
    if (!unit) return []
    return [
      {
        targets: [unit.configurator.addresses.configurator],
        signature: 'callControllerAction(address,bytes)',
        arguments: [request.controller, request.data.toLowerCase()],
      },
    ]
  },
}
