'use client'

import { LeafText } from '@/components/model/leaf-text'
import { cn } from '@/components/ui/cn'
import { formatCompact, formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'

interface UsdsAmountProps {
  readonly leaf: Leaf<bigint>
  /** Decimals of the figure: 18 for a [wad], 45 for a [rad]. */
  readonly in: 'wad' | 'rad'
  /** Shows the unit behind the amount, where no header names it. */
  readonly withUnit?: boolean | undefined
  readonly className?: string | undefined
}

/** An amount of USDS as MCD counts it: compact, exact on hover, with its reads. */
export function UsdsAmount({ leaf, in: unit, withUnit = false, className }: UsdsAmountProps) {
  const decimals = unit === 'wad' ? 18 : 45
  const known = (text: (value: bigint) => string) => (value: bigint) =>
    value === MAX_UINT256 ? 'Unlimited' : text(value)
  return (
    <LeafText
      leaf={leaf}
      text={known((value) => `${formatCompact(value, decimals)}${withUnit ? ' USDS' : ''}`)}
      exact={known((value) => `${formatExact(value, decimals)} USDS`)}
      className={cn('whitespace-nowrap', className)}
    />
  )
}
