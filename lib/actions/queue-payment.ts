import { type Address, erc20Abi } from 'viem'
import type { Effect } from '@/lib/console/diff'
import { places, removes, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { QueueModel } from '@/lib/console/model/srusds'
import { formatExact } from '@/lib/format'
import type { FinalPayment, Side } from '@/lib/lcts'
import { add, ray, sharesOf, sub, type Wad } from '@/lib/math'
import { tokensOf } from '@/lib/words/srusds'
import { emits } from './emits'
import type { Issuer } from './issuer-of'
import { queueTokens } from './queue-target'

/**
 * What a queue has less of once it has paid a user: of the rewards that it owes, and of both tokens; and what the user has
 * more of.
 */
export function paymentEffects(
  issuer: Issuer,
  { id, unclaimedReward, rewardHeld, assetHeld }: QueueModel,
  { reward, assets }: FinalPayment,
  user: Address,
): readonly Effect[] {
  const place = places.generators(issuer.generator.id).srUsds[id]
  return [
    ...(reward > 0n && unclaimedReward.ok
      ? [sets(place.unclaimedReward, sub(unclaimedReward.value, reward))]
      : []),
    ...(reward > 0n && rewardHeld.ok ? [sets(place.rewardHeld, sub(rewardHeld.value, reward))] : []),
    ...(assets > 0n && assetHeld.ok ? [sets(place.assetHeld, sub(assetHeld.value, assets))] : []),
    ...receives(issuer, otherSide(id), user, reward),
    ...receives(issuer, id, user, assets),
  ]
}

const otherSide = (side: Side): Side => (side === 'subscribe' ? 'redeem' : 'subscribe')

/** An account that is looked at has more of what is put into a queue. */
export function receives(
  { generator, srUsds }: Issuer,
  side: Side,
  user: Address,
  amount: Wad,
): readonly Effect[] {
  const held = srUsds[side].positions.find(({ id }) => id === user)?.held
  return amount > 0n && held?.ok
    ? [sets(places.generators(generator.id).srUsds[side].positions(user).held, add(held.value, amount))]
    : []
}

/** A user has nothing in the queue any more. */
export function positionEnds({ generator }: Issuer, side: Side, user: Address): readonly Effect[] {
  const place = places.generators(generator.id).srUsds[side].positions(user)
  return [
    sets(place.gen, 0n),
    sets(place.shares, sharesOf(0n)),
    sets(place.rewardDebt, ray(0n)),
    removes(place.final.rewardPerToken),
    removes(place.final.underlyingPerToken),
  ]
}

/** A queue sends one of its tokens to a user. */
export const paidOut = (
  issuer: Issuer,
  { id, address }: QueueModel,
  token: 'asset' | 'reward',
  to: Address,
  value: bigint,
): ExpectedEvent => emits(queueTokens(issuer, id)[token], erc20Abi, 'Transfer', { from: address, to, value })

/** What is paid, in words: "3 srUSDS and 1 sUSDS"; "nothing" where it is less than a unit of both. */
export function paymentWords(side: Side, { reward, assets }: FinalPayment): string {
  const tokens = tokensOf[side]
  const parts = [
    ...(reward > 0n ? [`${formatExact(reward, 18)} ${tokens.reward}`] : []),
    ...(assets > 0n ? [`${formatExact(assets, 18)} ${tokens.asset}`] : []),
  ]
  return parts.join(' and ') || 'nothing'
}
