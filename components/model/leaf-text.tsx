'use client'

import { cn } from '@/components/ui/cn'
import { Value } from '@/components/ui/value'
import type { Leaf } from '@/lib/leaf'
import { Sources } from './sources'

interface LeafTextProps<T> {
  readonly leaf: Leaf<T>
  /** As shown, compact where it stands in a cell. */
  readonly text: (value: T) => string
  /** The figure without rounding, if `text` is not that already. */
  readonly exact?: ((value: T) => string) | undefined
  /** Where words are shown, such as a moment or a state: the same in full. */
  readonly full?: ((value: T) => string) | undefined
  readonly unit?: string | undefined
  readonly className?: string | undefined
}

/** A leaf of the model as text: exact figure and source on hover, or an em dash with the reason. */
export function LeafText<T>({ leaf, text, exact, full, unit, className }: LeafTextProps<T>) {
  const source = <Sources from={leaf.from} failed={leaf.ok ? undefined : leaf.reason.source} />
  // A text that wraps is read from the left, whatever the trigger is.
  const look = cn('text-left', className)
  if (!leaf.ok) return <Value text={null} reason={leaf.reason.message} source={source} className={look} />
  return (
    <Value
      text={text(leaf.value)}
      exact={exact?.(leaf.value)}
      full={full?.(leaf.value)}
      unit={unit}
      source={source}
      className={look}
    />
  )
}
