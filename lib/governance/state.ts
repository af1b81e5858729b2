import type { PlanStatus } from './plans'

/** Where a plan stands. `ended`: executed or dropped, by an event that was not seen. */
export type PlanState = 'waiting' | 'ready' | 'executed' | 'dropped' | 'ended'

/**
 * The state of a plan at time t. The pause tells whether it is still plotted, its notes tell how it ended.
 * @param plotted `plans(id)`
 * @param status what its last note says
 * @param eta first second at which it may run [unix s]
 * @param t unix time [s]
 */
export function planState(plotted: boolean, status: PlanStatus, eta: bigint, t: bigint): PlanState {
  if (plotted) return t >= eta ? 'ready' : 'waiting'
  return status === 'plotted' ? 'ended' : status
}

/** Whether a plan is still plotted. */
export const isPending = (state: PlanState): boolean => state === 'waiting' || state === 'ready'
