import { Fragment, type Key, type ReactElement, type ReactNode } from 'react'
import { jsx as element } from 'react/jsx-runtime'

/** Elements that take only text, or whose text is not visible on the page. */
const textOnly = new Set(['option', 'script', 'style', 'textarea', 'title'])

/**
 * The children of an element, with every text that stands beside another element wrapped in an element of its own.
 *
 * A page is not only ours: translators and extensions replace text nodes. React then changes the node that it made,
 * which nobody sees any more, or throws when it has to remove that node. It never loses an element, nor the text of an
 * element that holds nothing else, because that text is set anew as a whole. So no text of the console stands anywhere
 * else. The added element has no box: its content is laid out as if the element were not there.
 */
export function childrenOf(type: unknown, children: ReactNode): ReactNode {
  if (typeof type === 'string' && textOnly.has(type)) return children
  if (!Array.isArray(children)) return type === Fragment ? owned(children) : children
  const joined = joinedTexts(children)
  // One text is all that the element holds, so it needs no element of its own.
  if (joined.length === 1 && isText(joined[0]) && type !== Fragment) return joined[0]
  return joined.map(owned)
}

const isText = (child: ReactNode): child is string | number =>
  typeof child === 'string' || typeof child === 'number'

/**
 * Joins adjacent texts: "Pause ", "Keel" and "'s vault" are one text to a reader, and in a flex container each would
 * stand apart. Children that show nothing keep their place, by which React recognises elements from one render to the
 * next.
 */
function joinedTexts(children: readonly ReactNode[]): readonly ReactNode[] {
  if (children.every((child) => isText(child) || isNothing(child))) {
    const whole = children.filter(isText).join('')
    return whole === '' ? [] : [whole]
  }
  const out: ReactNode[] = []
  // Place of the text that is being joined; -1 while there is none.
  let at = -1
  for (const [index, child] of children.entries()) {
    out.push(child)
    if (isText(child)) {
      if (at === -1) at = index
      else {
        out[at] = `${out[at]}${child}`
        out[index] = null
      }
    } else if (!isNothing(child)) at = -1
  }
  return out
}

const isNothing = (child: ReactNode): boolean =>
  child === null || child === undefined || typeof child === 'boolean' || child === ''

function owned(child: ReactNode, index?: number): ReactNode {
  if (Array.isArray(child)) return child.map(owned)
  if (!isText(child) || child === '') return child
  return element('span', { className: 'contents', children: child }, index)
}

type Create = (type: never, props: never, key?: Key, ...development: never[]) => ReactElement

/** Wraps a function that creates elements, so that every text gets an element of its own. */
export function owning<T extends Create>(create: T): T {
  return ((type: unknown, props: { readonly children?: ReactNode }, ...rest: unknown[]) => {
    const { children } = props
    const own = childrenOf(type, children)
    const given = own === children ? props : { ...props, children: own }
    return (create as unknown as (...all: unknown[]) => ReactElement)(type, given, ...rest)
  }) as unknown as T
}
