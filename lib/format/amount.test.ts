import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCompact, formatExact, formatPercent } from './amount'

const MAX_UINT256 = 2n ** 256n - 1n
const usds = (text: string) => BigInt(text) * 10n ** 18n

describe('formatCompact', () => {
  it.each([
    [0n, 18, '0'],
    [1n, 18, '<0.01'],
    [9_999_999_999_999_999n, 18, '<0.01'],
    [10n ** 16n, 18, '0.01'],
    [5n * 10n ** 17n, 18, '0.5'],
    [usds('1'), 18, '1'],
    [41_259_999n, 6, '41.25'],
    [999_999_999n, 6, '999.99'],
    [usds('1000'), 18, '1K'],
    [usds('999999'), 18, '999.9K'],
    [usds('41279999'), 18, '41.2M'],
    [usds('1259999999'), 18, '1.25B'],
    [usds('12000000000'), 18, '12B'],
    [usds('999999999999999'), 18, '999.9T'],
    [usds('1000000000000000'), 18, '1e15'],
    [MAX_UINT256, 18, '1.15e59'],
    [7n, 0, '7'],
    [-usds('41279999'), 18, '-41.2M'],
    [-1n, 18, '>-0.01'],
  ])('shows %s with %s decimals as %s', (value, decimals, text) => {
    expect(formatCompact(value, decimals)).toBe(text)
  })

  it('never shows more than the amount, nor loses more than a tenth of it', () => {
    const powers: Record<string, bigint> = { K: 10n ** 3n, M: 10n ** 6n, B: 10n ** 9n, T: 10n ** 12n }
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 17n, max: 10n ** 33n - 1n }), (value) => {
        const [, digits, suffix] = /^(\d+(?:\.\d+)?)([KMBT]?)$/.exec(formatCompact(value, 18)) ?? []
        const [whole = '', fraction = ''] = digits!.split('.')
        const shown = BigInt(whole + fraction.padEnd(18, '0')) * (powers[suffix!] ?? 1n)
        expect(shown <= value).toBe(true)
        expect((value - shown) * 10n <= value).toBe(true)
      }),
    )
  })
})

describe('formatExact', () => {
  it.each([
    [0n, 18, '0'],
    [1n, 18, '0.000000000000000001'],
    [1_234_567_000_000_000_000_000_001n, 18, '1,234,567.000000000000000001'],
    [usds('1000000'), 18, '1,000,000'],
    [1_500_000n, 6, '1.5'],
    [1_000n, 0, '1,000'],
    [-1_234_500n, 3, '-1,234.5'],
    [
      MAX_UINT256,
      0,
      '115,792,089,237,316,195,423,570,985,008,687,907,853,269,984,665,640,564,039,457,584,007,913,129,639,935',
    ],
  ])('shows %s with %s decimals as %s', (value, decimals, text) => {
    expect(formatExact(value, decimals)).toBe(text)
  })
})

describe('formatPercent', () => {
  it.each([
    [0n, 5n, '0 %'],
    [1n, 4n, '25 %'],
    [1n, 3n, '33.33 %'],
    [99_999n, 100_000n, '99.99 %'],
    [1n, 1n, '100 %'],
    [1n, 10_001n, '<0.01 %'],
    [-1n, 10_001n, '>-0.01 %'],
    [-1n, 8n, '-12.5 %'],
    [1n, -8n, '-12.5 %'],
    [123_456n, 10n, '1,234,560 %'],
    [1n, 0n, '—'],
  ])('shows %s of %s as %s', (numerator, denominator, text) => {
    expect(formatPercent(numerator, denominator)).toBe(text)
  })
})
