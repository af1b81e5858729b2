'use client'

import { Value } from '@/components/ui/value'
import { formatCompact, formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
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
  // A sum over rows names no reads: they are at the rows.
  if (leaf.from.length === 0) {
    return leaf.ok ? (
      <Value
        text={`${formatCompact(leaf.value, 18)}${withUnit ? ' USDS' : ''}`}
        exact={formatExact(leaf.value, 18)}
        unit="USDS"
        className={className}
      />
    ) : (
      <Value text={null} reason={leaf.reason.message} className={className} />
    )
  }
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
