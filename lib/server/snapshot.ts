import { knownSignatures } from '@/lib/chain/read/signatures'
import { consoleAt } from '@/lib/console/checks/console-at'
import type { Facts } from '@/lib/console/facts'
import { isLeaf, type Leaf } from '@/lib/leaf'

/** JSON for `JSON.stringify`, without integers of the chain. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * A tree of facts or a model as JSON. Integers of the chain are decimal strings. A leaf is `{ value, from, pick? }`, or
 * `{ value: null, reason, from }`: null always has its reason beside it. `from` and `pick.source` are indices into
 * `sources`.
 */
export function toJson(node: unknown): Json {
  if (isLeaf(node)) return leafJson(node)
  if (typeof node === 'bigint') return node.toString()
  if (Array.isArray(node)) return node.map(toJson)
  if (typeof node === 'object' && node !== null) {
    return Object.fromEntries(
      Object.entries(node).flatMap(([key, child]) => (child === undefined ? [] : [[key, toJson(child)]])),
    )
  }
  if (typeof node === 'string' || typeof node === 'boolean' || typeof node === 'number') return node
  return null
}

function leafJson(leaf: Leaf<unknown>): Json {
  if (!leaf.ok) return { value: null, reason: leaf.reason.message, from: leaf.from }
  const { value, from, pick } = leaf
  if (value === null) return { value, reason: 'There is none.', from }
  const json = { value: valueJson(value), from }
  return pick ? { ...json, pick: { source: pick.source, path: pick.path } } : json
}

/** Inside a leaf every integer is from the chain, even one that fits a number (a count, decimals). */
function valueJson(value: unknown): Json {
  if (typeof value === 'number') return value.toString()
  if (Array.isArray(value)) return value.map(valueJson)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, valueJson(child)]))
  }
  return toJson(value)
}

/** The console at one block, for the time of the block, so it depends on nothing else. */
export function snapshotOf(facts: Facts): Json {
  return toJson(consoleAt(facts, facts.block.timestamp, knownSignatures))
}

const bodies = new WeakMap<Facts, string>()

/** `snapshotOf` as text, made once for all readers. */
export function snapshotBody(facts: Facts): string {
  const body = bodies.get(facts) ?? JSON.stringify(snapshotOf(facts))
  bodies.set(facts, body)
  return body
}

/**
 * `snapshotBody` with what contradicts it, which depends on the moment and not on the block.
 * @param dissent a sentence; null when nothing does
 */
export function snapshotText(facts: Facts, dissent: string | null): string {
  return `{"dissent":${JSON.stringify(dissent)},${snapshotBody(facts).slice(1)}`
}

/**
 * The entity tag of a snapshot: the hash of its block. Null while events are missing, since the same block will
 * then be shown with more.
 */
export function etagOf({ block, known }: Facts): string | null {
  const { problem, toBlock } = known.coverage
  return problem === null && toBlock !== null && toBlock >= block.number ? `"${block.hash}"` : null
}

/** Whether `If-None-Match` names the tag. */
export function matches(ifNoneMatch: string | null, etag: string | null): boolean {
  if (ifNoneMatch === null || etag === null) return false
  return ifNoneMatch.split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()))
}
