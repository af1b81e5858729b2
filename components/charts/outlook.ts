import type { ChartPoint } from './point'

/** One forecast. All lines of a chart have their points at the same moments. */
export interface OutlookLine {
  readonly id: string
  /** Header of its column in the table of figures. */
  readonly header: string
  /** Label at the line, where it is not the only one of its panel. */
  readonly label?: string | undefined
  readonly points: readonly ChartPoint[]
}

/** A bound that does not move in time, drawn across the panel. */
export interface OutlookBound {
  readonly label: string
  readonly value: number
}

/** One picture with a scale of its own. */
export interface OutlookPanel {
  readonly id: string
  readonly title: string
  /** The first is drawn over the others. */
  readonly lines: readonly OutlookLine[]
  readonly bounds: readonly OutlookBound[]
}

export interface OutlookChartProps {
  /** Names the pictures: "What Grove can draw in the next 3 d". */
  readonly label: string
  readonly unit: string
  readonly panels: readonly OutlookPanel[]
  /** Height of each picture [px]. */
  readonly height?: number | undefined
}
