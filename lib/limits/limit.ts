import { add, divUp, isUint256Error, MAX_UINT256, min, mul, type Seconds, sub } from '@/lib/math'
import type { LimitParams, LimitStanding, LimitState, Moment, RateLimit } from './types'

const SECONDS_PER_DAY = 86_400n

/**
 * *not-set*: nothing was ever written (all zero). *disabled*: written, with a maximum of 0. Both let nothing through;
 * only *disabled* is somebody's decision.
 */
export function limitState({ maxAmount, slope, lastAmount, lastUpdated }: RateLimit): LimitState {
  if (maxAmount === MAX_UINT256) return 'unlimited'
  if (maxAmount > 0n) return 'limited'
  return slope === 0n && lastAmount === 0n && lastUpdated === 0n ? 'not-set' : 'disabled'
}

/**
 * The state as a person reads it. A maximum of one smallest unit is how operators pause a key that must not be 0: a 0
 * would also block what gives capacity back.
 */
export function limitStanding(limit: RateLimit): LimitStanding {
  return limit.maxAmount === 1n ? 'paused' : limitState(limit)
}

/**
 * What a key allows at time t: `min(slope × (t − lastUpdated) + lastAmount, maxAmount)`, the answer of
 * `RateLimits.getCurrentRateLimit`; 2^256 − 1 when unlimited.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} where the contract reverts: t before `lastUpdated`, or a refill above 2^256 − 1. The refill is
 * computed before it is capped, so an extreme slope breaks a limit instead of filling it.
 */
export function currentLimit(limit: RateLimit, t: Seconds): bigint {
  if (limit.maxAmount === MAX_UINT256) return MAX_UINT256
  const refilled = mul(limit.slope, sub(t, limit.lastUpdated))
  return min(add(refilled, limit.lastAmount), limit.maxAmount)
}

/** Why a limit does not fill up. `overflow`: its refill passes 2^256 − 1 first, and from then on the key reverts. */
export type NeverFull = 'not-set' | 'disabled' | 'unlimited' | 'no-refill' | 'overflow'

/**
 * The first time at which the limit holds its maximum, if nothing is used or changed until then.
 *
 * @param t unix time [s]: a limit whose refill has overflowed by then no longer counts as full
 */
export function fullAt(limit: RateLimit, t: Seconds): Moment<NeverFull> {
  const state = limitState(limit)
  if (state !== 'limited') return { never: state }
  return isComputable(limit, t) ? reaches(limit, limit.maxAmount) : { never: 'overflow' }
}

/** Whether RateLimits can compute what the key allows at time t [unix s]; where it cannot, the key reverts. */
export function isComputable(limit: RateLimit, t: Seconds): boolean {
  try {
    currentLimit(limit, t)
    return true
  } catch (error) {
    if (isUint256Error(error)) return false
    throw error
  }
}

/** Why an amount cannot be used at once. */
export type NeverAvailable = 'not-set' | 'disabled' | 'above-max' | 'no-refill' | 'overflow'

/**
 * The first time from which `RateLimits.triggerRateLimitDecrease(key, amount)` passes, if nothing is used or
 * changed until then. A key with a maximum of 0 refuses even an amount of 0.
 *
 * @param amount in the unit of the key
 */
export function amountAvailableAt(limit: RateLimit, amount: bigint): Moment<NeverAvailable> {
  const state = limitState(limit)
  if (state === 'unlimited') return { at: limit.lastUpdated }
  if (state !== 'limited') return { never: state }
  return amount > limit.maxAmount ? { never: 'above-max' } : reaches(limit, amount)
}

/**
 * What RateLimits stores after `triggerRateLimitDecrease(key, amount)` passed at time t; an unlimited key stays as it
 * is.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} where `currentLimit` does, and where the amount is more than the key allows
 */
export function afterUse(limit: RateLimit, amount: bigint, t: Seconds): RateLimit {
  if (limit.maxAmount === MAX_UINT256) return limit
  return { ...limit, lastAmount: sub(currentLimit(limit, t), amount), lastUpdated: t }
}

/**
 * What RateLimits stores after an amount was given back at time t, up to the maximum. An unlimited key stays as it is, and
 * so does one with a maximum of 0, which the facets of this project pass over.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} where `currentLimit` does, and where the sum overflows
 */
export function afterRestore(limit: RateLimit, amount: bigint, t: Seconds): RateLimit {
  if (limit.maxAmount === MAX_UINT256 || limit.maxAmount === 0n) return limit
  const lastAmount = min(add(currentLimit(limit, t), amount), limit.maxAmount)
  return { ...limit, lastAmount, lastUpdated: t }
}

/** Refill of a day [unit per day]: the pace at which a limit lets funds through over time. */
export function perDay({ slope }: Pick<LimitParams, 'slope'>): bigint {
  return slope * SECONDS_PER_DAY
}

/**
 * The most that can go through a key from t on within `duration`: what it holds now plus all that refills. Not
 * capped by the maximum, because it can be used while it refills; 2^256 − 1 when unlimited.
 *
 * @param t unix time [s]
 * @param duration [s]
 * @throws {Uint256Error} where `currentLimit` does
 */
export function spendableWithin(limit: RateLimit, t: Seconds, duration: Seconds): bigint {
  const state = limitState(limit)
  if (state === 'unlimited') return MAX_UINT256
  if (state !== 'limited') return 0n
  return min(currentLimit(limit, t) + limit.slope * duration, MAX_UINT256)
}

/** A point of a chart. */
export interface RefillPoint {
  /** Unix time [s]. */
  readonly t: Seconds
  readonly value: bigint
}

/**
 * What the limit holds from t to t + horizon if nothing is used: at `points` evenly spaced moments, and at the moment
 * at which it is full, so that the line bends there. Empty when unlimited: there is nothing to draw.
 *
 * @param t unix time [s]
 * @param horizon [s]
 * @param points at least 2
 * @throws {Uint256Error} where `currentLimit` does
 */
export function refillSeries(limit: RateLimit, t: Seconds, horizon: Seconds, points: number): RefillPoint[] {
  if (limitState(limit) === 'unlimited') return []
  const steps = BigInt(Math.max(points, 2) - 1)
  const times = new Set<bigint>()
  for (let step = 0n; step <= steps; step++) times.add(t + (horizon * step) / steps)

  const full = fullAt(limit, t).at
  if (full !== undefined && full > t && full < t + horizon) times.add(full)
  return [...times].sort((a, b) => (a < b ? -1 : 1)).map((at) => ({ t: at, value: currentLimit(limit, at) }))
}

/** The first time at which slope × elapsed + lastAmount is at least `amount`. */
function reaches(limit: RateLimit, amount: bigint): Moment<'no-refill' | 'overflow'> {
  if (amount <= limit.lastAmount) return { at: limit.lastUpdated }
  if (limit.slope === 0n) return { never: 'no-refill' }
  const elapsed = divUp(amount - limit.lastAmount, limit.slope)
  const refilled = limit.slope * elapsed + limit.lastAmount
  return refilled > MAX_UINT256 ? { never: 'overflow' } : { at: limit.lastUpdated + elapsed }
}
