import { glossary, type TermId } from './glossary'

/** A part of a text: plain words, code, or words that stand for a term. */
export type Part =
  | { readonly kind: 'words' | 'code'; readonly at: number; readonly text: string }
  | { readonly kind: 'term'; readonly at: number; readonly text: string; readonly term: TermId }

/** Longest first, so that "legacy ilk" is not read as "ilk". */
const spellings = glossary
  .flatMap(({ id, name, also = [] }) => [name, ...also].map((text) => ({ text, id })))
  .toSorted((a, b) => b.text.length - a.text.length)

const idOf = new Map(spellings.map(({ text, id }) => [text, id]))

/** The term that the words as a whole stand for; null where there is none. */
export function termFor(words: string): TermId | null {
  return idOf.get(words) ?? null
}

/** Code in backticks, or a term as a word of its own. */
const special = new RegExp(
  `\`([^\`]+)\`|(?<![\\w-])(?:${spellings.map(({ text }) => text).join('|')})(?![\\w-])`,
  'g',
)

/**
 * The parts of a text, in order. A term is marked at its first mention only, so that a paragraph is not full of marks;
 * what stands in backticks is code.
 */
export function explain(text: string): readonly Part[] {
  const seen = new Set<TermId>()
  const parts: Part[] = []
  let from = 0
  const wordsUpTo = (end: number) => {
    if (end > from) parts.push({ kind: 'words', at: from, text: text.slice(from, end) })
  }
  for (const { 0: match, 1: code, index } of text.matchAll(special)) {
    const term = code === undefined ? idOf.get(match) : undefined
    if (term !== undefined && seen.has(term)) continue
    wordsUpTo(index)
    from = index + match.length
    if (term === undefined) parts.push({ kind: 'code', at: index, text: code ?? match })
    else {
      seen.add(term)
      parts.push({ kind: 'term', at: index, text: match, term })
    }
  }
  wordsUpTo(text.length)
  return parts
}
