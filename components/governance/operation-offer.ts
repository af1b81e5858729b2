import { type Address, zeroAddress } from 'viem'
import {
  type ActionRequest,
  buildAction,
  type CancelOperationRequest,
  type ExecuteOperationRequest,
  type ExecutePlanRequest,
  readinessOf,
  routesOf,
} from '@/lib/actions'
import type { ConfiguratorUnit, ConsoleModel, OperationModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import type { PlanModel } from '@/lib/console/model/governance'
import { isPending } from '@/lib/governance'

/** A button on an operation: what it asks for, and why it cannot be pressed. */
export interface Offer<Request> {
  readonly request: Request
  readonly reason: string | undefined
}

/**
 * The button that cancels an operation of the queue; null for one that has ended. A right that could not be read keeps it,
 * and so does a missing wallet: pressing it leads to connecting one.
 */
export function cancelOffer(
  unit: ConfiguratorUnit,
  { id, state }: OperationModel,
  model: ConsoleModel,
  account: Address | null,
): Offer<CancelOperationRequest> | null {
  if (isOver(state)) return null
  const request = { kind: 'cancel-operation', unit: unit.id, operation: id } as const
  const { paused } = unit.timelock
  if (paused.ok && paused.value) return { request, reason: 'The timelock is paused' }
  const routes = account && routesOf(request, model, account)
  const cannot = routes?.safes.length === 0 && routes.direct.ok && !routes.direct.value
  return { request, reason: cannot ? 'Not a canceller of the timelock' : undefined }
}

const isOver = (state: OperationModel['state']): boolean =>
  state.ok && (state.value === 'executed' || state.value === 'cancelled')

/**
 * The button that executes an operation of the queue; null for one that has ended. It is off with the first thing that
 * stands in the way, or that could not be read. Without a wallet it leads to connecting one.
 */
export function executeOffer(
  unit: ConfiguratorUnit,
  { id, state }: OperationModel,
  model: ConsoleModel,
  account: Address | null,
): Offer<ExecuteOperationRequest> | null {
  if (isOver(state)) return null
  return offered({ kind: 'execute-operation', unit: unit.id, operation: id }, model, account)
}

/** The button that executes a plan of governance; null for one that has ended. Off and on as that of an operation. */
export function executePlanOffer(
  { id, state }: PlanModel,
  model: ConsoleModel,
  account: Address | null,
): Offer<ExecutePlanRequest> | null {
  return state.ok && !isPending(state.value)
    ? null
    : offered({ kind: 'execute-plan', plan: id }, model, account)
}

/** What is asked for, with the first thing that stands in the way, or that could not be read and is no emergency. */
export function offered<Request extends ActionRequest>(
  request: Request,
  model: ConsoleModel,
  account: Address | null,
): Offer<Request> {
  const action = buildAction(request, model, account ?? zeroAddress)
  const readiness = action && readinessOf(action)
  const [first] = readiness?.state === 'blocked' ? readiness.because : []
  if (first === undefined) return { request, reason: undefined }
  const { holds } = first
  return { request, reason: holds.ok ? titleOf(first) : `Could not be checked: ${holds.reason.message}` }
}
