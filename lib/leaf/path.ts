import type { Leaf } from '.'

declare const path: unique symbol

/**
 * Where a leaf stands in its tree: to compare, to key and to store it by. It is a text, segments with a slash between,
 * and what a segment itself has of them escaped as in RFC 6901. Only here is one made or taken apart.
 */
export interface Path {
  readonly [path]: true
}

const made = (text: string): Path => text as unknown as Path

/** As it is shown, stored and sorted. */
export const textOf = (place: Path): string => place as unknown as string

/** A path that was kept as text. It may lead nowhere: trees change, and what is kept can be anything. */
export const storedPath = made

/** The tree itself. */
export const ROOT = made('')

/** One step further down. */
export function below(place: Path, segment: string | number): Path {
  const escaped = escapedOf(String(segment))
  return made(place === ROOT ? escaped : `${textOf(place)}/${escaped}`)
}

/** Hardly any segment has something to escape, and every leaf of every picture asks. */
const escapedOf = (segment: string): string =>
  segment.includes('/') || segment.includes('~')
    ? segment.replaceAll('~', '~0').replaceAll('/', '~1')
    : segment

/** The steps from the tree to the leaf. */
export function segmentsOf(place: Path): readonly string[] {
  if (place === ROOT) return []
  return textOf(place)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The last step, by which its parent has it. */
export const nameIn = (place: Path): string => segmentsOf(place).at(-1) ?? ''

/** The item of a `List` that a leaf is a field of; null where it is of none. */
export function itemAround(place: Path): Path | null {
  const segments = segmentsOf(place)
  return segments.at(-3) === 'items' ? segments.slice(0, -1).reduce(below, ROOT) : null
}

/** Whether one is reached through the other. */
export const isWithin = (place: Path, outer: Path): boolean => textOf(place).startsWith(`${textOf(outer)}/`)

declare const value: unique symbol

/** The place of one leaf, and what its value is. */
export interface LeafPlace<V> {
  readonly [value]: V
}

/** What the leaf at a place has. */
export type ValueAt<P> = P extends LeafPlace<infer V> ? V : never

/**
 * Every place of a tree, by its own shape: `generators(id).debt.line`. Items of a list are found by their `id`. What has
 * no leaf is no place, so a path that the tree does not have does not compile.
 */
export type Place<N> = [N] extends [Leaf<infer V>]
  ? LeafPlace<V>
  : N extends readonly (infer Item)[]
    ? (id: IdOf<Item>) => Place<Item>
    : { readonly [K in Branches<N>]: Place<NonNullable<N[K]>> }

/** By what an item is told from the others of its list. */
export type IdOf<Item> = Item extends { readonly id: infer Id extends string } ? Id : number

/** What of a tree has leaves. */
export type Branches<N> = { [K in keyof N]: true extends HasLeaf<NonNullable<N[K]>> ? K : never }[keyof N]

type HasLeaf<N> = [N] extends [never]
  ? false
  : [N] extends [Leaf<unknown>]
    ? true
    : N extends string | number | bigint | boolean
      ? false
      : N extends readonly (infer Item)[]
        ? HasLeaf<Item>
        : [Branches<N>] extends [never]
          ? false
          : true

/** The places of a tree of this type. */
export const placesOf = <Tree>(): Place<Tree> => placeAt(ROOT) as Place<Tree>

/** Where a leaf is. */
export const pathOf = (place: LeafPlace<unknown>): Path => Reflect.get(place, own) as Path

const own = Symbol('path')

/** Every name leads on, and so does every id: what there is, is known to the type. */
function placeAt(at: Path): object {
  return new Proxy(() => at, {
    get: (_, name) => (typeof name === 'string' ? placeAt(below(at, name)) : name === own ? at : undefined),
    apply: (_, __, [id]) => placeAt(below(at, String(id))),
  })
}
