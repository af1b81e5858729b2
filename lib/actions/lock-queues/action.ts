import type { Address } from 'viem'
import { lctsQueueAbi, srUsdsFacetAbi } from '@/lib/abi'
import { queueLeaf } from '@/lib/console/derive/srusds'
import type { Effect } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { QueueModel } from '@/lib/console/model/srusds'
import { formatExact, formatUtc, whenWords } from '@/lib/format'
import {
  lockDayAt,
  nextLock,
  nextSettlement,
  type Queue,
  SIDES,
  statusNumber,
  type Timetable,
} from '@/lib/lcts'
import { combine, type Leaf, map } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import { dateOf, queueName, timeOfDay, tokensOf } from '@/lib/words/srusds'
import type { RoutedDefinition } from '../definition'
import { asItStands, type DirectAction, type Requirement } from '../direct'
import { emits } from '../emits'
import { type Issuer, issuerOf } from '../issuer-of'
import { contractTimes, lctsOperator, lctsRouting, queuesCall } from '../lcts-operator'
import { type LockQueuesRequest, lockQueuesKind } from './request'

export const lockQueues: RoutedDefinition<LockQueuesRequest, false> = {
  ...lockQueuesKind,
  routing: lctsRouting,
  build: (request, model, from) => {
    const issuer = issuerOf(request, model)
    return issuer && lock(request, issuer, model.time, from)
  },
}

/** Where the days of locks and settlements stand. */
interface Days {
  readonly times: Timetable
  /** The last day that was locked, and the last that was settled [days since 1970]. */
  readonly lockedDay: bigint
  readonly settledDay: bigint
  /** The day that a lock now is the lock of [days since 1970]. */
  readonly day: bigint
}

const isDue = ({ day, lockedDay, settledDay }: Days): boolean => day > lockedDay && day > settledDay

/**
 * `lockQueues` of the SrUsdsFacet, from its hour on and once for each day: it locks each queue that is active.
 * Source: DOMAIN.md §12.2.
 *
 * @param time of the model [unix s]
 */
function lock(
  request: LockQueuesRequest,
  issuer: Issuer,
  time: Seconds,
  from: Address,
): DirectAction<LockQueuesRequest> {
  const { generator, srUsds } = issuer
  const { lockedDay, settledDay } = srUsds
  const days = combine(
    { times: contractTimes(srUsds), lockedDay, settledDay },
    (known): Days => ({
      ...known,
      day: lockDayAt(known.times, time),
    }),
  )
  const queues = combine(
    { subscribe: queueLeaf(srUsds.subscribe), redeem: queueLeaf(srUsds.redeem) },
    (known): Queues => known,
  )
  const made = combine({ days, queues }, (known) => known)
  const passes = made.ok && isDue(made.value.days) ? made.value : null
  const settles = formatUtc(nextSettlement(srUsds.timetable, time))
  return {
    request,
    title: `Lock the queues of srUSDS of ${generator.name}`,
    emergency: false,
    from,
    calls: [queuesCall(generator.id, 'lockQueues')],
    permission: lctsOperator(issuer, from),
    requirements: [dueRequirement(days, time), locksRequirement(queues)],
    effects: passes ? effectsOf(issuer, passes, time) : [],
    events: passes ? eventsOf(issuer, passes, time) : [],
    afterwards:
      'Nobody enters, claims from or leaves a locked queue until it is settled; what ended before can still be claimed.',
    next: `The LCTS operator settles the queues. That is due ${settles}.`,
    disables: queues.ok ? SIDES.map((side) => stands(srUsds[side], queues.value[side])) : [],
    undo: 'Nobody opens a locked queue but by settling it. Who waits longer loses nothing by that.',
  }
}

type Queues = Readonly<Record<'subscribe' | 'redeem', Queue>>

const isActive = ({ status }: Queue): boolean => status === 'ACTIVE'

/** Once for each day, from its hour on. */
const dueRequirement = (days: Leaf<Days>, now: Seconds): Requirement => ({
  id: 'lock-due',
  says: asItStands(
    days.ok ? dueText(days.value, now) : `The lock is due (could not be checked: ${days.reason.message})`,
  ),
  holds: map(days, isDue),
  weight: 'blocks',
})

function dueText(known: Days, now: Seconds): string {
  const { times, lockedDay, day } = known
  if (isDue(known)) return `The lock of ${dateOf(day)} is due since ${timeOfDay(times.lockAt)} UTC`
  const what = day <= lockedDay ? `The lock of ${dateOf(lockedDay)} was made` : `${dateOf(day)} is settled`
  return `${what}, and no day is locked twice: the next lock is due ${whenWords(nextLock(times, now), now)} (SrUsdsFacet/already-locked)`
}

/** A lock that finds no open queue passes, and still uses up the day. */
const locksRequirement = (queues: Leaf<Queues>): Requirement => ({
  id: 'locks-a-queue',
  says: {
    holds: `It locks ${queues.ok ? lockedNames(queues.value) : 'an open queue'}`,
    fails: 'No queue is open: it locks none, and uses up the day',
  },
  holds: map(queues, (known) => SIDES.some((side) => isActive(known[side]))),
  weight: 'warn',
})

const lockedNames = (queues: Queues): string =>
  SIDES.filter((side) => isActive(queues[side]))
    .map((side) => `the ${queueName[side]}`)
    .join(' and ')

/** What becomes of a queue, with what is in it. */
function stands({ id }: QueueModel, { status, totalUnderlying }: Queue): string {
  const name = queueName[id]
  const holds = `${formatExact(totalUnderlying, 18)} ${tokensOf[id].asset}`
  switch (status) {
    case 'ACTIVE':
      return `The ${name} is locked with ${holds} in it.`
    case 'LOCKED':
      return `The ${name} stays locked with ${holds} in it.`
    case 'DORMANT':
      return `The ${name} is dormant. What enters it after the lock is left out of the settlement.`
  }
}

interface Made {
  readonly days: Days
  readonly queues: Queues
}

function effectsOf({ generator }: Issuer, { days, queues }: Made, time: Seconds): readonly Effect[] {
  const own = places.generators(generator.id).srUsds
  return [
    timed(own.lockedDay, days.day),
    ...SIDES.filter((side) => isActive(queues[side])).flatMap((side) => [
      sets(own[side].status, statusNumber('LOCKED')),
      timed(own[side].lockedAt, time),
    ]),
  ]
}

function eventsOf(
  { generator, srUsds }: Issuer,
  { days, queues }: Made,
  time: Seconds,
): readonly ExpectedEvent[] {
  return [
    ...SIDES.filter((side) => isActive(queues[side])).map((side) => {
      const { gen, totalShares, totalUnderlying } = queues[side]
      return emits(srUsds[side].address, lctsQueueAbi, 'Lock', { gen, totalShares, totalUnderlying })
    }),
    emits(generator.id, srUsdsFacetAbi, 'QueuesLocked', {
      ...{ day: days.day, time },
      ...{ subscribe: isActive(queues.subscribe), redeem: isActive(queues.redeem) },
    }),
  ]
}
