import { describe, expect, it } from 'vitest'
import { formatDuration, formatDurationExact, formatUtc, formatUtcTime } from './time'

const SEVEN = 1_795_158_000n // 2026-11-20 07:00:00 UTC

describe('formatDuration', () => {
  it.each([
    [0n, '0 s'],
    [45n, '45 s'],
    [60n, '1 min'],
    [90n, '1 min 30 s'],
    [3_599n, '59 min 59 s'],
    [3_600n, '1 h'],
    [3_659n, '1 h'],
    [22_320n, '6 h 12 min'],
    [86_399n, '23 h 59 min'],
    [86_400n, '1 d'],
    [183_600n, '2 d 3 h'],
    [-45n, '-45 s'],
  ])('says %s seconds as %s, in the two largest units', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })
})

describe('formatDurationExact', () => {
  it.each([
    [0n, '0 s'],
    [64_800n, '18 h'],
    [64_801n, '18 h 1 s'],
    [1_209_600n, '14 d'],
    [1_299_661n, '15 d 1 h 1 min 1 s'],
  ])('says %s seconds as %s, with nothing cut off', (seconds, text) => {
    expect(formatDurationExact(seconds)).toBe(text)
  })
})

describe('formatUtc', () => {
  it.each([
    [0n, '1970-01-01 00:00 UTC'],
    [SEVEN, '2026-11-20 07:00 UTC'],
    [SEVEN + 59n, '2026-11-20 07:00 UTC'],
    [253_402_300_799n, '9999-12-31 23:59 UTC'],
    [253_402_300_800n, 'after the year 9999'],
    [2n ** 256n - 1n, 'after the year 9999'],
  ])('says the unix time %s as %s', (timestamp, text) => {
    expect(formatUtc(timestamp)).toBe(text)
  })
})

describe('formatUtcTime', () => {
  it('leaves the date out on the same UTC day only', () => {
    expect(formatUtcTime(SEVEN, SEVEN - 7n * 3_600n)).toBe('07:00 UTC')
    expect(formatUtcTime(SEVEN, SEVEN + 17n * 3_600n - 1n)).toBe('07:00 UTC')
    expect(formatUtcTime(SEVEN, SEVEN + 17n * 3_600n)).toBe('2026-11-20 07:00 UTC')
    expect(formatUtcTime(SEVEN, SEVEN - 7n * 3_600n - 1n)).toBe('2026-11-20 07:00 UTC')
    expect(formatUtcTime(2n ** 255n, SEVEN)).toBe('after the year 9999')
  })
})
