/** `0x1234…abcd`; whatever is too short for that stays whole. */
export function shortHex(hex: string): string {
  return hex.length <= 12 ? hex : `${hex.slice(0, 6)}…${hex.slice(-4)}`
}

/** A part of a hex string; `at` is its offset, for a key. */
export interface HexPart {
  readonly at: number
  readonly text: string
}

/** Hex as its prefix, if it has one, and groups of `size` digits. The parts join to the whole. */
export function hexParts(hex: string, size: number): readonly HexPart[] {
  const digits = hex.startsWith('0x') ? 2 : 0
  const parts: HexPart[] = digits === 0 ? [] : [{ at: 0, text: '0x' }]
  for (let at = digits; at < hex.length; at += size) parts.push({ at, text: hex.slice(at, at + size) })
  return parts
}
