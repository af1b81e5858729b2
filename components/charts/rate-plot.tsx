'use client'

import { CartesianGrid, Line, LineChart, Tooltip, type TooltipContentProps, XAxis, YAxis } from 'recharts'
import { momentText, timeTicks, timeTickText } from './axis'
import type { ChartPoint } from './point'
import { type RateChartProps, rateScale, rateTickText } from './rate-history'

interface RatePlotProps extends Pick<RateChartProps, 'points' | 'unit'> {
  readonly width: number
  readonly height: number
}

const TICK = { fill: 'var(--faint)', fontSize: 12 }
const MARGIN = { top: 8, right: 12, bottom: 0, left: 0 }
const Y_WIDTH = 64
/** Room a label of the time axis takes [px]. */
const TIME_LABEL = 64
/** How many labels the rate has. */
const RATE_LABELS = 4

/** The drawing inside a `RateChart`. Hidden from screen readers, which have the table. */
export function RatePlot({ points, unit, width, height }: RatePlotProps) {
  const scale = rateScale(points)
  const from = points[0]?.t ?? 0
  const to = points.at(-1)?.t ?? 0
  const ticks = Array.from(
    { length: RATE_LABELS },
    (_, n) => scale.from + ((scale.to - scale.from) * (n + 0.5)) / RATE_LABELS,
  )
  return (
    <div aria-hidden className="[&_svg]:outline-none">
      <LineChart width={width} height={height} data={[...points]} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} syncWithTicks stroke="var(--line)" />
        <XAxis
          dataKey="t"
          type="number"
          height={26}
          domain={[from, to]}
          ticks={timeTicks(from, to, Math.max(2, Math.floor((width - Y_WIDTH) / TIME_LABEL)))}
          tickFormatter={timeTickText}
          tick={TICK}
          tickLine={{ stroke: 'var(--edge)' }}
          axisLine={{ stroke: 'var(--edge)' }}
          interval={0}
        />
        <YAxis
          width={Y_WIDTH}
          domain={[scale.from, scale.to]}
          ticks={ticks}
          tickFormatter={(value: number) => rateTickText(value, scale)}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          interval={0}
        />
        <Line
          dataKey="value"
          type="stepAfter"
          stroke="var(--ink)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--edge)' }}
          content={(props: TooltipContentProps) => <Reading {...props} unit={unit} />}
        />
      </LineChart>
    </div>
  )
}

function Reading({ active, payload, unit }: TooltipContentProps & { readonly unit: string }) {
  const point: ChartPoint | undefined = payload[0]?.payload
  if (!active || point === undefined) return null
  return (
    <div className="rounded-md bg-raised px-2.5 py-1.5 text-sm shadow-overlay">
      <p>
        <span className="font-semibold">{point.text}</span> {unit}
      </p>
      <p className="text-muted">{momentText(point.t)}</p>
    </div>
  )
}
