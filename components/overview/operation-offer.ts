import type { Address } from 'viem'
import { type CancelOperationRequest, routesOf } from '@/lib/actions'
import type { ConfiguratorUnit, ConsoleModel, OperationModel } from '@/lib/console/model'

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
  if (state.ok && (state.value === 'executed' || state.value === 'cancelled')) return null
  const request = { kind: 'cancel-operation', unit: unit.id, operation: id } as const
  const { paused } = unit.timelock
  if (paused.ok && paused.value) return { request, reason: 'The timelock is paused' }
  const routes = account && routesOf(request, model, account)
  const cannot = routes?.safes.length === 0 && routes.direct.ok && !routes.direct.value
  return { request, reason: cannot ? 'Not a canceller of the timelock' : undefined }
}
