import type { Address, Hex } from 'viem'
import type { Leaf, List } from '@/lib/leaf'
import type { Rad, Seconds, Wad } from '@/lib/math'

/**
 * What the LegacyMigrationFacet of a Diamond says as a whole, and the MigrationMom through which it restores ceilings.
 */
export interface MigrationSurfaceFacts {
  /**
   * Every Prime that was ever scheduled, by its ALMProxy, including Primes that are missing from the deployment file.
   */
  readonly scheduled: List<{ readonly id: Address; readonly prime: Leaf<Address> }>
  /** The AutoLine in which the facet checks that a legacy ilk is not listed. */
  readonly autoLine: Leaf<Address>
  /** By how much of the debt a ceiling that a rollback restores has to exceed that debt at the cutover [wad]. */
  readonly wayBackMargin: Leaf<Wad>
  readonly mom: MigrationMomFacts
}

export interface MigrationMomFacts {
  readonly address: Leaf<Address>
  readonly owner: Leaf<Address>
  /** The only Diamond that may ask it to restore. */
  readonly diamond: Leaf<Address>
  readonly vat: Leaf<Address>
  /** Whether the Vat lets it file ceilings. */
  readonly ward: Leaf<boolean>
}

/** The migration of one Prime. Names are those of the contract; all zero for a Prime that was never scheduled. */
export interface MigrationFacts {
  readonly vault: Leaf<Address>
  /** Number of the phase: see `PHASES`. */
  readonly phase: Leaf<number>
  /** First second at which it may be cut over [s]. */
  readonly epoch: Leaf<Seconds>
  /** When it was scheduled last [s]. */
  readonly scheduledAt: Leaf<Seconds>
  /** When its dual-run began [s]. */
  readonly dualRunAt: Leaf<Seconds>
  /** When it was cut over last [s]. */
  readonly cutOverAt: Leaf<Seconds>
  /** When it was rolled back last [s]. */
  readonly rolledBackAt: Leaf<Seconds>
  /** When its legacy ilks were retired [s]. */
  readonly retiredAt: Leaf<Seconds>
  /** Debt moved to the Generator in all [wad]. */
  readonly migrated: Leaf<Wad>
  /** Debt moved back in all [wad]. */
  readonly migratedBack: Leaf<Wad>
  readonly ilks: List<RecordedIlkFacts>
  /** Whether BeamState approves `rollback` of this Prime on this Diamond. */
  readonly rollbackApproved: Leaf<boolean>
}

/** A legacy ilk as the facet recorded it, and what MigrationMom has listed of it. */
export interface RecordedIlkFacts {
  /** Its name: `ALLOCATOR-KEEL-A`. */
  readonly id: string
  readonly ilk: Leaf<Hex>
  readonly allocatorVault: Leaf<Address>
  /** Its ceiling when it was last recorded: by the schedule, at the start of the dual-run, or later [rad]. */
  readonly ceiling: Leaf<Rad>
  /** The most that MigrationMom restores it to [rad]; 0 for an ilk that is not listed. */
  readonly listed: Leaf<Rad>
  /** Whether MigrationMom closed it since it was last restored, and `Vat.Line` fell with its ceiling. */
  readonly closed: Leaf<boolean>
}

/** What the AllocatorVault of a legacy ilk lets the Prime's ALMProxy do. */
export interface LegacyWireFacts {
  /** Name of the ilk. */
  readonly id: string
  /** Whether the ALMProxy is a ward of the AllocatorVault. */
  readonly ward: Leaf<boolean>
  /** The AllocatorRoles contract, which permits calls of accounts that are not wards. */
  readonly roles: Leaf<Address>
  /** Whether the ALMProxy may draw, as a ward or by AllocatorRoles. */
  readonly mayDraw: Leaf<boolean>
  /** Whether the ALMProxy may repay, as a ward or by AllocatorRoles. */
  readonly mayWipe: Leaf<boolean>
  readonly buffer: Leaf<Address>
  /** What the ALMProxy may move of the USDS in the buffer. */
  readonly allowance: Leaf<Wad>
}
