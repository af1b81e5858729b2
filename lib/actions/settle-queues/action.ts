import type { Address } from 'viem'
import { limitOf } from '@/lib/console/derive/funnel'
import { queueLeaf } from '@/lib/console/derive/srusds'
import type { ConsoleModel } from '@/lib/console/model'
import { formatExact, formatUtc, whenWords } from '@/lib/format'
import {
  nextLock,
  type Publication,
  type QueueSettlement,
  SIDES,
  type Side,
  settleDayAt,
  settleDue,
  type Timetable,
} from '@/lib/lcts'
import { andThen, combine, type Leaf, map, orElse, unknown } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import type { Seconds } from '@/lib/math'
import { dateOf, factorWords, nextWords, queueName, timeOfDay, tokensOf } from '@/lib/words/srusds'
import type { RoutedDefinition } from '../definition'
import { asItStands, type DirectAction, type Requirement } from '../direct'
import { type Issuer, issuerOf } from '../issuer-of'
import { contractTimes, lctsOperator, lctsRouting, queuesCall } from '../lcts-operator'
import { type Before, type Outcome, outcomeAt } from './outcome'
import { type SettleQueuesRequest, settleQueuesKind } from './request'
import { effectsOf, eventsOf, type Settling } from './stated'

export const settleQueues: RoutedDefinition<SettleQueuesRequest, false> = {
  ...settleQueuesKind,
  routing: lctsRouting,
  build: (request, model, from) => {
    const issuer = issuerOf(request, model)
    return issuer && settle(request, issuer, model, from)
  },
}

/** Where the days of locks and settlements stand. */
interface Days {
  readonly times: Timetable
  /** The last day that was locked, and the last that was settled [days since 1970]. */
  readonly lockedDay: bigint
  readonly settledDay: bigint
  /** The day that a settlement now counts for [days since 1970]. */
  readonly day: bigint
}

/** Below it a rate has too few digits to settle by. Source: SrUsdsFacet, MIN_RATE. */
const LEAST_RATE = 10n ** 9n

/**
 * `settleQueues` of the SrUsdsFacet, once for each lock: it moves the rate, nets the queues, and converts beyond that what
 * capacity and limits allow. Source: DOMAIN.md §12.2.
 */
function settle(
  request: SettleQueuesRequest,
  issuer: Issuer,
  { time }: Pick<ConsoleModel, 'time'>,
  from: Address,
): DirectAction<SettleQueuesRequest> {
  const { generator, srUsds } = issuer
  const { lockedDay, settledDay } = srUsds
  const days = combine(
    { times: contractTimes(srUsds), lockedDay, settledDay },
    (known): Days => ({
      ...known,
      day: settleDayAt(known.times, time),
    }),
  )
  const published = andThen(days, ({ day }) => publicationOf(issuer, day))
  const before = beforeOf(issuer, published)
  const outcome = attempt(before, (known) => outcomeAt(known, time))
  const all = combine(
    { days, before, outcome },
    (known): Settling => ({
      ...{ day: known.days.day, before: known.before, outcome: known.outcome, time },
    }),
  )
  const requirements = [
    lockedRequirement(days, time),
    dueRequirement(days, time),
    rateRequirement(outcome),
    backedRequirement(outcome),
    publishedRequirement(days, published),
  ]
  const passes = requirements.every(({ weight, holds }) => weight !== 'blocks' || (holds.ok && holds.value))
  const settling = passes && all.ok ? all.value : null
  return {
    request,
    title: `Settle the queues of srUSDS of ${generator.name}`,
    emergency: false,
    from,
    calls: [queuesCall(generator.id, 'settleQueues')],
    permission: lctsOperator(issuer, from),
    requirements,
    effects: settling
      ? orElse(
          attempt(all, (known) => effectsOf(issuer, known)),
          [],
        )
      : [],
    events: settling ? eventsOf(issuer, settling) : [],
    afterwards: settling
      ? `1 srUSDS is worth ${formatExact(settling.outcome.settlement.rateAfter, 18)} sUSDS, and the queues are open again.`
      : 'Nothing is converted.',
    next: `The next lock is due ${formatUtc(nextLock(srUsds.timetable, time))}.`,
    disables: settling ? becomes(settling) : [],
    undo: 'Nobody can undo it. What was not converted waits for the next settlement, or leaves.',
  }
}

/** What was published for a day; null for nothing. */
function publicationOf({ srUsds }: Issuer, day: bigint): Leaf<Publication | null> {
  const found = srUsds.publications.find((one) => one.day === day)
  if (found === undefined) {
    return unknown({ kind: 'not-read', message: `What was published for ${dateOf(day)} was not read.` })
  }
  const { published, capacity, factor } = found
  return combine({ published, capacity, factor }, (known) =>
    known.published ? { capacity: known.capacity, factor: known.factor } : null,
  )
}

const beforeOf = ({ generator, srUsds }: Issuer, published: Leaf<Publication | null>): Leaf<Before> =>
  combine(
    {
      ...{ subscribe: queueLeaf(srUsds.subscribe), redeem: queueLeaf(srUsds.redeem), published },
      ...{ rate: srUsds.rate, supply: srUsds.supply, held: srUsds.held },
      mintLimit: limitOf(generator, 'LIMIT_SRUSDS_MINT'),
      redeemLimit: limitOf(generator, 'LIMIT_SRUSDS_REDEEM'),
    },
    (known) => known,
  )

