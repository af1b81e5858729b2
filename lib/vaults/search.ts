import { isUint256Error, type Seconds } from '@/lib/math'

/** How far ahead anything is looked for [s]: 100 years. */
export const HORIZON = 100n * 365n * 86_400n

/**
 * The first moment in [from, from + HORIZON] at which something holds that, once it holds, holds for good; null when
 * it does not until then. From where the condition cannot be computed it counts as held, since rates grow until they
 * overflow, and then the contract reverts for good.
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
  // Doubling first: most of what happens, happens soon.
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
