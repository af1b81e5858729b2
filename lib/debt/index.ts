export {
  type AutoLineState,
  afterExec,
  type ExecRevert,
  headroomAfterExec,
  increaseAllowedAt,
  type NextCeiling,
  type NoChange,
  nextCeiling,
  targetCeiling,
} from './auto-line'
export { drawMeetsDust, greatestPartialWipe, wipeMeetsDust } from './dust'
export {
  type Ceilings,
  collateralHeadroom,
  type DrawRevert,
  type DrawVerdict,
  globalHeadroom,
  greatestDraw,
  headroom,
  headrooms,
  judgeDraw,
} from './headroom'
export { afterDraw, afterWipe } from './movements'
export { afterDrip, debtNow, fullWipe, greatestWipe, rateNow, undrippedFees } from './rate'
export type { Accrual, AutoLineIlk, DebtState, Ilk, JugIlk, Urn, Vat } from './types'
