import { isSettled, movedRightly } from '@/lib/console/derive/srusds'
import type { ConsoleModel } from '@/lib/console/model'
import type { Sentences } from '@/lib/console/model/check'
import type {
  BalanceModel,
  ExitId,
  Issued,
  NextSettlement,
  RateMoves,
  SrUsdsModel,
} from '@/lib/console/model/srusds'
import { formatDuration, formatExact, formatUtc, plural } from '@/lib/format'
import type {
  DayRecord,
  LockRecord,
  QueueStatus,
  Settlement,
  SettleRecord,
  Side,
  Standing,
  Timetable,
} from '@/lib/lcts'
import { isOnTime, type RateFault } from '@/lib/lcts'
import { combine, every, given, type Leaf, map } from '@/lib/leaf'
import { type Seconds, WAD, type Wad } from '@/lib/math'
import { logsOf } from './coverage'

/** How an amount is written: in full, or compact. */
type Amount = (value: bigint, decimals: number) => string

const DAY = 86_400n
const MINUTE = 60n

/** What a queue is called. */
export const queueName: Readonly<Record<Side, string>> = {
  subscribe: 'SubscribeQueue',
  redeem: 'RedeemQueue',
}

/** What is put into a queue, and what it pays. */
export const tokensOf: Readonly<Record<Side, { readonly asset: string; readonly reward: string }>> = {
  subscribe: { asset: 'sUSDS', reward: 'srUSDS' },
  redeem: { asset: 'srUSDS', reward: 'sUSDS' },
}

export const statusWords: Readonly<Record<QueueStatus, string>> = {
  DORMANT: 'dormant: nobody waits',
  ACTIVE: 'open',
  LOCKED: 'locked until it is settled',
}

/** A day as a date: "2026-12-01". @param day days since 1970 */
export const dateOf = (day: bigint): string => formatUtc(day * DAY).slice(0, 10)

/** A second of the day as a time: "13:00". */
export const timeOfDay = (second: Seconds): string => {
  const two = (value: bigint) => value.toString().padStart(2, '0')
  return `${two(second / 3_600n)}:${two((second % 3_600n) / MINUTE)}`
}

/** How late, in whole minutes; less than one is told in seconds. */
export const lateness = (late: Seconds): string =>
  late < MINUTE ? `${late} s` : `${formatExact(late / MINUTE, 0)} min`

/** How long after a time of the day something was done: "12 s after 13:00". */
const after = (late: Seconds, due: Seconds): string =>
  late === 0n ? `at ${timeOfDay(due)}` : `${lateness(late)} after ${timeOfDay(due)}`

/** What became of the lock of a day, with the minutes. */
export function lockWords(lock: LockRecord, { lockAt }: Pick<Timetable, 'lockAt'>): string {
  switch (lock.state) {
    case 'ahead':
      return 'not due yet'
    case 'on-time':
      return `locked on time, ${after(lock.late, lockAt)}`
    case 'late':
      return `locked late, by ${lateness(lock.late)}`
    case 'still-locked':
      return [
        `still locked since ${formatUtc(lock.since)}`,
        ...(lock.anew === null ? [] : [`a lock followed ${after(lock.anew.late, lockAt)}`]),
      ].join('; ')
    case 'not-locked':
      return `not locked at ${timeOfDay(lockAt)}, nor in ${lateness(lock.late)} after it`
  }
}

/** What became of the settlement of a day, with the minutes. */
export function settleWords(settle: SettleRecord, { settleAt }: Pick<Timetable, 'settleAt'>): string {
  switch (settle.state) {
    case 'ahead':
      return 'not due yet'
    case 'due':
      return `due since ${timeOfDay(settleAt)}`
    case 'on-time':
      return `settled on time, ${after(settle.late, settleAt)}`
    case 'late':
      return `settled late, by ${lateness(settle.late)}`
    case 'early':
      return `settled early, by ${lateness(settle.early)}`
    case 'overdue':
      return `overdue by ${lateness(settle.late)}`
    case 'skipped':
      return `skipped, covered by the settlement of ${formatUtc(settle.coveredAt)}`
    case 'failed':
      return `failed: what was locked has waited for ${lateness(settle.late)}`
    case 'missing':
      return `missing: nothing was locked, and nothing settled for ${lateness(settle.late)}`
  }
}

