/** State of an operation, with the names of the contract's `getOperationState`. */
export type OperationState = 'unset' | 'waiting' | 'ready' | 'done'

/** The timestamp by which OpenZeppelin marks an executed operation; others have the time from which they may run. */
const DONE_TIMESTAMP = 1n

/**
 * The state of an operation at time t, as OpenZeppelin's TimelockController tells it. *unset* was never scheduled, or
 * was cancelled; *ready* does not consider its predecessor.
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
