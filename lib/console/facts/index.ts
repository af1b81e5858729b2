import type { Address, Hex } from 'viem'
import type { Leaf, List } from '@/lib/leaf'
import type { BlockRef, Source } from '@/lib/leaf/source'
import type { Seconds, Wad } from '@/lib/math'
import type { QueuedOperation } from '@/lib/timelock'
import type { CodeFacts } from './code'
import type { GovernanceFacts } from './governance'
import type { GuardianFacts } from './guardians'
import type { StoredLimitFacts, UnitFacts } from './limits'
import type { MigrationSurfaceFacts } from './migration'
import type { IlkFacts, McdFacts, PrimeFacts } from './primes'
import type { RelayerFacts, RoleFacts } from './roles'
import type { SafeFacts } from './safes'
import type { Watchlist } from './watchlist'

/**
 * What the contracts hold at one block, free of time: every leaf is one output of one call. What follows from it
 * for a time t is `derive`.
 */
export interface Facts {
  readonly chainId: number
  readonly deployment: string
  readonly block: BlockRef
  /**
   * Number of the block in which a call on this state is made: the next one, or the block of these facts itself where
   * they are of its inside, before its calls.
   */
  readonly callsIn: bigint
  readonly known: Watchlist
  readonly sources: readonly Source[]
  readonly mcd: McdFacts
  readonly generators: readonly GeneratorFacts[]
  readonly configurator: ConfiguratorFacts
  readonly timelock: TimelockFacts
  readonly mom: MomFacts
  /** Null where the deployment file names nothing of governance. */
  readonly governance: GovernanceFacts | null
  readonly accounts: readonly AccountFacts[]
  readonly safes: readonly SafeFacts[]
}

export interface GeneratorFacts {
  /** The Diamond's address. */
  readonly id: Address
  readonly name: string
  readonly addresses: {
    readonly diamond: Address
    readonly almProxy: Address
    readonly rateLimits: Address
    readonly allocatorVault: Address
    readonly allocatorBuffer: Address
    readonly usds: Address
  }
  readonly diamond: DiamondFacts
  readonly roles: { readonly admin: RoleFacts; readonly relayer: RelayerFacts; readonly freezer: RoleFacts }
  readonly wires: WireFacts
  readonly limits: readonly LimitFacts[]
  readonly scope: ScopeFacts
  readonly debt: IlkFacts
  /** USDS in the ALMProxy. */
  readonly proxyIdle: Leaf<Wad>
  /** USDS in the AllocatorBuffer. */
  readonly bufferIdle: Leaf<Wad>
  readonly usds: UnitFacts
  /** Facet of the Diamond that moves legacy debt; the zero address when none does. */
  readonly migrationFacet: Leaf<Address>
  /** Null for a Diamond without it. */
  readonly migration: MigrationSurfaceFacts | null
  readonly primes: readonly PrimeFacts[]
}

export interface DiamondFacts {
  readonly code: CodeFacts
  readonly facets: List<FacetFacts>
  readonly interfaces: readonly {
    readonly id: Hex
    readonly name: string
    readonly supported: Leaf<boolean>
  }[]
  /** The facets of the deployment file: what stood there at first. */
  readonly manifest: readonly { readonly name: string; readonly address: Address }[]
}

export interface FacetFacts {
  readonly id: Address
  readonly address: Leaf<Address>
  readonly selectors: Leaf<readonly Hex[]>
  readonly code: CodeFacts
  /** Whether its code is on the allowlist of governance; null where the deployment has none. */
  readonly approved: Leaf<boolean> | null
}

/** What one contract says of its connection to another. */
export interface WireFacts {
  readonly proxy: Leaf<Address>
  readonly rateLimits: Leaf<Address>
  readonly vault: Leaf<Address>
  readonly buffer: Leaf<Address>
  readonly usds: Leaf<Address>
  readonly controllerOnProxy: Leaf<boolean>
  readonly controllerOnRateLimits: Leaf<boolean>
  readonly configuratorOnRateLimits: Leaf<boolean>
  readonly configuratorOnDiamond: Leaf<boolean>
  readonly proxyWardOnVault: Leaf<boolean>
  readonly bufferAllowance: Leaf<Wad>
  readonly vaultIlk: Leaf<Hex>
  readonly ilk: Hex
  readonly vatLive: Leaf<bigint>
}

