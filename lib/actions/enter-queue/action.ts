import { type Address, encodeFunctionData, erc20Abi } from 'viem'
import { lctsQueueAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { QueueModel } from '@/lib/console/model/srusds'
import { formatExact } from '@/lib/format'
import { afterEntry, type FinalPayment, type Position, type Queue, statusNumber } from '@/lib/lcts'
import { combine, given, type Leaf, map, orElse, unknown } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { add, MAX_UINT256, ray, type Seconds, sub, type Wad, wad } from '@/lib/math'
import { queueName, tokensOf, whichIsDue } from '@/lib/words/srusds'
import type { ActionDefinition } from '../definition'
import { type ActionCall, asItStands, type DirectAction, type Requirement } from '../direct'
import { emits } from '../emits'
import { amountRequirement } from '../flow'
import { type Issuer, issuerOf } from '../issuer-of'
import { paidOut, paymentEffects, paymentWords } from '../queue-payment'
import { type Held, heldIn, queueTokens } from '../queue-target'
import { type EnterQueueRequest, enterQueueKind } from './request'

export const enterQueue: ActionDefinition<EnterQueueRequest, true> = {
  ...enterQueueKind,
  build: (request, model, from) => {
    const issuer = issuerOf(request, model)
    return issuer && enter(request, issuer, model.time, from)
  },
}

/** An account with what it has in the queue, and what it could put in. */
interface Entrant extends Held {
  /** [asset, wad] */
  readonly wallet: Wad
  /** What the queue may take of that; the greatest number is not used up. */
  readonly allowance: Wad
}

/** What an entry leaves behind. */
interface Entered {
  readonly before: Entrant
  /** What the account had in the queue is paid first. */
  readonly paid: FinalPayment
  readonly queue: Queue
  readonly position: Position
}

/**
 * `enter` of a queue: what is put in waits there to be converted. What the queue may not take yet is approved in a
 * transaction before, to the unit. Source: DOMAIN.md §12.1.
 */
function enter(
  request: EnterQueueRequest,
  issuer: Issuer,
  time: Seconds,
  from: Address,
): DirectAction<EnterQueueRequest> {
  const { amount } = request
  const queue = issuer.srUsds[request.queue]
  const { id } = queue
  const entrant = entrantOf(queue, from)
  const requirements = [
    amountRequirement(amount),
    openRequirement(queue, issuer, time),
    heldRequirement(queue, entrant, amount),
  ]
  const passes = requirements.every(({ holds }) => holds.ok && holds.value)
  const entered = attempt(entrant, (before) => entryOf(before, amount))
  const known = passes ? orElse(entered, null) : null
  const { asset, reward } = tokensOf[id]
  const told = `${formatExact(amount, 18)} ${asset}`
  return {
    request,
    title: `Enter the ${queueName[id]} with ${told}`,
    emergency: false,
    from,
    calls: callsOf(issuer, queue, request, from, orElse(entrant, null)),
    permission: {
      id: 'anyone',
      says: asItStands('Anyone may enter a queue'),
      holds: given(true),
      weight: 'blocks',
    },
    requirements,
    effects: known
      ? orElse(
          attempt(entered, (all) => effectsOf(issuer, queue, all, amount, from)),
          [],
        )
      : [],
    events: known ? eventsOf(issuer, queue, known, amount, from) : [],
    afterwards: known
      ? `${told} of yours wait in the ${queueName[id]} to become ${reward}.`
      : 'Nothing is put in.',
    disables:
      known && (known.paid.reward > 0n || known.paid.assets > 0n)
        ? [`What you had there is paid to you: ${paymentWords(id, known.paid)}.`]
        : [],
    undo: `You can leave with all that was not converted while the queue is open: until its lock${whichIsDue(issuer.srUsds.nextLock, time)}.`,
  }
}

function entrantOf(queue: QueueModel, account: Address): Leaf<Entrant> {
  const found = queue.positions.find(({ id }) => id === account)
  const wallet = found?.held ?? NOT_ASKED
  const allowance = found?.allowance ?? NOT_ASKED
  return combine({ held: heldIn(queue, account), wallet, allowance }, ({ held, ...known }) => ({
    ...held,
    ...known,
  }))
}

const NOT_ASKED = unknown({ kind: 'being-read', message: 'What this account holds is being read.' })

/** What the account had there that is paid by the entry: all of an ended generation, else the rewards. */
const paidTo = ({ standing: { state, reward, assets } }: Held): FinalPayment => ({
  reward: state === 'none' ? wad(0n) : reward,
  assets: state === 'ended' ? assets : wad(0n),
})

function entryOf(before: Entrant, amount: Wad): Entered {
  return { before, paid: paidTo(before), ...afterEntry(before.queue, before.position, amount) }
}

function openRequirement({ id, state }: QueueModel, { srUsds }: Issuer, time: Seconds): Requirement {
  const name = queueName[id]
  return {
    id: 'entry-open',
    says: {
      holds: `The ${name} is not locked`,
      fails: `The ${name} is locked until its settlement${whichIsDue(srUsds.nextSettlement, time)} (LctsQueue/locked)`,
    },
    holds: map(state, (status) => status !== 'LOCKED'),
    weight: 'blocks',
  }
}

/** That the account has what it puts in, with what it is paid before. */
function heldRequirement({ id }: QueueModel, entrant: Leaf<Entrant>, amount: Wad): Requirement {
  const { asset } = tokensOf[id]
  const most = map(entrant, (known) => add(known.wallet, paidTo(known).assets))
  const told = most.ok ? `${formatExact(most.value, 18)} ${asset}` : asset
  return {
    id: 'has-asset',
    says: {
      holds: `The account has ${told}`,
      fails: `The account has no more than ${told}`,
    },
    holds: map(most, (known) => known >= amount),
    weight: 'blocks',
  }
}

function callsOf(
  issuer: Issuer,
  { id, address }: QueueModel,
  { amount }: EnterQueueRequest,
  from: Address,
  known: Entrant | null,
): readonly ActionCall[] {
  const entry: ActionCall = {
    ...{ to: address, value: 0n },
    data: encodeFunctionData({ abi: lctsQueueAbi, functionName: 'enter', args: [amount] }),
  }
  if (known === null || known.allowance >= amount) return [entry]
  return [
    {
      ...{ to: queueTokens(issuer, id).asset, value: 0n },
      data: encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [address, amount] }),
    },
    { ...entry, alone: aloneOf(known, from) },
  ]
}

