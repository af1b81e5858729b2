import type { Address, Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'
import type { Rad, Ray, Seconds, Shares, Wad } from '@/lib/math'
import type { GuardrailFacts } from './guardrails'
import type { StoredLimitFacts } from './limits'
import type { LineMomFacts } from './line-mom'
import type { LegacyWireFacts, MigrationFacts } from './migration'
import type { PauFacts, StrangerFacts } from './pau'
import type { StarGuardFacts } from './star-guard'

/** What the Vat and the Jug hold for all ilks together. */
export interface McdFacts {
  readonly addresses: {
    readonly vat: Address
    readonly jug: Address
    readonly usdsJoin: Address
    readonly autoLine: Address | null
  }
  /** All debt [rad]. */
  readonly debt: Leaf<Rad>
  /** Ceiling of all debt [rad]. */
  readonly Line: Leaf<Rad>
  readonly live: Leaf<bigint>
  /** Rate per second that is added to that of every ilk [ray]. */
  readonly base: Leaf<Ray>
  /** Null where the deployment names none. */
  readonly lineMom: LineMomFacts | null
}

/** One allocator ilk and the AllocatorVault that has its only urn. Names are those of the contracts. */
export interface IlkFacts {
  /** Its name: `ALLOCATOR-SPARK-A`. */
  readonly id: string
  readonly ilk: Hex
  readonly allocatorVault: Address
  /** [wad] */
  readonly Art: Leaf<Wad>
  /** [ray] */
  readonly rate: Leaf<Ray>
  /** [ray] */
  readonly spot: Leaf<Ray>
  /** [rad] */
  readonly line: Leaf<Rad>
  /** [rad] */
  readonly dust: Leaf<Rad>
  /** Debt of the AllocatorVault's urn [wad]: all of the ilk's, if identity 1 holds. */
  readonly art: Leaf<Wad>
  /** [wad] */
  readonly ink: Leaf<Wad>
  /** Factor per second [ray]. */
  readonly duty: Leaf<Ray>
  /** Time of the last drip [s]. */
  readonly rho: Leaf<Seconds>
  /** Null where the deployment has no AutoLine. */
  readonly autoLine: AutoLineFacts | null
  /** The ilk that the AllocatorVault itself names. */
  readonly ownIlk: Leaf<Hex>
}

export interface AutoLineFacts {
  /** Highest ceiling that `exec` sets [rad]; 0 for an ilk outside AutoLine. */
  readonly line: Leaf<Rad>
  /** [rad] */
  readonly gap: Leaf<Rad>
  /** [s] */
  readonly ttl: Leaf<Seconds>
  /** Block number of the last change. */
  readonly last: Leaf<bigint>
  /** Time of the last increase [s]. */
  readonly lastInc: Leaf<Seconds>
}

export interface PrimeFacts {
  /** Slug of the deployment file. */
  readonly id: string
  readonly name: string
  /** BeamState of the Unit in whose scope its controllers are; null where the deployment file names none. */
  readonly unit: Address | null
  readonly addresses: {
    readonly vault: Address
    readonly almProxy: Address
    readonly rateLimits: Address
    readonly controller: Address
  }
  readonly vault: VaultFacts
  /** USDS in its ALMProxy. */
  readonly proxyIdle: Leaf<Wad>
  readonly wires: PrimeWireFacts
  /** Its controllers: the first is the one that takes from the vault. */
  readonly controllers: readonly [PauFacts, ...PauFacts[]]
  /** Who else an event made a controller of its ALMProxy. */
  readonly strangers: readonly StrangerFacts[]
  readonly takeLimit: StoredLimitFacts
  readonly returnLimit: StoredLimitFacts
  /** What binds its other controllers at the vault. */
  readonly otherLimits: readonly VaultLimitFacts[]
  readonly legacy: readonly IlkFacts[]
  /** One entry for each of its legacy ilks. */
  readonly legacyWires: readonly LegacyWireFacts[]
  /** Null for a Generator whose Diamond has no LegacyMigrationFacet. */
  readonly migration: MigrationFacts | null
  /** Null where the deployment names none. */
  readonly starGuard: StarGuardFacts | null
}

/** The limits by which a controller takes from the vault and returns to it. */
export interface VaultLimitFacts extends Pick<PrimeWireFacts, 'takeFacet' | 'takeKey' | 'returnKey'> {
  /** The controller's address. */
  readonly id: Address
  readonly takeLimit: StoredLimitFacts
  readonly returnLimit: StoredLimitFacts
}

/** A Prime that no Generator funds yet: who can move its funds, and its legacy ilks. */
export interface UnfundedFacts {
  /** Slug of the deployment file. */
  readonly id: string
  readonly name: string
  /** As of a Prime with a vault. */
  readonly unit: Address | null
  readonly almProxy: Address
  readonly controllers: readonly [PauFacts, ...PauFacts[]]
  readonly strangers: readonly StrangerFacts[]
  readonly legacy: readonly IlkFacts[]
}

/** Amounts are in the asset of the vault, which is [wad] for USDS; `derive` makes nothing of any other asset. */
export interface VaultFacts {
  readonly asset: Leaf<Address>
  /** Assets per share at `rho` [ray]. */
  readonly chi: Leaf<Ray>
  /** Factor per second [ray]. */
  readonly vsr: Leaf<Ray>
  /** Time of the last drip [s]. */
  readonly rho: Leaf<Seconds>
  readonly totalSupply: Leaf<Shares>
  readonly depositCap: Leaf<Wad>
  /** USDS that lies in the vault. */
  readonly idle: Leaf<Wad>
  /** Shares that the Generator's ALMProxy holds. */
  readonly generatorShares: Leaf<Shares>
  /** Shares that nobody can ever move: those of the addresses 0x…01 and 0x…dEaD, where deployments burn a seed. */
  readonly burnedShares: { readonly one: Leaf<Shares>; readonly dead: Leaf<Shares> }
  /** `maxExchangeRates(vault)` of the Generator's Diamond [1e36]; 0 is not set. */
  readonly maxExchangeRate: Leaf<bigint>
  /** Whether the vault says that it has guardrails. */
  readonly guarded: Leaf<boolean>
  /** Null for a vault that says that it has no guardrails. */
  readonly guardrails: GuardrailFacts | null
  /** The contract's own views at the block's time: cross-checks, never shown as the values themselves. */
  readonly contractTotalAssets: Leaf<Wad>
  readonly contractOutstanding: Leaf<Wad>
  readonly contractMaxDeposit: Leaf<Wad>
  readonly contractMaxWithdraw: Leaf<Wad>
}

/** What the Prime's own contracts say of their connection to the vault. */
export interface PrimeWireFacts {
  /**
   * Facet of the controller that takes from the vault; the zero address when none has. Null for a controller that does
   * not tell its facets.
   */
  readonly takeFacet: Leaf<Address> | null
  /**
   * By which key the controller limits what it takes, and what it returns, as it says itself: the whole key, or for a
   * fixed controller the name that is hashed into it. Null for a controller that does not tell.
   */
  readonly takeKey: Leaf<Hex> | null
  readonly returnKey: Leaf<Hex> | null
  readonly taker: Leaf<boolean>
  /** Whether the Generator's ALMProxy also holds TAKER_ROLE, in which case it may not deposit. */
  readonly depositorTakes: Leaf<boolean>
  /** Whether the Generator's ALMProxy holds DEPOSITOR_ROLE, which a vault with guardrails requires for a deposit. */
  readonly depositor: Leaf<boolean>
  /** Whether the Generator's Diamond holds CONTROLLER on the Prime's ALMProxy: for its dual-run, and no longer. */
  readonly generatorOnProxy: Leaf<boolean>
}
