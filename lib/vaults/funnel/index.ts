export { allowedBy, canAdd, canMint, canRecall, canTake } from './answers'
export { type FunnelPoint, funnelSeries } from './series'
export type {
  Allowance,
  AmountId,
  Answer,
  ClosedReason,
  Constraint,
  ConstraintId,
  FunnelInputs,
  GeneratorInputs,
  GeneratorWires,
  NeverReason,
  Obstacle,
  PrimeInputs,
  PrimeWires,
  Scope,
  Step,
  When,
  WireId,
} from './types'
export { whenCanAdd, whenCanMint, whenCanRecall, whenCanTake } from './when'
