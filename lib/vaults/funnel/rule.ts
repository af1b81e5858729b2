import { amountAvailableAt, currentLimit, limitState, type RateLimit } from '@/lib/limits'
import { isUint256Error, MAX_UINT256, max, type Seconds, type Wad, wad } from '@/lib/math'
import { firstTime } from '../search'
import type {
  Allowance,
  ClosedReason,
  ConstraintId,
  NeverReason,
  Obstacle,
  RelayerState,
  Scope,
} from './types'

/**
 * One check of a call. A call is the list of its rules in the order in which the contracts check them. A new guardrail
 * of a contract becomes another rule of its call.
 */
export interface Rule<Id extends string = ConstraintId> {
  readonly id: Id
  readonly scope: Scope
  /** Whether it can refuse an amount and let a larger one through. */
  readonly refusesLess?: true
  /**
   * What it lets through at time t [unix s]. `atMost` is the most that the rules before it let through; only a rule
   * that refuses small amounts more readily than large ones looks at it.
   */
  readonly allows: (t: Seconds, atMost: Wad) => Allowance
  /** The first time in [from, ∞) at which it lets the amount through. */
  readonly opens: (amount: Wad, from: Seconds) => Opening
}

export type Opening =
  | { readonly at: Seconds; readonly never?: never }
  | { readonly never: NeverReason; readonly most: Wad; readonly at?: never }

const NOTHING = wad(0n)

/** The amount where nothing limits it: 2^256 − 1. */
export const EVERYTHING = wad(MAX_UINT256)

const UNLIMITED: Allowance = { state: 'unlimited' }
const OVERFLOW: Allowance = { state: 'closed', reason: 'overflow' }

/** The most that an allowance lets through; 2^256 − 1 when it is unlimited. */
export function amountOf(allowance: Allowance): Wad {
  if (allowance.state === 'unlimited') return EVERYTHING
  return allowance.state === 'limited' ? allowance.amount : NOTHING
}

/**
 * A check that does not depend on the amount: everything passes, or nothing.
 * @param closed why nothing passes at time t, else null
 */
export function gate<Id extends string>(
  id: Id,
  scope: Scope,
  closed: (t: Seconds) => ClosedReason | null,
): Rule<Id> {
  return {
    id,
    scope,
    allows: (t) => {
      const reason = closed(t)
      return reason === null ? UNLIMITED : { state: 'closed', reason }
    },
    opens: (_, from) => {
      const reason = closed(from)
      return reason === null ? { at: from } : { never: reason, most: NOTHING }
    },
  }
}

/**
 * A check that lets nothing through for a time, and everything afterwards.
 * @param opensAt first time in [t, ∞) at which it lets everything through
 */
export function closedUntil<Id extends string>(
  id: Id,
  scope: Scope,
  reason: ClosedReason,
  opensAt: (t: Seconds) => bigint,
): Rule<Id> {
  return {
    id,
    scope,
    allows: (t) => (opensAt(t) > t ? { state: 'closed', reason } : UNLIMITED),
    opens: (_, from) => ({ at: opensAt(from) }),
  }
}

/** A connection between contracts, or a right. */
export function wire<Id extends string>(id: Id, scope: Scope, inPlace: boolean): Rule<Id> {
  return gate(id, scope, () => (inPlace ? null : 'missing'))
}

/** Somebody who can call: a relayer of the PAU that is not frozen. */
export function relayer<Id extends string>(id: Id, scope: Scope, state: RelayerState): Rule<Id> {
  const closed = { active: null, none: 'missing', frozen: 'frozen' } as const
  return gate(id, scope, () => closed[state])
}

/** A key of RateLimits that counts USDS [wad], and refills. */
export function limit<Id extends string>(id: Id, scope: Scope, stored: RateLimit): Rule<Id> {
  const allows = (t: Seconds): Allowance => {
    const state = limitState(stored)
    if (state === 'unlimited') return UNLIMITED
    if (state !== 'limited') return { state: 'closed', reason: state }
    return computed(() => wad(currentLimit(stored, t)))
  }
  return {
    id,
    scope,
    allows,
    opens: (amount, from) => {
      const when = amountAvailableAt(stored, amount)
      const most = wad(when.never === 'no-refill' ? stored.lastAmount : stored.maxAmount)
      if (when.at === undefined) return { never: when.never, most }
      const at = max(when.at, from)
      // After a long time the refill can overflow, and from then on the key always reverts.
      return amountOf(allows(at)) >= amount ? { at } : { never: 'overflow', most: NOTHING }
    },
  }
}

/** An amount that can only become less by waiting, or that does not change. */
export function shrinking<Id extends string>(
  id: Id,
  scope: Scope,
  reason: 'only-shrinks' | 'fixed',
  amountAt: (t: Seconds) => Wad,
): Rule<Id> {
  const allows = (t: Seconds) => computed(() => amountAt(t))
  return {
    id,
    scope,
    allows,
    opens: (amount, from) => {
      const allowance = allows(from)
      const most = amountOf(allowance)
      if (most >= amount) return { at: from }
      return { never: allowance.state === 'closed' ? allowance.reason : reason, most }
    },
  }
}

/** An amount that can only become more by waiting. */
export function growing<Id extends string>(id: Id, scope: Scope, amountAt: (t: Seconds) => Wad): Rule<Id> {
  const allows = (t: Seconds) => computed(() => amountAt(t))
  return {
    id,
    scope,
    allows,
    opens: (amount, from) => {
      const at = firstTime((t) => amountAt(t) >= amount, from)
      // The search also ends where the rate overflows.
      if (at !== null && amountOf(allows(at)) >= amount) return { at }
      return { never: 'fixed', most: amountOf(allows(from)) }
    },
  }
}

/** An amount, or *closed* where the contract cannot compute it. */
export function computed(amount: () => Wad): Allowance {
  try {
    return { state: 'limited', amount: amount() }
  } catch (error) {
    if (isUint256Error(error)) return OVERFLOW
    throw error
  }
}

/** The first time in [from, ∞) at which all rules let the amount through, or the first rule that never does. */
export function whenAll<Id extends string>(
  rules: readonly Rule<Id>[],
  amount: Wad,
  from: Seconds,
): { readonly at: Seconds; readonly never?: never } | { readonly never: Obstacle<Id>; readonly at?: never } {
  // Rules that open later move t on; repeat until every rule, also those whose amount shrinks, passes at the same t.
  for (let t = from; ; ) {
    let latest = t
    for (const { id, opens } of rules) {
      const opening = opens(amount, t)
      if (opening.at === undefined) {
        return { never: { constraint: id, reason: opening.never, most: opening.most } }
      }
      latest = max(latest, opening.at)
    }
    if (latest === t) return { at: t }
    t = latest
  }
}
