import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatExact } from './amount'
import { type ParseError, parseAmount } from './parse'

const MAX_UINT256 = 2n ** 256n - 1n

describe('parseAmount', () => {
  it.each([
    ['0', 18, 0n],
    ['0.0', 18, 0n],
    ['1', 18, 10n ** 18n],
    ['0.000000000000000001', 18, 1n],
    ['.5', 18, 5n * 10n ** 17n],
    ['5.', 18, 5n * 10n ** 18n],
    ['007', 0, 7n],
    ['1.500000', 1, 15n],
    ['1.0', 0, 1n],
    ['  41.2 ', 6, 41_200_000n],
    ['1,000', 0, 1_000n],
    ['1,000,000.5', 18, 1_000_000_500_000_000_000_000_000n],
    ['1_000', 0, 1_000n],
    ['1 000 000', 0, 1_000_000n],
    ['1\u2009000\u2009000', 0, 1_000_000n],
    ['1\u202f000\u00a0000', 0, 1_000_000n],
    ['1\u2019000\u2019000.25', 2, 100_000_025n],
    [MAX_UINT256.toString(), 0, MAX_UINT256],
  ])('reads %j with %s decimals exactly', (text, decimals, value) => {
    expect(parseAmount(text, decimals)).toEqual({ ok: true, value })
  })

  it.each<[string, number, ParseError]>([
    ['', 18, 'empty'],
    ['   ', 18, 'empty'],
    ['abc', 18, 'not-a-number'],
    ['1e18', 18, 'not-a-number'],
    ['0x10', 18, 'not-a-number'],
    ['1 USDS', 18, 'not-a-number'],
    ['.', 18, 'not-a-number'],
    ['-', 18, 'not-a-number'],
    ['+1', 18, 'not-a-number'],
    ['1\n000', 18, 'not-a-number'],
    ['\uff11', 18, 'not-a-number'],
    ['-1', 18, 'negative'],
    ['\u22121', 18, 'negative'],
    ['-0', 18, 'negative'],
    ['1.0000001', 6, 'too-many-decimals'],
    ['0.5', 0, 'too-many-decimals'],
    [(MAX_UINT256 + 1n).toString(), 0, 'too-large'],
    ['9'.repeat(100_000), 18, 'too-large'],
    ['1,5', 18, 'ambiguous-separator'],
    ['0,500', 18, 'ambiguous-separator'],
    ['1,00', 18, 'ambiguous-separator'],
    ['1,0000', 18, 'ambiguous-separator'],
    ['12,34,567', 18, 'ambiguous-separator'],
    [',500', 18, 'ambiguous-separator'],
    ['1,', 18, 'ambiguous-separator'],
    ['1,000_000', 18, 'ambiguous-separator'],
    ['1 000,5', 18, 'ambiguous-separator'],
    ['1.000.000', 18, 'ambiguous-separator'],
    ['1.000,5', 18, 'ambiguous-separator'],
    ['0.000 001', 18, 'ambiguous-separator'],
    ['1  000', 18, 'ambiguous-separator'],
    ['1_0', 18, 'ambiguous-separator'],
  ])('refuses %j with %s decimals: %s', (text, decimals, error) => {
    const parsed = parseAmount(text, decimals)
    expect(parsed).toMatchObject({ ok: false, error })
    expect(parsed.ok === false && parsed.message.endsWith('.')).toBe(true)
  })

  it('gives back every amount that formatExact wrote, from 1 wei to 2^256 − 1', () => {
    const amount = fc.oneof(
      fc.constant(1n),
      fc.constant(MAX_UINT256),
      fc.bigInt({ min: 0n, max: MAX_UINT256 }),
    )
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 36 }), (value, decimals) => {
        expect(parseAmount(formatExact(value, decimals), decimals)).toEqual({ ok: true, value })
      }),
    )
  })

  it('never throws and never answers with a value outside uint256', () => {
    const pieces = fc.array(
      fc.constantFrom('0', '1', '000', '9', '.', ',', ' ', '_', "'", '-', 'e', '\u2009'),
    )
    fc.assert(
      fc.property(pieces, fc.integer({ min: 0, max: 36 }), (parts, decimals) => {
        const parsed = parseAmount(parts.join(''), decimals)
        if (parsed.ok) expect(parsed.value >= 0n && parsed.value <= MAX_UINT256).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
