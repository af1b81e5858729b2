import type { Address } from 'viem'
import type { Leaf } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import type { Due, Phase, Progress, StepAnswer } from '@/lib/migration'
import type { MigrationFacts, MigrationSurfaceFacts } from '../facts/migration'
import type { Gate, QueuedRollback } from './gates'

/** The migration of one Prime at the model's time. */
export interface MigrationModel extends MigrationFacts {
  readonly phaseName: Leaf<Phase>
  /** Where it stands in relation to its epoch. */
  readonly due: Leaf<Due>
  /** How much of its debt has moved, and what the share is measured against. */
  readonly progress: Leaf<Progress>
  /** What one step moves now, for each of its legacy ilks. */
  readonly steps: readonly MigrationStepModel[]
  /** What the next transitions and the rollback require. */
  readonly dualRun: TransitionReadiness
  readonly cutover: TransitionReadiness
  readonly rollback: TransitionReadiness
  readonly retirement: TransitionReadiness
  /** A pending operation of the timelock that approves the rollback; null when none is queued. */
  readonly rollbackQueued: Leaf<QueuedRollback | null>
  readonly permission: Leaf<Permission>
}

export interface MigrationStepModel {
  /** Name of the legacy ilk. */
  readonly id: string
  /** What one `migrate` and one `migrateBack` move at most now, each with what binds. */
  readonly canMigrate: Leaf<StepAnswer>
  readonly canMigrateBack: Leaf<StepAnswer>
}

/** Whether a transition passes: every gate that it requires, with its evidence. */
export interface TransitionReadiness {
  readonly gates: readonly Gate[]
  /** Whether every gate is open; unknown when one could not be read. */
  readonly ready: Leaf<boolean>
}

/**
 * CONTROLLER of the Generator's Diamond on the Prime's ALMProxy, which it should hold from the dual-run to the
 * retirement and no longer.
 */
export type Permission = 'held' | 'not-held' | 'missing' | 'left-behind'

export interface MigrationSurfaceModel extends MigrationSurfaceFacts {
  /** The Prime that is to be cut over next, by epoch; null when none is scheduled. */
  readonly next: Leaf<NextCutover | null>
  /** Progress of all Primes together. */
  readonly progress: Leaf<Progress>
}

export interface NextCutover {
  /** Slug of the Prime. */
  readonly prime: string
  readonly name: string
  /** [s] */
  readonly epoch: Seconds
  readonly almProxy: Address
}
