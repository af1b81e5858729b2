/** A figure at a moment. */
export interface ChartPoint {
  /** Unix time [s]. */
  readonly t: number
  /** Position on the axis; a float is enough to draw, and never shown. */
  readonly value: number
  /** The exact figure as text, which tooltip and table show. */
  readonly text: string
}
