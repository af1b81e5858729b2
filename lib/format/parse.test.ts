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
  ])('reads the amount %j with %s decimals exactly', (text, decimals, value) => {
    expect(parseAmount(text, decimals)).toEqual({ ok: true, value })
  })

  it.each([
    ['5M', 18, 5_000_000n * 10n ** 18n],
    ['20k', 6, 20_000n * 10n ** 6n],
    ['20 K', 0, 20_000n],
    ['1.25B', 0, 1_250_000_000n],
    ['2bn', 0, 2_000_000_000n],
    ['0.000001T', 0, 1_000_000n],
    ['1,500.5k', 0, 1_500_500n],
    ['1.500.000,5 k', 0, 1_500_000_500n],
    ['0.0000001K', 6, 100n],
  ])('reads the amount %j with %s decimals by its suffix', (text, decimals, value) => {
    expect(parseAmount(text, decimals)).toEqual({ ok: true, value })
  })

  it.each([
    ['1.234.567,89', 123_456_789n],
    ['1.000,5', 100_050n],
    ['1.000.000', 100_000_000n],
    ['1 234 567,89', 123_456_789n],
    ['1\u202f234\u202f567,89', 123_456_789n],
    ['1\u00a0234\u3000567,89', 123_456_789n],
    ['1 000,5', 100_050n],
    ["1'234'567.89", 123_456_789n],
    ['1\u2019234\u2019567,89', 123_456_789n],
    ['1`234`567.89', 123_456_789n],
    ['1\u02bc234\u00b4567.89', 123_456_789n],
    ['12,34,567', 123_456_700n],
    ['1,23,45,678.9', 1_234_567_890n],
  ])('reads the amount %j, which means the same in every notation', (text, value) => {
    expect(parseAmount(text, 2)).toEqual({ ok: true, value })
  })

  it.each([
    ['1,5', 'Write 1.5 or 15.'],
    ['1234,56', 'Write 1234.56 or 123456.'],
    ['1.000,5,5', 'more than one way'],
    ['1.234.567.8', 'more than one way'],
    ['12,345,67', 'more than one way'],
    ['0,12,345', 'more than one way'],
    ['1_000,5', 'more than one way'],
    ['1,5M', 'Write 1.5 or 15.'],
    ['5t', 'Write K for thousands or T for trillions.'],
    ['1e18', 'without an exponent'],
    ['5 Mio', '“Mio” cannot be read'],
    ['5constructor', '“constructor” cannot be read'],
    ['5M USDS', '“M USDS” cannot be read'],
    [`5${'x'.repeat(99)}`, '“xxxxxxxxxxx…” cannot be read'],
    ['1\u00b75', '“\u00b75” cannot be read'],
    ['\u202e000.1', '(U+202E)'],
    ['1\u200b000', '(U+200B)'],
    ['1\u3164000', '(U+3164)'],
    ['1\u0000', '(U+0000)'],
    ['1\n000', '(U+000A)'],
    ['\u0661\u0662', '“\u0661” is of another script'],
    ['1\u066c000', '“\u066c” is of another script'],
  ])('says why the amount %j is refused', (text, message) => {
    const parsed = parseAmount(text, 18)
    expect(parsed).toMatchObject({ ok: false, message: expect.stringContaining(message) })
  })

  it('gives an amount in another notation the value that this notation means, or refuses it', () => {
    const locales = ['de-DE', 'fr-FR', 'de-CH', 'en-US', 'en-IN', 'pt-BR', 'sv-SE', 'es-ES', 'pl-PL', 'hi-IN']
    const read = (text: string) => parseAmount(text, 2)
    fc.assert(
      fc.property(fc.constantFrom(...locales), fc.integer({ min: 0, max: 10 ** 12 }), (locale, cents) => {
        const pasted = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(cents / 100)
        const answer = read(pasted)
        // An amount that is not read is refused for its separators, never read as another value.
        expect(answer.ok ? answer.value : answer.error).toBe(
          answer.ok ? BigInt(cents) : 'ambiguous-separator',
        )
        if (cents >= 10 ** 8) expect(answer.ok).toBe(true)
      }),
    )
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
    [',500', 18, 'ambiguous-separator'],
    ['1,', 18, 'ambiguous-separator'],
    ['1,000_000', 18, 'ambiguous-separator'],
    ['0.000 001', 18, 'ambiguous-separator'],
    ['1  000', 18, 'ambiguous-separator'],
    ['1_0', 18, 'ambiguous-separator'],
  ])('refuses the amount %j with %s decimals: %s', (text, decimals, error) => {
    const parsed = parseAmount(text, decimals)
    expect(parsed).toMatchObject({ ok: false, error })
    expect(parsed.ok === false && parsed.message.endsWith('.')).toBe(true)
  })

  it('reads back every amount that formatExact wrote, from 1 wei to 2^256 − 1', () => {
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

  it('never throws and never answers with an amount outside uint256', () => {
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
