import { describe, expect, it } from 'vitest'
import { readBuffer, readPause, readPeriod, readShare } from './guardrail-input'

const WAD = 10n ** 18n
const HOUR = 3_600n

describe('a share of idle funds', () => {
  const bounds = { least: WAD / 10n, most: WAD }

  it.each([
    ['25', WAD / 4n],
    ['12.5 %', WAD / 8n],
    ['10', WAD / 10n],
    ['100 %', WAD],
    ['33.3333333333333333', 333_333_333_333_333_333n],
  ])('is read from %j', (text, share) => {
    expect(readShare(text, bounds)).toEqual({ value: share, error: null })
  })

  it('refuses a share outside its bounds, names them, and never rounds into them', () => {
    expect(readShare('9.9999999999999999', bounds).error).toBe('The bounds allow no less than 10 %.')
    expect(readShare('100.0000000000000001', bounds).error).toBe('The bounds allow no more than 100 %.')
    expect(readShare('25.00000000000000001', bounds).value).toBeNull()
    expect(readShare('a quarter', bounds).error).toMatch(/Enter digits/)
  })
})

describe('a period and a buffer', () => {
  it('refuses a period or a buffer outside its bounds', () => {
    const bounds = { least: 6n * HOUR, most: 168n * HOUR }
    expect(readPeriod('1 d', bounds)).toEqual({ value: 24n * HOUR, error: null })
    expect(readPeriod('5 h 59 min', bounds).error).toBe('The bounds allow no less than 6 h.')
    expect(readPeriod('7 d 1 s', bounds).error).toBe('The bounds allow no more than 7 d.')
    expect(readBuffer('0', { least: 0n, most: WAD })).toEqual({ value: 0n, error: null })
    expect(readBuffer('1.000000000000000001', { least: 0n, most: WAD }).error).toBe(
      'The bounds allow no more than 1 USDS.',
    )
  })
})

describe('a pause', () => {
  it('refuses a pause of no length, or longer than the vault allows', () => {
    expect(readPause('3 d', 72n * HOUR)).toEqual({ value: 72n * HOUR, error: null })
    expect(readPause('0 s', 72n * HOUR).error).toBe('A pause has to last at least 1 s.')
    expect(readPause('3 d 1 s', 72n * HOUR).error).toBe('The bounds allow no more than 3 d.')
    expect(readPause('1 h', 0n).error).toBe('Governance does not allow pauses of this vault.')
  })

  it('reads a pause without bounds where they are not known', () => {
    expect(readPause('9 d', null)).toEqual({ value: 216n * HOUR, error: null })
    expect(readPause('0 s', null).value).toBeNull()
    expect(readShare('250', null).value).toBe((WAD * 5n) / 2n)
  })
})
