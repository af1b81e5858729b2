import type { Seconds } from '@/lib/math'
import type { Phase } from './types'

/** Where a Prime stands in its schedule. Times are [unix s]. */
export interface Scheduled {
  readonly phase: Phase
  /** First second at which it may be cut over; 0 for a Prime that was never scheduled. */
  readonly epoch: Seconds
}

/** What comes next for a Prime, and what is overdue. */
export type Due = 'nothing' | 'not-scheduled' | 'before-epoch' | 'past-epoch'

/**
 * How a Prime stands to its epoch at time t. `past-epoch`: it could have been cut over, and was not.
 *
 * @param t unix time [s]
 */
export function dueAt({ phase, epoch }: Scheduled, t: Seconds): Due {
  if (phase === 'CutOver' || phase === 'Retired') return 'nothing'
  if (epoch === 0n) return 'not-scheduled'
  return t < epoch ? 'before-epoch' : 'past-epoch'
}

/** The Prime that is to be cut over first, by epoch; null when none is scheduled. */
export function nextCutover<P extends Scheduled>(primes: readonly P[]): P | null {
  const ahead = primes.filter(({ phase, epoch }) => epoch > 0n && (phase === 'Legacy' || phase === 'DualRun'))
  return ahead.reduce<P | null>((first, one) => (first && first.epoch <= one.epoch ? first : one), null)
}
