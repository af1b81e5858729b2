import type { OutlookBound, OutlookPanel } from './outlook'

/** What a moment has on each line of a panel. */
export interface OutlookRow {
  readonly t: number
  /** Positions by the id of the line. */
  readonly [line: `value:${string}`]: number
  /** Exact figures by the id of the line. */
  readonly [line: `text:${string}`]: string
}

/** The lines of a panel as rows, which the chart library wants. */
export function outlookRows({ lines }: Pick<OutlookPanel, 'lines'>): readonly OutlookRow[] {
  return (lines[0]?.points ?? []).map(({ t }, index) => ({
    t,
    ...Object.fromEntries(
      lines.flatMap(({ id, points }) => {
        const point = points[index]
        return point === undefined
          ? []
          : [
              [`value:${id}`, point.value],
              [`text:${id}`, point.text],
            ]
      }),
    ),
  }))
}

/** How much higher than its lines a panel may become to show a bound. */
const ROOM = 1.6

/** How close two labels may stand, as a part of the height. */
const CLOSE = 0.12

/**
 * Top of the scale and the bounds that fit below it. One far above the lines would press them flat, so it is left out;
 * of two that are too close to be labelled apart, the labels are joined.
 */
export function outlookScale({ lines, bounds }: Pick<OutlookPanel, 'lines' | 'bounds'>): {
  readonly top: number
  readonly bounds: readonly OutlookBound[]
} {
  const highest = Math.max(0, ...lines.flatMap(({ points }) => points.map(({ value }) => value)))
  const near = bounds
    .filter(({ value }) => value > 0 && (highest === 0 || value <= highest * ROOM))
    .toSorted((a, b) => a.value - b.value)
  const top = Math.max(highest, ...near.map(({ value }) => value)) || 1
  const joined: OutlookBound[] = []
  for (const bound of near) {
    const last = joined.at(-1)
    if (last === undefined || (bound.value - last.value) / top > CLOSE) joined.push(bound)
    else joined.splice(-1, 1, { value: last.value, label: `${last.label}, ${bound.label}` })
  }
  return { top, bounds: joined }
}
