'use client'

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts'
import { amountTicks, momentText, tickText, timeTicks, timeTickText } from './axis'
import type { RefillChartProps } from './refill'

interface Row {
  readonly t: number
  readonly text: string
  readonly past: number | null
  readonly ahead: number | null
}

interface RefillPlotProps extends Omit<RefillChartProps, 'height'> {
  readonly width: number
  readonly height: number
}

const TICK = { fill: 'var(--faint)', fontSize: 12 }
const MARGIN = { top: 22, right: 12, bottom: 0, left: 0 }
const Y_WIDTH = 52
/** Room a label of the time axis takes [px]. */
const TIME_LABEL = 72
/** Room the labels need beside the rule of the present [px], so that none covers another. */
const FORECAST_LABEL = 84
const MAX_LABEL = 116

/** The drawing inside `RefillChart`. Hidden from screen readers, which have the table. */
export function RefillPlot({ unit, history, forecast, now, max, width, height }: RefillPlotProps) {
  const rows: Row[] = [
    ...history.map(({ t, value, text }) => ({ t, text, past: value, ahead: null })),
    ...forecast.map(({ t, value, text }) => ({ t, text, past: null, ahead: value })),
  ]
  const times = rows.map(({ t }) => t)
  const from = Math.min(now, ...times)
  const to = Math.max(now, ...times)
  const top = Math.max(max?.value ?? 0, ...rows.map(({ past, ahead }) => past ?? ahead ?? 0)) || 1
  const plotWidth = width - Y_WIDTH - MARGIN.right
  const roomAhead = to === from ? 0 : ((to - now) / (to - from)) * plotWidth
  const maxAtLeft = plotWidth - roomAhead > MAX_LABEL

  return (
    <div aria-hidden className="[&_svg]:outline-none">
      <ComposedChart width={width} height={height} data={rows} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} syncWithTicks stroke="var(--line)" />
        <XAxis
          dataKey="t"
          type="number"
          height={26}
          domain={[from, to]}
          ticks={timeTicks(from, to, Math.max(2, Math.floor(plotWidth / TIME_LABEL)))}
          tickFormatter={timeTickText}
          tick={TICK}
          tickLine={{ stroke: 'var(--edge)' }}
          axisLine={{ stroke: 'var(--edge)' }}
          interval={0}
        />
        <YAxis
          width={Y_WIDTH}
          domain={[0, top]}
          ticks={amountTicks(top, 4)}
          tickFormatter={tickText}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          interval={0}
        />
        <Area
          dataKey="past"
          type="linear"
          stroke="none"
          fill="var(--mark)"
          isAnimationActive={false}
          activeDot={false}
          tooltipType="none"
        />
        {max !== null && (
          <ReferenceLine
            y={max.value}
            stroke="var(--muted)"
            label={{
              value: `max ${max.text}`,
              position: maxAtLeft ? 'insideBottomLeft' : 'insideBottomRight',
              fill: 'var(--muted)',
              fontSize: 12,
            }}
          />
        )}
        <ReferenceLine
          x={now}
          stroke="var(--ink)"
          label={{ value: 'now', position: 'top', fill: 'var(--ink)', fontSize: 12, fontWeight: 600 }}
        />
        <Line
          dataKey="past"
          type="linear"
          stroke="var(--ink)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="ahead"
          type="linear"
          stroke="var(--ink)"
          strokeWidth={2}
          strokeDasharray="2 5"
          strokeLinecap="round"
          dot={false}
          isAnimationActive={false}
        />
        {roomAhead > FORECAST_LABEL + (maxAtLeft ? 0 : MAX_LABEL) && (
          <ReferenceLine
            x={now}
            stroke="none"
            label={{
              value: 'forecast',
              position: 'insideTopLeft',
              fill: 'var(--muted)',
              fontSize: 12,
              dy: -20,
              dx: 18,
            }}
          />
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--edge)' }}
          content={(props: TooltipContentProps) => <Reading {...props} unit={unit} />}
        />
      </ComposedChart>
    </div>
  )
}

function Reading({ active, payload, unit }: TooltipContentProps & { readonly unit: string }) {
  const row: Row | undefined = payload[0]?.payload
  if (!active || row === undefined) return null
  return (
    <div className="rounded-md bg-raised px-2.5 py-1.5 text-sm shadow-overlay">
      <p className="font-semibold">
        {row.text} {unit}
      </p>
      <p className="text-muted">
        {momentText(row.t)}
        {row.past === null ? ', forecast' : ''}
      </p>
    </div>
  )
}
