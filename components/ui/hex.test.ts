import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hexParts, shortHex } from './hex'

describe('shortHex', () => {
  it('keeps both ends of an address', () => {
    expect(shortHex('0x1601843c5E9bC251A3272907010AFa41Fa18347E')).toBe('0x1601…347E')
  })

  it('does not shorten what is short', () => {
    expect(shortHex('0x40c10f19')).toBe('0x40c10f19')
  })
})

describe('hexParts', () => {
  it('splits a hash into its prefix and eight groups', () => {
    expect(hexParts(`0x${'0123456789abcdef'.repeat(4)}`, 8).map(({ text }) => text)).toEqual([
      '0x',
      ...Array.from({ length: 4 }, () => ['01234567', '89abcdef']).flat(),
    ])
  })

  it('gives parts that join to the whole, each with an offset of its own', () => {
    const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef') })
    fc.assert(
      fc.property(hex, fc.integer({ min: 1, max: 9 }), fc.boolean(), (digits, size, prefixed) => {
        const whole = prefixed ? `0x${digits}` : digits
        const parts = hexParts(whole, size)
        expect(parts.map(({ text }) => text).join('')).toBe(whole)
        expect(new Set(parts.map(({ at }) => at)).size).toBe(parts.length)
      }),
    )
  })
})
