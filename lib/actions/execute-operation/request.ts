import { beamTimeLockAbi } from '@/lib/abi'
import { type OperationTarget, operationFields, queuedIn } from '../queued'
import type { RequestKind } from '../request'
import { namedUnit } from '../unit-of'

export interface ExecuteOperationRequest extends OperationTarget {
  readonly kind: 'execute-operation'
}

export const executeOperationKind: RequestKind<ExecuteOperationRequest, false> = {
  kind: 'execute-operation',
  verb: 'execute operation',
  by: ['anyone'],
  at: '/governance',
  form: false,
  fields: operationFields,
  abi: beamTimeLockAbi,
  // The id is the hash of all of this, so an operation that is not proven stands for no call.
  expected: (request, model) => {
    const unit = namedUnit(request, model)
    const operation = unit && queuedIn(unit, request.operation)
    if (!unit || !operation?.queued.proven || operation.queued.predecessor === null) return []
    const { calls, predecessor, salt } = operation.queued
    return [
      {
        targets: [unit.configurator.addresses.timelock],
        signature: 'executeBatch(address[],uint256[],bytes[],bytes32,bytes32)',
        arguments: [
          calls.map(({ target }) => target).join(),
          calls.map(({ value }) => value).join(),
          calls.map(({ data }) => data).join(),
          predecessor,
          salt,
        ],
      },
    ]
  },
}
