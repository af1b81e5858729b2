import type { Address, Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'
import type { Rad, Ray, Seconds, Shares, Wad } from '@/lib/math'
import type { GuardrailFacts } from './guardrails'
import type { StoredLimitFacts } from './limits'
import type { LegacyWireFacts, MigrationFacts } from './migration'
import type { RelayerFacts } from './roles'

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
  /** Rate that every ilk has on top of its own, per second [ray]. */
  readonly base: Leaf<Ray>
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
  /** Highest ceiling that `exec` sets [rad]; 0 for an ilk that is not in. */
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
  readonly addresses: {
    readonly vault: Address
    readonly almProxy: Address
    readonly rateLimits: Address
    readonly controller: Address
  }
  readonly vault: VaultFacts
  readonly wires: PrimeWireFacts
  /** Who operates its controller. */
  readonly relayers: RelayerFacts
  readonly takeLimit: StoredLimitFacts
  readonly returnLimit: StoredLimitFacts
  readonly legacy: readonly IlkFacts[]
  /** For each of its legacy ilks. */
  readonly legacyWires: readonly LegacyWireFacts[]
  /** Null for a Generator whose Diamond has no LegacyMigrationFacet. */
  readonly migration: MigrationFacts | null
}

/** Amounts are in the asset, which is [wad] where it is USDS: of any other, `derive` makes nothing. */
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
  /** `maxExchangeRates(vault)` of the Generator's Diamond [1e36]; 0 is not set. */
  readonly maxExchangeRate: Leaf<bigint>
  /** Whether the vault says that it has guardrails. */
  readonly guarded: Leaf<boolean>
  /** Null for a vault that says that it has none. */
  readonly guardrails: GuardrailFacts | null
  /** The contract's own views at the block's time: cross-checks, never shown as the values themselves. */
  readonly contractTotalAssets: Leaf<Wad>
  readonly contractOutstanding: Leaf<Wad>
  readonly contractMaxDeposit: Leaf<Wad>
  readonly contractMaxWithdraw: Leaf<Wad>
}

/** What the Prime's own contracts say of their connection to the vault. */
export interface PrimeWireFacts {
  /** Facet of the controller that has `takeFromSparkVault`; the zero address when none has. */
  readonly takeFacet: Leaf<Address>
  readonly proxy: Leaf<Address>
  readonly rateLimits: Leaf<Address>
  readonly controllerOnProxy: Leaf<boolean>
  readonly controllerOnRateLimits: Leaf<boolean>
  readonly taker: Leaf<boolean>
  /** Whether the Generator's ALMProxy holds TAKER_ROLE too: then it may not deposit. */
  readonly depositorTakes: Leaf<boolean>
  /** Whether it holds DEPOSITOR_ROLE, without which a vault with guardrails takes no deposit of it. */
  readonly depositor: Leaf<boolean>
  /** Whether the Generator's Diamond holds CONTROLLER on the Prime's ALMProxy: for its dual-run, and no longer. */
  readonly generatorOnProxy: Leaf<boolean>
}
