import fc from 'fast-check'
import { type Address, concat, type Hex, size, slice, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { address, hash } from '@/lib/testing/states/safes'
import {
  approvedSignatures,
  MalformedSignatureError,
  packSignatures,
  TooFewSignaturesError,
} from './signatures'

const owners = fc.uniqueArray(address, { minLength: 1, maxLength: 12 })

const entries = (packed: Hex): Hex[] =>
  Array.from({ length: size(packed) / 65 }, (_, index) => slice(packed, index * 65, (index + 1) * 65))

const LOW: Address = '0x00000000000000000000000000000000000000Aa'
const HIGH: Address = '0xFf000000000000000000000000000000000000Bb'

describe('approvedSignatures', () => {
  it('hold an owner in r, zero in s and 1 in v, in ascending order', () => {
    expect(approvedSignatures([HIGH, LOW], 2n)).toBe(
      `0x${'0'.repeat(62)}aa${'0'.repeat(64)}01${'0'.repeat(24)}ff${'0'.repeat(36)}bb${'0'.repeat(64)}01`,
    )
  })

  it('are exactly as many as the threshold, each once, ascending, all of them approvals', () => {
    fc.assert(
      fc.property(owners, fc.nat(), (list, some) => {
        const threshold = BigInt(1 + (some % list.length))
        const parts = entries(approvedSignatures([...list, ...list], threshold))
        expect(parts).toHaveLength(Number(threshold))
        const numbers = parts.map((part) => BigInt(slice(part, 0, 32)))
        expect(numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)).toBe(true)
        expect(parts.every((part) => slice(part, 32) === `0x${'00'.repeat(32)}01`)).toBe(true)
        expect(list.map((owner) => BigInt(owner))).toEqual(expect.arrayContaining(numbers))
      }),
    )
  })

  it('are refused when an owner is missing, and count an owner who is named twice once', () => {
    expect(() => approvedSignatures([LOW], 2n)).toThrow(TooFewSignaturesError)
    expect(() => approvedSignatures([LOW, LOW.toLowerCase() as Address], 2n)).toThrow(
      'The Safe needs 2 of its owners, and 1 agreed',
    )
  })
})

describe('packSignatures', () => {
  it('keeps a signature as it is, and puts it where its owner belongs in the order', () => {
    fc.assert(
      fc.property(hash, hash, fc.constantFrom(27, 28), (r, s, v) => {
        const signature = concat([r, s, toHex(v)])
        const packed = packSignatures(
          [
            { owner: HIGH, signature },
            { owner: LOW, signature: 'approved' },
          ],
          2n,
        )
        expect(entries(packed)).toEqual([approvedSignatures([LOW], 1n), signature])
      }),
    )
  })

  it('turns the parity in which some devices end into the v that a Safe takes for a signature', () => {
    const body = `0x${'11'.repeat(64)}` as const
    for (const [given, stored] of [
      ['00', '1b'],
      ['01', '1c'],
    ]) {
      expect(packSignatures([{ owner: LOW, signature: `${body}${given}` }], 1n)).toBe(`${body}${stored}`)
    }
  })

  it('refuses bytes that are no signature of an account', () => {
    const body = `0x${'11'.repeat(64)}` as const
    for (const signature of ['0x', body, `${body}1f`, `${body}1a`, `${body}1b00`] as Hex[]) {
      expect(() => packSignatures([{ owner: LOW, signature }], 1n)).toThrow(MalformedSignatureError)
    }
  })
})
