import { type Address, encodeFunctionData } from 'viem'
import { lctsQueueAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { QueueModel } from '@/lib/console/model/srusds'
import { formatExact } from '@/lib/format'
import { afterExit, statusNumber } from '@/lib/lcts'
import { type Leaf, map, orElse } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { type Seconds, wad } from '@/lib/math'
import { queueName, tokensOf, whichIsDue } from '@/lib/words/srusds'
import type { ActionDefinition } from '../definition'
import { asItStands, type DirectAction, type Requirement } from '../direct'
import { emits } from '../emits'
import { type Issuer, issuerOf } from '../issuer-of'
import { paidOut, paymentEffects, paymentWords, positionEnds } from '../queue-payment'
import { type Held, heldIn } from '../queue-target'
import { type ClaimRewardsRequest, claimRewardsKind, type LeaveQueueRequest, leaveQueueKind } from './request'

export const claimRewards: ActionDefinition<ClaimRewardsRequest, false> = {
  ...claimRewardsKind,
  build: (request, model, from) => {
    const issuer = issuerOf(request, model)
    return issuer && claim(request, issuer, model.time, from)
  },
}

export const leaveQueue: ActionDefinition<LeaveQueueRequest, false> = {
  ...leaveQueueKind,
  build: (request, model, from) => {
    const issuer = issuerOf(request, model)
    return issuer && leave(request, issuer, model.time, from)
  },
}

/** `claim` of a queue: the rewards of the caller, whose shares stay. Source: DOMAIN.md §12.1. */
function claim(
  request: ClaimRewardsRequest,
  issuer: Issuer,
  time: Seconds,
  from: Address,
): DirectAction<ClaimRewardsRequest> {
  const queue = issuer.srUsds[request.queue]
  const { address, id } = queue
  const held = heldIn(queue, from)
  const requirements = [openRequirement(queue, held, issuer, time), rewardRequirement(queue, held)]
  const permission = waitsIn(queue, held, from)
  const passes = [permission, ...requirements].every(({ holds }) => holds.ok && holds.value)
  const stated = orElse(
    attempt(held, (known) => claimOf(issuer, queue, known, from)),
    null,
  )
  const paid = passes ? stated : null
  return {
    request,
    title: `Claim rewards from the ${queueName[id]}`,
    emergency: false,
    from,
    calls: [
      { to: address, value: 0n, data: encodeFunctionData({ abi: lctsQueueAbi, functionName: 'claim' }) },
    ],
    permission,
    requirements,
    effects: paid?.effects ?? [],
    events: paid?.events ?? [],
    afterwards: paid
      ? `You have ${paid.words} more; what was not converted waits on in the queue.`
      : 'Nothing is paid.',
    disables: [],
    undo: `Nobody can undo it. What is paid can be put into the ${queueName[id === 'subscribe' ? 'redeem' : 'subscribe']} while that is open.`,
  }
}

/** `claimAndExit` of a queue: the rewards of the caller, and what was not converted. Source: DOMAIN.md §12.1. */
function leave(
  request: LeaveQueueRequest,
  issuer: Issuer,
  time: Seconds,
  from: Address,
): DirectAction<LeaveQueueRequest> {
  const queue = issuer.srUsds[request.queue]
  const { address, id } = queue
  const held = heldIn(queue, from)
  const requirements = [openRequirement(queue, held, issuer, time)]
  const permission = waitsIn(queue, held, from)
  const passes = [permission, ...requirements].every(({ holds }) => holds.ok && holds.value)
  const stated = orElse(
    attempt(held, (known) => leavingOf(issuer, queue, known, from)),
    null,
  )
  const left = passes ? stated : null
  return {
    request,
    title: `Leave the ${queueName[id]}`,
    emergency: false,
    from,
    calls: [
      {
        ...{ to: address, value: 0n },
        data: encodeFunctionData({ abi: lctsQueueAbi, functionName: 'claimAndExit' }),
      },
    ],
    permission,
    requirements,
    effects: left?.effects ?? [],
    events: left?.events ?? [],
    afterwards: left
      ? `You have ${left.words} more, and nothing in the ${queueName[id]}.`
      : 'Nothing is paid.',
    disables: [`Nothing of yours waits in the ${queueName[id]} for the next settlement.`],
    undo: `You can enter the ${queueName[id]} again while it is open.`,
  }
}

const positionPlace = ({ generator }: Issuer, { id }: QueueModel, user: Address) =>
  places.generators(generator.id).srUsds[id].positions(user)

/** That the account has shares of the current generation. */
const waitsIn = ({ id }: QueueModel, held: Leaf<Held>, from: Address): Requirement => ({
  id: 'waits-in-queue',
  says: {
    holds: `${from} has shares of the current generation of the ${queueName[id]}`,
    fails:
      held.ok && held.value.standing.state === 'ended'
        ? `The generation of ${from} in the ${queueName[id]} has ended: claim what it owes (LctsQueue/generation-finalized)`
        : `${from} has nothing in the ${queueName[id]} (LctsQueue/no-position)`,
  },
  holds: map(held, ({ standing: { state } }) => state === 'waiting' || state === 'locked'),
  weight: 'blocks',
})

/** That the queue is not locked. */
const openRequirement = (
  { id, state }: QueueModel,
  held: Leaf<Held>,
  { srUsds }: Issuer,
  time: Seconds,
): Requirement => ({
  id: 'queue-open',
  says: asItStands(
    state.ok
      ? openText(queueName[id], state.value, srUsds, time)
      : `The ${queueName[id]} is open (could not be checked: ${state.reason.message})`,
  ),
  holds: map(held, ({ queue }) => queue.status === 'ACTIVE'),
  weight: 'blocks',
})

function openText(
  name: string,
  status: 'DORMANT' | 'ACTIVE' | 'LOCKED',
  { nextLock, nextSettlement }: Issuer['srUsds'],
  now: Seconds,
): string {
  switch (status) {
    case 'ACTIVE':
      return `The ${name} is open until its lock${whichIsDue(nextLock, now)}`
    case 'LOCKED':
      return `The ${name} is locked until its settlement${whichIsDue(nextSettlement, now)} (LctsQueue/not-active)`
    case 'DORMANT':
      return `Nobody waits in the ${name} (LctsQueue/not-active)`
  }
}

const rewardRequirement = ({ id }: QueueModel, held: Leaf<Held>): Requirement => ({
  id: 'has-reward',
  says: {
    holds: held.ok
      ? `${formatExact(held.value.standing.reward, 18)} ${tokensOf[id].reward} can be claimed`
      : 'There is something to claim',
    fails: 'There is nothing to claim before a settlement converts some of it',
  },
  holds: map(held, ({ standing }) => standing.reward > 0n),
  weight: 'blocks',
})

/** What is stated of an act of a user. */
interface Stated {
  readonly effects: readonly Effect[]
  readonly events: readonly ExpectedEvent[]
  /** What is paid. */
  readonly words: string
}

function claimOf(
  issuer: Issuer,
  queue: QueueModel,
  { queue: { gen, rewardPerToken }, standing }: Held,
  from: Address,
): Stated {
  const payment = { reward: standing.reward, assets: wad(0n) }
  return {
    effects: [
      sets(positionPlace(issuer, queue, from).rewardDebt, rewardPerToken),
      ...paymentEffects(issuer, queue, payment, from),
    ],
    events: [
      paidOut(issuer, queue, 'reward', from, payment.reward),
      emits(queue.address, lctsQueueAbi, 'Claim', { user: from, gen, reward: payment.reward }),
    ],
    words: paymentWords(queue.id, payment),
  }
}

const leavingOf = (issuer: Issuer, queue: QueueModel, held: Held, from: Address): Stated => ({
  effects: leavingEffects(issuer, queue, held, from),
  events: leavingEvents(issuer, queue, held, from),
  words: paymentWords(queue.id, held.standing),
})

function leavingEffects(
  issuer: Issuer,
  queue: QueueModel,
  { queue: before, position, standing }: Held,
  from: Address,
): readonly Effect[] {
  const place = places.generators(issuer.generator.id).srUsds[queue.id]
  const after = afterExit(before, position)
  return [
    ...positionEnds(issuer, queue.id, from),
    sets(place.totalShares, after.totalShares),
    ...(after.totalUnderlying === before.totalUnderlying
      ? []
      : [sets(place.totalUnderlying, after.totalUnderlying)]),
    // The last to leave ends the generation.
    ...(after.status === before.status ? [] : [sets(place.status, statusNumber(after.status))]),
    ...(after.rewardPerToken === before.rewardPerToken
      ? []
      : [sets(place.rewardPerToken, after.rewardPerToken)]),
    ...paymentEffects(issuer, queue, standing, from),
  ]
}

function leavingEvents(
  issuer: Issuer,
  queue: QueueModel,
  { position: { gen }, standing: { reward, assets } }: Held,
  from: Address,
): readonly ExpectedEvent[] {
  return [
    paidOut(issuer, queue, 'reward', from, reward),
    paidOut(issuer, queue, 'asset', from, assets),
    emits(queue.address, lctsQueueAbi, 'Exit', { user: from, gen, assets, reward }),
  ]
}
