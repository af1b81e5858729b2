import type { Address } from 'viem'
import type { Leaf } from '@/lib/leaf'
import type { LimitStanding } from '@/lib/limits'
import type { Rad, Wad } from '@/lib/math'
import type { RelayerState } from '@/lib/vaults'
import type { Place } from './check'
import type { ExitId, SrUsdsModel } from './srusds'

/** What each condition of each gate looks at, by gate and condition. */
export interface ExitFacts {
  /** (a) The Generator PAU exists and is the only funding path with headroom. */
  readonly funding: {
    /** How many Generators the deployment file names. */
    readonly exists: number
    /** Bytes of code at the Diamond. */
    readonly code: bigint
    /** Wires between MCD and the ALMProxy that are not in place. */
    readonly wired: readonly FundingWire[]
    readonly operated: RelayerState
    /** What fits below the ceiling of the Generator's ilk. */
    readonly headroom: Room
    /** What fits below the ceiling of a legacy ilk. */
    readonly closed: Room
  }
  /** (b) Every legacy ilk is zero, or on the explicit compatibility list. */
  readonly ilks: {
    readonly debt: LegacyDebt
    /** Only of an ilk on the list: whether its debt can still be drawn up. */
    readonly growth: Room
    /** Whether the migration of a Prime records the legacy ilks that the deployment file names, and no other. */
    readonly named: boolean
  }
  /** (c) Every Prime connects through an ERC-4626 vault with functioning limits. */
  readonly vaults: {
    /** Whether a Generator funds the Prime through a vault. */
    readonly vault: boolean
    readonly asset: { readonly found: Address; readonly expected: Address }
    readonly 'deposit-limit': LimitStanding
    readonly 'withdraw-limit': LimitStanding
    /** Wires between the Generator, the vault and the Prime that are not in place. */
    readonly wired: readonly VaultWire[]
    /** Views of the vault that do not say what its stored state and the rules of ERC-4626 make of them. */
    readonly views: readonly string[]
    /** Functions `max…` that promise more than the vault would let through. */
    readonly promises: readonly string[]
  }
  /** (d) srUSDS is issued and settled daily. */
  readonly settlement: {
    /** How many Generators issue srUSDS by the deployment file. */
    readonly deployed: number
  } & { readonly [Id in ExitId]: SrUsdsModel }
}

export type ExitGateId = keyof ExitFacts

/** Between MCD and the ALMProxy of a Generator. */
export type FundingWire =
  | 'vault'
  | 'ilk'
  | 'proxy'
  | 'rate-limits'
  | 'controller-on-proxy'
  | 'controller-on-rate-limits'
  | 'proxy-ward'
  | 'buffer-allowance'
  | 'vat-live'
  | 'mint-function'

/** Between a Generator, a vault and its Prime. */
export type VaultWire =
  | 'taker'
  | 'depositor-takes'
  | 'depositor'
  | 'take-function'
  | 'deposit-function'
  | 'withdraw-function'
  | 'exchange-rate'
  | 'operator'
  | 'proxy'
  | 'rate-limits'
  | 'controller-on-proxy'
  | 'controller-on-rate-limits'

/** Room to draw on an ilk. */
export interface Room {
  /** What fits below its ceiling now [wad]. */
  readonly now: Wad
  /** The highest ceiling that AutoLine sets [rad]; 0 for an ilk outside AutoLine. */
  readonly highest: Rad
  /** With fees not yet dripped [rad]. */
  readonly debt: Rad
  /** Whether the ceiling of all debt is reached, so that no ilk can be drawn on. */
  readonly isFull: boolean
}

export interface LegacyDebt {
  /** [wad] */
  readonly Art: Wad
  /** With fees not yet dripped [rad]. */
  readonly debt: Rad
  /** Why it may stay for now; null for an ilk that is not on the list. */
  readonly reason: string | null
}

/** One thing that a gate asks for, of one subject. `tellCondition` puts it into words. */
export interface ConditionOf<G extends ExitGateId, Id extends keyof ExitFacts[G]> {
  readonly gate: G
  readonly id: Id & string
  /** A Generator, a Prime or an ilk by its name. */
  readonly subject: string
  /** The place that shows it; null where no page does yet. */
  readonly shownAt: Place | null
  readonly holds: Leaf<boolean>
  readonly fact: Leaf<ExitFacts[G][Id]>
}

export type ExitCondition = {
  [G in ExitGateId]: { [Id in keyof ExitFacts[G]]: ConditionOf<G, Id> }[keyof ExitFacts[G]]
}[ExitGateId]

/**
 * A gate before Phase 7. It is open when everything that it asks for is proven at this block, closed when something is
 * proven not to hold, and else unknown.
 */
export interface ExitGate {
  readonly id: ExitGateId
  readonly conditions: readonly ExitCondition[]
  readonly open: Leaf<boolean>
}
