import { describe, expect, it } from 'vitest'
import { cutFigure, differWhenCut, evidenceParts, evidenceText } from './evidence'

const address = '0xdC035D45d973E3EC169d2276DDab16f1e407384F'
const hash = `0x${'ab'.repeat(32)}`

describe('evidenceParts', () => {
  it('keeps a sentence without addresses in one piece', () => {
    expect(evidenceParts('Not stopped.')).toEqual([{ kind: 'words', at: 0, text: 'Not stopped.' }])
    expect(evidenceParts('')).toEqual([])
  })

  it('finds addresses in any spelling and checksums them', () => {
    expect(evidenceParts(`${address.toLowerCase()}, then`)).toEqual([
      { kind: 'address', at: 0, address },
      { kind: 'words', at: 42, text: ', then' },
    ])
  })

  it('does not take the head of a hash for an address', () => {
    expect(evidenceParts(`key ${hash}`)).toEqual([
      { kind: 'words', at: 0, text: 'key ' },
      { kind: 'hash', at: 4, hash },
    ])
  })

  it('leaves hex of other lengths as words', () => {
    const selector = 'call 0x48e2b093'
    expect(evidenceParts(selector)).toEqual([{ kind: 'words', at: 0, text: selector }])
    const odd = `0x${'1'.repeat(50)}`
    expect(evidenceParts(odd)).toEqual([{ kind: 'words', at: 0, text: odd }])
  })
})

describe('figures of more decimals than can be read', () => {
  const text = `From 1,234.000000999 to 0.5 of ${address}`

  it('are a part of their own where they are asked for, and the parts join to the whole', () => {
    const parts = evidenceParts(text, { figures: true })
    expect(parts).toEqual([
      { kind: 'words', at: 0, text: 'From ' },
      { kind: 'figure', at: 5, exact: '1,234.000000999' },
      { kind: 'words', at: 20, text: ' to 0.5 of ' },
      { kind: 'address', at: 31, address },
    ])
    expect(evidenceParts(text).map(({ kind }) => kind)).toEqual(['words', 'address'])
    // Six decimals can be read.
    expect(evidenceParts('0.123456', { figures: true })).toEqual([{ kind: 'words', at: 0, text: '0.123456' }])
  })

  it('are cut and never rounded, and stay exact where two would look the same', () => {
    expect(cutFigure('1,234.000000999')).toBe('1,234.000000')
    expect(differWhenCut('1.0000001', '1.0000002')).toBe(false)
    expect(differWhenCut('1.0000011', '1.0000022')).toBe(true)
  })
})

describe('evidenceText', () => {
  it('puts the name before the address and keeps the address in full', () => {
    const fullOf = (each: string) => `USDS (${each})`
    expect(evidenceText(`Handles ${address}.`, fullOf)).toBe(`Handles USDS (${address}).`)
  })
})
