'use client'

import { cn } from '@/components/ui/cn'
import { Value } from '@/components/ui/value'
import { formatCompact, formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { MAX_UINT256, type Rad, type Wad } from '@/lib/math'
import { LeafText } from './leaf-text'

interface Shared {
  /** Shows the unit behind the amount, where no header names it. */
  readonly withUnit?: boolean | undefined
  readonly className?: string | undefined
}

/** `in` repeats the unit that the type of the leaf has, since no type is left at run time. */
type UsdsAmountProps = Shared &
  ({ readonly in: 'wad'; readonly leaf: Leaf<Wad> } | { readonly in: 'rad'; readonly leaf: Leaf<Rad> })

/** An amount of USDS as MCD counts it: compact and never rounded up, exact on hover, an em dash where it is unknown. */
export function UsdsAmount(props: UsdsAmountProps) {
  return props.in === 'wad' ? (
    <Told
      {...props}
      compact={(value) => formatCompact(value, 18)}
      exact={(value) => formatExact(value, 18)}
    />
  ) : (
    <Told
      {...props}
      compact={(value) => formatCompact(value, 45)}
      exact={(value) => formatExact(value, 45)}
    />
  )
}

interface ToldProps<A> extends Shared {
  readonly leaf: Leaf<A>
  readonly compact: (value: A) => string
  readonly exact: (value: A) => string
}

function Told<A extends bigint>({ leaf, compact, exact, withUnit = false, className }: ToldProps<A>) {
  const look = cn('whitespace-nowrap', className)
  const known = (text: (value: A) => string) => (value: A) =>
    value === MAX_UINT256 ? 'Unlimited' : text(value)
  const short = known((value) => `${compact(value)}${withUnit ? ' USDS' : ''}`)
  const whole = known(exact)
  const unit = leaf.ok && leaf.value === MAX_UINT256 ? undefined : 'USDS'
  if (leaf.from.length > 0)
    return <LeafText leaf={leaf} text={short} exact={whole} unit={unit} className={look} />
  // A sum over rows names no reads: they are at the rows.
  return leaf.ok ? (
    <Value text={short(leaf.value)} exact={whole(leaf.value)} unit={unit} className={look} />
  ) : (
    <Value text={null} reason={leaf.reason.message} className={look} />
  )
}
