import { dataSlice, id } from 'ethers'
import type { Address, Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { compareFacets } from './compare'
import { nameSelectors } from './selectors'
import { stageOf } from './stage'
import { interfaceIds } from './types'

const at = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`
const MINT: Hex = '0xaaaaaaaa'
const BURN: Hex = '0xbbbbbbbb'
const TAKE: Hex = '0xcccccccc'

describe('interfaceIds', () => {
  const idOf = (name: string) => interfaceIds.find((known) => known.name === name)?.id
  /** ERC-165: the exclusive or of the selectors of an interface. */
  const xor = (signatures: string[]): Hex => {
    const selectors = signatures.map((signature) => Number(dataSlice(id(signature), 0, 4)))
    return `0x${(selectors.reduce((a, b) => a ^ b, 0) >>> 0).toString(16).padStart(8, '0')}`
  }

  it('are the exclusive or of the selectors of the interface', () => {
    expect(idOf('IDiamondLoupe')).toBe(
      xor(['facets()', 'facetFunctionSelectors(address)', 'facetAddresses()', 'facetAddress(bytes4)']),
    )
    expect(idOf('IDiamondCut')).toBe(xor(['diamondCut((address,uint8,bytes4[])[],address,bytes)']))
    expect(idOf('IERC165')).toBe(xor(['supportsInterface(bytes4)']))
  })
})

describe('nameSelectors', () => {
  it('keeps the order of selectors and lists unknown ones as unknown', () => {
    const known = new Map<Hex, string>([[MINT, 'mintUSDS(uint256)']])
    expect(nameSelectors([TAKE, '0xAAAAAAAA'], known)).toEqual([
      { selector: TAKE, signature: null },
      { selector: '0xAAAAAAAA', signature: 'mintUSDS(uint256)' },
    ])
  })
})

describe('compareFacets', () => {
  const usds = { name: 'UsdsFacet', address: at(0xa), selectors: [MINT, BURN] }

  it('finds no change of facets where nothing changed, whatever the case of an address', () => {
    const now = { address: at(0xa).toUpperCase().replace('0X', '0x') as Address, selectors: [MINT, BURN] }
    expect(compareFacets([usds], [now])).toEqual({ kept: [now], added: [], removed: [], replaced: [] })
  })

  it('keeps two unknown facets apart', () => {
    const unknown = [
      { address: at(1), selectors: [MINT] },
      { address: at(2), selectors: [BURN] },
    ]
    expect(compareFacets([], unknown).added).toEqual(unknown)
    const recorded = unknown.map(({ address }) => ({ name: 'Unverified', address }))
    expect(compareFacets(recorded, [unknown[0]!])).toEqual({
      kept: [unknown[0]],
      added: [],
      removed: [recorded[1]],
      replaced: [],
    })
  })

  it('pairs a removed facet with those that took over its selectors', () => {
    const heir = { address: at(0xb), selectors: [MINT, TAKE] }
    const other = { address: at(0xc), selectors: [BURN] }
    const stranger = { address: at(0xd), selectors: ['0xdddddddd' as Hex] }
    expect(compareFacets([usds], [heir, other, stranger])).toEqual({
      kept: [],
      added: [stranger],
      removed: [],
      replaced: [{ before: usds, after: [heir, other] }],
    })
  })

  it('claims no successor of a facet whose old selectors are not known', () => {
    const { selectors: _, ...nameless } = usds
    const heir = { address: at(0xb), selectors: [MINT, BURN] }
    expect(compareFacets([nameless], [heir])).toEqual({
      kept: [],
      added: [heir],
      removed: [nameless],
      replaced: [],
    })
  })
})

describe('stageOf', () => {
  it('names the stage of a controller that the probes prove', () => {
    expect(stageOf({ loupe: true, dispatchTable: false })).toBe('diamond')
    expect(stageOf({ loupe: false, dispatchTable: true })).toBe('facets behind a fixed controller')
    expect(stageOf({ loupe: false, dispatchTable: false })).toBe('monolithic')
  })

  it('concludes nothing about the stage from a read that failed', () => {
    expect(stageOf({ loupe: undefined, dispatchTable: false })).toBe(null)
    expect(stageOf({ loupe: false, dispatchTable: undefined })).toBe(null)
    expect(stageOf({ loupe: true, dispatchTable: undefined })).toBe('diamond')
  })
})
