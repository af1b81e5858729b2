import { attempt } from '@/lib/console/attempt'
import { type Leaf, map } from '@/lib/console/leaf'
import { formatExact, formatPercent } from '@/lib/format'
import { RAY, rpow } from '@/lib/math'

/** 365 days [s]. */
const YEAR = 31_536_000n

/** A factor per second as it is told: growth of a year in percent, and the factor itself. */
export interface GrowthWords {
  readonly yearly: string
  readonly exact: string
}

/** @param factor per second [ray] */
export function growthWords(factor: Leaf<bigint>): Leaf<GrowthWords> {
  return map(
    attempt(factor, (each) => ({ each, year: rpow(each, YEAR, RAY) })),
    ({ each, year }) => ({
      yearly: `${formatPercent(year - RAY, RAY)} a year`,
      exact: `×${formatExact(each, 27)} a second, compounded; ${formatPercent(year - RAY, RAY)} in 365 days`,
    }),
  )
}
