'use client'

import { ChartLine, Table } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { FiguresTable } from './figures-table'
import type { RefillChartProps } from './refill'
import { RefillPlot } from './refill-plot'
import { useWidth } from './use-width'

/** Capacity over time: zero-based, maximum as a labelled line, the present as a rule, the forecast dashed. */
export function RefillChart({ height = 220, ...series }: RefillChartProps) {
  const [figures, setFigures] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const boxId = useId()
  const { label, unit } = series

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
      <div ref={box} id={boxId} style={{ height }} className="relative overflow-y-auto overflow-x-hidden">
        {figures ? (
          <FiguresTable {...series} />
        ) : width === null ? (
          <Skeleton className="h-full w-full" />
        ) : (
          <RefillPlot {...series} width={width} height={height} />
        )}
      </div>
    </figure>
  )
}
