import { type Address, getAddress, type Hex } from 'viem'

/** A piece of a sentence: words, an address, or a 32-byte hash. */
export type EvidencePart =
  | { readonly kind: 'words'; readonly at: number; readonly text: string }
  | { readonly kind: 'address'; readonly at: number; readonly address: Address }
  | { readonly kind: 'hash'; readonly at: number; readonly hash: Hex }

const HEX = /0x(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40})(?![0-9a-fA-F])/g

/** Takes a sentence apart at its full addresses and hashes; the parts join to the whole, each with its offset. */
export function evidenceParts(text: string): readonly EvidencePart[] {
  const parts: EvidencePart[] = []
  let end = 0
  const words = (to: number) => {
    if (to > end) parts.push({ kind: 'words', at: end, text: text.slice(end, to) })
  }
  for (const { 0: hex, index } of text.matchAll(HEX)) {
    words(index)
    parts.push(
      hex.length === 42
        ? { kind: 'address', at: index, address: getAddress(hex) }
        : { kind: 'hash', at: index, hash: hex as Hex },
    )
    end = index + hex.length
  }
  words(text.length)
  return parts
}

/** The sentence with names before its addresses, which stay in full: for exports and screen readers. */
export function evidenceText(text: string, fullOf: (address: Address) => string): string {
  return evidenceParts(text)
    .map((part) => {
      if (part.kind === 'words') return part.text
      return part.kind === 'address' ? fullOf(part.address) : part.hash
    })
    .join('')
}
