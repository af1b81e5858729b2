import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TIMETABLE } from '@/lib/testing/states/lcts'
import {
  type CountedDays,
  dayToLock,
  dayToSettle,
  GRACE,
  isLockedTooLong,
  isLockWindow,
  lockDayAt,
  lockDue,
  nextLock,
  nextSettlement,
  settleDayAt,
  settleDue,
} from './calendar'

const DAY = 86_400n
const day = 20_000n
const [lock, settle] = [lockDue(TIMETABLE, day), settleDue(TIMETABLE, day)]

describe('the calendar of the queues', () => {
  it('has a lock and a settlement each day, at the times of the deployment', () => {
    expect([lock, settle]).toEqual([day * DAY + 46_800n, day * DAY + 57_600n])
    expect([lockDayAt(TIMETABLE, lock - 1n), lockDayAt(TIMETABLE, lock)]).toEqual([day - 1n, day])
    expect([settleDayAt(TIMETABLE, settle - 1n), settleDayAt(TIMETABLE, settle)]).toEqual([day - 1n, day])
    expect([nextLock(TIMETABLE, lock - 1n), nextLock(TIMETABLE, lock)]).toEqual([lock, lock + DAY])
    expect([nextSettlement(TIMETABLE, settle - 1n), nextSettlement(TIMETABLE, settle)]).toEqual([
      settle,
      settle + DAY,
    ])
  })

  it('counts days before 1970 too', () => {
    expect(lockDayAt(TIMETABLE, 0n)).toBe(-1n)
    expect(lockDayAt(TIMETABLE, 46_800n)).toBe(0n)
  })

  it('tells the window in which the queues are locked, with the grace of the settlement', () => {
    expect(
      [lock - 1n, lock, settle + GRACE, settle + GRACE + 1n].map((t) => isLockWindow(TIMETABLE, t)),
    ).toEqual([false, true, true, false])
    const at = [10_800n, 10_801n]
    expect(at.map((time) => isLockedTooLong(TIMETABLE, lock, lock + time))).toEqual([false, true])
    // Where the settlement comes later than 3 h after the lock, that is how long it may be locked.
    const longer = { ...TIMETABLE, settleAt: TIMETABLE.lockAt + 14_400n }
    expect([14_400n, 14_401n].map((time) => isLockedTooLong(longer, lock, lock + time))).toEqual([
      false,
      true,
    ])
  })
})

describe('the day that the contract locks and settles next', () => {
  const hour = 3_600n
  const next = (lockedDay: bigint, settledDay: bigint, t: bigint) => {
    const counted = { lockedDay: day + lockedDay, settledDay: day + settledDay }
    return [dayToLock(TIMETABLE, counted, t) - day, dayToSettle(TIMETABLE, counted, t) - day]
  }

  it('is the day of the lock, and the one after it once that is settled', () => {
    expect(next(-1n, -1n, lock - 1n)).toEqual([0n, 0n])
    expect(next(-1n, -1n, lock)).toEqual([0n, 0n])
    expect(next(0n, -1n, lock)).toEqual([1n, 0n])
    expect(next(0n, -1n, settle)).toEqual([1n, 0n])
    expect(next(0n, 0n, settle)).toEqual([1n, 1n])
  })

  it('is the day of a missing lock until the next is due', () => {
    expect(next(-1n, -1n, settle + hour)).toEqual([0n, 0n])
    // At 10:00 the lock of yesterday is late, and at 13:00 it is that of today.
    expect(next(-1n, -1n, lock + DAY - 1n)).toEqual([0n, 0n])
    expect(next(-1n, -1n, lock + DAY)).toEqual([1n, 1n])
    expect(next(0n, -1n, lock + DAY - 3n * hour)).toEqual([1n, 0n])
  })

  it('is the day of a settlement that is owed until the next is due, which covers it', () => {
    expect(next(0n, -1n, settle + DAY - 1n)).toEqual([1n, 0n])
    expect(next(0n, -1n, settle + DAY)).toEqual([1n, 1n])
    expect(next(1n, -1n, lock + DAY)).toEqual([2n, 1n])
    // The one that covers a day without a lock counts for that day: it cannot be locked any more.
    expect(next(0n, 1n, settle + DAY)).toEqual([2n, 2n])
  })

  it('begins on the day after that of the deployment', () => {
    expect(next(0n, 0n, lock + hour)).toEqual([1n, 1n])
    expect(next(0n, 0n, lock + DAY - 1n)).toEqual([1n, 1n])
  })

  it('is the day that the contract counts when it is called as soon as it allows, from any state', () => {
    const QUARTER = 900n
    const act = fc.record({ wait: fc.integer({ min: 1, max: 150 }), isLock: fc.boolean() })
    const canLock = ({ lockedDay, settledDay }: CountedDays, t: bigint) =>
      lockDayAt(TIMETABLE, t) > lockedDay && lockDayAt(TIMETABLE, t) > settledDay
    const canSettle = ({ lockedDay, settledDay }: CountedDays, t: bigint) =>
      lockedDay > settledDay && settleDayAt(TIMETABLE, t) >= lockedDay
    const soonest = (t: bigint, can: (t: bigint) => boolean) => {
      let at = t
      while (!can(at)) at += QUARTER
      return at
    }
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let t = lock + hour
        let counted: CountedDays = { lockedDay: day, settledDay: day }
        for (const { wait, isLock } of acts) {
          t += BigInt(wait) * QUARTER
          if (isLock && canLock(counted, t)) counted = { ...counted, lockedDay: lockDayAt(TIMETABLE, t) }
          if (!isLock && canSettle(counted, t))
            counted = { ...counted, settledDay: settleDayAt(TIMETABLE, t) }
        }
        const locks = soonest(t, (at) => canLock(counted, at))
        const lockedDay = lockDayAt(TIMETABLE, locks)
        expect(dayToLock(TIMETABLE, counted, t)).toBe(lockedDay)
        const isOut = counted.lockedDay > counted.settledDay
        const after = isOut ? counted : { ...counted, lockedDay }
        const settles = soonest(isOut ? t : locks, (at) => canSettle(after, at))
        expect(dayToSettle(TIMETABLE, counted, t)).toBe(settleDayAt(TIMETABLE, settles))
      }),
    )
  })
})
