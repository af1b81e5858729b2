import { MAX_UINT256 } from '@/lib/math'
import { type Digits, plainSeparators, readSeparators, separatorFault } from './separators'

const MAX_UINT256_DIGITS = MAX_UINT256.toString().length

export type ParseError =
  | 'empty'
  | 'not-a-number'
  | 'too-many-decimals'
  | 'negative'
  | 'too-large'
  | 'ambiguous-separator'

export type ParsedAmount =
  | { readonly ok: true; readonly value: bigint }
  | { readonly ok: false; readonly error: ParseError; readonly message: string }

const MINUS = /^[-\u2212\u2013]/

/**
 * The suffixes that the console itself writes after a short amount, in either case unless the other case means
 * something else.
 */
const POWERS: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['K', 3],
  ['k', 3],
  ['M', 6],
  ['m', 6],
  ['B', 9],
  ['b', 9],
  ['bn', 9],
  ['T', 12],
])

/**
 * Reads an amount typed or pasted by a person. The answer is exact or the text is refused; nothing is rounded, and no
 * text becomes a JavaScript number.
 *
 * What the console writes is read as the console means it: a point before the decimals, commas between thousands, K, M,
 * B or T at the end (`1,000,000.5`, `5M`). Another notation is read if it can mean one thing only (`1.234.567,89`, `1
 * 234 567`, `12,34,567`); a text that could mean two things (`1,5`, `0,500`) is refused.
 *
 * @param decimals decimals of the token; the value returned is in its smallest unit
 */
export function parseAmount(text: string, decimals: number): ParsedAmount {
  const plain = plainSeparators(text.trim())
  if (plain === '') return refuse('empty', 'Enter an amount.')
  const strange = strangeSign(plain)
  if (strange !== null) return refuse('not-a-number', strange)

  const unsigned = plain.replace(MINUS, '').trim()
  const [, number = '', suffix = ''] = /^([\d.,_' ]*\d[\d.,_']*) ?(.*)$/.exec(unsigned) ?? []
  if (number === '') return refuse('not-a-number', 'Enter digits, with a point before the decimals.')
  const power = POWERS.get(suffix)
  if (power === undefined) return refuse('not-a-number', suffixFault(suffix))
  if (MINUS.test(plain)) return refuse('negative', 'The amount cannot be negative.')

  const read = readSeparators(number)
  if (read === null) return refuse('ambiguous-separator', separatorFault(number))
  return exactly(read, decimals, power)
}

/** The value of digits times ten to the `power`, in the smallest unit of a token. */
function exactly({ whole, fraction }: Digits, decimals: number, power: number): ParsedAmount {
  const behind = fraction.replace(/0+$/, '')
  if (behind.length > decimals + power) {
    return refuse(
      'too-many-decimals',
      `The amount has ${behind.length - power} decimals; the token has ${decimals}.`,
    )
  }
  const digits = (whole + behind.padEnd(decimals + power, '0')).replace(/^0+/, '')
  // The length is checked first, since a text of any size may be pasted.
  const value = digits.length > MAX_UINT256_DIGITS ? null : BigInt(digits === '' ? '0' : digits)
  if (value === null || value > MAX_UINT256) {
    return refuse('too-large', 'The amount is above 2^256 − 1, the greatest the contracts can hold.')
  }
  return { ok: true, value }
}

/** The name of a character that no amount holds, if people need a name to find it; null where there is none. */
function strangeSign(text: string): string | null {
  const [hidden] = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.exec(text) ?? []
  if (hidden !== undefined) {
    return `It holds a sign that is not seen (${codePoint(hidden)}). Type the amount, or paste it alone.`
  }
  const [digit] = /(?![0-9])\p{Nd}|[\u066b\u066c]/u.exec(text) ?? []
  return digit === undefined ? null : `“${digit}” is of another script: write the digits 0 to 9.`
}

function suffixFault(suffix: string): string {
  if (/^t$/i.test(suffix)) return 'Write K for thousands or T for trillions.'
  if (/^e[+-]?\d+$/i.test(suffix)) return 'Write the digits in full, without an exponent.'
  const shown = suffix.length > 12 ? `${suffix.slice(0, 11)}…` : suffix
  return `“${shown}” cannot be read: enter digits with a point before the decimals, and K, M, B or T behind at most.`
}

const codePoint = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

function refuse(error: ParseError, message: string): ParsedAmount {
  return { ok: false, error, message }
}
