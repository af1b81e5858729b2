/** `0x1234…abcd`; whatever is too short for that stays whole. */
export function shortHex(hex: string): string {
  return hex.length <= 12 ? hex : `${hex.slice(0, 6)}…${hex.slice(-4)}`
}

/** Hex in groups of `size` digits, `0x` with the first, each with its offset for a key. The parts join to the whole. */
export function groups(hex: string, size: number): readonly { readonly at: number; readonly text: string }[] {
  const prefix = hex.startsWith('0x') ? 2 : 0
  const parts: { at: number; text: string }[] = []
  for (let at = prefix; at < hex.length; at += size) parts.push({ at, text: hex.slice(at, at + size) })
  const first = parts[0]
  if (first === undefined) return [{ at: 0, text: hex }]
  return [{ at: 0, text: hex.slice(0, prefix) + first.text }, ...parts.slice(1)]
}
