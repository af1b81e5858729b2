import { MAX_UINT256 } from '@/lib/math'

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

/** Space, no-break, figure, thin and narrow no-break space: all are pasted as thousands separators. */
const SPACES = /[\u0020\u00a0\u2007\u2009\u202f]/g
const APOSTROPHES = /['\u2019]/g
const MINUS = /^[-\u2212\u2013]/

/**
 * Reads an amount typed or pasted by a person. The answer is exact or it is refused; nothing is rounded and
 * no text passes through a JavaScript number.
 *
 * A point is the decimal point. Commas, spaces, underscores and apostrophes are read as thousands separators
 * when one kind of them cuts the whole part into groups of three (`1,000,000.5`, `1 000 000`). Where a reader
 * could mean something else (`1,5`, `0,500`, `1.000.000`) the text is refused.
 *
 * @param decimals decimals of the token; the value returned is in its smallest unit
 */
export function parseAmount(text: string, decimals: number): ParsedAmount {
  const plain = text.trim().replace(SPACES, ' ').replace(APOSTROPHES, "'")
  if (plain === '') return refuse('empty', 'Enter an amount.')

  const unsigned = plain.replace(MINUS, '').trim()
  if (!/\d/.test(unsigned) || !/^[\d., _']+$/.test(unsigned)) {
    return refuse('not-a-number', 'Enter digits, with a point before the decimals.')
  }
  if (MINUS.test(plain)) return refuse('negative', 'The amount cannot be negative.')

  const [wholeText = '', fractionText = '', ...more] = unsigned.split('.')
  if (more.length > 0 || /[^\d]/.test(fractionText)) return refuseSeparator()
  const whole = ungroup(wholeText)
  if (whole === null) return refuseSeparator()

  const fraction = fractionText.replace(/0+$/, '')
  if (fraction.length > decimals) {
    return refuse(
      'too-many-decimals',
      `The amount has ${fraction.length} decimals; the token has ${decimals}.`,
    )
  }
  const digits = (whole + fraction.padEnd(decimals, '0')).replace(/^0+/, '')
  // Checked by length first: text of any size may be pasted.
  const value = digits.length > MAX_UINT256_DIGITS ? null : BigInt(digits === '' ? '0' : digits)
  if (value === null || value > MAX_UINT256) {
    return refuse('too-large', 'The amount is above 2^256 − 1, the greatest the contracts can hold.')
  }
  return { ok: true, value }
}

/** The digits of a whole part, or null where its separators can be read in more than one way. */
function ungroup(text: string): string | null {
  if (/^\d*$/.test(text)) return text
  const separator = /[^\d]/.exec(text)?.[0]
  if (separator === undefined) return text
  const [first = '', ...groups] = text.split(separator)
  const grouped = /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group))
  return grouped ? first + groups.join('') : null
}

function refuse(error: ParseError, message: string): ParsedAmount {
  return { ok: false, error, message }
}

function refuseSeparator(): ParsedAmount {
  return refuse(
    'ambiguous-separator',
    'The separators can be read in more than one way. Use a point before the decimals and no other separator.',
  )
}
