import type { ChartPoint } from './point'

/** A rate that stays as it is until it moves. */
export interface RateChartProps {
  readonly label: string
  /** "sUSDS for 1 srUSDS". */
  readonly unit: string
  /** Each move, the first one first, and the present. */
  readonly points: readonly ChartPoint[]
  /** [px] */
  readonly height?: number | undefined
}

/** Room above and below a line, as a part of its height. */
const MARGIN = 0.15
/** The least height of a scale, as a part of the rate: a rate that never moved is a line in the middle. */
const LEAST = 0.001

/** The scale of a rate, which does not begin at zero: a move of a hundredth of a percent is to be seen. */
export function rateScale(points: readonly ChartPoint[]): { readonly from: number; readonly to: number } {
  const values = points.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const height = Math.max(high - low, high * LEAST)
  const middle = (low + high) / 2
  const half = height * (0.5 + MARGIN)
  return { from: middle - half, to: middle + half }
}

/** Labels of a rate axis: so many digits that the ticks differ. */
export function rateTickText(value: number, { from, to }: { readonly from: number; readonly to: number }) {
  const digits = Math.min(8, Math.max(2, Math.ceil(-Math.log10((to - from) / 4)) + 1))
  return value.toFixed(digits)
}
