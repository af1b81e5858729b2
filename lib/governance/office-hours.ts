import type { Seconds } from '@/lib/math'

const HOUR = 3_600n
const DAY = 24n * HOUR
const OPENS = 14n * HOUR
const CLOSES = 21n * HOUR

/** Office hours as people know them. */
export const OFFICE_HOURS = 'Monday to Friday, 14:00 to 21:00 UTC'

/** Whether a time [unix s] is in office hours: from the second in which they begin to the one before they end. */
export function isOfficeOpen(t: Seconds): boolean {
  // Unix time began on a Thursday.
  const weekday = (t / DAY + 3n) % 7n
  const hour = t % DAY
  return weekday < 5n && hour >= OPENS && hour < CLOSES
}

/** The first second in office hours, not before `t` [unix s]. Source: `nextCastTime` of dss-exec-lib. */
export function officeOpensAt(t: Seconds): Seconds {
  if (isOfficeOpen(t)) return t
  const today = t - (t % DAY) + OPENS
  const days = Array.from({ length: 4 }, (_, ahead) => today + BigInt(ahead) * DAY)
  return days.find((opens) => opens >= t && isOfficeOpen(opens)) ?? t
}
