import { isLeaf, type Leaf } from '.'

export interface LeafEntry {
  /** Stable address of the leaf in its tree: `generators/0x…/limits/0x…/maxAmount`. */
  readonly path: string
  readonly leaf: Leaf<unknown>
}

/** Every leaf of a tree of facts or of a model. Items of a list are addressed by their `id`, not by position. */
export function leavesOf(node: unknown): readonly LeafEntry[] {
  const found: LeafEntry[] = []
  collect(node, '', found)
  return found
}

/** @param path with a slash at its end, except at the root */
function collect(node: unknown, path: string, found: LeafEntry[]): void {
  if (typeof node !== 'object' || node === null) return
  if (isLeaf(node)) found.push({ path: path.slice(0, -1), leaf: node })
  else if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) collect(item, `${path}${idOf(item) ?? index}/`, found)
  } else {
    for (const [key, child] of Object.entries(node)) collect(child, `${path}${key}/`, found)
  }
}

function idOf(item: unknown): string | null {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string'
    ? item.id
    : null
}
