/** A number in digits: what stands before and after the decimal mark. */
export interface Digits {
  readonly whole: string
  readonly fraction: string
}

/** People paste every kind of blank as a thousands separator, and several characters that look like an apostrophe. */
const SPACES = /\p{Zs}/gu
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g

/** One sign for each kind of separator. */
export const plainSeparators = (text: string): string => text.replace(SPACES, ' ').replace(APOSTROPHES, "'")

/**
 * The notations, the console's own first. Each of the others holds something that only it explains: a second kind of
 * separator, a separator that stands twice, or groups of two digits.
 */
const NOTATIONS: readonly RegExp[] = [
  // 1234567.89
  /^(?<whole>\d*)(?:\.(?<fraction>\d*))?$/,
  // 1,234,567.89 · 1 234 567.89 · 1'234'567.89 · 1_234_567.89
  /^(?<whole>[1-9]\d{0,2}([,' _])\d{3}(?:\2\d{3})*)(?:\.(?<fraction>\d*))?$/,
  // 12,34,567.89
  /^(?<whole>[1-9]\d?(?:,\d{2})+,\d{3})(?:\.(?<fraction>\d*))?$/,
  // 1.234.567,89 · 1 234 567,89 · 1'234'567,89
  /^(?<whole>[1-9]\d{0,2}([.' ])\d{3}(?:\2\d{3})*),(?<fraction>\d+)$/,
  // 1.234.567
  /^(?<whole>[1-9]\d{0,2}(?:\.\d{3}){2,})$/,
]

/** The digits of a number with separators, or null where they could mean more than one number. */
export function readSeparators(text: string): Digits | null {
  for (const notation of NOTATIONS) {
    const groups = notation.exec(text)?.groups
    if (groups) return { whole: groups.whole?.replace(/\D/g, '') ?? '', fraction: groups.fraction ?? '' }
  }
  return null
}

/** Why separators are refused, and what to write instead. */
export function separatorFault(text: string): string {
  const [, before = '', after = ''] = /^(\d*),(\d*)$/.exec(text) ?? []
  if (before !== '' && after !== '' && before.length + after.length < 40) {
    return `The comma can stand before decimals or between thousands. Write ${before}.${after} or ${before}${after}.`
  }
  return 'The separators can be read in more than one way. Use a point before the decimals and no other separator.'
}
