import { describe, expect, it } from 'vitest'
import { ageText, clockText, isoOf } from './times'

describe('clockText', () => {
  it('is the time of day in UTC', () => {
    expect(clockText(1_763_640_202n)).toBe('12:03:22')
    expect(clockText(0n)).toBe('00:00:00')
  })
})

describe('ageText', () => {
  it('keeps the largest unit', () => {
    expect(ageText(9n)).toBe('9 s')
    expect(ageText(61n)).toBe('1 min')
    expect(ageText(3_600n * 5n + 59n)).toBe('5 h')
  })
})

describe('isoOf', () => {
  it('is ISO 8601 as far as a calendar reaches', () => {
    expect(isoOf(1_763_640_202n)).toBe('2025-11-20T12:03:22.000Z')
    expect(isoOf(253_402_300_800n)).toBeUndefined()
  })
})