export interface LimitFacts extends StoredLimitFacts {
  readonly initMaxAmount: Leaf<bigint>
  readonly initSlope: Leaf<bigint>
  /** Time of the last increase through the Configurator [s]; 0 = never. */
  readonly zzz: Leaf<Seconds>
}

/** What BeamState says of one PAU. */
export interface ScopeFacts {
  readonly rateLimitsRegistered: Leaf<boolean>
  readonly controllerRegistered: Leaf<boolean>
  /** [s]; 0 = not set. */
  readonly hop: Leaf<Seconds>
  /** [wad]; 1.25e18 = +25 %. */
  readonly maxChange: Leaf<Wad>
  readonly pairs: readonly PairFacts[]
}

export interface PairFacts {
  readonly id: string
  readonly kind: 'rateLimits' | 'controller'
  /** The RateLimits or the controller. */
  readonly target: Address
  readonly cBeam: Address
  readonly active: Leaf<boolean>
  readonly registered: Leaf<boolean>
}

/** What was asked of an account because it is known, whether or not an event named it. */
export interface AskedFacts {
  readonly id: Address
  /** Its roles in BeamState, one bit each. */
  readonly roles: Leaf<Hex>
  /** Whether a guardian froze it, and who spoke for lifting that; null where there is no council of guardians. */
  readonly freeze: { readonly frozen: Leaf<boolean>; readonly votesToLift: Leaf<bigint> } | null
}

export interface ConfiguratorFacts {
  readonly addresses: {
    readonly configurator: Address
    readonly beamState: Address
    readonly timelock: Address
    readonly mom: Address
    readonly guardianCouncil: Address | null
  }
  readonly stopped: Leaf<boolean>
  readonly beamState: Leaf<Address>
  /** Every account that was asked for its rights. */
  readonly asked: readonly AskedFacts[]
  /** How many more accounts are known than were asked. */
  readonly notAsked: number
  /** Roles of each account that holds one, or ever did: bit 1 DELAYED, bit 2 IMMEDIATE, bit 3 GUARDIAN. */
  readonly users: readonly {
    readonly id: Address
    readonly delayed: Leaf<boolean>
    readonly immediate: Leaf<boolean>
    readonly guardian: Leaf<boolean>
  }[]
  /** Accounts that are registered as cBEAM or paired as one, or ever were. */
  readonly cBeams: readonly { readonly id: Address; readonly registered: Leaf<boolean> }[]
  /** Pairs with PAUs that are no Generator: those that were ever set, and those of the Primes for whoever holds anything. */
  readonly otherPairs: readonly Omit<PairFacts, 'registered'>[]
  readonly wards: readonly { readonly id: Address; readonly active: Leaf<boolean> }[]
  /** Null where the deployment has no council of guardians: then nobody is frozen. */
  readonly guardians: GuardianFacts | null
}

export interface TimelockFacts {
  readonly paused: Leaf<boolean>
  /** [s] */
  readonly minDelay: Leaf<Seconds>
  /** How many operations the contract counts as pending. */
  readonly operationCount: Leaf<bigint>
  readonly operations: readonly OperationFacts[]
  readonly holders: readonly TimelockRoleFacts[]
}

export interface TimelockRoleFacts {
  readonly id: string
  readonly role: 'PROPOSER_ROLE' | 'CANCELLER_ROLE' | 'EXECUTOR_ROLE' | 'PAUSER_ROLE' | 'DEFAULT_ADMIN_ROLE'
  readonly account: Address
  readonly active: Leaf<boolean>
}

export interface OperationFacts {
  readonly id: Hex
  readonly event: QueuedOperation
  /** OpenZeppelin: 0 unset, 1 done, else the time from which it can be executed [s]. */
  readonly timestamp: Leaf<Seconds>
  /** Stored time of the operation that has to be done first [s]; null where there is none. */
  readonly predecessorTimestamp: Leaf<Seconds> | null
}

export interface MomFacts {
  readonly owner: Leaf<Address>
  readonly authority: Leaf<Address>
  readonly timelock: Leaf<Address>
}

/** What only has to be asked because somebody connected this account. */
export interface AccountFacts {
  readonly id: Address
  /** Whether PASMom's authority lets it call `stop()` and `pause()`. */
  readonly momStop: Leaf<boolean>
  readonly momPause: Leaf<boolean>
}