/** Whether a day is over and was on time. */
export const dayWords = (day: DayRecord): string => {
  const is = isOnTime(day)
  return is === null ? 'not over' : is ? 'on time' : 'not on time'
}

/** What somebody has in a queue. @param amount how amounts are written, in full where nothing is said */
export function standingWords(
  side: Side,
  { state, reward, assets }: Standing,
  amount: Amount = formatExact,
): string {
  const { asset, reward: paid } = tokensOf[side]
  if (state === 'none') return 'nothing'
  const parts = [
    ...(assets > 0n ? [`${amount(assets, 18)} ${asset} not converted`] : []),
    ...(reward > 0n ? [`${amount(reward, 18)} ${paid} to claim`] : []),
  ]
  return parts.join(', ') || 'shares that are worth less than one unit'
}

/** What can be done now with what somebody has in a queue. */
export function actsWords(side: Side, { state, reward }: Standing, status: QueueStatus): string {
  const { asset, reward: paid } = tokensOf[side]
  const entering = status === 'LOCKED' ? 'Nobody can enter before the settlement' : `Enter with ${asset}`
  switch (state) {
    case 'none':
      return `${entering}.`
    case 'locked':
      return 'Nothing before the settlement: the queue is locked.'
    case 'ended':
      return `Claim all of it, at any time, also while the queue is locked. ${entering}.`
    case 'waiting':
      return `${reward > 0n ? `Claim ${paid}, or leave` : 'Leave'} with all of it. ${entering}.`
  }
}

/** When somebody can leave a queue; it asks only for the time on which that depends. @param now [unix s] */
export function leavingWords(
  { state }: Standing,
  { nextLock, nextSettlement }: Pick<SrUsdsModel, 'nextLock' | 'nextSettlement'>,
  now: Seconds,
): Leaf<string> {
  switch (state) {
    case 'none':
      return given('There is nothing to leave.')
    case 'locked':
      return map(nextSettlement, (due) =>
        due > now
          ? `After the settlement, which is due ${formatUtc(due)}.`
          : `After the settlement, which ${lateWords(due)}.`,
      )
    case 'ended':
      return given('At any time.')
    case 'waiting':
      return map(nextLock, (due) =>
        due > now
          ? `Now, until the lock of ${formatUtc(due)}.`
          : `Now, until the lock, which ${lateWords(due)}.`,
      )
  }
}

const lateWords = (due: Seconds) => `was due ${formatUtc(due)} and can come at any moment`

/** When a lock or a settlement comes that was named: ", which is due 2026-11-20 16:00 UTC"; nothing where that is unknown. @param now [unix s] */
export function whichIsDue(due: Leaf<Seconds>, now: Seconds): string {
  if (!due.ok) return ''
  return due.value > now ? `, which is due ${formatUtc(due.value)}` : `, which ${lateWords(due.value)}`
}

/** What stands beside the time of a lock or a settlement once that has come. @param due [unix s] @param now [unix s] */
export const lateNote = (due: Seconds, now: Seconds): string | undefined =>
  due > now ? undefined : 'It was due then, and can come at any moment.'

/** What the next settlement goes by. @param amount how amounts are written, in full where nothing is said */
export function nextWords({ day, published, isOpen }: NextSettlement, amount: Amount = formatExact): string {
  const of = dateOf(day)
  if (published === null) {
    return isOpen
      ? `Nothing is published for ${of} yet.`
      : `Nothing was published for ${of}: the fallback nets the queues and leaves the rate.`
  }
  return `For ${of}: ${amount(published.capacity, 18)} sUSDS beyond netting, ${factorWords(published.factor)}.`
}

