import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TIMETABLE } from '@/lib/testing/states/lcts'
import { GRACE, lockDue, settleDue } from './calendar'
import { type DayRecord, daysOf, isOnTime, type QueueCall, type SettlementCall } from './record'

const first = 20_000n
const MINUTE = 60n
const both = (at: bigint): QueueCall => ({ at, subscribe: true, redeem: true })
const none = (at: bigint): QueueCall => ({ at, subscribe: false, redeem: false })
const lockOn = (n: bigint, late = 12n) => both(lockDue(TIMETABLE, first + n) + late)
const settleOn = (n: bigint, late = 12n): SettlementCall => ({
  ...both(settleDue(TIMETABLE, first + n) + late),
  day: first + n,
})
const endOf = (n: bigint) => lockDue(TIMETABLE, first + n + 1n) - 1n

function days(locks: readonly QueueCall[], settlements: readonly SettlementCall[], t: bigint) {
  return daysOf(TIMETABLE, locks, settlements, t)
}
const states = (found: readonly DayRecord[]) => found.map(({ lock, settle }) => [lock.state, settle.state])

describe('the record of each day', () => {
  it('has no day before the first lock', () => {
    expect(days([], [], endOf(3n))).toEqual([])
    expect(days([lockOn(2n)], [], endOf(2n)).map(({ day }) => day)).toEqual([first + 2n])
  })

  it('begins with the first day that was due, where that is known', () => {
    const from = (locks: readonly QueueCall[], t: bigint) => daysOf(TIMETABLE, locks, [], t, first)
    expect(from([], lockDue(TIMETABLE, first) - 1n)).toEqual([])
    expect(states(from([], endOf(1n)))).toEqual([
      ['not-locked', 'missing'],
      ['not-locked', 'overdue'],
    ])
    expect(states(from([lockOn(1n)], endOf(1n)))).toEqual([
      ['not-locked', 'missing'],
      ['on-time', 'overdue'],
    ])
  })

  it('is on time up to the grace, and late a second after it, with how late', () => {
    const [onTime] = days([lockOn(0n, GRACE)], [settleOn(0n, GRACE)], endOf(0n))
    expect(onTime).toMatchObject({ lock: { state: 'on-time', late: GRACE }, settle: { state: 'on-time' } })
    const [late] = days([lockOn(0n, GRACE + 1n)], [settleOn(0n, 47n * MINUTE)], endOf(0n))
    expect(late).toMatchObject({
      lock: { state: 'late', late: GRACE + 1n },
      settle: { state: 'late', late: 47n * MINUTE },
    })
  })

  it('is not locked where no lock came, with how long its time is past', () => {
    const t = lockDue(TIMETABLE, first + 1n) + 7n * MINUTE
    const found = days([lockOn(0n)], [settleOn(0n)], t)
    expect(found[1]).toMatchObject({
      lock: { state: 'not-locked', late: 7n * MINUTE },
      settle: { state: 'ahead' },
    })
    expect(days([lockOn(0n)], [settleOn(0n)], t - 8n * MINUTE)).toHaveLength(1)
  })

  it('counts a lock of dormant queues as the lock of its day', () => {
    expect(
      states(days([none(lockOn(0n).at)], [{ ...settleOn(0n), ...none(settleOn(0n).at) }], endOf(0n))),
    ).toEqual([['on-time', 'on-time']])
  })

  it('goes from due to overdue to failed, and to skipped once a later settlement covers it', () => {
    const locks = [lockOn(0n), none(lockOn(1n).at)]
    const at = (late: bigint) => days(locks, [], settleDue(TIMETABLE, first) + late)[0]?.settle
    expect(at(-1n)).toEqual({ state: 'ahead' })
    expect(at(GRACE)).toEqual({ state: 'due' })
    expect(at(GRACE + 1n)).toEqual({ state: 'overdue', late: GRACE + 1n })
    expect(at(86_399n)).toEqual({ state: 'overdue', late: 86_399n })
    expect(at(86_400n)).toEqual({ state: 'failed', late: 86_400n })
    const covered = days(locks, [settleOn(1n)], endOf(1n))
    expect(states(covered)).toEqual([
      ['on-time', 'skipped'],
      ['still-locked', 'on-time'],
    ])
    expect(covered[0]?.settle).toMatchObject({ coveredAt: settleOn(1n).at })
  })

  it('is missing where nothing was locked and nothing settled', () => {
    const found = days([lockOn(0n)], [settleOn(0n)], settleDue(TIMETABLE, first + 2n))
    expect(states(found)).toEqual([
      ['on-time', 'on-time'],
      ['not-locked', 'missing'],
      ['not-locked', 'due'],
    ])
  })

  it('stays missing when the next day is locked, whose lock cannot be what waited', () => {
    const found = days([lockOn(1n)], [settleOn(-1n)], settleDue(TIMETABLE, first + 1n) + 5n)
    expect(states(found).slice(1)).toEqual([
      ['not-locked', 'missing'],
      ['on-time', 'due'],
    ])
    // A late lock of the day itself waits, up to the last second before the next lock is due.
    const late = days([lockOn(0n, 86_399n)], [], settleDue(TIMETABLE, first + 1n))
    expect(states(late)[0]).toEqual(['late', 'failed'])
  })

  it('counts a settlement in the last second before the next is due for the day before', () => {
    const [last] = days([lockOn(0n)], [settleOn(0n, 86_399n)], endOf(0n))
    expect(last?.settle).toEqual({ state: 'late', at: settleOn(0n, 86_399n).at, late: 86_399n })
    // What the contract counts for a day whose settlement is not due by the timetable is an early one.
    const early = { ...settleOn(0n, 86_399n), day: first + 1n }
    const found = days([lockOn(0n), lockOn(1n)], [settleOn(0n), early], endOf(1n))
    expect(found[1]?.settle).toEqual({ state: 'early', at: settleOn(0n, 86_399n).at, early: 1n })
  })

  it('is told alike when two calls are in one block', () => {
    // A late lock, and the settlement of what it locked.
    const late = 4n * 3_600n
    const settled = settleOn(0n, lockOn(0n, late).at - settleDue(TIMETABLE, first))
    expect(settled.at).toBe(lockOn(0n, late).at)
    expect(states(days([lockOn(0n, late), lockOn(1n)], [settled, settleOn(1n)], endOf(1n)))).toEqual([
      ['late', 'late'],
      ['on-time', 'on-time'],
    ])
    // A late settlement, and the next lock.
    const owed = settleOn(0n, lockOn(1n).at - settleDue(TIMETABLE, first))
    expect(states(days([lockOn(0n), lockOn(1n), lockOn(2n)], [owed, settleOn(1n)], endOf(2n)))).toEqual([
      ['on-time', 'late'],
      ['still-locked', 'on-time'],
      ['on-time', 'overdue'],
    ])
  })

  it('has the lock that followed on a day that began locked', () => {
    const owed = settleOn(0n, lockOn(1n, 60n).at - settleDue(TIMETABLE, first))
    const since = lockOn(0n).at
    const followed = lockOn(1n, 120n)
    const lockOf = (locks: readonly QueueCall[]) => days([lockOn(0n), ...locks], [owed], endOf(1n))[1]?.lock
    expect(lockOf([followed])).toEqual({
      state: 'still-locked',
      since,
      anew: { at: followed.at, late: 120n },
    })
    // One that found nothing to lock is none.
    expect(lockOf([none(followed.at)])).toEqual({ state: 'still-locked', since, anew: null })
  })

  it('has two settlements of a day, of which the first counts', () => {
    const [found] = days([lockOn(0n)], [settleOn(0n), settleOn(0n, MINUTE * 30n)], endOf(0n))
    expect(found?.settle).toMatchObject({ state: 'on-time', late: 12n })
    expect(found?.settlements).toHaveLength(2)
    expect(found && isOnTime(found)).toBe(false)
  })

  it('knows from when on a day counts', () => {
    const timely = days([lockOn(0n)], [settleOn(0n)], endOf(0n))
    expect(timely.map(isOnTime)).toEqual([true])
    const ahead = days([lockOn(0n)], [], lockOn(0n).at)
    expect(ahead.map(isOnTime)).toEqual([null])
    expect(days([lockOn(0n, 3600n)], [], lockOn(0n, 3600n).at).map(isOnTime)).toEqual([false])
    expect(days([lockOn(0n)], [], settleOn(0n, 3600n).at).map(isOnTime)).toEqual([false])
  })

  it('gives a lock the grace to be mined before its day counts', () => {
    const at = (late: bigint) =>
      days([lockOn(0n)], [settleOn(0n)], lockDue(TIMETABLE, first + 1n) + late).map(isOnTime)
    expect([0n, GRACE, GRACE + 1n].map(at)).toEqual([
      [true, null],
      [true, null],
      [true, false],
    ])
  })

  it('has every day once, and every settlement in one day, in any order of late and skipped ones', () => {
    const delay = fc.option(fc.bigInt({ min: 0n, max: 86_399n }), { nil: null })
    const week = fc.array(fc.tuple(delay, delay), { minLength: 1, maxLength: 14 })
    fc.assert(
      fc.property(week, (plan) => {
        const made = <Call>(delays: readonly (bigint | null)[], call: (n: bigint, late: bigint) => Call) =>
          delays.flatMap((late, n) => (late === null ? [] : [call(BigInt(n), late)]))
        const locks = made(
          plan.map(([late]) => late),
          lockOn,
        )
        const settlements = made(
          plan.map(([, late]) => late),
          settleOn,
        )
        const found = days(locks, settlements, endOf(BigInt(plan.length)))
        expect(found.map(({ day }) => day)).toEqual(found.map((_, n) => (found[0]?.day ?? 0n) + BigInt(n)))
        const counted = found.flatMap((one) => one.settlements)
        expect(new Set(counted).size).toBe(counted.length)
        expect(counted).toHaveLength(settlements.length)
      }),
    )
  })
})
