import type { Ray, Seconds, Shares, Wad } from '@/lib/math'

/** Which of the two queues: sUSDS in and srUSDS out, or the other way round. */
export type Side = 'subscribe' | 'redeem'
export const SIDES: readonly Side[] = ['subscribe', 'redeem']

/** Where a queue stands. `LOCKED` is the time between lock and settlement, in which nothing of its generation moves. */
export type QueueStatus = 'DORMANT' | 'ACTIVE' | 'LOCKED'

/** In the order in which the contract numbers them. */
const STATUSES: readonly QueueStatus[] = ['DORMANT', 'ACTIVE', 'LOCKED']

/** The status that a contract answers as a number; null for a number that none has. */
export const statusOf = (value: bigint | number): QueueStatus | null => STATUSES[Number(value)] ?? null

/** The number by which a contract stores a status. */
export const statusNumber = (status: QueueStatus): number => STATUSES.indexOf(status)

/**
 * What a queue stores. Amounts of what was put in are in its `asset`, amounts of what a settlement pays in its `reward`: for
 * the SubscribeQueue these are sUSDS and srUSDS, for the RedeemQueue the other way round.
 */
export interface Queue {
  /** The current generation, or the last one where none is; 0 for none yet. */
  readonly gen: bigint
  readonly status: QueueStatus
  readonly totalShares: Shares
  /** What of the current generation has not been converted [asset, wad]. */
  readonly totalUnderlying: Wad
  /** What a share of the current generation was paid so far [reward × 1e27 ÷ share]; 0 while none is. */
  readonly rewardPerToken: Ray
  /** Rewards too small to be divided among all shares, which the next settlement adds to its own [reward, wad]. */
  readonly undistributed: Wad
}

/** What is fixed of a generation that ended. */
export interface Finalized {
  /** `rewardPerToken` when it ended [reward × 1e27 ÷ share]. */
  readonly rewardPerToken: Ray
  /** What was left for one share [asset × 1e27 ÷ share]. */
  readonly underlyingPerToken: Ray
}

/** What a user has in a queue. */
export interface Position {
  /** 0 for none. */
  readonly gen: bigint
  readonly shares: Shares
  /** `rewardPerToken` up to which it was paid. */
  readonly rewardDebt: Ray
}

/** At what second of the day the queues are to be locked, and settled; both are data of the deployment, lock before settlement [s after 00:00 UTC]. */
export interface Timetable {
  readonly lockAt: Seconds
  readonly settleAt: Seconds
}
