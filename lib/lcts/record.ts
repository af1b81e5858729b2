import type { Seconds } from '@/lib/math'
import { GRACE, lockDayAt, lockDue, settleDue } from './calendar'
import type { Side, Timetable } from './types'

/** A call that locks, or one that settles: which queues it changed, and when [unix s]. */
export interface QueueCall {
  readonly at: Seconds
  readonly subscribe: boolean
  readonly redeem: boolean
}

/** A call that settles, with the day for which the contract counts it [days since 1970]. */
export interface SettlementCall extends QueueCall {
  readonly day: bigint
}

/** What became of the lock of a day. */
export type LockRecord =
  /** Not due yet. */
  | { readonly state: 'ahead' }
  /** `late` after its time [s]. */
  | { readonly state: 'on-time' | 'late'; readonly at: Seconds; readonly late: Seconds }
  /** A queue was locked already, since a day before. `anew`: the lock of the day itself that locked one, `late` after its time [s]. */
  | {
      readonly state: 'still-locked'
      readonly since: Seconds
      readonly anew: { readonly at: Seconds; readonly late: Seconds } | null
    }
  /** `late`: how long its time is past [s], up to the next lock. */
  | { readonly state: 'not-locked'; readonly late: Seconds }

/** What became of the settlement of a day. */
export type SettleRecord =
  | { readonly state: 'ahead' }
  /** Its time has come and it is not late yet. */
  | { readonly state: 'due' }
  | { readonly state: 'on-time' | 'late'; readonly at: Seconds; readonly late: Seconds }
  /** `early` before its time [s]. */
  | { readonly state: 'early'; readonly at: Seconds; readonly early: Seconds }
  /** It is late and can still come before the next one is due. */
  | { readonly state: 'overdue'; readonly late: Seconds }
  /** None came before the next was due; the one at `coveredAt` settled the longer interval. */
  | { readonly state: 'skipped'; readonly coveredAt: Seconds }
  /** None came before the next was due, and none since: what was locked waits to be settled. */
  | { readonly state: 'failed'; readonly late: Seconds }
  /** None came, and nothing had been locked that could have been settled. */
  | { readonly state: 'missing'; readonly late: Seconds }

/** One day of the queues. */
export interface DayRecord<Settled extends QueueCall = QueueCall> {
  /** Days since 1970, of its lock. */
  readonly day: bigint
  /** [unix s] */
  readonly lockDue: Seconds
  readonly settleDue: Seconds
  readonly lock: LockRecord
  readonly settle: SettleRecord
  /** The settlements that count for the day, the first of them first. More than one is one too many. */
  readonly settlements: readonly Settled[]
}

/**
 * What became of every day from the first one known to be due, or that of the first lock or settlement, to time t, the first day
 * first; none where nothing was due or has happened yet.
 *
 * A settlement counts for the day that the contract says: the last whose settlement was due, up to the last second before the
 * next is.
 *
 * @param locks in the order of their time, as the settlements
 * @param t unix time [s]
 * @param dueFrom the first day that was to be locked [days since 1970], where it is known
 */
export function daysOf<Settled extends SettlementCall>(
  timetable: Timetable,
  locks: readonly QueueCall[],
  settlements: readonly Settled[],
  t: Seconds,
  dueFrom: bigint | null = null,
): readonly DayRecord<Settled>[] {
  const days = [
    ...(dueFrom === null ? [] : [dueFrom]),
    ...locks.map(({ at }) => lockDayAt(timetable, at)),
    ...settlements.map(({ day }) => day),
  ]
  if (days.length === 0) return []
  const first = days.reduce((least, day) => (day < least ? day : least))
  const last = lockDayAt(timetable, t)
  const length = last < first ? 0 : Number(last - first) + 1
  return Array.from({ length }, (_, index) => {
    const day = first + BigInt(index)
    const own = settlements.filter((one) => one.day === day)
    return {
      day,
      lockDue: lockDue(timetable, day),
      settleDue: settleDue(timetable, day),
      lock: lockRecord(timetable, day, locks, settlements, t),
      settle: settleRecord(timetable, day, own, locks, settlements, t),
      settlements: own,
    }
  })
}

const locksAny = ({ subscribe, redeem }: QueueCall) => subscribe || redeem

/** Since when a queue has been locked at a time, without what happens at that very time; null where none is. */
function lockedSince(
  locks: readonly QueueCall[],
  settlements: readonly QueueCall[],
  time: Seconds,
): Seconds | null {
  const since = (side: Side, until: Seconds): Seconds | null => {
    const settled = settlements.findLast((one) => one.at < until && one[side])?.at ?? null
    const own = locks.filter((one) => one.at < until && one[side])
    if (settled === null) return own[0]?.at ?? null
    // Of two calls in one second the settlement was first where something waited for it, and the lock where nothing did.
    const isAnew = own.some(({ at }) => at === settled) && since(side, settled) !== null
    return isAnew ? settled : (own.find(({ at }) => at > settled)?.at ?? null)
  }
  const [one, other] = [since('subscribe', time), since('redeem', time)]
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

function lockRecord(
  timetable: Timetable,
  day: bigint,
  locks: readonly QueueCall[],
  settlements: readonly QueueCall[],
  t: Seconds,
): LockRecord {
  const due = lockDue(timetable, day)
  if (t < due) return { state: 'ahead' }
  const ends = lockDue(timetable, day + 1n)
  const own = locks.filter(({ at }) => at >= due && at < ends && at <= t)
  const locking = own.find(locksAny)
  const since = lockedSince(locks, settlements, due)
  if (since !== null) {
    return { state: 'still-locked', since, anew: locking ? { at: locking.at, late: locking.at - due } : null }
  }
  const lock = locking ?? own[0]
  if (lock === undefined) return { state: 'not-locked', late: (t < ends ? t : ends) - due }
  const late = lock.at - due
  return { state: late > GRACE ? 'late' : 'on-time', at: lock.at, late }
}

function settleRecord(
  timetable: Timetable,
  day: bigint,
  own: readonly QueueCall[],
  locks: readonly QueueCall[],
  settlements: readonly QueueCall[],
  t: Seconds,
): SettleRecord {
  const due = settleDue(timetable, day)
  const [first] = own
  if (first !== undefined) {
    if (first.at < due) return { state: 'early', at: first.at, early: due - first.at }
    const late = first.at - due
    return { state: late > GRACE ? 'late' : 'on-time', at: first.at, late }
  }
  if (t < due) return { state: 'ahead' }
  const late = t - due
  const ends = settleDue(timetable, day + 1n)
  if (t < ends) return late > GRACE ? { state: 'overdue', late } : { state: 'due' }
  const covering = settlements.find(({ at }) => at >= ends)
  if (covering !== undefined) return { state: 'skipped', coveredAt: covering.at }
  // A lock from then on is that of the next day.
  const isLocked = lockedSince(locks, settlements, lockDue(timetable, day + 1n)) !== null
  return { state: isLocked ? 'failed' : 'missing', late }
}

/** Whether both queues were locked and settled on time on a day. Null for a day that can still become so. */
export function isOnTime({ lock, settle, settlements }: DayRecord): boolean | null {
  if (settle.state === 'ahead' || settle.state === 'due') {
    const isMissed = lock.state === 'not-locked' && lock.late > GRACE
    return isMissed || lock.state === 'late' || lock.state === 'still-locked' ? false : null
  }
  return lock.state === 'on-time' && settle.state === 'on-time' && settlements.length === 1
}
