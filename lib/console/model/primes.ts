import type { NextCeiling } from '@/lib/debt'
import type { Leaf } from '@/lib/leaf'
import type { LimitStanding, Moment, NeverFull } from '@/lib/limits'
import type { Rad, Seconds, SignedWad, Wad } from '@/lib/math'
import type { Capacity } from '@/lib/vaults'
import type { GuardrailModel } from '../facts/guardrails'
import type { StoredLimitFacts } from '../facts/limits'
import type { IlkFacts, PrimeFacts, UnfundedFacts, VaultFacts, VaultLimitFacts } from '../facts/primes'
import type { MigrationModel } from './migration'
import type { Paus } from './paus'
import type { StarGuardModel } from './star-guard'

export interface StoredLimitModel extends StoredLimitFacts {
  readonly state: Leaf<LimitStanding>
  /** At the model's time, in the unit of the limit; 2^256-1 when unlimited. */
  readonly current: Leaf<bigint>
  readonly perDay: Leaf<bigint>
  readonly full: Leaf<Moment<NeverFull>>
}

export interface IlkModel extends IlkFacts {
  /** Fees not yet dripped included [rad]. */
  readonly debtNow: Leaf<Rad>
  /** What fits below its own ceiling [wad]. */
  readonly headroom: Leaf<Wad>
  /** What `AutoLine.exec` would do in the next block; null where the deployment has no AutoLine. */
  readonly nextCeiling: Leaf<NextCeiling> | null
}

export interface VaultModel extends Omit<VaultFacts, 'guardrails'> {
  /** Null for a vault that says that it has no guardrails. */
  readonly guardrails: GuardrailModel | null
  /** What all shares are worth. */
  readonly totalAssets: Leaf<Wad>
  /** Taken and not returned, with the yield that nobody has paid in yet. */
  readonly outstanding: Leaf<Wad>
  /** What the Generator's shares are worth: its funding of the Prime. */
  readonly funding: Leaf<Wad>
}

export interface PrimeModel
  extends Omit<
    PrimeFacts,
    | 'vault'
    | 'controllers'
    | 'legacy'
    | 'takeLimit'
    | 'returnLimit'
    | 'otherLimits'
    | 'migration'
    | 'starGuard'
  > {
  readonly vault: VaultModel
  readonly controllers: Paus
  readonly legacy: readonly IlkModel[]
  readonly takeLimit: StoredLimitModel
  readonly returnLimit: StoredLimitModel
  /** What binds its other controllers at the vault. */
  readonly otherLimits: readonly VaultLimitModel[]
  /** Debt of all its legacy ilks [rad]. */
  readonly legacyDebt: Leaf<Rad>
  /** Null for a Generator whose Diamond has no LegacyMigrationFacet. */
  readonly migration: MigrationModel | null
  /** Null where the deployment names none. */
  readonly starGuard: StarGuardModel | null
  /** What the Prime can take now, what the Generator can add and recall, each with what binds. */
  readonly canTake: Leaf<Capacity>
  readonly canAdd: Leaf<Capacity>
  readonly canRecall: Leaf<Capacity>
}

/** The limits by which a controller takes from the vault and returns to it. */
export interface VaultLimitModel extends Omit<VaultLimitFacts, 'takeLimit' | 'returnLimit'> {
  readonly takeLimit: StoredLimitModel
  readonly returnLimit: StoredLimitModel
}

/** A Prime that no Generator funds yet. */
export interface UnfundedModel extends Omit<UnfundedFacts, 'controllers' | 'legacy'> {
  readonly controllers: Paus
  readonly legacy: readonly IlkModel[]
  /** Debt of all its legacy ilks [rad]. */
  readonly legacyDebt: Leaf<Rad>
}

/** Debt of a Generator and of the legacy ilks of its Primes [rad]. */
export interface DebtTotals {
  readonly legacy: Leaf<Rad>
  readonly generator: Leaf<Rad>
  readonly total: Leaf<Rad>
}

/** What has accrued on each side since its last drip, by its rate; nothing has booked it yet. */
export interface Accrued {
  /** Fees of the ilk since its last drip [wad]. */
  readonly fees: Wad
  /** Yield of the Generator's shares since the last drip of each vault [wad]. */
  readonly yields: Wad
  /** What roundings may have cost [wad]. */
  readonly rounding: Wad
  /** Last drip of the ilk, and the oldest of those of the vaults [unix s]. */
  readonly ilkSince: Seconds
  readonly vaultsSince: Seconds | null
}

/** A statement of accounting that holds at one block: what is expected, what is found, and the difference. */
export interface Identity {
  readonly id: string
  /** The two sides that are compared, and whose they are: those of an ilk or of a Generator. */
  readonly books: { readonly of: 'urn' | 'assets'; readonly name: string }
  readonly unit: 'wad'
  /** Whether both sides have to be equal, or whether at least the expected amount has to be found. */
  readonly kind: 'equal' | 'at-least'
  readonly expected: Leaf<Wad>
  readonly found: Leaf<Wad>
  /** `found − expected`, shown and never folded into a total. */
  readonly residual: Leaf<SignedWad>
  /** How much less than expected is explained. */
  readonly tolerance: Leaf<Wad>
  /** What the tolerance is made of; null where both sides are from one book. */
  readonly accrued: Leaf<Accrued> | null
  readonly holds: Leaf<boolean>
}
