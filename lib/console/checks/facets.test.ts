import { type Address, getAddress, type Hex, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { checked } from '@/lib/testing/checked'
import type { GeneratorModel } from '../model'
import { facetChecks } from './facets'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const [A, B, C] = [at(0xa), at(0xb), at(0xc)]

interface Facet {
  readonly id: Address
  readonly selectors?: readonly Hex[] | null
  /** Whether each of its functions has a name, or the first alone. */
  readonly named?: boolean | 'first'
  readonly since?: 'deployed' | 'added' | 'replaced'
  readonly size?: bigint | null
}

const isNamed = (named: Facet['named'], index: number) => (named === 'first' ? index === 0 : named)

const leaf = <T>(value: T | null | undefined): Leaf<T> =>
  value === null || value === undefined ? unread : given(value)

/** The checks of a Diamond with these facets; all is well unless told otherwise. */
const checksOf = (facets: readonly Facet[], length: Leaf<number> = given(facets.length), supported = true) =>
  facetChecks({
    id: at(1),
    diamond: {
      facets: {
        length,
        items: facets.map(
          ({ id, selectors = [`0x${id.slice(-8)}`], named = true, since = 'deployed', size = 7n }) => ({
            id,
            selectors: leaf(selectors),
            functions: leaf(
              selectors?.map((selector, index) => ({
                selector,
                signature: isNamed(named, index) ? 'f()' : null,
              })),
            ),
            since: leaf(selectors && { type: since }),
            code: { size: leaf(size), hash: given('0x') },
          }),
        ),
      },
      interfaces: [{ id: '0x01ffc9a7', name: 'IERC165', supported: given(supported) }],
    },
  } as unknown as GeneratorModel)

const names = ['known', 'as-deployed', 'code', 'unique', 'interface'] as const
const shown = (name: (typeof names)[number], ...input: Parameters<typeof checksOf>) =>
  checked(checksOf(...input), `facets/${name}`)

describe('the checks of the facets', () => {
  it('say what is there where all is well', () => {
    const facets = [{ id: A, selectors: ['0x11111111', '0x22222222'] as const }, { id: B }]
    expect(names.map((name) => shown(name, facets)?.state)).toEqual(names.map(() => 'pass'))
    expect(names.map((name) => shown(name, facets)?.found)).toEqual([
      '3 functions in 2 facets.',
      'No facet was added or replaced.',
      '2 of 2 have code.',
      '3 selectors, each once.',
      'Supported.',
    ])
  })

  it('name each facet with a function that no known interface has', () => {
    expect(shown('known', [{ id: A }, { id: B, named: false }])).toEqual({
      state: 'attention',
      title: '1 facet of the Diamond has functions that no known interface has',
      found: `1 facet with functions in no known interface: ${B}.`,
    })
    const part: Facet = { id: A, selectors: ['0x11111111', '0x22222222'], named: 'first' }
    expect(shown('known', [part])?.state).toBe('attention')
    const two = [{ id: A, named: false }, { id: B }, { id: C, named: false }]
    expect(shown('known', two)).toMatchObject({
      title: '2 facets of the Diamond have functions that no known interface has',
      found: `2 facets with functions in no known interface: ${A}, ${C}.`,
    })
  })

  it('name each facet that came since the deployment', () => {
    expect(
      shown('as-deployed', [{ id: A }, { id: B, since: 'added' }, { id: C, since: 'replaced' }]),
    ).toEqual({
      state: 'notice',
      title: '2 facets of the Diamond changed since the deployment',
      found: `Since the deployment: ${B} added, ${C} replaced.`,
    })
  })

  it('are red for a facet without code, which they name', () => {
    expect(shown('code', [{ id: A }, { id: B, size: 0n }])).toEqual({
      state: 'critical',
      title: '1 facet of the Diamond has no code',
      found: `No code at ${B}.`,
    })
    expect(shown('code', [{ id: A, size: 1n }])?.state).toBe('pass')
    expect(shown('code', [{ id: A, size: null }])?.state).toBe('unknown')
  })

  it('are red for a selector that the loupe lists more than once', () => {
    const [f, g]: readonly Hex[] = ['0x11111111', '0x22222222']
    expect(
      shown('unique', [
        { id: A, selectors: [f!, g!] },
        { id: B, selectors: [f!, f!] },
      ]),
    ).toEqual({
      state: 'critical',
      title: '1 selector of the Diamond is listed more than once',
      found: `By the loupe: ${f}.`,
    })
    expect(
      shown('unique', [
        { id: A, selectors: [f!, g!] },
        { id: B, selectors: [g!, f!] },
      ]),
    ).toMatchObject({
      title: '2 selectors of the Diamond are listed more than once',
      found: `By the loupe: ${g}, ${f}.`,
    })
  })

  it('are red for an interface that the Diamond denies', () => {
    expect(shown('interface', [{ id: A }], given(1), false)).toEqual({
      state: 'critical',
      title: 'The Diamond denies that it has IERC165 (0x01ffc9a7)',
      found: 'Not supported.',
    })
  })

  it('are unknown where the facets, or the functions of one, were not read', () => {
    const listed = ['known', 'as-deployed', 'unique'] as const
    for (const name of listed) {
      expect(shown(name, [{ id: A }], unread)?.state, name).toBe('unknown')
      expect(shown(name, [{ id: A, selectors: null }])?.state, name).toBe('unknown')
    }
    expect(shown('code', [{ id: A }], unread)?.state).toBe('unknown')
  })
})
