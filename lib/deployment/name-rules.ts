import { codePoint, show } from './show'

/** Signs beyond ASCII that a name may hold as they are, and what they are folded to. */
const SPECIAL: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  '’': ' ',
  '–': ' ',
  '—': ' ',
}

/** An ASCII sign, a letter with one accent, or one of the signs above: what cannot look like another of them. */
function isPlain(sign: string): boolean {
  return /^[ -~]$/.test(sign) || sign.toLowerCase() in SPECIAL || /^[a-z]\p{M}$/iu.test(sign.normalize('NFD'))
}

/**
 * Digits of an address with what is written in their place: the zero and the x first, then blanks between groups, or an
 * ellipsis.
 */
const LIKE_ADDRESS = /(?<![\p{L}\p{N}])[0o]x(?:[\s._-]*[0-9a-fol]){4}|(?<![\p{L}\p{N}])[0o]x[0-9a-fol]+\.\./iu
const HEX_RUN = /[0-9a-f]{16,}/i

/**
 * Why a text cannot be a name, or null. A name is read where somebody decides what to sign: it must show every sign
 * that it has, and not pass for something else. So it is of Latin letters, digits and plain signs.
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
 * What two names have in common that can be taken for each other: whatever the case, the accents, the signs between
 * words, and the letters that look alike in some font.
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
