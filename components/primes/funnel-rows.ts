import { fractionOf } from '@/components/model/amounts'
import { MAX_UINT256, min } from '@/lib/math'
import type { Capacity, Constraint, ConstraintId, Scope } from '@/lib/vaults'
import type { AnyConstraintId } from '@/lib/words/constraint-table'

/** A constraint that lets through an amount, or nothing. */
export interface FunnelRow<Id extends AnyConstraintId = ConstraintId> {
  readonly constraint: Constraint<Id>
  /** Width of its bar, from 0 to 1. */
  readonly width: number
  /** Whether the row is too wide to be drawn on the scale of the others. */
  readonly beyond: boolean
}

/** The constraints of one scope, from the widest to the narrowest. */
export interface FunnelGroup<Id extends AnyConstraintId = ConstraintId> {
  readonly scope: Scope
  readonly rows: readonly FunnelRow<Id>[]
  /** Wires in place and limits without a bound: they let everything through. */
  readonly open: readonly Constraint<Id>[]
}

/** How many times as wide as the answer a bar may be. */
const SCALE = 20n

/** An answer as a funnel: what is shared with all Primes first, then what is the Prime's own, each getting narrower. */
export function funnelGroups<Id extends AnyConstraintId>({
  amount,
  constraints,
}: Capacity<Id>): readonly FunnelGroup<Id>[] {
  const isOpen = (one: Constraint<Id>) => one.amount === MAX_UINT256 && one.state !== 'closed'
  const bounded = constraints.filter((one) => !isOpen(one)).map((one) => one.amount)
  // On the scale of a ceiling of billions, every bar that matters would be a hairline.
  const widest = bounded.reduce((most, one) => (one > most ? one : most), 0n)
  const scale = amount === 0n ? widest : min(widest, amount * SCALE)
  return (['shared', 'prime'] as const).flatMap((scope) => {
    const own = constraints.filter((one) => one.scope === scope)
    if (own.length === 0) return []
    const rows = own
      .filter((one) => !isOpen(one))
      .toSorted(narrower)
      .map((constraint) => ({
        constraint,
        width: fractionOf(constraint.amount, scale),
        beyond: constraint.amount > scale,
      }))
    return [{ scope, rows, open: own.filter(isOpen) }]
  })
}

/** Wider first; of equal ones, the one that binds comes last. */
function narrower(a: Constraint<AnyConstraintId>, b: Constraint<AnyConstraintId>): number {
  if (a.amount !== b.amount) return a.amount > b.amount ? -1 : 1
  return Number(a.binding) - Number(b.binding)
}
