import type { DebtState } from '@/lib/debt'
import type { RateLimit } from '@/lib/limits'
import type { Rad, Seconds, Shares, Wad } from '@/lib/math'
import type { Vault } from '../vault'

/**
 * Everything that decides what one Prime can draw, as stored at one block. Amounts are USDS [wad], and so is the
 * asset of the vault.
 */
export interface FunnelInputs {
  readonly prime: PrimeInputs
  /** The Generator, which all its Primes share. */
  readonly generator: GeneratorInputs
}

export interface PrimeInputs {
  readonly vault: Vault
  /** Shares of the vault that the Generator's ALMProxy holds. */
  readonly generatorShares: Shares
  /** LIMIT_SPARK_VAULT_TAKE of the vault, on the Prime's own RateLimits. */
  readonly takeLimit: RateLimit
  /** LIMIT_4626_DEPOSIT of the vault, on the Generator's RateLimits. */
  readonly depositLimit: RateLimit
  /** LIMIT_4626_WITHDRAW of the vault, on the Generator's RateLimits. */
  readonly withdrawLimit: RateLimit
  /** `maxExchangeRates(vault)` of the Generator's Diamond [1e36]; 0 is not set. */
  readonly maxExchangeRate: bigint
  readonly wires: PrimeWires
}

/**
 * Whether anybody can call the operating functions of a PAU. `none`: no address holds RELAYER. `frozen`: some do, and
 * guardians froze each of them. One rule for every PAU.
 */
export type RelayerState = 'active' | 'none' | 'frozen'

/** A wire is true when it is in place. */
export interface PrimeWires {
  /** The Prime's controller has `takeFromSparkVault`. */
  readonly takeFunction: boolean
  /** Who operates the Prime's controller. */
  readonly relayer: RelayerState
  /** The Prime's controller holds CONTROLLER on the Prime's RateLimits, and uses that contract. */
  readonly controllerOnRateLimits: boolean
  /** The Prime's controller holds CONTROLLER on the Prime's ALMProxy, and uses that contract. */
  readonly controllerOnProxy: boolean
  /** The Prime's ALMProxy holds TAKER_ROLE on the vault. */
  readonly taker: boolean
  /** The Generator's ALMProxy does not hold TAKER_ROLE on the vault: a taker may not deposit. */
  readonly depositorIsNoTaker: boolean
  /** The Generator's ALMProxy holds DEPOSITOR_ROLE on the vault, or the vault takes deposits of anyone. */
  readonly depositor: boolean
}

export interface GeneratorInputs {
  readonly debt: DebtState
  /** USDS in the ALMProxy. */
  readonly idle: Wad
  /** LIMIT_USDS_MINT. */
  readonly mintLimit: RateLimit
  /** What the ALMProxy may move of the USDS in the AllocatorBuffer. */
  readonly bufferAllowance: Wad
  /**
   * Whether a withdrawal fails while the deposit limit, to which it gives capacity back, has a maximum of 0. Older
   * controllers behave so.
   */
  readonly zeroLimitBlocksRecall: boolean
  readonly wires: GeneratorWires
}

/** A wire is true when it is in place. */
export interface GeneratorWires {
  readonly mintFunction: boolean
  readonly depositFunction: boolean
  readonly withdrawFunction: boolean
  /** Who operates the Diamond. */
  readonly relayer: RelayerState
  /** The Diamond holds CONTROLLER on the RateLimits, and uses that contract. */
  readonly controllerOnRateLimits: boolean
  /** The Diamond holds CONTROLLER on the ALMProxy, and uses that contract. */
  readonly controllerOnProxy: boolean
  /** The ALMProxy may draw on the AllocatorVault: as a ward, or by a role. */
  readonly allocatorVault: boolean
}

/** The limits and amounts that stand between a Prime and its funds. */
export type AmountId =
  | 'take-limit'
  | 'withdrawal-policy'
  | 'liquidity-buffer'
  | 'vault-idle'
  | 'mint-limit'
  | 'ilk-ceiling'
  | 'global-ceiling'
  | 'collateral'
  | 'dust'
  | 'buffer-allowance'
  | 'deposit-limit'
  | 'deposit-cap'
  | 'exchange-rate'
  | 'withdraw-limit'
  | 'generator-shares'

