const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** Steps a clock reader expects [s]. */
const TIME_STEPS = [
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
]

/** Round moments in UTC between two unix times [s], at most `limit` of them. */
export function timeTicks(from: number, to: number, limit: number): number[] {
  const step =
    TIME_STEPS.find((size) => (to - from) / size <= limit) ?? Math.ceil((to - from) / limit / DAY) * DAY
  const ticks: number[] = []
  for (let t = Math.ceil(from / step) * step; t <= to; t += step) ticks.push(t)
  return ticks
}

/** Round amounts from 0 up to `max`, in steps of 1, 2 or 5 times a power of ten, about `count` of them. */
export function amountTicks(max: number, count: number): number[] {
  if (!(max > 0)) return [0]
  const rough = max / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10)
  return Array.from({ length: Math.floor(max / step) + 1 }, (_, i) => i * step)
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 })

/** Above this no suffix is common; the exponent says the size. */
const LARGEST = 1e15

/** Label of an axis tick. Ticks are round, so nothing is lost. */
export function tickText(value: number): string {
  return value < LARGEST
    ? COMPACT.format(value)
    : Number(value.toPrecision(3)).toExponential().replace('e+', 'e')
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A tick of the time axis in UTC: the day at midnight, else hour and minute. */
export function timeTickText(t: number): string {
  const date = new Date(t * 1000)
  return t % DAY === 0
    ? `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
    : date.toISOString().slice(11, 16)
}

/** A moment in full: `20 Nov 2026, 08:27:41 UTC`. */
export function momentText(t: number): string {
  const date = new Date(t * 1000)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${date.toISOString().slice(11, 19)} UTC`
}
