import { type Hex, toFunctionSelector } from 'viem'

/** Roles of BeamState, as the number of their bit. */
export const BeamRole = { DELAYED: 1, IMMEDIATE: 2 } as const
export type BeamRole = (typeof BeamRole)[keyof typeof BeamRole]

/** Functions of BeamState that the timelock calls: everything that widens what a cBEAM may do. */
export const DELAYED_FUNCTIONS = [
  'start()',
  'setHop(address,uint256)',
  'setMaxChange(address,uint256)',
  'addRateLimits(address)',
  'addController(address)',
  'addCBeam(address)',
  'addInitRateLimits(bytes32,address,uint256,uint256)',
  'addInitControllerActions(bytes,address)',
] as const

/** Functions of BeamState that the Core Council calls at once: what narrows it, and pairing what is registered. */
export const IMMEDIATE_FUNCTIONS = [
  'stop()',
  'delRateLimits(address)',
  'delController(address)',
  'delCBeam(address)',
  'delInitRateLimits(bytes32,address)',
  'delInitControllerActions(bytes32,address)',
  'setCBeamForRateLimits(address,address)',
  'unsetCBeamForRateLimits(address,address)',
  'setCBeamForController(address,address)',
  'unsetCBeamForController(address,address)',
] as const

const INTENDED: ReadonlyMap<Hex, BeamRole> = new Map([
  ...DELAYED_FUNCTIONS.map((signature) => [toFunctionSelector(signature), BeamRole.DELAYED] as const),
  ...IMMEDIATE_FUNCTIONS.map((signature) => [toFunctionSelector(signature), BeamRole.IMMEDIATE] as const),
])

/**
 * The role that a function of BeamState is meant for, or null where it is for wards alone. What a deployment
 * really grants is in `actionsRoles(selector)`: read it, and show a difference.
 */
export function intendedRole(selector: Hex): BeamRole | null {
  return INTENDED.get(selector.toLowerCase() as Hex) ?? null
}

/** Whether a bitmask of roles (`userRoles`, `actionsRoles`) has the bit of a role, as `BeamState.hasUserRole`. */
export function hasBit(roles: Hex, role: number): boolean {
  return ((BigInt(roles) >> BigInt(role)) & 1n) === 1n
}

/** Whether an account may call a function of BeamState: a shared role, or a ward. */
export function mayCall(userRoles: Hex, actionRoles: Hex, isWard: boolean): boolean {
  return isWard || (BigInt(userRoles) & BigInt(actionRoles)) !== 0n
}
