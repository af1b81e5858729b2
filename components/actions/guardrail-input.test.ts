import { describe, expect, it } from 'vitest'
import { coolDownWords, readBuffer, readPause, readPeriod, readShare } from './guardrail-input'

const WAD = 10n ** 18n
const HOUR = 3_600n
const now = BigInt(Date.UTC(2026, 10, 20, 8) / 1000)

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

  it('is refused outside its bounds, which it names, and never rounded into them', () => {
    expect(readShare('9.9999999999999999', bounds).error).toBe('The bounds allow no less than 10 %.')
    expect(readShare('100.0000000000000001', bounds).error).toBe('The bounds allow no more than 100 %.')
    expect(readShare('25.00000000000000001', bounds).value).toBeNull()
    expect(readShare('a quarter', bounds).error).toMatch(/Enter digits/)
  })
})

describe('a period and a buffer', () => {
  it('are held against their bounds', () => {
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
  it('lasts something, and no longer than the vault allows', () => {
    expect(readPause('3 d', 72n * HOUR)).toEqual({ value: 72n * HOUR, error: null })
    expect(readPause('0 s', 72n * HOUR).error).toBe('A pause lasts at least 1 s.')
    expect(readPause('3 d 1 s', 72n * HOUR).error).toBe('The bounds allow no more than 3 d.')
    expect(readPause('1 h', 0n).error).toBe('Governance allows no pause of this vault.')
  })

  const times = (takes: bigint, withdrawals: bigint) => ({
    takesPausedUntil: takes,
    withdrawalsPausedUntil: withdrawals,
    coolDown: 24n * HOUR,
  })

  it('may begin where none was, and as soon as the cool-down has passed', () => {
    expect(coolDownWords('both', times(0n, 0n), now)).toBeNull()
    expect(coolDownWords('takes', times(now - 24n * HOUR, 0n), now)).toBeNull()
    expect(coolDownWords('takes', times(now - 24n * HOUR + 1n, 0n), now)).toBe(
      'Takes were paused lately: again from 08:00 UTC, in 1 s (SparkVault/cool-down).',
    )
  })

  it('waits for the later of the two, and looks only at what it is to stop', () => {
    const both = times(now + HOUR, now - HOUR)
    expect(coolDownWords('both', both, now)).toBe(
      'Takes and withdrawals are paused already: again from 2026-11-21 09:00 UTC, in 1 d 1 h (SparkVault/cool-down).',
    )
    expect(coolDownWords('withdrawals', both, now)).toMatch(
      /^Withdrawals were paused lately: again from 2026-11-21 07:00/,
    )
    expect(coolDownWords('withdrawals', times(now + HOUR, 0n), now)).toBeNull()
  })
})
