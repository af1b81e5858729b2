/** State of an operation, named as the contract's `getOperationState`. */
export type OperationState = 'unset' | 'waiting' | 'ready' | 'done'

/** OpenZeppelin's mark of an executed operation, where others have the time from which they may run. */
const DONE_TIMESTAMP = 1n

/**
 * The state of an operation at time t, as OpenZeppelin's TimelockController tells it. *unset* is never
 * scheduled, or cancelled; *ready* says nothing of its predecessor.
 *
 * @param timestamp `getTimestamp(id)` [unix s]
 * @param t unix time [s]
 */
export function operationState(timestamp: bigint, t: bigint): OperationState {
  if (timestamp === 0n) return 'unset'
  if (timestamp === DONE_TIMESTAMP) return 'done'
  return timestamp > t ? 'waiting' : 'ready'
}

/**
 * From when an operation may be executed [unix s], or null when there is no such time: never scheduled,
 * cancelled, or done.
 *
 * @param timestamp `getTimestamp(id)` [unix s]
 */
export function readyAt(timestamp: bigint): bigint | null {
  return timestamp > DONE_TIMESTAMP ? timestamp : null
}
