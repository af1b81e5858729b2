import type { Seconds } from '@/lib/math'

/** What RateLimits stores for a key. Amounts are in the unit of whatever the key limits. */
export interface RateLimit {
  /** Most that the limit can hold; 2^256 − 1 is unlimited. */
  readonly maxAmount: bigint
  /** Refill [unit per s]. */
  readonly slope: bigint
  /** What it held at `lastUpdated`. */
  readonly lastAmount: bigint
  /** Time from which it refills [unix s]. */
  readonly lastUpdated: Seconds
}

/** The two numbers that a cBEAM sets, and that an init allows. */
export interface LimitParams {
  readonly maxAmount: bigint
  /** [unit per s] */
  readonly slope: bigint
}

/** Four states that no number may stand for: see `limitState`. */
export type LimitState = 'not-set' | 'disabled' | 'limited' | 'unlimited'

/** A moment that comes, or the reason why it does not. */
export type Moment<Reason extends string> =
  | {
      /** Unix time [s]; when it has passed, the answer is *already*. */
      readonly at: Seconds
      readonly never?: never
    }
  | { readonly never: Reason; readonly at?: never }
