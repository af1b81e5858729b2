/** A value of BeamState with the entry it comes from: that of the address, or the general one under zero. */
export interface Effective<T> {
  readonly value: T
  readonly from: 'specific' | 'general' | 'not-set'
}

/** The start that BeamState grants a key without steps. Amounts in the unit of the key; slope per second. */
export interface InitLimits {
  readonly maxAmount: bigint
  readonly slope: bigint
}

/** Least time between two increases [s], as `BeamState.getHop`: a specific 0 falls back to the general entry. */
export function effectiveHop(specific: bigint, general: bigint): Effective<bigint> {
  return effective(specific, general, (value) => value === 0n)
}

/** Greatest factor of an increase [wad], as `BeamState.getMaxChange`: a specific 0 falls back likewise. */
export function effectiveMaxChange(specific: bigint, general: bigint): Effective<bigint> {
  return effective(specific, general, (value) => value === 0n)
}

/** Init limits of a key, as `BeamState.getInitRateLimits`: a specific (0, 0) falls back, a (0, n) does not. */
export function effectiveInit(specific: InitLimits, general: InitLimits): Effective<InitLimits> {
  return effective(specific, general, ({ maxAmount, slope }) => maxAmount === 0n && slope === 0n)
}

/** Whether a controller action is approved, as `BeamState.isControllerActionEnabled`: either entry is enough. */
export function isActionEnabled(specific: boolean, general: boolean): Effective<boolean> {
  if (specific) return { value: true, from: 'specific' }
  return general ? { value: true, from: 'general' } : { value: false, from: 'not-set' }
}

function effective<T>(specific: T, general: T, isEmpty: (value: T) => boolean): Effective<T> {
  if (!isEmpty(specific)) return { value: specific, from: 'specific' }
  return { value: general, from: isEmpty(general) ? 'not-set' : 'general' }
}
