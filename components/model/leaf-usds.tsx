'use client'

import type { Leaf } from '@/lib/console/leaf'
import { formatCompact, formatExact } from '@/lib/format'
import { LeafText } from './leaf-text'

interface LeafUsdsProps {
  /** [wad] */
  readonly leaf: Leaf<bigint>
  /** Shows the unit behind the amount, where no header names it. */
  readonly withUnit?: boolean | undefined
  readonly className?: string | undefined
}

/** USDS of MCD: compact and never rounded up, exact on hover, an em dash where it is unknown. */
export function LeafUsds({ leaf, withUnit = false, className }: LeafUsdsProps) {
  return (
    <LeafText
      leaf={leaf}
      text={(value) => `${formatCompact(value, 18)}${withUnit ? ' USDS' : ''}`}
      exact={(value) => formatExact(value, 18)}
      unit="USDS"
      className={className}
    />
  )
}
