import { formatDuration, formatUtc, formatUtcTime } from './time'

/** A moment that is still to come, in words. */
export interface Coming {
  /** As a clock shows it: "07:00 UTC", with the date in front when it is not today. */
  readonly clock: string
  /** With its date in any case: "2026-11-20 07:00 UTC". */
  readonly date: string
  /** Until then: "6 h 12 min". */
  readonly left: string
}

/**
 * A moment to wait for, or null for one that has come: then a text says "now" for what becomes possible, and "over" for
 * what ends. Every text on a coming moment is made from this, so that none can name one in the past.
 *
 * @param at unix time [s]
 * @param now unix time [s]
 */
export function coming(at: bigint, now: bigint): Coming | null {
  if (at <= now) return null
  return { clock: formatUtcTime(at, now), date: formatUtc(at), left: formatDuration(at - now) }
}

/** From when something is possible: "now", or "from 07:00 UTC, in 6 h 12 min". */
export function fromWords(at: bigint, now: bigint): string {
  const moment = coming(at, now)
  return moment === null ? 'now' : `from ${moment.clock}, in ${moment.left}`
}

/**
 * From when something is possible, without the time until then, which changes every second: "now", or "from 07:00 UTC".
 */
export function fromClock(at: bigint, now: bigint): string {
  const moment = coming(at, now)
  return moment === null ? 'now' : `from ${moment.clock}`
}

/** From when something is possible, with the date, for texts that are stored: "now", or "from 2026-11-20 07:00 UTC". */
export function fromDate(at: bigint, now: bigint): string {
  const moment = coming(at, now)
  return moment === null ? 'now' : `from ${moment.date}`
}

/** When something comes: "now", or "07:00 UTC, in 6 h 12 min". */
export function whenWords(at: bigint, now: bigint): string {
  const moment = coming(at, now)
  return moment === null ? 'now' : `${moment.clock}, in ${moment.left}`
}

/** Until when something lasts: "over", or "until 07:00 UTC, in 6 h 12 min". */
export function untilWords(at: bigint, now: bigint): string {
  const moment = coming(at, now)
  return moment === null ? 'over' : `until ${moment.clock}, in ${moment.left}`
}

/** When something was done: "never" for 0, which contracts store for it, or "2026-11-20 07:00 UTC". */
export function doneWords(at: bigint): string {
  return at === 0n ? 'never' : formatUtc(at)
}

/** Since when something is the case: "never" for 0, or "since 2026-11-20 07:00 UTC". */
export function sinceWords(at: bigint): string {
  return at === 0n ? 'never' : `since ${formatUtc(at)}`
}

/** `from 2026-11-20 07:00 UTC`; the caller has made sure that the moment is ahead [unix s]. */
export function fromAhead(at: bigint): string {
  return `from ${formatUtc(at)}`
}

/** `until 2026-11-20 07:00 UTC`; the caller has made sure that the moment is ahead [unix s]. */
export function untilAhead(at: bigint): string {
  return `until ${formatUtc(at)}`
}
