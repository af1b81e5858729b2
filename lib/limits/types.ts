import type { Seconds } from '@/lib/math'

/** What RateLimits stores for a key. Amounts are in the unit of whatever the key limits. */
export interface RateLimit {
  /** Most that the limit can hold; 2^256 − 1 is unlimited. */
  readonly maxAmount: bigint
  /** Refill [unit per s]. */
  readonly slope: bigint
  /** What the key held at `lastUpdated`. */
  readonly lastAmount: bigint
  /** Time from which the key refills [unix s]. */
  readonly lastUpdated: Seconds
}

/** The two numbers that a cBEAM sets, and that an init allows. */
export interface LimitParams {
  readonly maxAmount: bigint
  /** [unit per s] */
  readonly slope: bigint
}

/** The states of a limit; they are told apart by name, never by a number: see `limitState`. */
export type LimitState = 'not-set' | 'disabled' | 'limited' | 'unlimited'

/** What a person is told of a limit. *paused*: counted as any other, but one smallest unit is the most that it holds. */
export type LimitStanding = LimitState | 'paused'

/** A moment that comes, or the reason why it does not. */
export type Moment<Reason extends string> =
  | {
      /** Unix time [s]; a time in the past means *already*. */
      readonly at: Seconds
      readonly never?: never
    }
  | { readonly never: Reason; readonly at?: never }
