import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Leaf, List } from '.'
import { given } from '.'
import { leavesOf } from './leaves'
import {
  below,
  isWithin,
  itemAround,
  type LeafPlace,
  nameIn,
  pathOf,
  placesOf,
  ROOT,
  segmentsOf,
  storedPath,
  textOf,
} from './path'

interface Shelf {
  readonly id: `shelf-${number}`
  readonly label: string
  readonly height: Leaf<bigint>
  readonly light: Leaf<boolean> | null
  readonly books: List<{ readonly id: string; readonly title: Leaf<string> }>
}

interface Room {
  readonly name: string
  readonly addresses: { readonly street: string }
  readonly open: Leaf<boolean>
  readonly shelves: readonly Shelf[]
  readonly numbered: readonly { readonly count: Leaf<number> }[]
}

const room: Room = {
  name: 'Reading room',
  addresses: { street: 'Main street' },
  open: given(true),
  shelves: [
    {
      id: 'shelf-1',
      label: 'History',
      height: given(2n),
      light: given(false),
      books: { length: given(2), items: ['a/b~1', 'c'].map((id) => ({ id, title: given(id) })) },
    },
  ],
  numbered: [{ count: given(7) }],
}
const at = placesOf<Room>()
const shelf = at.shelves('shelf-1')

describe('a path', () => {
  it('leads to every leaf of a tree, and is the same however it was come by', () => {
    const places = [
      at.open,
      shelf.height,
      shelf.light,
      shelf.books.length,
      shelf.books.items('a/b~1').title,
      shelf.books.items('c').title,
      at.numbered(0).count,
    ]
    expect(leavesOf(room).map(({ path }) => path)).toEqual(places.map(pathOf))
  })

  it('is taken apart into what it was made of, whatever an id has in it', () => {
    for (const segments of [[], ['a'], ['a/b', '~', '~1', '~0/', 'c'], ['x', '', 'y']]) {
      expect(segmentsOf(segments.reduce(below, ROOT))).toEqual(segments)
    }
    expect(pathOf(shelf.books.items('a/b').title)).not.toBe(
      pathOf(placesOf<Record<string, Leaf<string>>>()['shelves/shelf-1/books/items/a/b/title']!),
    )
  })

  it('is a plain text where it is stored, with slashes between', () => {
    expect(textOf(pathOf(shelf.books.length))).toBe('shelves/shelf-1/books/length')
    expect(storedPath('shelves/shelf-1/height')).toBe(pathOf(shelf.height))
  })

  it('tells the item that it is a field of, and what else is in it', () => {
    const { title } = shelf.books.items('a/b~1')
    const item = itemAround(pathOf(title))!
    expect(segmentsOf(item)).toEqual(['shelves', 'shelf-1', 'books', 'items', 'a/b~1'])
    expect(nameIn(pathOf(title))).toBe('title')
    expect(isWithin(pathOf(title), item)).toBe(true)
    expect(isWithin(item, item)).toBe(false)
    expect(isWithin(pathOf(shelf.books.items('a/b~10').title), item)).toBe(false)
    expect(itemAround(pathOf(shelf.height))).toBeNull()
  })
})

describe('a place', () => {
  it('knows what its leaf has', () => {
    expectTypeOf(shelf.height).toEqualTypeOf<LeafPlace<bigint>>()
    expectTypeOf(shelf.light).toEqualTypeOf<LeafPlace<boolean>>()
    expectTypeOf(at.numbered(0).count).toEqualTypeOf<LeafPlace<number>>()
  })

  it('does not compile where the tree has none', () => {
    // @ts-expect-error a name that the tree does not have
    expectTypeOf(at.opne).toBeAny()
    // @ts-expect-error what has no leaf
    expectTypeOf(at.name).toBeAny()
    // @ts-expect-error what has no leaf in it
    expectTypeOf(at.addresses).toBeAny()
    // @ts-expect-error a list without the id of one of its items
    expectTypeOf(at.shelves.height).toBeAny()
    // @ts-expect-error an id of another kind
    expectTypeOf(at.shelves('1')).toBeObject()
    // @ts-expect-error more than one leaf
    expectTypeOf(pathOf).toBeCallableWith(shelf.books)
  })

  it('is taken apart nowhere else', () => {
    // @ts-expect-error a path is no text
    expectTypeOf(pathOf(at.open)).toEqualTypeOf<string>()
    // @ts-expect-error nor is a text a path
    expectTypeOf<string>().toExtend<ReturnType<typeof pathOf>>()
  })
})
