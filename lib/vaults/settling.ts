import { excess, max, min, type Seconds, sub, sumOf, type Wad, wad } from '@/lib/math'
import type { Guardrails } from './guardrail-state'

/** How long deposits wait while no policy names a period [s]. */
const WITHOUT_POLICY = 86_400n

/** The longest that a period which was replaced can still hold deposits back [s]. */
const MAX_HOLD = 30n * 86_400n

const NOTHING = wad(0n)

/** What a vault stores of deposits that may not have settled. */
export type Lots = Pick<
  Guardrails,
  'period' | 'youngSince' | 'youngLast' | 'oldLast' | 'heldUntil' | 'youngAssets' | 'oldAssets'
>

/** How long a deposit waits until it counts for policy and buffer [s]. */
export const waitOf = ({ period }: Pick<Guardrails, 'period'>): bigint =>
  period === 0n ? WITHOUT_POLICY : period

/**
 * From when a deposit counts, if none followed it [unix s].
 * @param last time of the deposit
 */
export function settlesAt(lots: Lots, last: Seconds): bigint {
  return max(last + waitOf(lots), lots.heldUntil)
}

/**
 * How much of the young and of the old deposits does not count at time t.
 * @param t unix time [s]
 */
export function unsettledLots(lots: Lots, t: Seconds): { readonly young: Wad; readonly old: Wad } {
  return {
    young: t < settlesAt(lots, lots.youngLast) ? lots.youngAssets : NOTHING,
    old: t < settlesAt(lots, lots.oldLast) ? lots.oldAssets : NOTHING,
  }
}

/**
 * How much of the idle assets counts for policy and buffer. A deposit counts one period after it was made; until then
 * it is as if it were not there.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function settledOf(lots: Lots, idle: Wad, t: Seconds): Wad {
  const { young, old } = unsettledLots(lots, t)
  return excess(idle, sumOf([young, old]))
}

/**
 * The seconds after t from which more counts, sorted [unix s].
 * @param t unix time [s]
 */
export function settlings(lots: Lots, t: Seconds): readonly bigint[] {
  const { young, old } = unsettledLots(lots, t)
  const times = [
    ...(young > 0n ? [settlesAt(lots, lots.youngLast)] : []),
    ...(old > 0n ? [settlesAt(lots, lots.oldLast)] : []),
  ]
  return [...new Set(times)].sort((a, b) => (a < b ? -1 : 1))
}

/** The lots after a deposit at time t. @param t unix time [s] */
export function countedIn<T extends Lots>(lots: T, assets: Wad, t: Seconds): T {
  if (assets === 0n) return lots
  if (lots.youngAssets > 0n && t - lots.youngSince < waitOf(lots)) {
    return { ...lots, youngAssets: sumOf([lots.youngAssets, assets]), youngLast: t }
  }
  const { young, old } = unsettledLots(lots, t)
  const now = { youngAssets: assets, youngSince: t, youngLast: t }
  if (young > 0n) return { ...lots, ...now, oldAssets: sumOf([old, young]), oldLast: lots.youngLast }
  // Nothing is left of what `heldUntil` held back.
  return old > 0n ? { ...lots, ...now } : { ...lots, ...now, heldUntil: 0n }
}

/**
 * The lots after assets left at time t. What came last and does not count yet leaves first.
 * @param t unix time [s]
 */
export function countedOut<T extends Lots>(lots: T, assets: Wad, t: Seconds): T {
  const { young, old } = unsettledLots(lots, t)
  const ofYoung = min(assets, young)
  const ofOld = min(sub(assets, ofYoung), old)
  return { ...lots, youngAssets: sub(lots.youngAssets, ofYoung), oldAssets: sub(lots.oldAssets, ofOld) }
}

/**
 * The lots before the period changes at time t. What counts keeps counting, and nothing counts sooner, except that a
 * period of more than a month stops holding deposits after a month.
 *
 * @param t unix time [s]
 */
export function held<T extends Lots>(lots: T, t: Seconds): T {
  const { young, old } = unsettledLots(lots, t)
  const kept = { ...lots, youngAssets: young, oldAssets: old }
  if (young + old === 0n) return kept
  const settles = settlesAt(lots, young > 0n ? lots.youngLast : lots.oldLast)
  return { ...kept, heldUntil: min(settles, t + MAX_HOLD) }
}
