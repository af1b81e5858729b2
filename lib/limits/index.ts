export {
  type KeyName,
  KNOWN_LIMIT_NAMES,
  type KnownLimitName,
  limitKey,
  limitKeyFor,
  limitKeyOf,
  nameKeys,
} from './keys'
export {
  afterRestore,
  afterUse,
  amountAvailableAt,
  currentLimit,
  fullAt,
  isComputable,
  limitStanding,
  limitState,
  type NeverAvailable,
  type NeverFull,
  perDay,
  type RefillPoint,
  refillSeries,
  spendableWithin,
} from './limit'
export { isOneWay, type OneWayPart, oneWayParts } from './one-way'
export {
  MOST_STEPS,
  type NoArrival,
  type Pace,
  planTo,
  type RampPlan,
  type RampStep,
  reachableBy,
} from './planner'
export {
  type AllowedBand,
  allowedBand,
  applySetRateLimit,
  type ChangeKind,
  type ConfiguratorRevert,
  isIncrease,
  isLocked,
  isUnlimited,
  type Judgement,
  judge,
  type NoCaller,
  type NoIncrease,
  nextIncreaseAt,
  ramp,
  type SorlInputs,
} from './sorl'
export type { LimitParams, LimitStanding, LimitState, Moment, RateLimit } from './types'
