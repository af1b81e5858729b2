import { type Address, isAddressEqual } from 'viem'
import { MAX_UINT256, min, type Seconds } from '@/lib/math'
import type { GuardrailBounds } from './guardrail-state'

/** The last pause that somebody began, of takes or of withdrawals. */
export interface Pause {
  readonly by: Address
  /** [unix s] */
  readonly start: Seconds
  /** First second at which it no longer runs [unix s]. */
  readonly until: Seconds
}

/** The last pause of everybody who ever paused a vault, for each kind. */
export interface Pauses {
  readonly takes: readonly Pause[]
  readonly withdrawals: readonly Pause[]
}

type PauseBounds = Pick<GuardrailBounds, 'maxPause' | 'coolDown'>

const pauseOf = (pauses: readonly Pause[], account: Address): Pause | undefined =>
  pauses.find(({ by }) => isAddressEqual(by, account))

/**
 * How long an operator waits after a pause, in proportion to its length: `ceil(length × coolDown / maxPause)`. A pause
 * longer than what is allowed now counts as the longest allowed.
 *
 * @param length [s]
 * @returns [s]
 */
export function coolDownAfter(length: Seconds, { maxPause, coolDown }: PauseBounds): bigint {
  if (maxPause === 0n) return 0n
  return (min(length, maxPause) * coolDown + maxPause - 1n) / maxPause
}

/** From when an operator may pause again [unix s]; 0 where it has nothing to wait for. Governance never waits. */
export function pausableFrom(pauses: readonly Pause[], account: Address, bounds: PauseBounds): bigint {
  const last = pauseOf(pauses, account)
  if (!last) return 0n
  return min(last.until + coolDownAfter(last.until - last.start, bounds), MAX_UINT256)
}

/** Whether the pause of an account runs. @param t unix time [s] */
export function isRunning(pauses: readonly Pause[], account: Address, t: Seconds): boolean {
  const last = pauseOf(pauses, account)
  return last !== undefined && t < last.until
}

/** First second at which no pause runs any more [unix s]; 0 where there never was one. */
export function endOfPauses(pauses: readonly Pause[]): bigint {
  return pauses.reduce((latest, { until }) => (until > latest ? until : latest), 0n)
}

/** The pauses after an account began one, which replaces its last. */
export function withPause(pauses: readonly Pause[], pause: Pause): readonly Pause[] {
  return pauseOf(pauses, pause.by)
    ? pauses.map((one) => (isAddressEqual(one.by, pause.by) ? pause : one))
    : [...pauses, pause]
}

/**
 * The pauses after an operator ended its own.
 * @param t unix time [s]
 */
export function withoutPause(pauses: readonly Pause[], account: Address, t: Seconds): readonly Pause[] {
  return pauses.map((one) => (isAddressEqual(one.by, account) && t < one.until ? { ...one, until: t } : one))
}
