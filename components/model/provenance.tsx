'use client'

import { FileSearch } from 'lucide-react'
import { Bubble } from '@/components/ui/bubble'
import { plural } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { Sources } from './sources'

interface ProvenanceProps {
  readonly leaf: Leaf<unknown>
  /** What is proven, for screen readers: "Relayers of USDS Generator". */
  readonly of: string
  readonly className?: string | undefined
}

/** Where a statement comes from, behind a small mark that tells how many reads it rests on; nothing for none. */
export function Provenance({ leaf, of, className }: ProvenanceProps) {
  const { from } = leaf
  if (from.length === 0) return null
  const reads = plural(from.length, 'read')
  return (
    <Bubble
      label={`Source of ${of}: ${reads}`}
      trigger={
        <span className="inline-flex items-center gap-1 whitespace-nowrap text-faint text-xs">
          <FileSearch aria-hidden className="size-3.5 shrink-0" />
          {reads}
        </span>
      }
      className={className}
    >
      <div className="text-muted text-sm">
        <Sources from={from} failed={leaf.ok ? undefined : leaf.reason.source} />
      </div>
    </Bubble>
  )
}
