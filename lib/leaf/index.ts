/**
 * A leaf is one value of the console with its provenance. It is either known, with the reads it rests on, or
 * unknown, with the reason. Nothing stands in for an unknown value.
 */

/** Index into the `sources` of the reading that a leaf belongs to. */
export type SourceId = number

/** Why a value is not known. `message` is a sentence for people. */
export interface Reason {
  /** `being-read`: no read has failed, the value is on its way. */
  readonly kind: 'reverted' | 'undecodable' | 'no-code' | 'not-read' | 'being-read' | 'out-of-range'
  readonly message: string
  /** The read that failed, where there is one; several failed reads can have the same message. */
  readonly source?: SourceId
}

export interface Known<T> {
  readonly ok: true
  readonly value: T
  readonly from: readonly SourceId[]
  /** Set when the value is one output of one call, only converted in its type: anyone can read it again. */
  readonly pick?: Pick
}

export interface Pick {
  readonly source: SourceId
  /** Path into the decoded result: empty, `.maxAmount`, `[3]`, `[0].facetAddress`. */
  readonly path: string
}

export interface Unknown {
  readonly ok: false
  readonly reason: Reason
  readonly from: readonly SourceId[]
}

export type Leaf<T> = Known<T> | Unknown

/** The value type of a leaf. */
export type ValueOf<L> = L extends Known<infer T> ? T : never

/** A list whose length the chain tells. It holds the items that could be listed even when `length` is unknown. */
export interface List<T> {
  readonly length: Leaf<number>
  readonly items: readonly T[]
}

/** A value that rests on no read: configuration. */
export function given<T>(value: T): Known<T> {
  return { ok: true, value, from: [] }
}

export function unknown(reason: Reason, from: readonly SourceId[] = []): Unknown {
  return { ok: false, reason, from }
}

/** A value computed from one leaf; unknown stays unknown. */
export function map<A, B>(leaf: Leaf<A>, f: (value: A) => B): Leaf<B> {
  return leaf.ok ? { ok: true, value: f(leaf.value), from: leaf.from } : leaf
}

/**
 * A value whose further reads depend on the first: `from` is the union of both. A read that was not consulted is not in
 * it: `a || b` with a true `a` does not rest on `b`.
 */
export function andThen<A, B>(leaf: Leaf<A>, f: (value: A) => Leaf<B>): Leaf<B> {
  return leaf.ok ? dependOn(f(leaf.value), leaf.from) : leaf
}

type Leaves = Readonly<Record<string, Leaf<unknown>>>
type Values<R extends Leaves> = { readonly [K in keyof R]: ValueOf<R[K]> }

/** A value computed from several leaves; unknown when any of them is, with the first reason. */
export function combine<R extends Leaves, B>(leaves: R, f: (values: Values<R>) => B): Leaf<B> {
  const entries = Object.entries(leaves)
  const from = union(entries.map(([, leaf]) => leaf.from))
  const values: Record<string, unknown> = {}
  for (const [key, leaf] of entries) {
    if (!leaf.ok) return { ok: false, reason: leaf.reason, from }
    values[key] = leaf.value
  }
  return { ok: true, value: f(values as Values<R>), from }
}

/** The values of a list of leaves, or unknown when any of them is. */
export function every<T>(leaves: readonly Leaf<T>[]): Leaf<readonly T[]> {
  const from = union(leaves.map((leaf) => leaf.from))
  const values: T[] = []
  for (const leaf of leaves) {
    if (!leaf.ok) return { ok: false, reason: leaf.reason, from }
    values.push(leaf.value)
  }
  return { ok: true, value: values, from }
}

/**
 * True as soon as one leaf is known to be true, whatever the others are; unknown when none is and one is unknown.
 * The result rests only on what decided it.
 */
export function some(leaves: readonly Leaf<boolean>[]): Leaf<boolean> {
  const hit = leaves.find((leaf) => leaf.ok && leaf.value)
  if (hit) return { ok: true, value: true, from: hit.from }
  return map(every(leaves), () => false)
}

/**
 * False as soon as one leaf is known to be false, whatever the others are; unknown when none is and one is unknown.
 * The result rests only on what decided it.
 */
export function all(leaves: readonly Leaf<boolean>[]): Leaf<boolean> {
  return leaves.find((leaf) => leaf.ok && !leaf.value) ?? map(every(leaves), () => true)
}

/** One output of a call's result, unchanged: it keeps the path, so that a raw call can check it. */
export function field<T, K extends keyof T & (string | number)>(leaf: Leaf<T>, key: K): Leaf<T[K]> {
  if (!leaf.ok) return leaf
  const { value, from, pick } = leaf
  if (!pick) return { ok: true, value: value[key], from }
  const step = typeof key === 'number' ? `[${key}]` : `.${key}`
  return { ok: true, value: value[key], from, pick: { source: pick.source, path: pick.path + step } }
}

/** A value in another type (a uint256 flag as boolean, a count as number). It still rests on the call that gave it. */
export function convert<A, B>(leaf: Leaf<A>, f: (value: A) => B): Leaf<B> {
  return leaf.ok ? { ...leaf, value: f(leaf.value) } : leaf
}

/** A leaf that also rests on further reads, because they decided that it was read. */
export function dependOn<T>(leaf: Leaf<T>, from: readonly SourceId[]): Leaf<T> {
  return { ...leaf, from: union([from, leaf.from]) }
}

/** `value` where known, else `fallback`. For display decisions only, never for arithmetic. */
export function orElse<T, F>(leaf: Leaf<T>, fallback: F): T | F {
  return leaf.ok ? leaf.value : fallback
}

export function isLeaf(node: unknown): node is Leaf<unknown> {
  return typeof node === 'object' && node !== null && 'ok' in node && 'from' in node
}

function union(lists: readonly (readonly SourceId[])[]): readonly SourceId[] {
  // The outputs of one call share one list, so most unions join only a few different lists.
  let first: readonly SourceId[] = []
  let ids: Set<SourceId> | null = null
  for (const list of lists) {
    if (list === first || list.length === 0) continue
    if (first.length === 0) first = list
    else {
      ids ??= new Set(first)
      for (const id of list) ids.add(id)
    }
  }
  if (ids === null || ids.size === first.length) return first
  return [...ids].sort((a, b) => a - b)
}
