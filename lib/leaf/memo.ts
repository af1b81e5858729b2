interface Node<R> {
  readonly next: WeakMap<object, Node<R>>
  result?: { readonly value: R }
}

/**
 * Keeps the result of a pure function for as long as its arguments live. Facts do not change between blocks, so what
 * depends only on them is computed once a block.
 */
export function memo<Args extends readonly object[], R>(f: (...args: Args) => R): (...args: Args) => R {
  const root: Node<R> = { next: new WeakMap() }
  return (...args) => {
    let node = root
    for (const arg of args) {
      const next: Node<R> = node.next.get(arg) ?? { next: new WeakMap() }
      node.next.set(arg, next)
      node = next
    }
    node.result ??= { value: f(...args) }
    return node.result.value
  }
}
