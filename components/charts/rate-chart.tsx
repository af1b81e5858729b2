'use client'

import { ChartLine, Table } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { momentText } from './axis'
import type { RateChartProps } from './rate-history'
import { RatePlot } from './rate-plot'
import { useWidth } from './use-width'

/** A rate over time, in steps, on a scale of its own; its figures as a table. */
export function RateChart({ height = 200, label, unit, points }: RateChartProps) {
  const [figures, setFigures] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
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
      <div ref={box} id={boxId} style={{ height }} className="relative overflow-y-auto overflow-x-hidden">
        {figures ? (
          <Figures label={label} unit={unit} points={points} />
        ) : width === null ? (
          <Skeleton className="h-full w-full" />
        ) : (
          <RatePlot points={points} unit={unit} width={width} height={height} />
        )}
      </div>
    </figure>
  )
}

function Figures({ label, unit, points }: Pick<RateChartProps, 'label' | 'unit' | 'points'>) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{label}</caption>
      <thead className="sticky top-0 bg-surface text-muted">
        <tr>
          <th scope="col" className="py-1 text-left font-medium">
            From
          </th>
          <th scope="col" className="py-1 pl-4 text-right font-medium">
            Rate <span className="font-normal text-faint text-xs">{unit}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ t, text }) => (
          <tr key={t}>
            <th scope="row" className="border-line border-t py-1 text-left font-normal">
              {momentText(t)}
            </th>
            <td className="border-line border-t py-1 pl-4 text-right">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
