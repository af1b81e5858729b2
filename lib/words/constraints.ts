import { formatExact } from '@/lib/format'
import type { Capacity, ClosedReason, Constraint } from '@/lib/vaults'
import { type AnyConstraintId, WORDS } from './constraint-table'

const CLOSED: Readonly<Record<ClosedReason, string>> = {
  missing: 'missing',
  frozen: 'frozen',
  'not-set': 'not set',
  disabled: 'disabled',
  overflow: 'cannot be computed',
  paused: 'in force',
  window: 'closed',
  phase: 'another one',
}

/** What binds an answer, in words: "take limit binds", "TAKER_ROLE is missing". */
export function bindingText({ constraints, binding }: Capacity<AnyConstraintId>): string {
  const bound = constraints.find(({ id }) => id === binding)
  return bound ? constraintText(bound) : `${WORDS[binding].name} binds`
}

/** A constraint that binds, with why it is closed. */
export function constraintText({ id, reason }: Pick<Constraint<AnyConstraintId>, 'id' | 'reason'>): string {
  const { name, isPlural, closed } = WORDS[id]
  if (reason === null) return `${name} ${isPlural ? 'bind' : 'binds'}`
  return closed ?? `${name} ${reason === 'overflow' ? '' : 'is '}${CLOSED[reason]}`
}

/** An answer with what binds it: "41,200,000 USDS (take limit binds)". */
export function answerText(answer: Capacity<AnyConstraintId>): string {
  return `${formatExact(answer.amount, 18)} USDS (${bindingText(answer)})`
}
