'use client'

import { RefillBar } from '@/components/charts/refill-bar'
import { fractionOf } from '@/components/model/amounts'
import { LeafAmount } from '@/components/model/leaf-amount'
import { LeafText } from '@/components/model/leaf-text'
import { QueryLink } from '@/components/model/query-link'
import type { Names } from '@/components/model/use-names'
import { cn } from '@/components/ui/cn'
import { HexGroups } from '@/components/ui/hex-groups'
import { StateBadge } from '@/components/ui/state-badge'
import type { LimitModel } from '@/lib/console/model'
import type { StoredLimitModel } from '@/lib/console/model/primes'
import { formatPercent } from '@/lib/format'
import { combine, type Leaf, map } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'
import { limitTitle } from '@/lib/words/limits'
import { type LimitRow, openLimit } from './limit-row'
import { bandWords, STATE_WORDS, type Told as Words } from './limit-words'

/** Words for a cell; the whole of them, and the source, on hover. */
export function Told({
  leaf,
  className,
}: {
  readonly leaf: Leaf<Words>
  readonly className?: string | undefined
}) {
  return (
    <LeafText
      leaf={leaf}
      text={({ short }) => short}
      full={({ exact }) => exact}
      className={cn('whitespace-nowrap text-left', className)}
    />
  )
}

/** How far the next increase may go. Renders nothing where waiting brings none, or none is known. */
export function HowFar({ limit }: { readonly limit: LimitModel }) {
  const { nextIncrease, band } = limit
  if (nextIncrease.ok ? nextIncrease.value.never !== undefined : !band.ok) return null
  return (
    <LeafText
      leaf={bandWords(limit)}
      text={({ short }) => `up to ${short}`}
      full={({ exact }) => exact}
      className="block whitespace-nowrap text-left text-muted text-xs"
    />
  )
}

interface LimitNameProps {
  readonly row: LimitRow
  readonly title: string
  readonly several: boolean
  readonly current: boolean
}

export function LimitName({ row, title, several, current }: LimitNameProps) {
  const { name, id } = row.limit
  const set = openLimit(row, several)
  if (name === null) {
    return (
      <span className="block">
        <QueryLink set={set} current={current} aria-label={title}>
          Unnamed key
        </QueryLink>{' '}
        <StateBadge state="unknown" word="No name" plain />
        <HexGroups hex={id} size={8} perLine={4} className="mt-0.5 font-normal text-muted text-xs" />
      </span>
    )
  }
  return (
    <span className="block">
      <QueryLink set={set} current={current}>
        {title}
      </QueryLink>
      <code className="block break-words font-mono font-normal text-faint text-xs">
        {breakable(name.name)}
      </code>
    </span>
  )
}

/** A constant's name that may break after each underscore. */
function breakable(name: string) {
  return name.split('_').map((word, index, words) => (
    <span key={`${words.slice(0, index).join('_')}_${word}`}>
      {word}
      {index < words.length - 1 && (
        <>
          _<wbr />
        </>
      )}
    </span>
  ))
}

/** Refill of a day. Of an unlimited key it would read as 0 of nothing. */
export function PerDay({ limit }: { readonly limit: StoredLimitModel }) {
  if (limit.state.ok && limit.state.value === 'unlimited') {
    return <span className="text-muted">no refill</span>
  }
  return <LeafAmount leaf={limit.perDay} unit={limit.unit} />
}

/** State in its own word; amber where a limit is set and nothing of it is left. */
export function LimitStateText({ limit }: { readonly limit: StoredLimitModel }) {
  const { state, current } = limit
  if (!state.ok) {
    return (
      <span className="inline-flex items-center gap-1.5">
        <StateBadge state="unknown" word="Unknown" plain />
        <LeafText leaf={state} text={String} />
      </span>
    )
  }
  if (state.value === 'limited' && current.ok && current.value === 0n) {
    return <StateBadge state="unknown" word="Used up" plain />
  }
  return (
    <LeafText
      leaf={map(state, (known) => STATE_WORDS[known])}
      text={({ short }) => short}
      full={({ exact }) => exact}
    />
  )
}

interface AvailableProps {
  readonly limit: StoredLimitModel
  readonly names: Names
}

export function Available({ limit, names }: AvailableProps) {
  const { current, maxAmount, unit } = limit
  const meter = combine({ current, maxAmount }, (read) => ({
    fraction: fractionOf(read.current, read.maxAmount),
    percent: formatPercent(read.current, read.maxAmount),
    bounded: read.maxAmount > 0n && read.maxAmount < MAX_UINT256,
  }))
  return (
    <span className="block">
      <LeafAmount leaf={current} unit={unit} />
      {meter.ok && meter.value.bounded && (
        <RefillBar
          label={`Available of ${limitTitle(limit, names.titleOf)}`}
          fraction={meter.value.fraction}
          text={`${meter.value.percent} of the maximum`}
          className="mt-1"
        />
      )}
    </span>
  )
}
