import { beamTimeLockAbi, guardianCouncilAbi } from '@/lib/abi'
import { type OperationTarget, operationFields } from '../queued'
import { type RequestKind, type Routed, routedFields } from '../request'
import { namedUnit } from '../unit-of'

export interface CancelOperationRequest extends Routed, OperationTarget {
  readonly kind: 'cancel-operation'
}

export const cancelOperationKind: RequestKind<CancelOperationRequest, false> = {
  kind: 'cancel-operation',
  verb: 'cancel operation',
  by: ['councilNow', 'guardian'],
  at: '/governance',
  form: false,
  fields: { ...operationFields, ...routedFields },
  abi: [...beamTimeLockAbi, ...guardianCouncilAbi],
  expected: (request, model) => {
    const addresses = namedUnit(request, model)?.configurator.addresses
    if (!addresses) return []
    const { timelock, guardianCouncil } = addresses
    const targets = guardianCouncil === null ? [timelock] : [timelock, guardianCouncil]
    return [{ targets, signature: 'cancel(bytes32)', arguments: [request.operation] }]
  },
}
