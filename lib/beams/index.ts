export {
  type Effective,
  effectiveHop,
  effectiveInit,
  effectiveMaxChange,
  type InitLimits,
  isActionEnabled,
} from './effective'
export { BeamRole, DELAYED_FUNCTIONS, hasBit, IMMEDIATE_FUNCTIONS, intendedRole, mayCall } from './roles'
