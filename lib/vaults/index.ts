export {
  EXCHANGE_RATE_PRECISION,
  exchangeRateOf,
  exchangeRateTripsAt,
  greatestAtRate,
  judgeExchangeRate,
  type NeverTrips,
  type RateRevert,
  type RateVerdict,
} from './exchange-rate'
export * from './funnel'
export {
  afterPause,
  afterUnpause,
  type GuardrailRefusal,
  type GuardrailVerdict,
  judgeBuffer,
  judgePause,
  judgePolicy,
  judgeUnpause,
  kindsOf,
  type Mover,
  type PauseRequest,
  type Pauser,
  type PauseScope,
  type Policy,
  withPauses,
} from './guardrail-rules'
export type { GuardrailBounds, Guardrails } from './guardrail-state'
export {
  aboveBuffer,
  idleForPolicy,
  isPaused,
  maxTake,
  NO_GUARDRAILS,
  type PauseKind,
  pausedUntil,
  policyAllowance,
  policyFullAt,
  policyLeft,
  withPolicy,
} from './guardrails'
export { afterDeposit, afterReturn, afterTake, afterWithdraw, type Movement } from './movements'
export {
  coolDownAfter,
  endOfPauses,
  isRunning,
  type Pause,
  type Pauses,
  pausableFrom,
} from './pauses'
export {
  canReturn,
  type ReturnConstraintId,
  type ReturnInputs,
  whenCanReturn,
} from './returning'
export { HORIZON } from './search'
export { countedOut, settledOf, settlings, waitOf } from './settling'
export {
  assetsOutstanding,
  convertToAssets,
  convertToShares,
  depositRoomEndsAt,
  type Growth,
  maxDeposit,
  maxMint,
  maxRedeem,
  maxWithdraw,
  nowChi,
  type Preview,
  previewDeposit,
  previewMint,
  previewRedeem,
  previewWithdraw,
  roomUnderCap,
  totalAssets,
  type Vault,
} from './vault'
