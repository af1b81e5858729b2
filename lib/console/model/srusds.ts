import type { DayRecord, Publication, QueueStatus, Settlement, Side, Standing } from '@/lib/lcts'
import type { Leaf } from '@/lib/leaf'
import type { Seconds, SignedWad, Wad } from '@/lib/math'
import type { PositionFacts, QueueFacts, SettlementEvent, SrUsdsFacts } from '../facts/srusds'

/** srUSDS of a Generator at the model's time. */
export interface SrUsdsModel extends Omit<SrUsdsFacts, 'subscribe' | 'redeem'> {
  readonly subscribe: QueueModel
  readonly redeem: QueueModel
  /** When the next lock and settlement that the contract takes are due [unix s]; past where one is late. */
  readonly nextLock: Leaf<Seconds>
  readonly nextSettlement: Leaf<Seconds>
  /** Every day since the first, the first one first; unknown while events are missing. */
  readonly days: Leaf<readonly DayRecord<SettlementEvent>[]>
  /** What the next settlement goes by: the day it will count for, and what was published for it. */
  readonly next: Leaf<NextSettlement>
  /** What a settlement would make of the queues now: of what is locked, or of both as they stand while no lock is out. */
  readonly forecast: Leaf<Settlement>
  /** What srUSDS is worth [sUSDS], and what each party has beyond what it owes. */
  readonly liabilities: Leaf<Wad>
  readonly balances: readonly BalanceModel[]
  /** Whether the rate moved at settlements alone, each by its factor. */
  readonly rateMoves: Leaf<RateMoves>
  /** The supply, and what the events of settlements make of it. */
  readonly issued: Leaf<Issued>
  /** Gate (d) of the exit to Phase 7, part by part. */
  readonly exit: readonly ExitPart[]
}

export interface QueueModel extends Omit<QueueFacts, 'positions'> {
  readonly state: Leaf<QueueStatus>
  /** Shares for one unit of what is left [1e18]; null without a generation. */
  readonly health: Leaf<Wad | null>
  /** Since when it has been locked [unix s]; null where it is not. */
  readonly lockedSince: Leaf<Seconds | null>
  /** Whether it is locked outside of the window in which it is to be. */
  readonly strayLock: Leaf<boolean>
  readonly positions: readonly PositionModel[]
}

export interface PositionModel extends PositionFacts {
  readonly standing: Leaf<Standing>
}

export interface NextSettlement {
  /** [days since 1970] */
  readonly day: bigint
  /** Null where nothing was published: the fallback nets the queues and leaves the rate. */
  readonly published: Publication | null
  /** Whether something can still be published for it. */
  readonly isOpen: boolean
}

/** One side that has to have at least what it owes. */
export interface BalanceModel {
  readonly id: 'backing' | `${Side}-${'asset' | 'reward'}`
  /** What is owed. */
  readonly owed: Leaf<Wad>
  /** What is there. */
  readonly held: Leaf<Wad>
  /** How much more is there than is owed. */
  readonly residual: Leaf<SignedWad>
  readonly holds: Leaf<boolean>
}

/** What the events of settlements say of the rate. */
export interface RateMoves {
  readonly settlements: number
  /** The first settlement whose rate is not the one before times its factor, or does not begin where the last ended. */
  readonly wrong: SettlementEvent | null
  /** The rate after the last settlement, 1e18 before the first; and the rate now. */
  readonly last: Wad
  readonly now: Wad
}

/** How much srUSDS there is, and how much the settlements minted, less what they burned [srUSDS]. */
export interface Issued {
  readonly supply: Wad
  readonly bySettlements: SignedWad
}

/** A part of gate (d): what has to hold, and whether it does. */
export interface ExitPart {
  readonly id: ExitId
  readonly holds: Leaf<boolean>
}

/** Both queues on time on the last days; every identity; the rate at settlements alone; the facet as only minter. */
export type ExitId = 'on-time' | 'identities' | 'rate' | 'minter'
