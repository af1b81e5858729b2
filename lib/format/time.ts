const MINUTE = 60n
const HOUR = 60n * MINUTE
const DAY = 24n * HOUR

/** The last second that four digits of a year can name. */
const END_OF_9999 = 253_402_300_799n

/**
 * A duration in words, its two largest units, cut off: `2 d 3 h`, `6 h 12 min`, `1 min 30 s`, `45 s`.
 *
 * @param seconds duration [s]
 */
export function formatDuration(seconds: bigint): string {
  if (seconds < 0n) return `-${formatDuration(-seconds)}`
  if (seconds >= DAY) return words(seconds, DAY, 'd', HOUR, 'h')
  if (seconds >= HOUR) return words(seconds, HOUR, 'h', MINUTE, 'min')
  if (seconds >= MINUTE) return words(seconds, MINUTE, 'min', 1n, 's')
  return `${seconds} s`
}

/**
 * A duration with nothing cut off, for values that somebody signs: `18 h`, `18 h 1 s`, `14 d`.
 *
 * @param seconds duration [s]
 */
export function formatDurationExact(seconds: bigint): string {
  const parts = [
    [seconds / DAY, 'd'],
    [(seconds % DAY) / HOUR, 'h'],
    [(seconds % HOUR) / MINUTE, 'min'],
    [seconds % MINUTE, 's'],
  ] as const
  const shown = parts.filter(([count]) => count !== 0n).map(([count, unit]) => `${count} ${unit}`)
  return shown.length === 0 ? '0 s' : shown.join(' ')
}

/**
 * A moment to the minute: `2026-11-20 07:00 UTC`. A slow limit can fill up in a year beyond any calendar; then the text
 * only says so.
 *
 * @param timestamp unix time [s]
 */
export function formatUtc(timestamp: bigint): string {
  const moment = isoParts(timestamp)
  return moment === null ? 'after the year 9999' : `${moment.date} ${moment.time} UTC`
}

/**
 * A moment as a clock shows it: `07:00 UTC`, with the date in front when it is not the same UTC day as `now`.
 *
 * @param timestamp unix time [s]
 * @param now unix time [s]
 */
export function formatUtcTime(timestamp: bigint, now: bigint): string {
  const moment = isoParts(timestamp)
  if (moment === null || moment.date !== isoParts(now)?.date) return formatUtc(timestamp)
  return `${moment.time} UTC`
}

function isoParts(timestamp: bigint): { date: string; time: string } | null {
  if (timestamp < 0n || timestamp > END_OF_9999) return null
  const iso = new Date(Number(timestamp) * 1000).toISOString()
  return { date: iso.slice(0, 10), time: iso.slice(11, 16) }
}

function words(seconds: bigint, large: bigint, largeName: string, small: bigint, smallName: string): string {
  const rest = (seconds % large) / small
  const head = `${seconds / large} ${largeName}`
  return rest === 0n ? head : `${head} ${rest} ${smallName}`
}
