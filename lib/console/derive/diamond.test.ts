import { type Address, getAddress, type Hex, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import type { DiamondFacts } from '../facts'
import type { FacetChange } from '../facts/watchlist'
import { deriveDiamond } from './diamond'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [DIAMOND, OTHER, OLD, NEW, SECOND] = [at(1), at(2), at(0x41), at(0x42), at(0x43)]
const [f, g, h]: readonly Hex[] = ['0x11111111', '0x22222222', '0x33333333'] as const

const cut = (
  block: bigint,
  facet: Address,
  action: FacetChange['action'],
  selectors: readonly Hex[],
  diamond = DIAMOND,
): FacetChange => ({ ...{ diamond, facet, action, selectors }, blockNumber: block }) as FacetChange

function diamondOf(facets: readonly (readonly [Address, readonly Hex[]])[]): DiamondFacts {
  const code = { hash: given<Hex>('0x00'), size: given(1n) }
  return {
    code,
    facets: {
      length: given(facets.length),
      items: facets.map(([id, selectors]) => ({
        ...{ id, address: given(id), selectors: given(selectors), code, approved: null },
      })),
    },
    interfaces: [],
    manifest: [{ name: 'Usds', address: OLD }],
  }
}

const derived = (facets: Parameters<typeof diamondOf>[0], cuts: readonly FacetChange[]) => {
  const model = deriveDiamond(diamondOf(facets), cuts, DIAMOND, new Map())
  return {
    since: model.facets.items.map(({ since }) => since.ok && since.value),
    gone: model.gone.ok && model.gone.value.map(({ name }) => name),
    cuts: model.cuts,
  }
}

describe('the history of a Diamond by its cuts', () => {
  it('tells a facet that took over functions of a deployed one from a new facet', () => {
    const cuts = [cut(1n, OLD, 'add', [f, g]), cut(5n, NEW, 'replace', [f, g]), cut(5n, SECOND, 'add', [h])]
    expect(derived([[OLD, [f, g]]], cuts)).toMatchObject({ since: [{ type: 'deployed' }], gone: [] })
    expect(
      derived(
        [
          [NEW, [f, g]],
          [SECOND, [h]],
        ],
        cuts,
      ),
    ).toMatchObject({
      since: [{ type: 'replaced', replaces: [{ name: 'Usds', address: OLD }] }, { type: 'added' }],
      gone: ['Usds'],
    })
  })

  it('counts what the facet served at first, and no cut that removes functions', () => {
    const removed = [cut(1n, OLD, 'remove', [h]), cut(2n, OLD, 'add', [f])]
    expect(derived([[NEW, [h]]], removed).since).toEqual([{ type: 'added' }])
    expect(derived([[NEW, [f]]], removed).since).toMatchObject([{ type: 'replaced' }])
  })

  it('counts no cut of another Diamond', () => {
    const cuts = [cut(1n, OLD, 'add', [f], OTHER)]
    const { since, cuts: own } = derived([[NEW, [f]]], cuts)
    expect(since).toEqual([{ type: 'added' }])
    expect(own).toEqual([])
  })
})

describe('the facets of a Diamond', () => {
  const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
  const cuts = [cut(1n, OLD, 'add', [f, g]), cut(1n, SECOND, 'add', [h])]

  it('have the name that the deployment file gives to their address, and no other', () => {
    const facts = diamondOf([
      [OLD, [f, g]],
      [NEW, [h]],
    ])
    const { facets } = deriveDiamond(facts, cuts, DIAMOND, new Map())
    expect(facets.items.map(({ name }) => name)).toEqual(['Usds', null])
  })

  it('are told apart where one was deployed and the other added', () => {
    const { since } = derived(
      [
        [OLD, [f, g]],
        [SECOND, [h]],
      ],
      cuts,
    )
    expect(since).toEqual([{ type: 'deployed' }, { type: 'added' }])
  })

  it('replace each one whose functions they serve, whichever other facets serve the rest', () => {
    const facets: Parameters<typeof derived>[0] = [
      [NEW, [f]],
      [SECOND, [g]],
    ]
    const { since, gone } = derived(facets, [cut(1n, OLD, 'add', [f, g])])
    expect(since).toMatchObject([{ type: 'replaced' }, { type: 'replaced' }])
    expect(gone).toEqual(['Usds'])
  })

  it('replace nothing that was never cut in', () => {
    expect(derived([[NEW, [f]]], [cut(1n, SECOND, 'add', [f])]).since).toEqual([{ type: 'added' }])
    expect(derived([[NEW, [f]]], [])).toMatchObject({ since: [{ type: 'added' }], gone: ['Usds'] })
  })

  it('are not said to be gone where the list of facets was not read', () => {
    const facts = diamondOf([[NEW, [f]]])
    const { length, items } = facts.facets
    for (const facets of [
      { length: unread, items },
      { length, items: items.map((facet) => ({ ...facet, address: unread })) },
    ]) {
      expect(deriveDiamond({ ...facts, facets }, cuts, DIAMOND, new Map()).gone.ok).toBe(false)
    }
  })

  it('have no history where their functions were not read', () => {
    const facts = diamondOf([[NEW, [f]]])
    const items = facts.facets.items.map((facet) => ({ ...facet, selectors: unread }))
    const model = deriveDiamond({ ...facts, facets: { ...facts.facets, items } }, cuts, DIAMOND, new Map())
    expect(model.facets.items[0]?.since.ok).toBe(false)
    expect(model.gone).toMatchObject({ ok: true, value: [{ name: 'Usds', address: OLD }] })
  })
})