/** The wires that stand between a Prime and its funds. */
export type WireId =
  | 'take-function'
  | 'prime-relayer'
  | 'prime-controller-on-rate-limits'
  | 'prime-controller-on-proxy'
  | 'taker-role'
  | 'takes-paused'
  | 'mint-function'
  | 'deposit-function'
  | 'withdraw-function'
  | 'withdrawals-paused'
  | 'generator-relayer'
  | 'generator-controller-on-rate-limits'
  | 'generator-controller-on-proxy'
  | 'allocator-vault'
  | 'vat-live'
  | 'max-exchange-rate'
  | 'depositor-is-no-taker'
  | 'depositor-role'
  | 'deposit-limit-restore'

export type ConstraintId = AmountId | WireId

/** Whether a constraint is the Prime's alone, or shared with other Primes, which may use it up first. */
export type Scope = 'prime' | 'shared'

/**
 * Why a constraint lets nothing through. `missing`: the wire that it is named after. `not-set`, `disabled`: the states
 * of a limit, or a maximum that was never set. `overflow`: the contract cannot compute it and reverts. `frozen`:
 * guardians froze everybody who could call. `paused`: until a time. `window`: inside the Processing Window. `phase`:
 * the migration is in a phase that does not allow it.
 */
export type ClosedReason =
  | 'missing'
  | 'frozen'
  | 'not-set'
  | 'disabled'
  | 'overflow'
  | 'paused'
  | 'window'
  | 'phase'

/** What a constraint alone lets through. */
export type Allowance =
  | { readonly state: 'limited'; readonly amount: Wad }
  | { readonly state: 'unlimited' }
  | { readonly state: 'closed'; readonly reason: ClosedReason }

/** A constraint of an answer. */
export interface Constraint<Id extends string = ConstraintId> {
  readonly id: Id
  readonly scope: Scope
  /**
   * The most that it alone lets through; 2^256 − 1 when it is unlimited. For what the Generator can add, a constraint
   * on minting also lets through what the Generator has idle, even when it is closed.
   */
  readonly amount: Wad
  readonly state: Allowance['state']
  /** Why it is closed, else null. */
  readonly reason: ClosedReason | null
  /** Whether it is the one that the answer names. */
  readonly binding: boolean
}

/** How much goes through, and what stops more. */
export interface Capacity<Id extends string = ConstraintId> {
  /** The greatest amount that goes through now. */
  readonly amount: Wad
  /**
   * What refuses one unit more. Where several constraints allow the same amount, it is the one that the contracts check
   * first, because that one gives the reason of the revert.
   */
  readonly binding: Id
  readonly constraints: readonly Constraint<Id>[]
}

/**
 * Why an amount does not become possible by waiting.
 * `above-max`: more than the limit ever holds, so not in one go.
 * `no-refill`: the limit does not refill.
 * `only-shrinks`: what is left can only become less.
 * `fixed`: it does not change by itself.
 */
export type NeverReason = ClosedReason | 'above-max' | 'no-refill' | 'only-shrinks' | 'fixed'

/** What stops an amount for good, as long as nobody changes it. */
export interface Obstacle<Id extends string = ConstraintId> {
  readonly constraint: Id
  readonly reason: NeverReason
  /** The most that it ever lets through in one go. */
  readonly most: Wad
}

/** A step that an answer about the future presumes, taken by somebody other than the one who asks. */
export type Step =
  /** `Jug.drip(ilk)`: it lets `exec` count fees as debt, and so raise the ceiling by a little more. */
  | { readonly kind: 'drip'; readonly by: 'anyone'; readonly at: Seconds }
  | { readonly kind: 'exec'; readonly by: 'anyone'; readonly at: Seconds; readonly line: Rad }
  | { readonly kind: 'mint'; readonly by: 'generator'; readonly at: Seconds; readonly amount: Wad }
  | { readonly kind: 'deposit'; readonly by: 'generator'; readonly at: Seconds; readonly amount: Wad }
  /** USDS that the Prime sends back to its vault. */
  | { readonly kind: 'return'; readonly by: 'prime'; readonly at: Seconds; readonly amount: Wad }

/** The first moment at which an amount goes through in one go, and the steps that are needed until then. */
export type When<Id extends string = ConstraintId> =
  | {
      /** Unix time [s]; now is the earliest. */
      readonly at: Seconds
      /** In the order in which they have to be taken, each no sooner than its time. */
      readonly steps: readonly Step[]
      readonly never?: never
    }
  | { readonly never: Obstacle<Id>; readonly at?: never; readonly steps?: never }
