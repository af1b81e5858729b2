const UNITS: Readonly<Record<string, bigint>> = {
  d: 86_400n,
  day: 86_400n,
  days: 86_400n,
  h: 3_600n,
  hour: 3_600n,
  hours: 3_600n,
  min: 60n,
  minute: 60n,
  minutes: 60n,
  s: 1n,
  second: 1n,
  seconds: 1n,
}

/** More digits than the times of any contract have; a longer number is a typing error. */
const MOST_DIGITS = 9

export type ParsedDuration =
  | { readonly ok: true; readonly value: bigint }
  | { readonly ok: false; readonly message: string }

/**
 * Reads a duration typed by a person: `6 h`, `1 d 12 h`, `90min`, `2 days`. It reads back what `formatDurationExact`
 * writes. A number without a unit is refused, since it could mean hours or seconds.
 *
 * @returns [s]
 */
export function parseDuration(text: string): ParsedDuration {
  const plain = text.trim().toLowerCase()
  if (plain === '') return refuse('Enter a duration.')
  if (/^\d+$/.test(plain)) return refuse('Say in which unit: 6 h, 90 min, 1 d 12 h.')
  if (!/^(\d+\s*[a-z]+[\s,]*)+$/.test(plain)) return refuse('Enter a duration such as 6 h or 1 d 12 h.')
  let seconds = 0n
  let last: bigint | null = null
  for (const [, digits = '', name = ''] of plain.matchAll(/(\d+)\s*([a-z]+)/g)) {
    const unit = UNITS[name]
    if (unit === undefined) return refuse(`“${name}” is no unit: use d, h, min or s.`)
    if (last !== null && unit >= last) return refuse('Name each unit once, the largest first.')
    if (digits.length > MOST_DIGITS) return refuse('The duration is too long.')
    seconds += BigInt(digits) * unit
    last = unit
  }
  return { ok: true, value: seconds }
}

const refuse = (message: string): ParsedDuration => ({ ok: false, message })
