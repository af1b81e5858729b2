'use client'

import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts'
import { amountTicks, momentText, tickText, timeTicks, timeTickText } from './axis'
import type { OutlookLine, OutlookPanel } from './outlook'
import { type OutlookRow, outlookRows, outlookScale } from './outlook-rows'

interface OutlookPlotProps {
  readonly panel: OutlookPanel
  readonly unit: string
  readonly width: number
  readonly height: number
}

const TICK = { fill: 'var(--faint)', fontSize: 12 }
const MARGIN = { top: 22, right: 12, bottom: 0, left: 0 }
const Y_WIDTH = 48
/** Room a label of the time axis takes [px]. */
const TIME_LABEL = 64
/** Where on the time axis the label of a line stands, as a part of its length. */
const LABEL_AT = 0.72

/** The drawing inside a panel of `OutlookChart`. Hidden from screen readers, which have the table. */
export function OutlookPlot({ panel, unit, width, height }: OutlookPlotProps) {
  const rows = outlookRows(panel)
  const { top, bounds } = outlookScale(panel)
  const from = rows[0]?.t ?? 0
  const to = rows.at(-1)?.t ?? 0
  const plotWidth = width - Y_WIDTH - MARGIN.right
  return (
    <div aria-hidden className="[&_svg]:outline-none">
      <ComposedChart
        width={width}
        height={height}
        data={[...rows]}
        margin={MARGIN}
        accessibilityLayer={false}
      >
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
        {bounds.map(({ label, value }) => (
          <ReferenceLine
            key={label}
            y={value}
            stroke="var(--muted)"
            label={{ value: label, position: 'insideBottomRight', fill: 'var(--muted)', fontSize: 12 }}
          />
        ))}
        <ReferenceLine
          x={from}
          stroke="var(--ink)"
          label={{
            value: 'now',
            position: 'insideTopLeft',
            dy: -22,
            dx: -4,
            fill: 'var(--ink)',
            fontSize: 12,
            fontWeight: 600,
          }}
        />
        {panel.lines.toReversed().map(({ id }, index, { length }) => (
          <Line
            key={id}
            dataKey={`value:${id}`}
            type="linear"
            stroke={index === length - 1 ? 'var(--ink)' : 'var(--muted)'}
            strokeWidth={index === length - 1 ? 2 : 1.5}
            strokeDasharray={index === length - 1 ? '2 5' : '6 4'}
            strokeLinecap={index === length - 1 ? 'round' : 'butt'}
            dot={false}
            isAnimationActive={false}
          />
        ))}
        {panel.lines.map((line) => labelOf(line))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--edge)' }}
          content={(props: TooltipContentProps) => <Reading {...props} lines={panel.lines} unit={unit} />}
        />
      </ComposedChart>
    </div>
  )
}

/** The name of a line, at the line. */
function labelOf({ id, label, points }: OutlookLine) {
  const point = points[Math.floor((points.length - 1) * LABEL_AT)]
  if (label === undefined || point === undefined) return null
  return (
    <ReferenceDot
      key={id}
      x={point.t}
      y={point.value}
      r={0}
      stroke="none"
      label={{ value: label, position: 'top', fill: 'var(--muted)', fontSize: 12 }}
    />
  )
}

interface ReadingProps extends TooltipContentProps {
  readonly lines: readonly OutlookLine[]
  readonly unit: string
}

function Reading({ active, payload, lines, unit }: ReadingProps) {
  const row: OutlookRow | undefined = payload[0]?.payload
  if (!active || row === undefined) return null
  return (
    <div className="rounded-md bg-raised px-2.5 py-1.5 text-sm shadow-overlay">
      {lines.map(({ id, header }) => (
        <p key={id}>
          <span className="font-semibold">
            {row[`text:${id}`]} {unit}
          </span>
          {lines.length > 1 && <span className="text-muted"> {header}</span>}
        </p>
      ))}
      <p className="text-muted">{momentText(row.t)}, forecast</p>
    </div>
  )
}
