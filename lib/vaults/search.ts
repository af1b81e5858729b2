import { isUint256Error, type Seconds } from '@/lib/math'

/** How far ahead a search looks [s]: 100 years. */
export const HORIZON = 100n * 365n * 86_400n

/**
 * The first moment in [from, from + HORIZON] at which a condition holds that never ends once it has begun; null when
 * there is none. Where the condition cannot be computed it counts as met: rates grow until they overflow, and then the
 * contract always reverts.
 *
 * @param from unix time [s]
 */
export function firstTime(holds: (t: Seconds) => boolean, from: Seconds): bigint | null {
  const at = (t: Seconds): boolean => {
    try {
      return holds(t)
    } catch (error) {
      if (isUint256Error(error)) return true
      throw error
    }
  }
  if (at(from)) return from
  let before = from
  let reach = 1n
  // Double the distance first: most events are near.
  while (!at(from + reach)) {
    if (reach === HORIZON) return null
    before = from + reach
    reach = reach * 2n > HORIZON ? HORIZON : reach * 2n
  }
  let after = from + reach
  while (after - before > 1n) {
    const middle = (before + after) / 2n
    if (at(middle)) after = middle
    else before = middle
  }
  return after
}
