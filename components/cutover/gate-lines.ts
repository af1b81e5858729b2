import type { ExitCondition, ExitGate } from '@/lib/console/model/exit-gates'

/** What is shown of a gate: the conditions in its way apart from those that hold, alike ones together. */
export interface GateLines {
  readonly shut: readonly ConditionGroup[]
  readonly open: readonly ConditionGroup[]
}

/** Conditions of one kind with one verdict. */
export type ConditionGroup = readonly [ExitCondition, ...ExitCondition[]]

/** Up to this many of one kind stand alone. */
const APART = 3

/** The lines of a gate: wrong ones first, then unknown ones. */
export function gateLines({ conditions }: ExitGate): GateLines {
  const wrong = conditions.filter(({ holds }) => holds.ok && !holds.value)
  const unread = conditions.filter(({ holds }) => !holds.ok)
  const open = conditions.filter(({ holds }) => holds.ok && holds.value)
  return { shut: [...grouped(wrong), ...grouped(unread)], open: grouped(open) }
}

function grouped(conditions: readonly ExitCondition[]): readonly ConditionGroup[] {
  const groups = new Map<string, [ExitCondition, ...ExitCondition[]]>()
  for (const one of conditions) {
    const group = groups.get(one.id)
    if (group) group.push(one)
    else groups.set(one.id, [one])
  }
  return [...groups.values()].flatMap((group): readonly ConditionGroup[] =>
    group.length > APART ? [group] : group.map((one) => [one] as const),
  )
}
