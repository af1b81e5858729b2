import type { Address, Hex } from 'viem'
import type { Leaf, List } from '@/lib/leaf'
import type { BlockRef, Source } from '@/lib/leaf/source'
import type { Seconds, Wad } from '@/lib/math'
import type { QueuedOperation } from '@/lib/timelock'
import type { CodeFacts } from './code'
import type { GovernanceFacts } from './governance'
import type { FreezeFacts, GuardianFacts } from './guardians'
import type { StoredLimitFacts, UnitFacts } from './limits'
import type { MigrationSurfaceFacts } from './migration'
import type { StrangerFacts } from './pau'
import type { IlkFacts, McdFacts, PrimeFacts, UnfundedFacts } from './primes'
import type { RelayerFacts, RoleFacts } from './roles'
import type { SafeFacts } from './safes'
import type { SrUsdsFacts } from './srusds'
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
   * Number of the block in which a call on this state is made: the next block. Where the facts are from inside a block,
   * before its calls, it is that block.
   */
  readonly callsIn: bigint
  readonly known: Watchlist
  readonly sources: readonly Source[]
  readonly mcd: McdFacts
  readonly generators: readonly GeneratorFacts[]
  /** Primes that no Generator funds yet. */
  readonly unfunded: readonly UnfundedFacts[]
  /** The Configurator Units, in the order of the deployment file. */
  readonly units: readonly ConfiguratorUnitFacts[]
  /** Null where the deployment file names nothing of governance. */
  readonly governance: GovernanceFacts | null
  readonly safes: readonly SafeFacts[]
}

/** One Configurator Unit: who may configure which PAUs, and who can stop that. */
export interface ConfiguratorUnitFacts {
  /** Its BeamState. */
  readonly id: Address
  readonly name: string
  readonly configurator: ConfiguratorFacts
  readonly timelock: TimelockFacts
  readonly mom: MomFacts
  readonly accounts: readonly AccountFacts[]
}

