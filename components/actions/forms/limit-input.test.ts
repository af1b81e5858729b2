import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import type { SorlInputs } from '@/lib/limits'
import { MAX_UINT256, seconds, WAD, wad } from '@/lib/math'
import { limitText, readLimit } from './limit-input'

const now = 1_800_000_000n
const million = 1_000_000n * WAD
/** 8,640,000 a day, a whole number of units a second. */
const hundred = 100n * WAD

const inputs = (changes: Partial<SorlInputs> = {}): SorlInputs => ({
  limit: { maxAmount: 20n * million, slope: hundred, lastAmount: 0n, lastUpdated: now - 100n },
  init: { maxAmount: 0n, slope: 0n },
  hop: seconds(64_800n),
  maxChange: wad((WAD * 5n) / 4n),
  zzz: now - 64_800n,
  stopped: false,
  ...changes,
})

const read = (
  maxAmount: string,
  perDay: string,
  change: 'raise' | 'lower' = 'raise',
  sorl: SorlInputs = inputs(),
  decimals = 18,
) => readLimit({ maxAmount, perDay }, change, decimals, given(sorl), now)

describe('the fields of a limit', () => {
  it.each([
    ['1 wei', { maxAmount: 1n, slope: 1n }],
    ['an ordinary limit', { maxAmount: 25n * million, slope: 57_870_370_370_370_370_370n }],
    ['nothing', { maxAmount: 0n, slope: 0n }],
    ['the greatest amount', { maxAmount: MAX_UINT256, slope: 0n }],
  ])('bring %s back unchanged, with and without decimals', (_, params) => {
    const any = inputs({ init: { maxAmount: MAX_UINT256, slope: MAX_UINT256 } })
    for (const decimals of [0, 6, 18]) {
      const { maxAmount, perDay } = limitText(params, decimals)
      const reading = readLimit({ maxAmount, perDay }, 'raise', decimals, given(any), now)
      expect(reading.maxAmount.value).toBe(params.maxAmount)
      expect(reading.slope.value).toBe(params.slope)
    }
  })

  it.each([
    ['', 'Enter an amount.'],
    ['all', 'Enter digits, with a point before the decimals.'],
    ['1,5', 'The comma can stand before decimals or between thousands. Write 1.5 or 15.'],
    ['1.0000000000000000001', 'The amount has 19 decimals; the token has 18.'],
    [
      '115792089237316195423570985008687907853269984665640564039457.584007913129639936',
      'The amount is above 2^256 − 1, the greatest the contracts can hold.',
    ],
  ])('refuse %j', (text, message) => {
    const reading = read(text, '8,640,000')
    expect(reading.maxAmount).toMatchObject({ value: null, error: message })
    expect(reading.params).toBeNull()
  })

  it('take a change of the maximum alone, and of the refill alone', () => {
    expect(read('25,000,000', '8,640,000').params).toEqual({ maxAmount: 25n * million, slope: hundred })
    expect(read('20,000,000', '10,800,000').params).toEqual({ maxAmount: 20n * million, slope: 125n * WAD })
    expect(read('10,000,000', '8,640,000', 'lower').params).toEqual({
      ...{ maxAmount: 10n * million, slope: hundred },
    })
    expect(read('20,000,000', '4,320,000', 'lower').params).toEqual({
      ...{ maxAmount: 20n * million, slope: hundred / 2n },
    })
    expect(read('20,000,000', '8,640,000').refusal).toBe('These are the numbers that the limit has now.')
  })

  it('refuse a refill that no slope gives, and name the nearest two', () => {
    const { slope, params } = read('20,000,000', '5,000,000')
    expect(slope.value).toBeNull()
    expect(slope.nearest).toEqual(['4,999,999.999999999999968', '5,000,000.0000000000000544'])
    expect(params).toBeNull()
    for (const text of slope.nearest) expect(read('20,000,000', text, 'lower').slope.value).not.toBeNull()
  })

  it('refuse 1 wei a day, since 1 wei a second is the least', () => {
    expect(read('1', '0.000000000000000001').slope.nearest).toEqual(['0', '0.0000000000000864'])
  })
})

describe('a change of a limit', () => {
  it('lets a limit go to the end of its band, and not one unit above', () => {
    expect(read('25,000,000', '10,800,000').params).toEqual({ maxAmount: 25n * million, slope: 125n * WAD })
    expect(read('25,000,000.000000000000000001', '8,640,000').maxAmount.error).toBe(
      'One step may set at most 25,000,000 (Configurator/exceeds-max-amount).',
    )
    expect(read('20,000,000', '10,800,000.0000000000000864').slope.error).toBe(
      'One step may set at most 10,800,000 a day (Configurator/exceeds-max-slope).',
    )
  })

  it('says when the next increase is possible', () => {
    const soon = inputs({ zzz: now - 64_800n + 22_320n })
    expect(read('21,000,000', '8,640,000', 'raise', soon).refusal).toBe(
      'Next increase 14:12 UTC, in 6 h 12 min (Configurator/increment-too-soon).',
    )
    expect(read('19,000,000', '8,640,000', 'lower', soon).params).not.toBeNull()
  })

  it('raises a limit under Raise only, and lowers it under Lower only', () => {
    expect(read('19,000,000', '8,640,000').refusal).toMatch(/use Lower/)
    expect(read('19,000,000', '10,800,000', 'lower').refusal).toMatch(/use Raise/)
    expect(read('20,000,000', '8,640,000').refusal).toMatch(/has now/)
  })

  it('refuses any change of a limit while the Configurator is stopped', () => {
    const stopped = inputs({ stopped: true })
    expect(read('21,000,000', '8,640,000', 'raise', stopped).refusal).toMatch(/^The Configurator is stopped/)
    expect(read('19,000,000', '8,640,000', 'lower', stopped).refusal).toMatch(/^The Configurator is stopped/)
  })

  it('names the numbers that cannot be brought back', () => {
    expect(read('0', '0', 'lower').oneWay.map(({ part }) => part)).toEqual(['maxAmount', 'slope'])
    expect(read('10,000,000', '8,640,000', 'lower').oneWay).toEqual([])
  })

  it('does not judge a change of a limit by what could not be read', () => {
    const failed = unknown({ kind: 'reverted', message: 'The call reverted.' })
    const reading = readLimit({ maxAmount: '1', perDay: '0' }, 'lower', 18, failed, now)
    expect(reading.refusal).toBe('What the Configurator allows could not be read: The call reverted.')
    expect(reading.params).toBeNull()
  })
})
