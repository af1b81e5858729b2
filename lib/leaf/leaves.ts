import { isLeaf, type Leaf } from '.'
import { memo } from './memo'
import { below, type Path, ROOT } from './path'

export interface LeafEntry {
  /** Stable address of the leaf in its tree: `generators/0x…/limits/0x…/maxAmount`. */
  readonly path: Path
  readonly leaf: Leaf<unknown>
}

/** Every leaf of a tree of facts or of a model. Items of a list are addressed by their `id`, not by position. */
export function leavesOf(node: unknown): readonly LeafEntry[] {
  const found: LeafEntry[] = []
  collect(node, ROOT, found)
  return found
}

/** Every leaf of a tree by its path. It is made once for each tree, which does not change: a review asks for it often. */
export const leavesByPath: (node: object) => ReadonlyMap<Path, Leaf<unknown>> = memo(
  (node: object) => new Map(leavesOf(node).map(({ path, leaf }) => [path, leaf])),
)

function collect(node: unknown, path: Path, found: LeafEntry[]): void {
  if (typeof node !== 'object' || node === null) return
  if (isLeaf(node)) found.push({ path, leaf: node })
  else if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) collect(item, below(path, idOf(item) ?? index), found)
  } else {
    for (const [key, child] of Object.entries(node)) collect(child, below(path, key), found)
  }
}

function idOf(item: unknown): string | null {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string'
    ? item.id
    : null
}
