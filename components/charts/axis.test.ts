import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountTicks, momentText, tickText, timeTicks, timeTickText } from './axis'

const noon = Date.UTC(2026, 10, 20, 12) / 1000
const HOUR = 3600

describe('timeTicks', () => {
  it('places ticks at round hours in UTC', () => {
    expect(timeTicks(noon - 90, noon + 6 * HOUR, 4).map(timeTickText)).toEqual([
      '12:00',
      '14:00',
      '16:00',
      '18:00',
    ])
  })

  it('names the day at midnight', () => {
    expect(timeTicks(noon, noon + 24 * HOUR, 2).map(timeTickText)).toEqual(['12:00', '21 Nov', '12:00'])
  })

  it('stays inside the span and near the limit for spans from a minute to years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 10 ** 8 }), fc.integer({ min: 2, max: 14 }), (span, limit) => {
        const ticks = timeTicks(noon, noon + span, limit)
        expect(ticks.length).toBeLessThanOrEqual(limit + 1)
        for (const t of ticks) expect(t >= noon && t <= noon + span).toBe(true)
      }),
    )
  })
})

describe('amountTicks', () => {
  it('starts at zero and rises in round steps', () => {
    expect(amountTicks(50e6, 4).map(tickText)).toEqual(['0', '20M', '40M'])
    expect(amountTicks(5e24, 4).map(tickText)).toEqual(['0', '2e24', '4e24'])
    expect(amountTicks(0.9, 4)).toEqual([0, 0.5])
    expect(amountTicks(1, 4)).toEqual([0, 0.5, 1])
  })

  it('gives zero alone when there is nothing to compare', () => {
    expect(amountTicks(0, 4)).toEqual([0])
    expect(amountTicks(Number.NaN, 4)).toEqual([0])
  })
})

describe('momentText', () => {
  it('says day, time and zone', () => {
    expect(momentText(noon + 61)).toBe('20 Nov 2026, 12:01:01 UTC')
  })
})
