import type { RefillChartProps } from '@/components/charts/refill'
import { toFloat } from '@/components/model/amounts'
import { formatCompact, formatExact } from '@/lib/format'
import { fullAt, limitState, type RateLimit, refillSeries } from '@/lib/limits'
import { isUint256Error, max, min } from '@/lib/math'

const HOUR = 3_600n
const DAY = 86_400n

/** Points of each line; the bend of a full limit comes on top. */
const POINTS = 25

type Series = Pick<RefillChartProps, 'history' | 'forecast' | 'now' | 'max'>

/**
 * What a limit held since its last change, which the formula gives exactly, and what it will hold if nobody draws.
 * Null where there is nothing to draw: not set, disabled, unlimited, or beyond what RateLimits can compute.
 * @param now [unix s]
 * @param decimals Of the limit's unit.
 */
export function refillOf(limit: RateLimit, now: bigint, decimals: number): Series | null {
  if (limitState(limit) !== 'limited' || now < limit.lastUpdated) return null
  const { ahead, behind } = horizons(limit, now)
  const point = ({ t, value }: { readonly t: bigint; readonly value: bigint }) => ({
    t: Number(t),
    value: toFloat(value, decimals),
    text: formatExact(value, decimals),
  })
  const history = seriesOf(limit, now - behind, behind)
  if (history.length === 0) return null
  return {
    history: history.map(point),
    forecast: seriesOf(limit, now, ahead).map(point),
    now: Number(now),
    max: { value: toFloat(limit.maxAmount, decimals), text: formatCompact(limit.maxAmount, decimals) },
  }
}

/** How far to look [s]: ahead until it is full and a bit, back to the last change and at most as far, or a day. */
function horizons(limit: RateLimit, now: bigint): { readonly ahead: bigint; readonly behind: bigint } {
  const full = fullAt(limit, now).at
  const ahead =
    full === undefined ? DAY : full <= now ? 6n * HOUR : min(max(((full - now) * 5n) / 4n, HOUR), 7n * DAY)
  return { ahead, behind: min(now - limit.lastUpdated, max(ahead, DAY)) }
}

/** Empty from where RateLimits itself reverts. */
function seriesOf(limit: RateLimit, from: bigint, length: bigint) {
  try {
    return refillSeries(limit, from, length, POINTS)
  } catch (error) {
    if (isUint256Error(error)) return []
    throw error
  }
}
