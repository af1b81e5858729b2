import { describe, expect, it } from 'vitest'
import { evidenceParts, evidenceText } from './evidence'

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

describe('evidenceText', () => {
  it('puts the name before the address and keeps the address in full', () => {
    const fullOf = (each: string) => `USDS (${each})`
    expect(evidenceText(`Handles ${address}.`, fullOf)).toBe(`Handles USDS (${address}).`)
  })
})
