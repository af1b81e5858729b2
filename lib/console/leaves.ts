import { isLeaf, type Leaf } from './leaf'

export interface LeafEntry {
  /** Stable address of the leaf in its tree: `generators/0x…/limits/0x…/maxAmount`. */
  readonly path: string
  readonly leaf: Leaf<unknown>
}

/** Every leaf of a tree of facts or of a model. Items of a list are addressed by their `id`, not by position. */
export function leavesOf(node: unknown, path: readonly string[] = []): LeafEntry[] {
  if (isLeaf(node)) return [{ path: path.join('/'), leaf: node }]
  if (Array.isArray(node)) {
    return node.flatMap((item: unknown, index) => leavesOf(item, [...path, idOf(item) ?? String(index)]))
  }
  if (typeof node === 'object' && node !== null) {
    return Object.entries(node).flatMap(([key, child]) => leavesOf(child, [...path, key]))
  }
  return []
}

function idOf(item: unknown): string | null {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string'
    ? item.id
    : null
}