/** By what the rate is multiplied, as a person reads it. */
export function factorWords(factor: Wad): string {
  if (factor === WAD) return 'the rate unchanged'
  const [by, what] = factor > WAD ? [factor - WAD, 'yield'] : [WAD - factor, 'a haircut']
  return `${what} of ${formatExact(by, 16)} %`
}

/** Why the next settlement would revert at its first step, the rate. */
export function rateFaultWords(fault: RateFault | null): string {
  if (fault === null) return 'The rate can move as published.'
  if (fault.kind === 'too-low') return 'The rate would fall below what the contract allows.'
  const what =
    fault.kind === 'yield' ? 'of the yield are still to be brought' : 'of the haircut are not there'
  return `${formatExact(fault.lacking, 18)} sUSDS ${what}.`
}

/** What a settlement converts. @param amount how amounts are written, in full where nothing is said */
export function settlementWords({ capacities, rateAfter }: Settlement, amount: Amount = formatExact): string {
  const { netted, subscribe, redeem } = capacities
  return `Rate ${formatExact(rateAfter, 18)}: ${amount(subscribe, 18)} sUSDS and ${amount(redeem, 18)} srUSDS converted, of which ${amount(netted, 18)} sUSDS net out`
}

/** What the events of settlements say of the rate. */
export function rateWords({ settlements, wrong, last, now }: RateMoves): string {
  const told = (rate: Wad) => formatExact(rate, 18)
  if (wrong !== null) {
    return `The settlement of ${formatUtc(wrong.at)} moved it from ${told(wrong.rateBefore)} to ${told(wrong.rateAfter)} by a factor of ${told(wrong.factor)}.`
  }
  const ended = `${told(last)} after ${plural(settlements, 'settlement')}`
  return last === now ? `${ended}, as it is now.` : `${ended}, and ${told(now)} now.`
}

/** The two sentences on a party that has to have what it owes. */
export function balanceSentences(id: BalanceModel['id']): Sentences {
  if (id === 'backing') {
    return {
      holds: 'The HoldingSystem has what all srUSDS is worth',
      fails: 'The HoldingSystem has less than all srUSDS is worth',
    }
  }
  const [side, part] = id.split('-') as [Side, 'asset' | 'reward']
  const what = part === 'asset' ? 'what waits in it' : 'what its users can claim'
  return {
    holds: `The ${queueName[side]} has ${what}`,
    fails: `The ${queueName[side]} has less than ${what}`,
  }
}

/** The token in which a party owes and has. */
export function balanceToken(id: BalanceModel['id']): string {
  if (id === 'backing') return 'sUSDS'
  const [side, part] = id.split('-') as [Side, 'asset' | 'reward']
  return tokensOf[side][part]
}

/** A part of gate (d): its two sentences, and what to do when it is red. */
export function exitWords(
  id: ExitId,
  { exitDays }: Pick<SrUsdsModel, 'exitDays'>,
): Sentences & { readonly remedy: string } {
  switch (id) {
    case 'on-time':
      return {
        holds: `Both queues were locked and settled on time on each of the last ${plural(exitDays, 'day')}`,
        fails: `Not all of the last ${plural(exitDays, 'day')} were locked and settled on time`,
        remedy: `Find out why the LCTS operator was late, and mend it. It takes ${plural(exitDays, 'day')} on time from then on.`,
      }
    case 'identities':
      return {
        holds: 'Every identity of srUSDS holds at this block',
        fails: 'An identity of srUSDS does not hold',
        remedy: 'Look below which one. Where a party has less than it owes, stop publishing capacity first.',
      }
    case 'rate':
      return {
        holds: 'The rate moved at settlements only, each time by its factor',
        fails: 'The rate moved by other than a settlement',
        remedy: 'Find out who set it: only the Diamond can. Look at what was cut into it lately.',
      }
    case 'minter':
      return {
        holds: 'Settlements of the SrUsdsFacet alone mint and burn srUSDS',
        fails:
          'Something besides settlements of the SrUsdsFacet minted or burned srUSDS, or can, or the facet is not one that is known',
        remedy: 'Look at the facets of the Diamond. Governance replaces a facet that is not approved.',
      }
  }
}

