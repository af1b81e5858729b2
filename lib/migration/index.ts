export {
  type CutoverFacts,
  cutoverGates,
  type DualRunFacts,
  demandedByCutover,
  dualRunGates,
  type Gates,
  type LegacyIlk,
  type RetirementFacts,
  type RollbackFacts,
  retirementGates,
  rollbackGates,
} from './gates'
export { afterMigrate, afterMigrateBack, migrated, migratedBack, type StepOutcome } from './outcome'
export { type Progress, progressOf } from './progress'
export { type ClosedIlk, restoredLine, rollbackCall, rollbackHash } from './rollback'
export { type Due, dueAt, nextCutover, type Scheduled } from './schedule'
export {
  canMigrate,
  canMigrateBack,
  migrateBackCall,
  migrateCall,
  type StepAnswer,
  type StepConstraintId,
  type StepId,
  type StepInputs,
  type StepRule,
  type StepWires,
  whenCanMigrate,
} from './steps'
export { PHASES, type Phase, phaseOf } from './types'
export { processingWindow, type Window } from './window'
