import { describe, expect, it } from 'vitest'
import type { SettlementEvent } from '@/lib/console/facts/srusds'
import type { DayRecord } from '@/lib/lcts'
import { WAD, wad } from '@/lib/math'
import { dayLook, ratePoints } from './rows'

const settlement = (at: bigint, rate: bigint): SettlementEvent => ({
  ...{ at, blockNumber: 1n, subscribe: true, redeem: true, day: 1n, fallbackUsed: false },
  ...{ rateBefore: WAD, factor: WAD, rateAfter: wad(rate), haircut: wad(0n), capacity: wad(0n) },
  ...{ netted: wad(0n), subscribed: wad(0n), minted: wad(0n), redeemed: wad(0n), paid: wad(0n) },
})

describe('the history of the rate', () => {
  it('is each rate from its settlement on, up to now', () => {
    const lower = (WAD * 99n) / 100n
    const points = ratePoints([settlement(10n, WAD), settlement(20n, lower)], lower, 25n)
    expect(points.map(({ t, text }) => [t, text])).toEqual([
      [10, '1'],
      [10, '1'],
      [20, '0.99'],
      [25, '0.99'],
    ])
    expect(ratePoints([settlement(25n, WAD)], WAD, 25n)).toHaveLength(2)
    expect(ratePoints([], WAD, 25n)).toEqual([])
    // One haircut alone is a step down, not a flat line.
    const [before, after] = ratePoints([settlement(10n, lower)], lower, 10n)
    expect([before?.text, after?.text]).toEqual(['1', '0.99'])
  })
})

describe('the look of a day', () => {
  const day = (lock: DayRecord['lock'], settle: DayRecord['settle']): DayRecord => ({
    ...{ day: 1n, lockDue: 0n, settleDue: 0n, lock, settle },
    settlements: settle.state === 'on-time' ? [{ at: 1n, subscribe: true, redeem: true }] : [],
  })
  const onTime = { state: 'on-time', at: 1n, late: 0n } as const

  it('is green only where it was on time, and red only where nothing was settled', () => {
    expect(dayLook(day(onTime, onTime))).toEqual({ state: 'ok', word: 'On time' })
    expect(dayLook(day(onTime, { state: 'ahead' }))).toEqual({ state: 'idle', word: 'Not over' })
    expect(dayLook(day(onTime, { state: 'late', at: 1n, late: 400n }))).toMatchObject({ word: 'Late' })
    expect(dayLook(day({ state: 'late', at: 1n, late: 400n }, onTime))).toMatchObject({ word: 'Late' })
    expect(dayLook(day(onTime, { state: 'skipped', coveredAt: 1n }))).toMatchObject({ word: 'Skipped' })
    expect(dayLook(day(onTime, { state: 'overdue', late: 400n }))).toMatchObject({ state: 'unknown' })
    const early = { state: 'early', at: 1n, early: 60n } as const
    expect(dayLook(day(onTime, early))).toMatchObject({ state: 'unknown', word: 'Early' })
    expect(dayLook(day({ state: 'not-locked', late: 400n }, onTime))).toMatchObject({ word: 'Not locked' })
    expect(dayLook(day({ state: 'still-locked', since: 1n, anew: null }, onTime))).toMatchObject({
      word: 'Still locked',
    })
    const call = { at: 1n, subscribe: true, redeem: true }
    expect(dayLook({ ...day(onTime, onTime), settlements: [call, call] })).toMatchObject({
      word: 'Settled twice',
    })
    for (const state of ['failed', 'missing'] as const) {
      expect(dayLook(day(onTime, { state, late: 1n }))).toEqual({ state: 'wrong', word: 'Not settled' })
    }
  })
})
