export {
  contentOf,
  type ForeignWire,
  foreignWires,
  type MigrationStep,
  type MigrationWiring,
  type PlanContent,
  type PlannedAction,
  type PlannedCall,
} from './action'
export { type PlanNote, readNote } from './note'
export { isOfficeOpen, OFFICE_HOURS, officeOpensAt } from './office-hours'
export { type Plan, planId } from './plan'
export { latestPlans, type NotedPlan, type PlanLog, type PlanStatus, rebuildPlans } from './plans'
export { isExpired, type StarRefusal } from './star-guard'
export { isPending, type PlanState, planState } from './state'
