import { Fragment, type Key, type ReactElement, type ReactNode } from 'react'
import { jsx as element } from 'react/jsx-runtime'

/** Elements that take nothing but text, or whose text is no text of the page. */
const textOnly = new Set(['option', 'script', 'style', 'textarea', 'title'])

/**
 * The children of an element, with every text that stands beside something else in an element of its own.
 *
 * A page is not only ours: translators and extensions replace text nodes. React then goes on to change the node that it
 * made, which nobody sees any more, or throws when it is to take it away. It never loses an element, nor the text of
 * an element that holds nothing else, because that is set anew as a whole. So no text of the console stands anywhere
 * else. The element has no box: what it holds is laid out as if it were not there.
 */
export function childrenOf(type: unknown, children: ReactNode): ReactNode {
  if (typeof type === 'string' && textOnly.has(type)) return children
  if (Array.isArray(children)) return children.map(owned)
  return type === Fragment ? owned(children) : children
}

function owned(child: ReactNode, index?: number): ReactNode {
  if (Array.isArray(child)) return child.map(owned)
  if (typeof child !== 'string' && typeof child !== 'number') return child
  if (child === '') return child
  return element('span', { className: 'contents', children: child }, index)
}

type Create = (type: never, props: never, key?: Key, ...development: never[]) => ReactElement

/** A way to create elements that gives every text its own. */
export function owning<T extends Create>(create: T): T {
  return ((type: unknown, props: { readonly children?: ReactNode }, ...rest: unknown[]) => {
    const { children } = props
    const own = childrenOf(type, children)
    const given = own === children ? props : { ...props, children: own }
    return (create as unknown as (...all: unknown[]) => ReactElement)(type, given, ...rest)
  }) as unknown as T
}
