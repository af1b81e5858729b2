import type { Address, Hex } from 'viem'
import type { NamedSelector } from '@/lib/diamond'
import type { Leaf } from '@/lib/leaf'
import type { BlockRef, Source } from '@/lib/leaf/source'
import type { AllowedBand, Moment, NoIncrease } from '@/lib/limits'
import type { Seconds } from '@/lib/math'
import type { Window } from '@/lib/migration/window'
import type {
  ConfiguratorUnitFacts,
  FacetFacts,
  Facts,
  GeneratorFacts,
  LimitFacts,
  OperationFacts,
  TimelockFacts,
} from '../facts'
import type { McdFacts } from '../facts/primes'
import type { SafeFacts } from '../facts/safes'
import type { Coverage } from '../facts/watchlist'
import type { Check } from './check'
import type { Executable } from './executable'
import type { GovernanceModel } from './governance'
import type { MigrationSurfaceModel } from './migration'
import type { DebtTotals, Identity, IlkModel, PrimeModel, StoredLimitModel, UnfundedModel } from './primes'
import type { SrUsdsModel } from './srusds'

/** Everything the console shows at one block, for one time. */
export interface ConsoleModel {
  readonly chainId: number
  readonly deployment: string
  readonly block: BlockRef
  /** Number of the block in which a call on this state is made. */
  readonly callsIn: bigint
  /** The time every derived value is for [s]. */
  readonly time: Seconds
  readonly window: Window
  readonly coverage: Coverage
  readonly generators: readonly GeneratorModel[]
  /** Primes that no Generator funds yet. */
  readonly unfunded: readonly UnfundedModel[]
  /** The Configurator Units, in the order of the deployment file. */
  readonly units: readonly ConfiguratorUnit[]
  /** Null where the deployment file names nothing of governance. */
  readonly governance: GovernanceModel | null
  readonly safes: readonly SafeFacts[]
  readonly mcd: McdFacts
  readonly identities: readonly Identity[]
  readonly checks: readonly Check[]
  readonly sources: readonly Source[]
}

/** One Configurator Unit at the model's time. */
export interface ConfiguratorUnit extends Omit<ConfiguratorUnitFacts, 'timelock'> {
  readonly timelock: TimelockModel
}

/** The console without its checks. */
export type Unchecked = Omit<ConsoleModel, 'checks'>

export interface GeneratorModel
  extends Omit<GeneratorFacts, 'limits' | 'diamond' | 'debt' | 'primes' | 'migration' | 'srUsds'> {
  readonly diamond: DiamondModel
  readonly limits: readonly LimitModel[]
  /** No address holds RELAYER, or guardians froze all that do, so nobody can operate the PAU. */
  readonly frozen: Leaf<boolean>
  readonly debt: IlkModel
  /** Null for a Diamond without a LegacyMigrationFacet. */
  readonly migration: MigrationSurfaceModel | null
  /** Null where it issues no srUSDS. */
  readonly srUsds: SrUsdsModel | null
  readonly primes: readonly PrimeModel[]
  readonly totals: DebtTotals
}

export interface DiamondModel extends Omit<GeneratorFacts['diamond'], 'facets'> {
  readonly facets: { readonly length: Leaf<number>; readonly items: readonly FacetModel[] }
  /** Facets of the deployment file that no longer serve any function. */
  readonly gone: Leaf<readonly NamedAddress[]>
  readonly cuts: Facts['known']['cuts']
}

export interface FacetModel extends FacetFacts {
  /** Name of the deployment file; null for a facet that was cut in later. */
  readonly name: string | null
  readonly functions: Leaf<readonly NamedSelector[]>
  readonly since: Leaf<FacetHistory>
}

/** How a facet came to be there, by comparison with the deployment file. */
export type FacetHistory =
  | { readonly type: 'deployed' }
  | { readonly type: 'replaced'; readonly replaces: readonly NamedAddress[] }
  | { readonly type: 'added' }

export interface NamedAddress {
  readonly name: string
  readonly address: Address
}

/** Signature of a function by its 4-byte selector, over all known ABIs. */
export type Signatures = ReadonlyMap<Hex, string>

export interface LimitModel extends LimitFacts, StoredLimitModel {
  /** What a cBEAM may set now, and when the next increase may be made. */
  readonly band: Leaf<AllowedBand>
  readonly nextIncrease: Leaf<Moment<NoIncrease>>
}

export interface TimelockModel extends Omit<TimelockFacts, 'operations'> {
  readonly operations: readonly OperationModel[]
  /**
   * Whether no pending operation is missing: all that the contract lists, or where it lists nothing, as many by events as
   * it counts.
   */
  readonly complete: Leaf<boolean>
}

export interface OperationModel extends OperationFacts {
  readonly state: Leaf<OperationStanding>
  readonly readyAt: Leaf<bigint | null>
  /** Whether anyone can execute it; null for an operation that is not pending. */
  readonly executable: Leaf<Executable | null>
}

export type OperationStanding = 'waiting' | 'ready' | 'executed' | 'cancelled'