export interface GeneratorFacts {
  /** The Diamond's address. */
  readonly id: Address
  readonly name: string
  /** BeamState of the Unit in whose scope it is. */
  readonly unit: Address
  readonly addresses: {
    readonly diamond: Address
    readonly almProxy: Address
    readonly rateLimits: Address
    readonly allocatorVault: Address
    readonly allocatorBuffer: Address
    readonly usds: Address
  }
  /** Its own MigrationMom by the deployment file; null where it has that of governance. */
  readonly migrationMom: Address | null
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
  /** Facet of the Diamond that moves legacy debt; the zero address where there is none. */
  readonly migrationFacet: Leaf<Address>
  /** Null for a Diamond without a migration facet. */
  readonly migration: MigrationSurfaceFacts | null
  /** Null where it issues no srUSDS. */
  readonly srUsds: SrUsdsFacts | null
  /** Who else an event made a controller of its ALMProxy. */
  readonly strangers: readonly StrangerFacts[]
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
  /** The facets of the deployment file: those at the time of deployment. */
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
  /** Null where the deployment has no ControllerOperators. */
  readonly operatorsOnDiamond: Leaf<boolean> | null
  readonly proxyWardOnVault: Leaf<boolean>
  readonly bufferAllowance: Leaf<Wad>
  /** Where the Diamond keeps the parameters of its integrations. */
  readonly parameterRegistry: Leaf<Address>
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

/** What an account is asked only because it is known, whether an event named it or not. */
export interface AskedFacts {
  readonly id: Address
  /** Its roles in BeamState, one bit each. */
  readonly roles: Leaf<Hex>
  /** Whether it is registered as cBEAM. */
  readonly registered: Leaf<boolean>
  /** Whether a guardian froze it, and what became of that; null where there is no council of guardians. */
  readonly freeze: FreezeFacts | null
}

export interface ConfiguratorFacts {
  readonly addresses: {
    readonly configurator: Address
    readonly beamState: Address
    /** Null where a cBEAM replaces nobody. */
    readonly operators: Address | null
    readonly timelock: Address
    readonly mom: Address
    readonly freezeRegistry: Address | null
    readonly guardianCouncil: Address | null
  }
  readonly stopped: Leaf<boolean>
  readonly beamState: Leaf<Address>
  /** The BeamState that ControllerOperators asks; null where there is none. */
  readonly operatorsBeamState: Leaf<Address> | null
  /** Every account that was asked for its rights. */
  readonly asked: readonly AskedFacts[]
  /** How many more accounts are known than were asked. */
  readonly notAsked: number
  /** Roles of each account that holds one or ever held one: bit 1 DELAYED, bit 2 IMMEDIATE. */
  readonly users: readonly {
    readonly id: Address
    readonly delayed: Leaf<boolean>
    readonly immediate: Leaf<boolean>
  }[]
  /** Accounts that are registered as cBEAM or paired as one, or that ever were. */
  readonly cBeams: readonly { readonly id: Address; readonly registered: Leaf<boolean> }[]
  /**
   * Pairs with PAUs that are not Generators of this Unit: those that were ever set, and those of the Primes in its scope
   * for every holder of a role.
   */
  readonly otherPairs: readonly Omit<PairFacts, 'registered'>[]
  /** Each RateLimits or controller of these pairs, with whether it is registered: only then it is paired again. */
  readonly otherTargets: readonly Pick<PairFacts, 'id' | 'kind' | 'target' | 'registered'>[]
  /**
   * Initial limits: for each limit of a Generator of this Unit its own entry and the one for all RateLimits, and those
   * that events name. Which of the two is in force is `LimitFacts.initMaxAmount`.
   */
  readonly inits: readonly InitFacts[]
  /** Calls that are approved on a controller, or on all, or ever were. */
  readonly approvals: readonly ApprovalFacts[]
  /** Approved calls that its Configurator passed on, in their order. */
  readonly runs: readonly RunFacts[]
  readonly wards: readonly { readonly id: Address; readonly active: Leaf<boolean> }[]
  /** Null where the deployment has no council of guardians: then nobody is frozen. */
  readonly guardians: GuardianFacts | null
}

/** An initial limit as BeamState stores it; (0, 0) is none. */
export interface InitFacts {
  /** `initId` of its RateLimits and its key. */
  readonly id: string
  readonly key: Hex
  /** Zero for the entry that counts for every RateLimits without its own. */
  readonly rateLimits: Address
  /** In the unit of the key. */
  readonly maxAmount: Leaf<bigint>
  /** [unit of the key per s] */
  readonly slope: Leaf<bigint>
}

/** A call that a cBEAM may make on a controller, as BeamState stores it. */
export interface ApprovalFacts {
  /** `approvalId` of its controller and its key. */
  readonly id: string
  /** The hash of the calldata, which is all that is stored of it. */
  readonly key: Hex
  /** Zero for an approval on every controller. */
  readonly controller: Address
  /** The last block that approved it. */
  readonly approvedIn: bigint
  readonly active: Leaf<boolean>
}

export interface RunFacts {
  readonly controller: Address
  readonly data: Hex
  readonly blockNumber: bigint
}

export interface TimelockFacts {
  readonly paused: Leaf<boolean>
  /** [s] */
  readonly minDelay: Leaf<Seconds>
  /** How many operations the contract counts as pending. */
  readonly operationCount: Leaf<bigint>
  /** What the contract lists as pending; null for the older timelock, which counts and lists nothing. */
  readonly list: OperationListFacts | null
  readonly operations: readonly OperationFacts[]
  readonly holders: readonly TimelockRoleFacts[]
}

export interface TimelockRoleFacts {
  readonly id: string
  readonly role: 'PROPOSER_ROLE' | 'CANCELLER_ROLE' | 'EXECUTOR_ROLE' | 'PAUSER_ROLE' | 'DEFAULT_ADMIN_ROLE'
  readonly account: Address
  readonly active: Leaf<boolean>
}

export interface OperationListFacts {
  /** Zero where nothing is pending. */
  readonly first: Leaf<Hex>
  /** All of it, oldest first; unknown where its end was not reached. */
  readonly ids: Leaf<readonly Hex[]>
}

export interface OperationFacts {
  readonly id: Hex
  /** By the contract where it keeps it, else by its events. */
  readonly queued: QueuedOperation
  /** What a timelock that lists its operations keeps of one that is pending, or may be; null of all others. */
  readonly kept: KeptOperation | null
  /** OpenZeppelin: 0 unset, 1 done, else the time from which it can be executed [s]. */
  readonly timestamp: Leaf<Seconds>
  /** Stored time of the operation that has to be done first [s]; null where there is none. */
  readonly predecessorTimestamp: Leaf<Seconds> | null
}

export interface KeptOperation {
  /** The id after it in the list; zero after the last. */
  readonly next: Leaf<Hex>
  readonly targets: Leaf<readonly Address[]>
  readonly values: Leaf<readonly bigint[]>
  readonly payloads: Leaf<readonly Hex[]>
  readonly predecessor: Leaf<Hex>
  readonly salt: Leaf<Hex>
}

export interface MomFacts {
  readonly owner: Leaf<Address>
  readonly authority: Leaf<Address>
  readonly timelock: Leaf<Address>
}

/** What is read only because somebody connected this account. */
export interface AccountFacts {
  readonly id: Address
  /** Whether PASMom's authority lets it call `stop()` and `pause()`. */
  readonly momStop: Leaf<boolean>
  readonly momPause: Leaf<boolean>
}
