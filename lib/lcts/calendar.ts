import { max, type Seconds } from '@/lib/math'
import type { Timetable } from './types'

const DAY = 86_400n

/** How long after its time a lock or a settlement still counts as on time [s]: a transaction takes some blocks. */
export const GRACE: Seconds = 300n

const LONGEST_LOCK: Seconds = 10_800n

/** When the queues are to be locked on a day [unix s]. @param day days since 1970 */
export const lockDue = ({ lockAt }: Pick<Timetable, 'lockAt'>, day: bigint): Seconds => day * DAY + lockAt

/** When what is locked on a day is to be settled [unix s]. @param day days since 1970 */
export const settleDue = ({ settleAt }: Pick<Timetable, 'settleAt'>, day: bigint): Seconds =>
  day * DAY + settleAt

/** The last day whose lock was due at time t [days since 1970]. @param t unix time [s] */
export const lockDayAt = (timetable: Timetable, t: Seconds): bigint => floorDay(t - lockDue(timetable, 0n))

/** The last day whose settlement was due at time t [days since 1970]. @param t unix time [s] */
export const settleDayAt = (timetable: Timetable, t: Seconds): bigint =>
  floorDay(t - settleDue(timetable, 0n))

/** Rounded down below zero too. */
const floorDay = (time: Seconds): bigint => (time < 0n ? -((-time + DAY - 1n) / DAY) : time / DAY)

/** The first lock that is due after time t [unix s]. @param t unix time [s] */
export const nextLock = (timetable: Timetable, t: Seconds): Seconds =>
  lockDue(timetable, lockDayAt(timetable, t) + 1n)

/** The first settlement that is due after time t [unix s]. @param t unix time [s] */
export const nextSettlement = (timetable: Timetable, t: Seconds): Seconds =>
  settleDue(timetable, settleDayAt(timetable, t) + 1n)

/** The last day that was locked, and the last that was settled, as the contract counts them [days since 1970]. */
export interface CountedDays {
  readonly lockedDay: bigint
  readonly settledDay: bigint
}

/**
 * The day that the next lock is of [days since 1970]: the last one whose lock was due, where it is missing, or the day after the
 * last that was locked or settled. (DOMAIN.md §12.2)
 *
 * @param t unix time [s]
 */
export function dayToLock(timetable: Timetable, { lockedDay, settledDay }: CountedDays, t: Seconds): bigint {
  return max(lockDayAt(timetable, t), max(lockedDay, settledDay) + 1n)
}

/**
 * The day that the next settlement counts for [days since 1970]: that of the lock that waits for it, or else of the next lock; a
 * later one where its settlement was due by time t. (DOMAIN.md §12.2)
 *
 * @param t unix time [s]
 */
export function dayToSettle(timetable: Timetable, counted: CountedDays, t: Seconds): bigint {
  const { lockedDay, settledDay } = counted
  const owed = lockedDay > settledDay ? lockedDay : dayToLock(timetable, counted, t)
  return max(owed, settleDayAt(timetable, t))
}

/**
 * Whether time t is in the window in which the queues are to be locked: from a lock until its settlement, with the grace of
 * that.
 *
 * @param t unix time [s]
 */
export function isLockWindow(timetable: Timetable, t: Seconds): boolean {
  return t <= settleDue(timetable, lockDayAt(timetable, t)) + GRACE
}

/** How long a queue may be locked before that is named [s]: from lock to settlement, and not less than 3 h. */
export const longestLock = ({ lockAt, settleAt }: Timetable): Seconds =>
  settleAt - lockAt > LONGEST_LOCK ? settleAt - lockAt : LONGEST_LOCK

/** Whether a queue has been locked for longer than it should be. @param t unix time [s] */
export const isLockedTooLong = (timetable: Timetable, lockedAt: Seconds, t: Seconds): boolean =>
  t - lockedAt > longestLock(timetable)
