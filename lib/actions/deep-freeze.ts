/** Values that were already frozen at every depth. */
const frozen = new WeakSet<object>()

/** Freezes a value and everything that can be reached from it. @returns the same value */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return value
  frozen.add(value)
  for (const child of Object.values(value)) deepFreeze(child)
  return Object.freeze(value)
}
