/** Something to do at a moment, for a calendar. */
export interface CalendarEntry {
  /** The same for the same thing, so that a second import replaces the first. */
  readonly uid: string
  /** [unix s] */
  readonly at: bigint
  readonly summary: string
  readonly description: string
}

/** Most octets of a line before it has to be folded: RFC 5545, 3.1. */
const LINE = 75

/** How long an entry is shown: it names a moment, and a calendar needs a length. */
const LENGTH = 'PT15M'

const NOT_PRINTED = /[\p{Cc}\p{Cf}]+/gu

/**
 * Entries as an iCalendar file (RFC 5545), with all times in UTC.
 *
 * @param made when the file was made [unix s]
 * @returns null where a time lies beyond the calendar, that is after the year 9999
 */
export function toIcs(entries: readonly CalendarEntry[], made: bigint): string | null {
  const stamp = utc(made)
  const times = entries.map(({ at }) => utc(at))
  if (stamp === null || times.includes(null)) return null
  const events = entries.flatMap(({ uid, summary, description }, index) => [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART:${times[index]}`,
    `DURATION:${LENGTH}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    'END:VEVENT',
  ])
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Generator PAU console//EN',
    ...events,
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const LAST = 253_402_300_799n

const utc = (at: bigint): string | null =>
  at < 0n || at > LAST
    ? null
    : `${new Date(Number(at) * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** A text as RFC 5545 writes it; what does not print, such as a line end in a token's symbol, becomes a blank. */
const escaped = (text: string): string => text.replaceAll(NOT_PRINTED, ' ').replaceAll(/[\\;,]/g, '\\$&')

/** Long lines continue after a line end and a blank; no sign of several octets is cut. */
function folded(line: string): string {
  const octets = (text: string) => new TextEncoder().encode(text).length
  const parts: string[] = []
  let part = ''
  for (const sign of line) {
    // A line that continues another begins with a blank, which counts.
    if (octets(part) + octets(sign) > LINE - (parts.length > 0 ? 1 : 0)) {
      parts.push(part)
      part = ''
    }
    part += sign
  }
  return [...parts, part].join('\r\n ')
}