/** What enters the same contracts before the approval: what the account is paid by an entry, or nothing but the queue. */
function aloneOf({ standing, queue }: Entrant, user: Address) {
  if (standing.state === 'ended') {
    return encodeFunctionData({ abi: lctsQueueAbi, functionName: 'claimFinalized', args: [user] })
  }
  return standing.reward > 0n && queue.status === 'ACTIVE'
    ? encodeFunctionData({ abi: lctsQueueAbi, functionName: 'claim' })
    : encodeFunctionData({ abi: lctsQueueAbi, functionName: 'pending', args: [user] })
}

/** What the queue may take afterwards: an approval before leaves nothing. */
function allowanceAfter(allowance: Wad, amount: Wad): Wad {
  if (allowance === MAX_UINT256) return allowance
  return allowance < amount ? wad(0n) : sub(allowance, amount)
}

function effectsOf(
  issuer: Issuer,
  model: QueueModel,
  { before, paid, queue, position }: Entered,
  amount: Wad,
  from: Address,
): readonly Effect[] {
  const place = places.generators(issuer.generator.id).srUsds[model.id]
  const mine = place.positions(from)
  const { unclaimedUnderlying, assetHeld } = model
  const allowance = allowanceAfter(before.allowance, amount)
  return [
    ...(queue.gen === before.queue.gen ? [] : [sets(place.gen, queue.gen)]),
    ...(queue.status === before.queue.status ? [] : [sets(place.status, statusNumber(queue.status))]),
    sets(place.totalShares, queue.totalShares),
    sets(place.totalUnderlying, queue.totalUnderlying),
    ...(position.gen === before.position.gen ? [] : [sets(mine.gen, position.gen)]),
    ...(position.shares === before.position.shares ? [] : [sets(mine.shares, position.shares)]),
    ...(position.rewardDebt === before.position.rewardDebt
      ? []
      : [sets(mine.rewardDebt, position.rewardDebt)]),
    // Of the new generation nothing is fixed yet.
    ...(position.gen === before.position.gen
      ? []
      : [sets(mine.final.rewardPerToken, ray(0n)), sets(mine.final.underlyingPerToken, ray(0n))]),
    ...paymentEffects(issuer, model, { ...paid, assets: wad(0n) }, from),
    ...(paid.assets > 0n && unclaimedUnderlying.ok
      ? [sets(place.unclaimedUnderlying, sub(unclaimedUnderlying.value, paid.assets))]
      : []),
    ...(assetHeld.ok ? [sets(place.assetHeld, sub(add(assetHeld.value, amount), paid.assets))] : []),
    sets(mine.held, sub(add(before.wallet, paid.assets), amount)),
    ...(allowance === before.allowance ? [] : [sets(mine.allowance, allowance)]),
  ]
}

function eventsOf(
  issuer: Issuer,
  model: QueueModel,
  { before, paid, queue, position }: Entered,
  amount: Wad,
  from: Address,
): readonly ExpectedEvent[] {
  const { id, address } = model
  const { asset } = queueTokens(issuer, id)
  return [
    ...(before.allowance < amount
      ? [emits(asset, erc20Abi, 'Approval', { owner: from, spender: address, value: amount })]
      : []),
    ...paidEvents(issuer, model, before, paid, from),
    emits(address, lctsQueueAbi, 'Enter', {
      ...{ user: from, gen: queue.gen, assets: amount },
      shares: sharesGiven(before, position),
    }),
    emits(asset, erc20Abi, 'Transfer', { from, to: address, value: amount }),
  ]
}

/** What comes to the shares that the account had in the same generation. */
const sharesGiven = ({ position: before }: Entrant, after: Position): bigint =>
  after.gen === before.gen ? after.shares - before.shares : after.shares

function paidEvents(
  issuer: Issuer,
  model: QueueModel,
  { standing, position: { gen } }: Entrant,
  { reward, assets }: FinalPayment,
  user: Address,
): readonly ExpectedEvent[] {
  const { address } = model
  if (standing.state === 'ended') {
    return [
      paidOut(issuer, model, 'reward', user, reward),
      paidOut(issuer, model, 'asset', user, assets),
      emits(address, lctsQueueAbi, 'ClaimFinalized', { user, gen, reward, assets }),
    ]
  }
  return reward > 0n
    ? [
        paidOut(issuer, model, 'reward', user, reward),
        emits(address, lctsQueueAbi, 'Claim', { user, gen, reward }),
      ]
    : []
}
