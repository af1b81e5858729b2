import type { ChartPoint } from './point'

export interface RefillChartProps {
  /** Names the picture: "Capacity of USDS mint". */
  readonly label: string
  readonly unit: string
  /** What was, up to the present, which is its last point. */
  readonly history: readonly ChartPoint[]
  /** What will be if nobody draws, from the present on. */
  readonly forecast: readonly ChartPoint[]
  /** The present, unix time [s]. */
  readonly now: number
  /** The limit's maximum; null for one without. */
  readonly max: { readonly value: number; readonly text: string } | null
  /** Height of the plot [px]; kept by the skeleton and by the table, so that nothing moves. */
  readonly height?: number | undefined
}
