import { formatExact, formatPercent } from '@/lib/format'
import { type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { RAY, type Ray, rpow } from '@/lib/math'

/** 365 days [s]. */
const YEAR = 31_536_000n

/** A factor per second as it is told: growth of a year in percent, and the factor itself. */
export interface GrowthWords {
  readonly yearly: string
  readonly exact: string
}

/** @param factor per second [ray] */
export function growthWords(factor: Leaf<Ray>): Leaf<GrowthWords> {
  return map(
    attempt(factor, (each) => ({ each, year: rpow(each, YEAR, RAY) })),
    ({ each, year }) => {
      const percent = nearestPercent(year - RAY)
      return {
        yearly: `${percent} a year`,
        exact: `×${formatExact(each, 27)} a second, compounded; ${percent} in 365 days`,
      }
    },
  )
}

/** A hundredth of a percent [ray]. */
const STEP = RAY / 10_000n

/**
 * To the nearest hundredth of a percent: the factors of MCD are rounded down, so cutting would show 5 % as 4.99 %.
 * @param growth [ray]
 */
function nearestPercent(growth: bigint): string {
  const nearest = ((growth + STEP / 2n) / STEP) * STEP
  return formatPercent(nearest === 0n ? growth : nearest, RAY)
}
