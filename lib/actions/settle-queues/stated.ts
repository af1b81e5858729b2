import { erc20Abi } from 'viem'
import { holdingSystemAbi, lctsQueueAbi, srUsdsFacetAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { QueueModel } from '@/lib/console/model/srusds'
import { type Queue, type QueueSettlement, SIDES, statusNumber, UNCHANGED } from '@/lib/lcts'
import { limitKey, type RateLimit } from '@/lib/limits'
import { add, type Seconds, sub, type Wad, wad } from '@/lib/math'
import { emits } from '../emits'
import type { Issuer } from '../issuer-of'
import { limitUsed } from '../limit-events'
import { NOBODY } from '../mcd-events'
import { receives } from '../queue-payment'
import { limitEffects } from '../vault-effects'
import type { Before, Outcome } from './outcome'

/** A settlement that goes through. */
export interface Settling {
  /** That it counts for [days since 1970]. */
  readonly day: bigint
  readonly before: Before
  readonly outcome: Outcome
  /** Of the settlement [unix s]. */
  readonly time: Seconds
}

/** Every value that the settlement changes. */
export function effectsOf(issuer: Issuer, settling: Settling): readonly Effect[] {
  const { generator, srUsds } = issuer
  const { day, before, outcome, time } = settling
  const { lossReceiver } = srUsds.wires
  const place = places.generators(generator.id)
  const own = place.srUsds
  const { rateAfter } = outcome.settlement
  return [
    timed(own.settledDay, day),
    ...(rateAfter === before.rate ? [] : [sets(own.rate, rateAfter)]),
    ...(outcome.held === before.held ? [] : [sets(own.held, outcome.held)]),
    ...(lossReceiver.ok ? receives(issuer, 'subscribe', lossReceiver.value, outcome.haircut) : []),
    ...(outcome.supply === before.supply ? [] : [sets(own.supply, outcome.supply)]),
    ...SIDES.flatMap((side) => {
      const settled = outcome.settlement[side]
      return settled === null ? [] : queueEffects(generator.id, srUsds[side], before[side], settled)
    }),
    ...usesOf(settling).flatMap(({ name, after }) => limitEffects(place.limits(limitKey(name)), after, time)),
  ]
}

/** Of a queue that was locked: status and totals always, and the rest where it changes. */
function queueEffects(
  generator: Issuer['generator']['id'],
  queue: QueueModel,
  before: Queue,
  { queue: after, converted, reward, final }: QueueSettlement,
): readonly Effect[] {
  const place = places.generators(generator).srUsds[queue.id]
  const { unclaimedReward, unclaimedUnderlying, assetHeld, rewardHeld } = queue
  const left = sub(before.totalUnderlying, converted)
  return [
    sets(place.status, statusNumber(after.status)),
    ...(after.totalShares === before.totalShares ? [] : [sets(place.totalShares, after.totalShares)]),
    ...(after.totalUnderlying === before.totalUnderlying
      ? []
      : [sets(place.totalUnderlying, after.totalUnderlying)]),
    ...(after.rewardPerToken === before.rewardPerToken
      ? []
      : [sets(place.rewardPerToken, after.rewardPerToken)]),
    ...(after.undistributed === before.undistributed ? [] : [sets(place.undistributed, after.undistributed)]),
    ...(reward > 0n && unclaimedReward.ok
      ? [sets(place.unclaimedReward, add(unclaimedReward.value, reward))]
      : []),
    ...(reward > 0n && rewardHeld.ok ? [sets(place.rewardHeld, add(rewardHeld.value, reward))] : []),
    ...(converted > 0n && assetHeld.ok ? [sets(place.assetHeld, sub(assetHeld.value, converted))] : []),
    ...(final !== null && left > 0n && unclaimedUnderlying.ok
      ? [sets(place.unclaimedUnderlying, add(unclaimedUnderlying.value, left))]
      : []),
    ...(final === null
      ? []
      : queue.positions
          .filter((position) => position.gen.ok && position.gen.value === before.gen && before.gen !== 0n)
          .flatMap(({ id }) => [
            sets(place.positions(id).final.rewardPerToken, final.rewardPerToken),
            sets(place.positions(id).final.underlyingPerToken, final.underlyingPerToken),
          ])),
  ]
}

interface Use {
  readonly name: 'LIMIT_SRUSDS_MINT' | 'LIMIT_SRUSDS_REDEEM'
  readonly amount: Wad
  readonly before: RateLimit
  readonly after: RateLimit
}

/** The limits that it uses: only what goes beyond netting does. */
const usesOf = ({ before, outcome }: Settling): readonly Use[] =>
  [
    {
      ...({ name: 'LIMIT_SRUSDS_MINT', amount: outcome.minted } as const),
      ...{ before: before.mintLimit, after: outcome.mintLimit },
    },
    {
      ...({ name: 'LIMIT_SRUSDS_REDEEM', amount: outcome.paid } as const),
      ...{ before: before.redeemLimit, after: outcome.redeemLimit },
    },
  ].filter(({ amount }) => amount > 0n)

/** Every event of the settlement. */
export function eventsOf(issuer: Issuer, settling: Settling): readonly ExpectedEvent[] {
  const { generator } = issuer
  const { rateLimits } = generator.addresses
  const { time } = settling
  return [
    ...rateEvents(issuer, settling),
    ...usesOf(settling).flatMap(({ name, ...use }) =>
      limitUsed({ rateLimits, key: limitKey(name), ...use }, time),
    ),
    ...subscribeEvents(issuer, settling),
    ...redeemEvents(issuer, settling),
    emits(generator.id, srUsdsFacetAbi, 'Settled', { day: settling.day, settlement: recordOf(settling) }),
  ]
}

/** What the contract says of the settlement. */
function recordOf({ before: { rate, published }, outcome: { settlement, haircut }, time }: Settling) {
  const { rateAfter, capacities, subscribe, redeem } = settlement
  return {
    ...{ time, rateBefore: rate, factor: published?.factor ?? UNCHANGED, rateAfter, haircut },
    ...{ capacity: published?.capacity ?? wad(0n), netted: capacities.netted },
    ...{ subscribed: subscribe?.converted ?? wad(0n), minted: subscribe?.reward ?? wad(0n) },
    ...{ redeemed: redeem?.converted ?? wad(0n), paid: redeem?.reward ?? wad(0n) },
    ...{ subscribeSettled: subscribe !== null, redeemSettled: redeem !== null },
    fallbackUsed: published === null,
  }
}

function rateEvents({ srUsds }: Issuer, { before, outcome }: Settling): readonly ExpectedEvent[] {
  const { underlying, holdingSystem } = srUsds.addresses
  const { rateAfter } = outcome.settlement
  const { haircut } = outcome
  if (rateAfter === before.rate) return []
  return [
    ...(rateAfter < before.rate && srUsds.wires.lossReceiver.ok
      ? [
          emits(underlying, erc20Abi, 'Transfer', {
            from: holdingSystem,
            to: srUsds.wires.lossReceiver.value,
            value: haircut,
          }),
        ]
      : []),
    emits(holdingSystem, holdingSystemAbi, 'ExchangeRateSet', {
      rateBefore: before.rate,
      rateAfter,
      haircut,
    }),
  ]
}

function settleEvent({ address }: QueueModel, { gen, totalUnderlying }: Queue, settled: QueueSettlement) {
  const { converted, reward, final } = settled
  const left = sub(totalUnderlying, converted)
  return emits(address, lctsQueueAbi, 'Settle', { gen, converted, reward, left, finalized: final !== null })
}

/** srUSDS is minted to the queue, and its sUSDS goes to the HoldingSystem. */
function subscribeEvents({ srUsds }: Issuer, { before, outcome }: Settling): readonly ExpectedEvent[] {
  const settled = outcome.settlement.subscribe
  if (settled === null) return []
  const { token, underlying, holdingSystem, subscribeQueue } = srUsds.addresses
  const { converted, reward } = settled
  return [
    ...(reward > 0n
      ? [emits(token, erc20Abi, 'Transfer', { from: NOBODY, to: subscribeQueue, value: reward })]
      : []),
    settleEvent(srUsds.subscribe, before.subscribe, settled),
    ...(converted > 0n
      ? [
          emits(underlying, erc20Abi, 'Transfer', {
            from: subscribeQueue,
            to: holdingSystem,
            value: converted,
          }),
        ]
      : []),
  ]
}

/** srUSDS of the queue is burned, and the HoldingSystem pays sUSDS for it. */
function redeemEvents({ srUsds }: Issuer, { before, outcome }: Settling): readonly ExpectedEvent[] {
  const settled = outcome.settlement.redeem
  if (settled === null) return []
  const { token, underlying, holdingSystem, redeemQueue } = srUsds.addresses
  const { converted, reward } = settled
  return [
    ...(reward > 0n
      ? [
          emits(token, erc20Abi, 'Transfer', { from: redeemQueue, to: NOBODY, value: converted }),
          emits(underlying, erc20Abi, 'Transfer', { from: holdingSystem, to: redeemQueue, value: reward }),
          emits(holdingSystem, holdingSystemAbi, 'Paid', { to: redeemQueue, amount: reward }),
        ]
      : []),
    settleEvent(srUsds.redeem, before.redeem, settled),
  ]
}
