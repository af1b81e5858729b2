import { type Address, isAddressEqual, zeroAddress } from 'viem'
import {
  type CountedDays,
  type DayRecord,
  daysOf,
  dayToLock,
  dayToSettle,
  healthOf,
  isLockWindow,
  isOnTime,
  lockDue,
  type Queue,
  rateAfter,
  settleDue,
  settlementOf,
  standingOf,
  statusOf,
} from '@/lib/lcts'
import { all, andThen, combine, given, type Leaf, map, unknown } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { limitKey } from '@/lib/limits'
import { add, divUp, ray, type Seconds, sumOf, WAD, type Wad, wad, wadBetween } from '@/lib/math'
import type { DiamondFacts } from '../facts'
import type { PositionFacts, QueueFacts, SettlementEvent, SrUsdsFacts } from '../facts/srusds'
import type { Coverage } from '../facts/watchlist'
import type { LimitModel } from '../model'
import type {
  BalanceModel,
  ExitPart,
  Issued,
  NextSettlement,
  PositionModel,
  QueueModel,
  RateMoves,
  SrUsdsModel,
} from '../model/srusds'

/** What of a Generator and of the model srUSDS is derived from. */
export interface SrUsdsSurroundings {
  /** The Diamond's address. */
  readonly id: Address
  readonly diamond: Pick<DiamondFacts, 'facets' | 'manifest'>
  readonly limits: readonly Pick<LimitModel, 'id' | 'current'>[]
  readonly coverage: Coverage
  /** Number of the block. */
  readonly block: bigint
}

/** srUSDS at time `t` [s]. */
export function deriveSrUsds(facts: SrUsdsFacts, around: SrUsdsSurroundings, t: Seconds): SrUsdsModel {
  const { timetable } = facts
  const subscribe = deriveQueue(facts.subscribe, facts, t)
  const redeem = deriveQueue(facts.redeem, facts, t)
  const liabilities = combine({ supply: facts.supply, rate: facts.rate }, ({ supply, rate }) =>
    wad(divUp(supply * rate, WAD)),
  )
  const balances = [
    balance('backing', liabilities, facts.held),
    ...[facts.subscribe, facts.redeem].flatMap(balancesOf),
  ]
  const days = daysLeaf(facts, around, t)
  const rateMoves = rateMovesOf(facts, around)
  const issued = issuedOf(facts, around)
  const counted = countedLeaf(facts)
  const next = nextOf(facts, t)
  return {
    ...facts,
    subscribe,
    redeem,
    nextLock: map(counted, (known) => lockDue(timetable, dayToLock(timetable, known, t))),
    nextSettlement: map(counted, (known) => settleDue(timetable, dayToSettle(timetable, known, t))),
    days,
    next,
    forecast: forecastOf(facts, next, around),
    liabilities,
    balances,
    rateMoves,
    issued,
    exit: exitOf(facts, around, { balances, days, rateMoves, issued, stray: [subscribe, redeem] }),
  }
}

/** What a queue stores, as values. */
export function queueLeaf(facts: Omit<QueueFacts, 'positions'>): Leaf<Queue> {
  const { gen, totalShares, totalUnderlying, rewardPerToken, undistributed } = facts
  const stored = { gen, state: stateOf(facts), totalShares, totalUnderlying, rewardPerToken, undistributed }
  return combine(stored, ({ state: status, ...known }) => ({ ...known, status }))
}

function stateOf({ status }: Pick<QueueFacts, 'status'>): QueueModel['state'] {
  return andThen(status, (value) => {
    const state = statusOf(value)
    return state === null
      ? unknown({ kind: 'out-of-range', message: `The queue answers a status that none has: ${value}.` })
      : given(state)
  })
}

function deriveQueue(
  { positions, ...facts }: QueueFacts,
  { timetable }: Pick<SrUsdsFacts, 'timetable'>,
  t: Seconds,
): QueueModel {
  const queue = queueLeaf(facts)
  const state = stateOf(facts)
  return {
    ...facts,
    state,
    health: attempt(queue, healthOf),
    lockedSince: combine({ state, at: facts.lockedAt }, (known) =>
      known.state === 'LOCKED' ? known.at : null,
    ),
    strayLock: map(state, (is) => is === 'LOCKED' && !isLockWindow(timetable, t)),
    positions: positions.map((position) => derivePosition(position, queue)),
  }
}

/** Of an account without a position nothing is fixed. */
const NOT_FIXED = { rewardPerToken: ray(0n), underlyingPerToken: ray(0n) } as const

