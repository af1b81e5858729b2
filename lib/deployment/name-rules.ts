import { codePoint, show } from './show'

/** Characters beyond ASCII that a name may hold, and what each is folded to. */
const SPECIAL: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  '’': ' ',
  '–': ' ',
  '—': ' ',
}

/** Whether a character cannot be mistaken for another: ASCII, a letter with one accent, or one of `SPECIAL`. */
function isPlain(sign: string): boolean {
  return /^[ -~]$/.test(sign) || sign.toLowerCase() in SPECIAL || /^[a-z]\p{M}$/iu.test(sign.normalize('NFD'))
}

/**
 * Digits of an address, also with look-alikes: the zero and the x first, then blanks between groups, or an ellipsis.
 */
const LIKE_ADDRESS = /(?<![\p{L}\p{N}])[0o]x(?:[\s._-]*[0-9a-fol]){4}|(?<![\p{L}\p{N}])[0o]x[0-9a-fol]+\.\./iu
const HEX_RUN = /[0-9a-f]{16,}/i

/**
 * Why a text cannot be a name, or null. Somebody reads a name to decide what to sign, so it must show every character
 * that it has and must not pass for something else: it consists of Latin letters, digits and plain signs.
 */
export function nameFault(name: string): string | null {
  const strange = [...name].find((sign) => !isPlain(sign))
  if (strange !== undefined) {
    return `holds ${codePoint(strange)}, which is no Latin letter, digit or plain sign (${show(name)})`
  }
  if (foldName(name) === '') return `has no letter or digit (${show(name)})`
  if (LIKE_ADDRESS.test(name) || HEX_RUN.test(name)) return `looks like an address (${show(name)})`
  return null
}

/**
 * The form that two names share if they can be mistaken for each other: whatever the case, the accents, the signs
 * between words, and letters that look alike in some font.
 */
export function foldName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[æœøß’–—]/g, (sign) => SPECIAL[sign] ?? sign)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[1i|]/g, 'l')
    .replace(/0/g, 'o')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
