import type { Address, Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { FacetChange } from '@/lib/console/facts/watchlist'
import type { DiamondModel, FacetModel } from '@/lib/console/model'
import { given, unknown } from '@/lib/leaf'
import { diamondSentence, facetTitle, firstBlock, selectorBlock, sinceText, unknownFunctions } from './facets'

const at = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`

const facet = (n: number, part: Partial<FacetModel> = {}): FacetModel => ({
  id: at(n),
  address: given(at(n)),
  selectors: given<readonly Hex[]>(['0x11111111']),
  code: { hash: given<Hex>('0x'), size: given(1n) },
  approved: null,
  name: 'AdminFacet',
  functions: given([{ selector: '0x11111111', signature: 'mint()' }] as const),
  since: given({ type: 'deployed' }),
  ...part,
})

const nobodys = { name: null, functions: given([{ selector: '0x22222222', signature: null }] as const) }
const added = given({ type: 'added' } as const)

const generator = (items: readonly FacetModel[], part: Partial<DiamondModel> = {}) => ({
  name: 'USDS Generator',
  diamond: {
    code: { hash: given<Hex>('0x'), size: given(1n) },
    facets: { length: given(items.length), items },
    interfaces: [],
    manifest: [],
    gone: given([]),
    cuts: [],
    ...part,
  },
})

const failed = unknown({ kind: 'reverted', message: 'The call reverted.' }, [1])

describe('facetTitle', () => {
  const nobody = () => undefined

  it('tells an unknown facet from one that only has no name', () => {
    expect(facetTitle(facet(1, nobodys), nobody)).toBe('Unknown facet')
    expect(facetTitle(facet(1, { name: null }), nobody)).toBe('Unnamed facet')
    expect(facetTitle(facet(1), nobody)).toBe('AdminFacet')
    expect(facetTitle(facet(1, { name: null }), () => 'Erc4626Facet 2')).toBe('Erc4626Facet 2')
  })

  it('counts the functions that nobody knows', () => {
    expect(unknownFunctions(facet(1, nobodys))).toMatchObject({ value: 1 })
    expect(unknownFunctions(facet(1))).toMatchObject({ value: 0 })
    expect(unknownFunctions(facet(1, { functions: failed })).ok).toBe(false)
  })
})

describe('diamondSentence', () => {
  it('gives the stage and the numbers', () => {
    expect(diamondSentence(generator([facet(1), facet(2)]))).toBe(
      'USDS Generator is a diamond of 2 facets with 2 functions',
    )
  })

  it('keeps two unknown facets two, and says what was replaced', () => {
    const former = { name: 'Erc4626Facet', address: at(9) }
    const items = [
      facet(1, { ...nobodys, since: added }),
      facet(2, { ...nobodys, since: added }),
      facet(3, { name: null, since: given({ type: 'replaced', replaces: [former] }) }),
    ]
    expect(diamondSentence(generator(items, { gone: given([former]) }))).toBe(
      'USDS Generator is a diamond of 3 facets with 3 functions; 2 unknown, 1 replaced',
    )
  })

  it('counts a facet of the deployment that nothing replaced as removed', () => {
    const sentence = diamondSentence(generator([facet(1)], { gone: given([{ name: 'X', address: at(9) }]) }))
    expect(sentence).toContain('; 1 removed')
  })

  it('never turns what could not be read into a number', () => {
    const unread = generator([], { facets: { length: failed, items: [] } })
    expect(diamondSentence(unread)).toBe('The facets of USDS Generator could not be read')
    expect(diamondSentence(generator([facet(1, { functions: failed, since: failed })]))).toBe(
      'USDS Generator is a diamond of 1 facet; the functions of some could not be read',
    )
  })
})

describe('the history of a facet', () => {
  const cut = (blockNumber: bigint, n: number, action: FacetChange['action']): FacetChange => ({
    diamond: at(99),
    blockNumber,
    transactionHash: '0x',
    facet: at(n),
    action,
    selectors: ['0x11111111'],
  })
  const cuts = [cut(3n, 1, 'add'), cut(5n, 2, 'replace'), cut(8n, 1, 'replace')]

  it('reads the history of a facet from the cuts', () => {
    expect(firstBlock(cuts, at(1))).toBe(3n)
    expect(selectorBlock(cuts, at(1), '0x11111111')).toBe(8n)
    expect(firstBlock(cuts, at(7))).toBeNull()
    expect(selectorBlock(cuts, at(1), '0x22222222')).toBeNull()
  })

  it('tells the history of a facet in words', () => {
    expect(sinceText({ type: 'deployed' })).toBe('As deployed')
    expect(sinceText({ type: 'added' })).toBe('Added later')
    const since = { type: 'replaced', replaces: [{ name: 'Erc4626Facet', address: at(9) }] } as const
    expect(sinceText(since)).toBe('Replaces Erc4626Facet')
    expect(sinceText(since, ({ address }) => address)).toBe(`Replaces ${at(9)}`)
  })
})
