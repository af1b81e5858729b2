import { add, divUp, RAY, ray, type Shares, sharesOf, sub, uint256, type Wad, wad } from '@/lib/math'
import type { Finalized, Position, Queue } from './types'

/** From how many shares for one unit of what is left a generation ends at its settlement. */
export const THIN = 10n ** 9n

const NOTHING = wad(0n)
const NO_SHARES = sharesOf(0n)

/**
 * floor(a × b ÷ denominator), whose product has 512 bits as in the queue.
 *
 * @throws {Uint256Error} where the quotient leaves 256 bits
 */
export function mulDiv(a: bigint, b: bigint, denominator: bigint): bigint {
  return uint256((uint256(a) * uint256(b)) / denominator, 'The quotient')
}

/**
 * The shares that `enter(assets)` gives: as many as assets for the first of a generation, else
 * `floor(assets × totalShares ÷ totalUnderlying)`. 0 is refused. (DOMAIN.md §12)
 */
export function sharesOnEntry({ status, totalShares, totalUnderlying }: Queue, assets: Wad): Shares {
  if (status === 'DORMANT' || totalShares === 0n) return sharesOf(assets)
  return sharesOf(mulDiv(assets, totalShares, totalUnderlying))
}

/** What a share of a position was paid since its last claim: `floor(shares × (rewardPerToken − rewardDebt) ÷ 1e27)`. */
export function pendingOf(
  { rewardPerToken }: Pick<Queue, 'rewardPerToken'>,
  { shares, rewardDebt }: Pick<Position, 'shares' | 'rewardDebt'>,
): Wad {
  return wad(mulDiv(shares, sub(rewardPerToken, rewardDebt), RAY))
}

/** What of a position has not been converted [asset]: `floor(shares × totalUnderlying ÷ totalShares)`. */
export function exitValueOf(
  { totalShares, totalUnderlying }: Pick<Queue, 'totalShares' | 'totalUnderlying'>,
  { shares }: Pick<Position, 'shares'>,
): Wad {
  return shares === 0n ? NOTHING : wad(mulDiv(shares, totalUnderlying, totalShares))
}

/** What is paid for a position of a generation that ended. */
export interface FinalPayment {
  /** [reward, wad] */
  readonly reward: Wad
  /** Its part of what was left when the generation ended [asset, wad]. */
  readonly assets: Wad
}

/** What `claimFinalized` pays: the reward to the end, and a part of what was left. */
export function finalPaymentOf(final: Finalized, position: Position): FinalPayment {
  return {
    reward: pendingOf(final, position),
    assets: wad(mulDiv(position.shares, final.underlyingPerToken, RAY)),
  }
}

/** Whether a generation is too thin to go on: `totalUnderlying × 1e9 < totalShares`, also where nothing is left. */
export const isThin = ({ totalShares, totalUnderlying }: Pick<Queue, 'totalShares' | 'totalUnderlying'>) =>
  totalUnderlying === 0n || totalUnderlying * THIN < totalShares

/**
 * Shares for one unit of what is left [1e18]: 1e18 for a generation that has not been converted, more with each part that was; null
 * for a queue without a generation. A generation ends from 1e27 on.
 */
export function healthOf({
  totalShares,
  totalUnderlying,
}: Pick<Queue, 'totalShares' | 'totalUnderlying'>): Wad | null {
  return totalUnderlying === 0n ? null : wad(mulDiv(totalShares, 10n ** 18n, totalUnderlying))
}

/** A queue and a position after `enter(assets)`, if it passes. What the position had is to be claimed before. */
export function afterEntry(
  queue: Queue,
  position: Position | null,
  assets: Wad,
): { readonly queue: Queue; readonly position: Position } {
  const shares = sharesOnEntry(queue, assets)
  const isNew = queue.status === 'DORMANT'
  const gen = isNew ? queue.gen + 1n : queue.gen
  const held = position !== null && position.gen === gen ? position.shares : NO_SHARES
  return {
    queue: {
      ...queue,
      gen,
      status: 'ACTIVE',
      totalShares: add(isNew ? NO_SHARES : queue.totalShares, shares),
      totalUnderlying: add(isNew ? NOTHING : queue.totalUnderlying, assets),
    },
    position: { gen, shares: add(held, shares), rewardDebt: queue.rewardPerToken },
  }
}

/** A queue after `claimAndExit` of a position, if it passes. The last one leaves it dormant. */
export function afterExit(queue: Queue, position: Position): Queue {
  const totalShares = sub(queue.totalShares, position.shares)
  if (totalShares === 0n) return dormant(queue)
  const totalUnderlying = sub(queue.totalUnderlying, exitValueOf(queue, position))
  return { ...queue, totalShares, totalUnderlying }
}

/** A queue after `lock`: one that is not active stays as it is. */
export const afterLock = (queue: Queue): Queue =>
  queue.status === 'ACTIVE' ? { ...queue, status: 'LOCKED' } : queue

/** What a settlement makes of a queue. */
export interface QueueSettlement {
  readonly queue: Queue
  /** What was converted [asset, wad]. */
  readonly converted: Wad
  /** What was paid for it [reward, wad]. */
  readonly reward: Wad
  /** Set where the generation ended. */
  readonly final: Finalized | null
}

/** A locked queue after `settle`: `converted` leaves it, `reward` is paid for all shares alike. */
export function afterSettle(queue: Queue, converted: Wad, reward: Wad): QueueSettlement {
  const totalUnderlying = sub(queue.totalUnderlying, converted)
  const paid = converted === 0n ? queue : { ...queue, ...distributed(queue, reward) }
  const left: Queue = { ...paid, totalUnderlying, status: 'ACTIVE' }
  if (!isThin(left)) return { queue: left, converted, reward, final: null }
  const underlyingPerToken = ray(mulDiv(totalUnderlying, RAY, queue.totalShares))
  return {
    queue: dormant(left),
    converted,
    reward,
    final: { rewardPerToken: left.rewardPerToken, underlyingPerToken },
  }
}

/** A reward divided among all shares, with what was too small to be divided before. */
function distributed(
  { rewardPerToken, totalShares, undistributed }: Queue,
  reward: Wad,
): Pick<Queue, 'rewardPerToken' | 'undistributed'> {
  const due = add(reward, undistributed)
  const each = mulDiv(due, RAY, totalShares)
  return {
    rewardPerToken: add(rewardPerToken, ray(each)),
    undistributed: sub(due, wad(divUp(each * totalShares, RAY))),
  }
}

/** A queue whose generation has ended. */
const dormant = (queue: Queue): Queue => ({
  ...queue,
  status: 'DORMANT',
  totalShares: NO_SHARES,
  totalUnderlying: NOTHING,
  rewardPerToken: ray(0n),
})
