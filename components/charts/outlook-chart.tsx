'use client'

import { ChartLine, Table } from 'lucide-react'
import { memo, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import type { OutlookChartProps, OutlookPanel } from './outlook'
import { OutlookFigures } from './outlook-figures'
import { OutlookPlot } from './outlook-plot'
import { useWidth } from './use-width'

/** Columns on a wide screen, by the number of pictures. */
const COLUMNS = ['', '', 'lg:grid-cols-2', 'lg:grid-cols-3'] as const

/**
 * Forecasts side by side, each on its own scale from zero: the present as a rule, the lines dashed, bounds labelled at
 * the line. It is drawn anew only when its figures change.
 */
export const OutlookChart = memo(function OutlookChart({
  label,
  unit,
  panels,
  height = 190,
}: OutlookChartProps) {
  const [figures, setFigures] = useState(false)
  const boxId = useId()
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 flex items-start justify-between gap-x-4">
        <span className="py-1 text-muted text-sm">
          {label}, {unit}, times in UTC
        </span>
        <Button
          variant="quiet"
          size="sm"
          icon={figures ? ChartLine : Table}
          aria-controls={boxId}
          className="-mr-2.5"
          onClick={() => setFigures(!figures)}
        >
          {figures ? 'Show chart' : 'Show figures'}
          <span className="sr-only"> of {label}</span>
        </Button>
      </figcaption>
      <div id={boxId} className={cn('relative grid gap-x-6 gap-y-3', COLUMNS[Math.min(panels.length, 3)])}>
        {panels.map((panel) => (
          <Panel key={panel.id} panel={panel} unit={unit} height={height} />
        ))}
        {figures && (
          <section aria-label={`Figures: ${label}`} className="absolute inset-0 overflow-auto bg-surface">
            <OutlookFigures label={label} unit={unit} panels={panels} />
          </section>
        )}
      </div>
    </figure>
  )
})

interface PanelProps {
  readonly panel: OutlookPanel
  readonly unit: string
  readonly height: number
}

function Panel({ panel, unit, height }: PanelProps) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  return (
    <div className="min-w-0">
      <h3 className="font-medium text-sm">{panel.title}</h3>
      <div ref={box} style={{ height }} className="overflow-hidden">
        {width === null ? (
          <Skeleton className="h-full w-full" />
        ) : (
          <OutlookPlot panel={panel} unit={unit} width={width} height={height} />
        )}
      </div>
    </div>
  )
}
