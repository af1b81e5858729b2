import { formatDuration } from '@/lib/format'

/** The last second that a calendar of four digits names. */
const END_OF_9999 = 253_402_300_799n

/** A moment for machines, ISO 8601; undefined where no calendar reaches. @param at [unix s] */
export function isoOf(at: bigint): string | undefined {
  return at >= 0n && at <= END_OF_9999 ? new Date(Number(at) * 1000).toISOString() : undefined
}

/** Day of a moment: `2026-11-20`. @param at [unix s] */
export function dayText(at: bigint): string {
  return isoOf(at)?.slice(0, 10) ?? 'a day after the year 9999'
}

/** Time of day of a moment: `12:03:22`. @param at [unix s] */
export function clockText(at: bigint): string {
  const second = at % 86_400n
  const two = (value: bigint) => value.toString().padStart(2, '0')
  return `${two(second / 3_600n)}:${two((second / 60n) % 60n)}:${two(second % 60n)}`
}

/** An age at a glance, its largest unit only: `45 s`, `12 min`, `3 h`. @param seconds [s] */
export function ageText(seconds: bigint): string {
  return formatDuration(seconds).split(' ').slice(0, 2).join(' ')
}
