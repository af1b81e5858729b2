export { passesAdd } from './adding'
export { allowedBy, answerTo, canAdd, canMint, canRecall, canTake } from './answers'
export { depositing, drawing, generatorShares, paused } from './calls'
export { drawDust, wipeDust } from './dust'
export { closedUntil, gate, growing, limit, type Rule, relayer, shrinking, whenAll, wire } from './rule'
export {
  type AnswerPoint,
  answerSeries,
  FUNNEL_ANSWERS,
  type FunnelAnswer,
  type FunnelPoint,
  funnelSeries,
} from './series'
export type {
  Allowance,
  AmountId,
  Capacity,
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
  RelayerState,
  Scope,
  Step,
  When,
  WireId,
} from './types'
export { whenCanAdd, whenCanMint, whenCanRecall, whenCanTake, whenDrawn } from './when'
