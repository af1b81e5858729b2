import { dependOn, every, isLeaf, type Leaf, type Unknown } from '.'

/** The values of a tree of leaves, in the shape of the tree. */
export type Consulted<T> = [T] extends [Leaf<infer V>]
  ? V
  : T extends object
    ? { readonly [K in keyof T]: Consulted<T[K]> }
    : T

/**
 * A value computed by a formula from a tree of leaves. It rests only on the leaves that the formula reads: an unknown
 * leaf elsewhere in the tree does not make it unknown.
 */
export function consult<T extends object, B>(tree: T, formula: (values: Consulted<T>) => Leaf<B>): Leaf<B> {
  const looked = new Set<Leaf<unknown>>()
  let missing: Unknown | null = null
  const look = (leaf: Leaf<unknown>): unknown => {
    looked.add(leaf)
    if (leaf.ok) return leaf.value
    missing = leaf
    // Stops the formula; `consult` catches it.
    throw leaf
  }
  const run = (): Leaf<B> => {
    try {
      return formula(view(tree, look) as Consulted<T>)
    } catch (thrown) {
      if (missing !== null && thrown === missing) return missing
      throw thrown
    }
  }
  const result = run()
  return dependOn(result, every([...looked]).from)
}

/** The tree with values in place of leaves, each looked up when the formula asks for it. */
function view(tree: object, look: (leaf: Leaf<unknown>) => unknown): object {
  return new Proxy(tree, {
    get: (target, name) => {
      const child: unknown = Reflect.get(target, name)
      if (isLeaf(child)) return look(child)
      return isBranch(child) ? view(child, look) : child
    },
  })
}

const isBranch = (child: unknown): child is object => typeof child === 'object' && child !== null

/** The whole tree as plain values; unknown when any leaf in it is. */
export function settled<T extends object>(tree: T): Leaf<Consulted<T>> {
  return consult(tree, (values) => ({
    ok: true,
    value: copied(tree, values as object) as Consulted<T>,
    from: [],
  }))
}

function copied(tree: object, values: object): object {
  return Object.fromEntries(
    Object.entries(tree).map(([name, child]) => {
      const value: unknown = Reflect.get(values, name)
      return [name, isLeaf(child) || !isBranch(child) ? value : copied(child, value as object)]
    }),
  )
}
