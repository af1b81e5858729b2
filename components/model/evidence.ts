import { type Address, getAddress, type Hex } from 'viem'

/** A piece of a sentence: words, an address, a 32-byte hash, or a figure that is too long to read. */
export type EvidencePart =
  | { readonly kind: 'words'; readonly at: number; readonly text: string }
  | { readonly kind: 'address'; readonly at: number; readonly address: Address }
  | { readonly kind: 'hash'; readonly at: number; readonly hash: Hex }
  | { readonly kind: 'figure'; readonly at: number; readonly exact: string }

const HEX = /0x(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40})(?![0-9a-fA-F])/g

/** Decimals that are shown before the exact figure. */
const DECIMALS = 6
const LONG = /\d+(?:,\d{3})*\.\d{7,}/g

interface PartsOptions {
  /** Takes it apart at figures of more decimals than can be read, too. */
  readonly figures?: boolean | undefined
}

/** Takes a sentence apart at its full addresses and hashes; the parts join to the whole, each with its offset. */
export function evidenceParts(text: string, { figures = false }: PartsOptions = {}): readonly EvidencePart[] {
  const parts: EvidencePart[] = []
  let end = 0
  const words = (to: number) => {
    if (to > end)
      parts.push(...(figures ? figureParts(text.slice(end, to), end) : [wordsAt(end, text.slice(end, to))]))
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

const wordsAt = (at: number, text: string): EvidencePart => ({ kind: 'words', at, text })

function figureParts(text: string, offset: number): readonly EvidencePart[] {
  const parts: EvidencePart[] = []
  let end = 0
  for (const { 0: exact, index } of text.matchAll(LONG)) {
    if (index > end) parts.push(wordsAt(offset + end, text.slice(end, index)))
    parts.push({ kind: 'figure', at: offset + index, exact })
    end = index + exact.length
  }
  if (end < text.length) parts.push(wordsAt(offset + end, text.slice(end)))
  return parts
}

/** A figure with at most six decimals, never rounded up. */
export const cutFigure = (exact: string): string => exact.slice(0, exact.indexOf('.') + 1 + DECIMALS)

/** Whether two texts still differ once their figures are cut. */
export const differWhenCut = (one: string, other: string): boolean =>
  one.replaceAll(LONG, cutFigure) !== other.replaceAll(LONG, cutFigure)

/** The sentence with names before its addresses, which stay in full: for exports and screen readers. */
export function evidenceText(text: string, fullOf: (address: Address) => string): string {
  return evidenceParts(text)
    .map((part) => {
      if (part.kind === 'words') return part.text
      if (part.kind === 'figure') return part.exact
      return part.kind === 'address' ? fullOf(part.address) : part.hash
    })
    .join('')
}
