export { type Contradiction, contradictionsOf, type Recorded } from './contradictions'
export {
  type CutoverFacts,
  cutoverGates,
  type DualRunFacts,
  demandedByCutover,
  dualRunGates,
  type Gates,
  type LegacyIlk,
  type LegacyRight,
  type ListedIlk,
  type RetirementFacts,
  type RollbackFacts,
  retirementGates,
  rollbackGates,
} from './gates'
export { afterMigrate, afterMigrateBack, type StepOutcome } from './outcome'
export { type LimitStep, nextStep, type Pace, paceOf } from './pace'
export { type Progress, progressOf } from './progress'
export {
  type ClosedIlk,
  type RestoredIlk,
  restoredLine,
  rollbackCall,
  rollbackHash,
  totalRaise,
} from './rollback'
export { type Due, dueAt, nextCutover, type Scheduled } from './schedule'
export {
  canMigrate,
  canMigrateBack,
  judgeStep,
  migrateBackCall,
  migrateCall,
  type StepAnswer,
  type StepConstraintId,
  type StepDirection,
  type StepId,
  type StepInputs,
  type StepRule,
  type StepVerdict,
  type StepWires,
  whenCanMigrate,
  whenCanMigrateBack,
} from './steps'
export { PHASES, type Phase, phaseOf } from './types'
export { type WayBackIlk, type WayBackRoom, wayBackRoom } from './way-back'
export { processingWindow, type Window, windowOpensAt } from './window'
