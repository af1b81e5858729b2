import type { Leaf } from '@/lib/leaf'
import { type Branches, type IdOf, type Path, segmentsOf } from '@/lib/leaf/path'
import type { ValueWords } from './values'

/** What a leaf is, "Debt of ALLOCATOR-SPARK-A", and how its values are told. */
export type LeafWords<V> = readonly [label: string, words: ValueWords<V>]

/**
 * Words for every leaf of a tree, in the shape of the tree. A leaf without words does not compile, nor do words for what
 * the tree does not have, nor a value that is told in another unit. Items of a list are asked for by their `id`; null is
 * what the model does not have.
 */
export type WordsOf<N> = [N] extends [Leaf<infer V>]
  ? LeafWords<V>
  : N extends readonly (infer Item)[]
    ? (id: IdOf<Item>) => WordsOf<Item> | null
    : { readonly [K in Branches<N>]: WordsOf<NonNullable<N[K]>> | (null extends N[K] ? null : never) }

/** The words for the leaf at a path; null where there is none. */
export function wordsAt<N>(words: WordsOf<N>, path: Path): LeafWords<unknown> | null {
  let found: unknown = words
  for (const segment of segmentsOf(path)) {
    if (typeof found === 'function') found = found(segment)
    else if (isBranch(found) && Object.hasOwn(found, segment)) found = Reflect.get(found, segment)
    else return null
  }
  // What stands in the place of a leaf is told as that leaf is.
  return Array.isArray(found) ? (found as unknown as LeafWords<unknown>) : null
}

/** The same words with each label put into a longer one. */
export function labelled<W>(words: W, label: (own: string) => string): W
export function labelled(words: unknown, label: (own: string) => string): unknown {
  if (Array.isArray(words)) return [label(words[0]), words[1]]
  if (typeof words === 'function') return (id: string) => labelled(words(id), label)
  if (!isBranch(words)) return words
  return Object.fromEntries(Object.entries(words).map(([name, below]) => [name, labelled(below, label)]))
}

/** The words of each item, put together when they are first asked for. */
export function once<Id, W>(of: (id: Id) => W): (id: Id) => W {
  const known = new Map<Id, W>()
  return (id) => {
    const found = known.get(id) ?? of(id)
    known.set(id, found)
    return found
  }
}

const isBranch = (node: unknown): node is object =>
  typeof node === 'object' && node !== null && !Array.isArray(node)
