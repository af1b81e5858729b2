'use client'

import type { UnitFacts } from '@/lib/console/facts/limits'
import { type Leaf, orElse } from '@/lib/leaf'
import type { Unitless } from '@/lib/math'
import { shownAmount, unitName } from './amounts'
import { LeafText } from './leaf-text'

interface LeafAmountProps {
  readonly leaf: Leaf<Unitless>
  /** Null where the token is not known: smallest units. */
  readonly unit: UnitFacts | null
  /** Shows the unit behind the amount, where no header names it. */
  readonly withUnit?: boolean | undefined
  /** Words behind the unit: " a day". */
  readonly per?: string | undefined
  readonly className?: string | undefined
}

/** An amount of a limit in the unit of its key: compact, exact on hover, a dash if unknown. For MCD: `UsdsAmount`. */
export function LeafAmount({ leaf, unit, withUnit = false, per = '', className }: LeafAmountProps) {
  const symbol = orElse(unitName(unit), '')
  const suffix = (unlimited: boolean) => (withUnit && !unlimited ? ` ${symbol}${per}` : '')
  return (
    <LeafText
      leaf={shownAmount(leaf, unit)}
      text={({ compact, unlimited }) => `${compact}${suffix(unlimited)}`}
      exact={({ exact, unlimited }) => (unlimited ? exact : `${exact}${symbol && ` ${symbol}`}${per}`)}
      className={className}
    />
  )
}
