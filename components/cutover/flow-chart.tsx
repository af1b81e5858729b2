'use client'

import dynamic from 'next/dynamic'
import { useRef } from 'react'
import { useWidth } from '@/components/charts/use-width'
import { Skeleton } from '@/components/ui/skeleton'
import type { Flow } from './flow'

/** Drawn in the browser alone, and loaded when it is: nobody who does not open this page pays for it. */
const FlowPlot = dynamic(() => import('./flow-plot'), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
})

/** Room for each place that is drawn [px]. */
const LINE = 34

/** The way of the money as a picture; the table beside it has the same figures. */
export function FlowChart({ flow }: { readonly flow: Flow }) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const ends = flow.nodes.filter((_, index) => !flow.links.some(({ source }) => source === index)).length
  const starts = flow.nodes.filter((_, index) => !flow.links.some(({ target }) => target === index)).length
  const height = Math.max(220, Math.max(ends, starts, 4) * LINE + 60)
  if (flow.links.length === 0) {
    return <p className="text-muted text-sm">There is nothing to draw: no debt is known.</p>
  }
  return (
    <figure className="min-w-0">
      <figcaption className="text-muted text-sm">
        Who is funded by what, in USDS, fees left out: <span className="text-debt-old">legacy</span> straight
        to the Prime, <span className="text-debt-new">new</span> through the Generator and a vault.
      </figcaption>
      <div ref={box} style={{ height }} className="mt-1 overflow-hidden">
        {width === null ? (
          <Skeleton className="h-full w-full" />
        ) : (
          <FlowPlot flow={flow} width={width} height={height} />
        )}
      </div>
      {flow.missing.length > 0 && (
        <p className="text-sm text-unknown">
          Not drawn, since it could not be read: {flow.missing.join('; ')}.
        </p>
      )}
    </figure>
  )
}