function derivePosition(position: PositionFacts, queue: Leaf<Queue>): PositionModel {
  const { gen, shares, rewardDebt, final } = position
  const stored = combine({ gen, shares, rewardDebt }, (known) => known)
  const fixed = final === null ? given(NOT_FIXED) : combine({ ...final }, (known) => known)
  const all = combine({ queue, stored, fixed }, (known) => known)
  return {
    ...position,
    standing: attempt(all, (known) => standingOf(known.queue, known.fixed, known.stored)),
  }
}

function balance(id: BalanceModel['id'], owed: Leaf<Wad>, held: Leaf<Wad>): BalanceModel {
  const residual = combine({ owed, held }, (both) => wadBetween(both.owed, both.held))
  return { id, owed, held, residual, holds: map(residual, (more) => more >= 0n) }
}

function balancesOf(queue: QueueFacts): readonly BalanceModel[] {
  const waits = combine(
    { current: queue.totalUnderlying, ended: queue.unclaimedUnderlying },
    ({ current, ended }) => add(current, ended),
  )
  return [
    balance(`${queue.id}-asset`, waits, queue.assetHeld),
    balance(`${queue.id}-reward`, queue.unclaimedReward, queue.rewardHeld),
  ]
}

/** Known where every event up to the block was read. */
function covered({ coverage: { problem, toBlock }, block }: SrUsdsSurroundings): Leaf<true> {
  if (problem !== null) return unknown({ kind: 'not-read', message: problem })
  return toBlock === null || toBlock < block
    ? unknown({ kind: 'being-read', message: 'The events up to this block are still being read.' })
    : given(true)
}

/** The settlements, known where none is missing by what the contracts say of the last, and of the first. */
function settlementsLeaf(
  { settledDay, settlements, supply, rate }: SrUsdsFacts,
  around: SrUsdsSurroundings,
): Leaf<readonly SettlementEvent[]> {
  const missing = (message: string) =>
    unknown({ kind: 'not-read', message: `Events of settlements are missing: ${message}.` })
  return andThen(covered(around), () => {
    const last = settlements.at(-1)
    if (last !== undefined) {
      return andThen(settledDay, (day) =>
        last.day === day
          ? given(settlements)
          : missing(`the last is of day ${last.day}, and the contract counts day ${day}`),
      )
    }
    // Before the first settlement there is no srUSDS, and its rate has not moved. Whoever hides every event is told by it.
    return andThen(
      combine({ supply, rate }, (known) => known.supply === 0n && known.rate === WAD),
      (isFresh) =>
        isFresh ? given(settlements) : missing('there is none, and yet there is srUSDS or its rate moved'),
    )
  })
}

function daysLeaf(facts: SrUsdsFacts, around: SrUsdsSurroundings, t: Seconds): SrUsdsModel['days'] {
  const { settledDay, timetable, locks } = facts
  return combine({ settlements: settlementsLeaf(facts, around), settledDay }, (known) => {
    // Until the first settlement the contract counts the day before the first that was due; 0 before its deployment.
    const isFirstKnown = known.settlements.length === 0 && known.settledDay > 0n
    return daysOf(timetable, locks, known.settlements, t, isFirstKnown ? known.settledDay + 1n : null)
  })
}

function rateMovesOf(facts: SrUsdsFacts, around: SrUsdsSurroundings): Leaf<RateMoves> {
  const settlements = settlementsLeaf(facts, around)
  return combine({ settlements, now: facts.rate }, (known) => {
    let last: Wad = WAD
    let wrong: SettlementEvent | null = null
    for (const one of known.settlements) {
      const isRight = one.rateBefore === last && one.rateAfter === rateAfter(one.rateBefore, one.factor)
      if (!isRight) wrong ??= one
      last = one.rateAfter
    }
    return { settlements: known.settlements.length, wrong, last, now: known.now }
  })
}

/** The supply, and what the events of settlements make of it. */
function issuedOf(facts: SrUsdsFacts, around: SrUsdsSurroundings): Leaf<Issued> {
  const settlements = settlementsLeaf(facts, around)
  return combine({ settlements, supply: facts.supply }, (known) => ({
    supply: known.supply,
    bySettlements: wadBetween(
      wad(sumOf(known.settlements.map(({ redeemed }) => redeemed))),
      wad(sumOf(known.settlements.map(({ minted }) => minted))),
    ),
  }))
}

/** Whether the rate moved at settlements alone, each by its factor. */
export const movedRightly = ({ wrong, last, now }: RateMoves) => wrong === null && last === now

const countedLeaf = ({
  lockedDay,
  settledDay,
}: Pick<SrUsdsFacts, 'lockedDay' | 'settledDay'>): Leaf<CountedDays> =>
  combine({ lockedDay, settledDay }, (days) => days)