/** That there is a lock which was not settled. */
const lockedRequirement = (days: Leaf<Days>, now: Seconds): Requirement => ({
  id: 'queues-locked',
  says: asItStands(
    days.ok
      ? lockedText(days.value, now)
      : `The queues were locked (could not be checked: ${days.reason.message})`,
  ),
  holds: map(days, ({ lockedDay, settledDay }) => lockedDay > settledDay),
  weight: 'blocks',
})

function lockedText({ times, lockedDay, settledDay }: Days, now: Seconds): string {
  return lockedDay > settledDay
    ? `The queues were locked for ${dateOf(lockedDay)}, and not settled since`
    : `The lock of ${dateOf(lockedDay)} is settled, and the next is due ${whenWords(nextLock(times, now), now)} (SrUsdsFacet/not-locked)`
}

/** That the hour of the day that was locked has come. */
const dueRequirement = (days: Leaf<Days>, now: Seconds): Requirement => ({
  id: 'settle-due',
  says: asItStands(
    days.ok
      ? dueText(days.value, now)
      : `The settlement is due (could not be checked: ${days.reason.message})`,
  ),
  holds: map(days, ({ day, lockedDay }) => day >= lockedDay),
  weight: 'blocks',
})

function dueText({ times, lockedDay, day }: Days, now: Seconds): string {
  return day >= lockedDay
    ? `It is the settlement of ${dateOf(day)}, due since ${timeOfDay(times.settleAt)} UTC`
    : `The settlement of ${dateOf(lockedDay)} is due ${whenWords(settleDue(times, lockedDay), now)} (SrUsdsFacet/too-early)`
}

const rateRequirement = (outcome: Leaf<Outcome>): Requirement => ({
  id: 'rate-settles',
  says: {
    holds: outcome.ok ? rateText(outcome.value) : 'The new rate has enough digits to settle by',
    fails: 'The new rate has too few digits to settle by (SrUsdsFacet/rate-too-low)',
  },
  holds: map(outcome, ({ settlement }) => settlement.rateAfter >= LEAST_RATE),
  weight: 'blocks',
})

function rateText({ settlement: { rateBefore, rateAfter } }: Outcome): string {
  return rateAfter === rateBefore
    ? `The rate stays at ${formatExact(rateAfter, 18)}`
    : `The rate goes from ${formatExact(rateBefore, 18)} to ${formatExact(rateAfter, 18)}`
}

/** That the HoldingSystem has what a rise of the rate and a payment ask for. */
const backedRequirement = (outcome: Leaf<Outcome>): Requirement => ({
  id: 'backed-after',
  says: {
    holds: 'The HoldingSystem has what this settlement takes and what all srUSDS is worth after it',
    fails: `The HoldingSystem lacks ${outcome.ok ? `${formatExact(outcome.value.lacking, 18)} sUSDS` : 'sUSDS'}: what was published as yield has to be brought first (HoldingSystem/underbacked)`,
  },
  holds: map(outcome, ({ lacking }) => lacking === 0n),
  weight: 'blocks',
})

const publishedRequirement = (days: Leaf<Days>, published: Leaf<Publication | null>): Requirement => {
  const told = combine({ days, published }, (known) =>
    nextWords({ day: known.days.day, published: known.published, isOpen: false }).replace(/\.$/, ''),
  )
  return {
    id: 'was-published',
    says: asItStands(
      told.ok ? told.value : `It was published (could not be checked: ${told.reason.message})`,
    ),
    holds: map(published, (known) => known !== null),
    weight: 'warn',
  }
}

/** What becomes of the rate and of each queue, in sentences. */
function becomes({ before, outcome }: Settling): readonly string[] {
  const { settlement, haircut } = outcome
  return [
    `${rateText(outcome)}${before.published ? `: ${factorWords(before.published.factor)}` : ''}.`,
    ...(haircut > 0n ? [`${formatExact(haircut, 18)} sUSDS leave the HoldingSystem for losses.`] : []),
    ...SIDES.map((side) => queueBecomes(side, settlement[side], before[side].totalUnderlying)),
  ]
}

function queueBecomes(side: Side, settled: QueueSettlement | null, waited: bigint): string {
  const name = queueName[side]
  if (settled === null) return `The ${name} is not locked, and left out.`
  const { asset, reward } = tokensOf[side]
  const { converted, queue, final } = settled
  const told = (amount: bigint, token: string) => `${formatExact(amount, 18)} ${token}`
  const left = waited - converted
  const rest =
    final === null
      ? `${told(queue.totalUnderlying, asset)} wait on`
      : left === 0n
        ? 'its generation ends'
        : `its generation ends, and ${told(left, asset)} go back to its users`
  return converted === 0n
    ? `The ${name} converts nothing; ${rest}.`
    : `The ${name} converts ${told(converted, asset)} into ${told(settled.reward, reward)}; ${rest}.`
}