/** What a part of gate (d) rests on. */
export function exitFound(id: ExitId, model: SrUsdsModel): Leaf<string> {
  const { days, exitDays, rateMoves } = model
  switch (id) {
    case 'on-time':
      return map(days, (all) => onTimeWords(all, exitDays))
    case 'identities':
      return identitiesFound(model)
    case 'rate':
      return map(rateMoves, rateWords)
    case 'minter':
      return minterFound(model)
  }
}

/** Which identity does not hold, whatever else is unknown. */
function identitiesFound({ balances, subscribe, redeem, days, rateMoves }: SrUsdsModel): Leaf<string> {
  const parts: readonly (readonly [holds: Leaf<boolean>, fails: string])[] = [
    ...balances.map(({ id, holds }) => [holds, balanceSentences(id).fails] as const),
    ...[subscribe, redeem].map(
      ({ id, strayLock }) =>
        [map(strayLock, (is) => !is), `The ${queueName[id]} is locked outside of its window`] as const,
    ),
    [map(days, (list) => list.every(isSettled)), 'A day was not settled, and nothing covers it'],
    [map(rateMoves, movedRightly), exitWords('rate', { exitDays: 0 }).fails],
  ]
  const wrong = parts.filter(([holds]) => holds.ok && !holds.value)
  const found = `${wrong.map(([, fails]) => fails).join('. ')}.`
  const [first] = wrong
  return first
    ? map(first[0], () => found)
    : map(
        every(parts.map(([holds]) => holds)),
        () =>
          `All ${plural(balances.length, 'party', 'parties')} have what they owe, no queue is locked outside of its window, every day is settled or covered, and the rate moved at settlements only.`,
      )
}

/** Who mints and burns, by which facet, and whether the supply is what settlements made of it. */
export function minterFound({ wires, issued }: Pick<SrUsdsModel, 'wires' | 'issued'>): Leaf<string> {
  return combine({ minter: wires.minter, facet: wires.facet, issued }, ({ minter, facet, issued: of }) => {
    return `${minter} mints and burns; it settles by ${facet}. ${issuedWords(of)}.`
  })
}

/** How much srUSDS there is, beside what settlements made. */
export function issuedWords({ supply, bySettlements }: Issued): string {
  const made =
    supply === bySettlements
      ? 'as many as settlements minted and did not burn'
      : `but settlements minted and did not burn ${formatExact(bySettlements, 18)}`
  return `There are ${formatExact(supply, 18)} srUSDS, ${made}`
}

/** How complete the record of locks and settlements is. */
export function recordCoverage({ coverage, block }: Pick<ConsoleModel, 'coverage' | 'block'>): string {
  const { fromBlock, toBlock } = coverage
  if (toBlock === null) return 'The events of locks and settlements are still being read.'
  const behind = toBlock < block.number ? ` Block ${block.number} is not read yet.` : ''
  return `From the events of blocks ${fromBlock} to ${toBlock} in ${logsOf(coverage)}, newest first; the last settlement is held against what the Diamond counts.${behind}`
}

/** How many of the days that can be judged were on time, with the last one that was not. */
export function onTimeWords(days: readonly DayRecord[], exitDays: number): string {
  const judged = days.filter((day) => isOnTime(day) !== null)
  const lately = judged.slice(-exitDays)
  const good = lately.filter((day) => isOnTime(day) === true).length
  const bad = lately.findLast((day) => isOnTime(day) === false)
  const of = `${good} of the last ${plural(lately.length, 'day')} on time`
  const missing = lately.length < exitDays ? `; ${plural(exitDays, 'day')} are needed` : ''
  return bad === undefined
    ? `${of}${missing}.`
    : `${of}${missing}; the last that was not: ${dateOf(bad.day)}.`
}

/** How long something has been so: "3 h 12 min". */
export const heldFor = (since: Seconds, now: Seconds): string =>
  formatDuration(now > since ? now - since : 0n)