/** The settlement that comes next, by the days that the contract counts. */
function nextOf({ timetable, publications, ...facts }: SrUsdsFacts, t: Seconds): Leaf<NextSettlement> {
  return andThen(countedLeaf(facts), (counted) => {
    const day = dayToSettle(timetable, counted, t)
    const found = publications.find((one) => one.day === day)
    if (found === undefined) {
      return unknown({ kind: 'not-read', message: `What was published for day ${day} was not read.` })
    }
    const { published, capacity, factor } = found
    return combine({ published, capacity, factor }, (read) => ({
      day,
      published: read.published ? { capacity: read.capacity, factor: read.factor } : null,
      isOpen: t < lockDue(timetable, day),
    }))
  })
}

/** A lock that waits for its settlement decides what is in it; where there is none, both queues would be locked as they stand. */
function forecastOf(
  facts: SrUsdsFacts,
  next: Leaf<NextSettlement>,
  { limits }: SrUsdsSurroundings,
): SrUsdsModel['forecast'] {
  const limit = (name: string): Leaf<Wad> =>
    map(limits.find(({ id }) => id === limitKey(name))?.current ?? NO_LIMIT, wad)
  const known = combine(
    {
      subscribe: queueLeaf(facts.subscribe),
      redeem: queueLeaf(facts.redeem),
      rate: facts.rate,
      next,
      counted: countedLeaf(facts),
      mintLimit: limit('LIMIT_SRUSDS_MINT'),
      redeemLimit: limit('LIMIT_SRUSDS_REDEEM'),
    },
    (read) => read,
  )
  return attempt(known, ({ rate, next: { published }, mintLimit, redeemLimit, ...read }) => {
    const isLockOut = read.counted.lockedDay > read.counted.settledDay
    const side = (queue: Queue) => (isLockOut ? queue : locked(queue))
    return settlementOf(side(read.subscribe), side(read.redeem), rate, { published, mintLimit, redeemLimit })
  })
}

const NO_LIMIT = unknown({ kind: 'not-read', message: 'This limit was not read.' })

const locked = (queue: Queue): Queue => (queue.status === 'ACTIVE' ? { ...queue, status: 'LOCKED' } : queue)

interface ExitEvidence extends Pick<SrUsdsModel, 'balances' | 'days' | 'rateMoves' | 'issued'> {
  readonly stray: readonly Pick<QueueModel, 'strayLock'>[]
}

/** Gate (d), part by part. (DOMAIN.md §12) */
function exitOf(
  { exitDays, wires }: SrUsdsFacts,
  { id, diamond }: SrUsdsSurroundings,
  { balances, days, rateMoves, issued, stray }: ExitEvidence,
): readonly ExitPart[] {
  const rate = map(rateMoves, movedRightly)
  const settledAll = map(days, (all) => all.every(isSettled))
  const inWindow = stray.map(({ strayLock }) => map(strayLock, (is) => !is))
  return [
    { id: 'on-time', holds: map(days, (all) => areOnTime(all, exitDays)) },
    {
      id: 'identities',
      holds: all([...balances.map(({ holds }) => holds), ...inWindow, settledAll, rate]),
    },
    { id: 'rate', holds: rate },
    { id: 'minter', holds: all([isOnlyMinter(wires, id, diamond), map(issued, isAsIssued)]) },
  ]
}

/** Whether there is as much srUSDS as settlements minted, less what they burned: nothing else may do either. */
const isAsIssued = ({ supply, bySettlements }: Issued): boolean => supply === bySettlements

/** Whether a settlement exists for a day, one covers it, or one can still come in time. */
export const isSettled = ({ settle: { state } }: DayRecord): boolean =>
  !(['failed', 'missing', 'overdue'] as const).some((other) => other === state)

/** Whether both queues were on time on each of the last `count` days that can be judged. */
export function areOnTime(days: readonly DayRecord[], count: number): boolean {
  const judged = days.map(isOnTime).filter((is) => is !== null)
  return judged.length >= count && judged.slice(-count).every(Boolean)
}

/** Whether the Diamond alone mints and burns, and settles by a facet that the deployment or governance knows. */
function isOnlyMinter(
  { minter, facet }: SrUsdsFacts['wires'],
  id: Address,
  { facets, manifest }: SrUsdsSurroundings['diamond'],
): Leaf<boolean> {
  return andThen(
    combine({ minter, facet }, (known) => known),
    (known): Leaf<boolean> => {
      if (!isAddressEqual(known.minter, id) || known.facet === zeroAddress) return given(false)
      if (manifest.some(({ address }) => isAddressEqual(address, known.facet))) return given(true)
      const found = facets.items.find((one) => isAddressEqual(one.id, known.facet))
      return found?.approved ?? given(false)
    },
  )
}
