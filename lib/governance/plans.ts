import type { Address, Hex } from 'viem'
import type { PlanNote } from './note'
import { type Plan, planId } from './plan'

/** A note of the pause with its place in the chain. */
export interface PlanLog extends PlanNote {
  readonly blockNumber: bigint
  readonly logIndex: number
}

/** What the last note of a plan says. */
export type PlanStatus = 'plotted' | 'executed' | 'dropped'

/** A plan as the events of the pause describe it. */
export interface NotedPlan extends Plan {
  readonly id: Hex
  readonly status: PlanStatus
  /** Who plotted it last, and in which block; null where that was not seen. */
  readonly plottedBy: Address | null
  readonly plottedIn: bigint | null
  /** Who executed or dropped it, and in which block. */
  readonly endedBy: Address | null
  readonly endedIn: bigint | null
}

const STATUS = { plot: 'plotted', exec: 'executed', drop: 'dropped' } as const

/**
 * Rebuilds the plans of a pause from its notes, since the pause lists none. Notes may come in any order and more than
 * once. A plan that was dropped and plotted again is one plan, in its latest state.
 *
 * The result is only as complete as the notes: the pause keeps no count to compare with. Each plan in it is checked
 * with `plans(id)`.
 */
export function rebuildPlans(logs: readonly PlanLog[]): NotedPlan[] {
  const plans = new Map<Hex, NotedPlan>()
  for (const { kind, guy, plan, blockNumber } of inOrder(logs)) {
    const id = planId(plan)
    const before = plans.get(id)
    const at = { status: STATUS[kind] }
    plans.set(
      id,
      kind === 'plot'
        ? { id, ...plan, ...at, plottedBy: guy, plottedIn: blockNumber, endedBy: null, endedIn: null }
        : {
            id,
            ...plan,
            ...at,
            plottedBy: before?.plottedBy ?? null,
            plottedIn: before?.plottedIn ?? null,
            endedBy: guy,
            endedIn: blockNumber,
          },
    )
  }
  return [...plans.values()]
}

/** Every plan that has not ended according to its notes, and the latest of those that have. */
export function latestPlans(plans: readonly NotedPlan[], mostEnded: number): readonly NotedPlan[] {
  const old = plans
    .filter(({ status }) => status !== 'plotted')
    .toSorted((a, b) => ((a.endedIn ?? 0n) > (b.endedIn ?? 0n) ? -1 : 1))
    .slice(mostEnded)
  return plans.filter((plan) => !old.includes(plan))
}

function inOrder(logs: readonly PlanLog[]): PlanLog[] {
  const unique = new Map(logs.map((log) => [`${log.blockNumber}:${log.logIndex}`, log]))
  return [...unique.values()].sort((a, b) =>
    a.blockNumber === b.blockNumber ? a.logIndex - b.logIndex : a.blockNumber < b.blockNumber ? -1 : 1,
  )
}
