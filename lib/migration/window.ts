import type { Seconds } from '@/lib/math'

const HOUR = 3_600n
const DAY = 24n * HOUR
const OPENS = 13n * HOUR
const CLOSES = 16n * HOUR

/** Where a day stands: in the *Processing* window of 13:00 to 16:00 UTC, or *Active* outside it. */
export interface Window {
  readonly phase: 'Active' | 'Processing'
  /** First second of the other phase [unix s]. */
  readonly endsAt: Seconds
}

/**
 * The daily Processing Window, [13:00, 16:00) UTC. Inside it the contracts refuse migration steps, and the console
 * holds configuration changes back.
 *
 * @param t unix time [s]
 */
export function processingWindow(t: Seconds): Window {
  const second = t % DAY
  const midnight = t - second
  if (second < OPENS) return { phase: 'Active', endsAt: midnight + OPENS }
  if (second < CLOSES) return { phase: 'Processing', endsAt: midnight + CLOSES }
  return { phase: 'Active', endsAt: midnight + DAY + OPENS }
}

/** The first second in [t, ∞) that is outside the Processing Window [unix s]. @param t unix time [s] */
export function windowOpensAt(t: Seconds): bigint {
  const { phase, endsAt } = processingWindow(t)
  return phase === 'Processing' ? endsAt : t
}
