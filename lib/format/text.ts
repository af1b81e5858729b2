import { formatExact } from './amount'

/** `0x1234…abcd` for an address; anything else is returned whole rather than cut to something misleading. */
export function shortAddress(address: string): string {
  return /^0x[0-9a-fA-F]{40}$/.test(address) ? `${address.slice(0, 6)}…${address.slice(-4)}` : address
}

/** A hash in full, in groups of four digits, for people who compare it by eye: `0x1f93 1c1c …`. */
export function groupHash(hex: string): string {
  const [prefix, digits] = hex.startsWith('0x') ? ['0x', hex.slice(2)] : ['', hex]
  return prefix + (digits.match(/.{1,4}/g) ?? []).join(' ')
}

/** A text with its first letter in upper case. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

/** A text with a full stop at its end: sentences are stated without one, messages of others come either way. */
export function ended(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}

/** A count with its noun: `1 facet`, `0 facets`, `1,024 facets`, `2 entries`. */
export function plural(count: bigint | number, singular: string, many = `${singular}s`): string {
  return `${formatExact(BigInt(count), 0)} ${BigInt(count) === 1n ? singular : many}`
}
