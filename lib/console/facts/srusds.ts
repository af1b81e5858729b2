import type { Address } from 'viem'
import type { Publication, Side, Timetable } from '@/lib/lcts'
import type { Leaf } from '@/lib/leaf'
import type { Ray, Seconds, Shares, Wad } from '@/lib/math'
import type { UnitFacts } from './limits'
import type { RelayerFacts, RoleFacts } from './roles'

/** What a Generator issues srUSDS by. Amounts are in the tokens of the queues, both with 18 decimals. */
export interface SrUsdsFacts {
  readonly addresses: {
    readonly token: Address
    readonly subscribeQueue: Address
    readonly redeemQueue: Address
    readonly holdingSystem: Address
    readonly underlying: Address
  }
  /** By the deployment file. */
  readonly timetable: Timetable
  /** On how many of the last days both queues have to have been on time for the exit of Phase 6. */
  readonly exitDays: number
  readonly wires: SrUsdsWireFacts
  readonly srUsds: UnitFacts
  readonly sUsds: UnitFacts
  readonly subscribe: QueueFacts
  readonly redeem: QueueFacts
  /** sUSDS for 1e18 srUSDS [wad]. */
  readonly rate: Leaf<Wad>
  /** All srUSDS. */
  readonly supply: Leaf<Wad>
  /** sUSDS in the HoldingSystem. */
  readonly held: Leaf<Wad>
  /** The last day that was locked, and the last that was settled [days since 1970]. */
  readonly lockedDay: Leaf<bigint>
  readonly settledDay: Leaf<bigint>
  /** What was published for the settlements around the block, by their day. */
  readonly publications: readonly PublicationFacts[]
  /** Who locks and settles: holders of LCTS_OPERATOR. */
  readonly operators: RelayerFacts
  /** Who publishes: holders of CORE_COUNCIL. */
  readonly council: RoleFacts
  /** What events tell of every lock and settlement, in their order. */
  readonly locks: readonly LockEvent[]
  readonly settlements: readonly SettlementEvent[]
}

/** What the contracts say of their connection to one another. */
export interface SrUsdsWireFacts {
  readonly token: Leaf<Address>
  readonly subscribeQueue: Leaf<Address>
  readonly redeemQueue: Leaf<Address>
  readonly holdingSystem: Leaf<Address>
  /** [s after 00:00 UTC] */
  readonly lockAt: Leaf<Seconds>
  readonly settleAt: Leaf<Seconds>
  /** Who alone mints and burns srUSDS. */
  readonly minter: Leaf<Address>
  /** Who alone sets the rate and pays. */
  readonly controller: Leaf<Address>
  /** What the HoldingSystem holds, what it backs, and who gets what a haircut takes. */
  readonly asset: Leaf<Address>
  readonly backs: Leaf<Address>
  readonly lossReceiver: Leaf<Address>
  /** The facet by which the Diamond settles; the zero address where none does. */
  readonly facet: Leaf<Address>
}

/** One queue as it is stored. Names are those of the contract. */
export interface QueueFacts {
  readonly id: Side
  readonly address: Address
  /** Who alone locks and settles it. */
  readonly operator: Leaf<Address>
  readonly asset: Leaf<Address>
  readonly reward: Leaf<Address>
  readonly gen: Leaf<bigint>
  /** 0 dormant, 1 active, 2 locked. */
  readonly status: Leaf<number>
  readonly totalShares: Leaf<Shares>
  /** What of the current generation has not been converted [asset, wad]. */
  readonly totalUnderlying: Leaf<Wad>
  /** [reward × 1e27 ÷ share] */
  readonly rewardPerToken: Leaf<Ray>
  /** What was too small to be divided among all shares [reward, wad]. */
  readonly undistributed: Leaf<Wad>
  /** When it was last locked [s]; 0 for never. */
  readonly lockedAt: Leaf<Seconds>
  /** What was received for users and not claimed [reward, wad]. */
  readonly unclaimedReward: Leaf<Wad>
  /** What of generations that ended goes back to users and was not claimed [asset, wad]. */
  readonly unclaimedUnderlying: Leaf<Wad>
  /** What it holds of both tokens [wad]. */
  readonly assetHeld: Leaf<Wad>
  readonly rewardHeld: Leaf<Wad>
  /** What each account has in it that somebody connected or looks at. */
  readonly positions: readonly PositionFacts[]
}

export interface PositionFacts {
  readonly id: Address
  /** What it holds of what is put in, and what of that the queue may take [asset, wad]. */
  readonly held: Leaf<Wad>
  readonly allowance: Leaf<Wad>
  /** 0 for none. */
  readonly gen: Leaf<bigint>
  readonly shares: Leaf<Shares>
  /** `rewardPerToken` up to which it was paid. */
  readonly rewardDebt: Leaf<Ray>
  /** What is fixed of its generation, both 0 until that has ended; null for an account without a position. */
  readonly final: { readonly rewardPerToken: Leaf<Ray>; readonly underlyingPerToken: Leaf<Ray> } | null
}

/** What the Core Council published for the settlement of a day. */
export interface PublicationFacts {
  /** The day [days since 1970]. */
  readonly id: string
  readonly day: bigint
  readonly published: Leaf<boolean>
  /** [sUSDS, wad] */
  readonly capacity: Leaf<Publication['capacity']>
  /** [wad] */
  readonly factor: Leaf<Publication['factor']>
}

/** A call that locked the queues, by its event: which of them it locked. */
export interface LockEvent {
  /** [unix s] */
  readonly at: Seconds
  readonly blockNumber: bigint
  readonly subscribe: boolean
  readonly redeem: boolean
}

/** A settlement, by its event. Amounts beyond netting are what capacity and limits let in and out. */
export interface SettlementEvent extends LockEvent {
  /** The day that the contract counts it for [days since 1970]. */
  readonly day: bigint
  /** [sUSDS per 1e18 srUSDS] */
  readonly rateBefore: Wad
  readonly rateAfter: Wad
  /** By what the rate was multiplied [wad]. */
  readonly factor: Wad
  /** What left the HoldingSystem for losses [sUSDS]. */
  readonly haircut: Wad
  /** What might be converted beyond netting, as published; 0 with the fallback [sUSDS]. */
  readonly capacity: Wad
  /** What the queues gave to one another [sUSDS]. */
  readonly netted: Wad
  /** What the SubscribeQueue converted [sUSDS], and was paid [srUSDS]. */
  readonly subscribed: Wad
  readonly minted: Wad
  /** What the RedeemQueue converted [srUSDS], and was paid [sUSDS]. */
  readonly redeemed: Wad
  readonly paid: Wad
  /** Whether nothing had been published: the rate stayed, and the queues were netted only. */
  readonly fallbackUsed: boolean
}
