'use client'

import { RefillBar } from '@/components/charts/refill-bar'
import { fractionOf, shownAmount, unitName } from '@/components/model/amounts'
import { LeafAmount } from '@/components/model/leaf-amount'
import { LeafText } from '@/components/model/leaf-text'
import { QueryLink } from '@/components/model/query-link'
import { type Names, useNames } from '@/components/model/use-names'
import { DataTable } from '@/components/ui/data-table'
import { Flash } from '@/components/ui/flash'
import { HashText } from '@/components/ui/hash-text'
import { StateBadge } from '@/components/ui/state-badge'
import type { Column, SortValue } from '@/components/ui/table-model'
import type { UnitFacts } from '@/lib/console/facts'
import { combine, type Leaf, map, orElse } from '@/lib/console/leaf'
import { limitTitle } from '@/lib/console/limit-words'
import type { GeneratorModel, LimitModel } from '@/lib/console/model'
import { formatPercent } from '@/lib/format'
import type { Moment } from '@/lib/limits'
import { MAX_UINT256 } from '@/lib/math'
import { bandWords, fullWords, lastIncreaseWords, nextIncreaseWords, STATE_WORDS } from './limit-words'

export interface LimitRow {
  readonly generator: GeneratorModel
  readonly limit: LimitModel
}

interface LimitsTableProps {
  readonly rows: readonly LimitRow[]
  /** Time of the chain [unix s]. */
  readonly now: bigint
  /** Shows which Generator a limit belongs to. */
  readonly several: boolean
  /** The row whose detail is open. */
  readonly open: LimitRow | null
  readonly fileName: string
}

/** Every limit with what is left, how it refills, and how it may be raised. */
export function LimitsTable({ rows, now, several, open, fileName }: LimitsTableProps) {
  const names = useNames()
  return (
    <DataTable
      id="limits"
      caption="Limits"
      columns={columnsOf({ names, now, several, open })}
      rows={rows}
      rowKey={keyOf}
      empty="No limit is known. The keys of a deployment follow from its file and its events."
      fileName={fileName}
    />
  )
}

/** Search parameters that open the detail of a limit; the Generator is named only where there are several. */
export function openLimit({ generator, limit }: LimitRow, several: boolean) {
  return { key: limit.id, generator: several ? generator.id : null }
}

function keyOf({ generator, limit }: LimitRow): string {
  return `${generator.id}-${limit.id}`
}

type Context = Pick<LimitsTableProps, 'now' | 'several' | 'open'> & { readonly names: Names }

function columnsOf({ names, now, several, open }: Context): readonly Column<LimitRow>[] {
  // The header says that it is a limit.
  const title = ({ limit }: LimitRow) => limitTitle(limit, names.titleOf).replace(/ limit$/, '')
  return [
    {
      id: 'limit',
      header: 'Limit',
      minWidth: '12rem',
      cell: (row) => (
        <LimitName
          row={row}
          title={title(row)}
          several={several}
          current={open !== null && keyOf(open) === keyOf(row)}
        />
      ),
      text: (row) => `${title(row)} ${row.limit.name?.name ?? ''} ${row.limit.id}`,
      sort: title,
    },
    ...(several
      ? [
          {
            id: 'generator',
            header: 'Generator',
            cell: ({ generator }: LimitRow) => generator.name,
            text: ({ generator }: LimitRow) => generator.name,
            sort: ({ generator }: LimitRow) => generator.name,
          },
        ]
      : []),
    {
      id: 'state',
      header: 'State',
      minWidth: '6rem',
      cell: ({ limit }) => <LimitStateText limit={limit} />,
      text: ({ limit }) => told(limit.state, (state) => STATE_WORDS[state].short),
      sort: ({ limit }) => (limit.state.ok ? limit.state.value : null),
    },
    {
      id: 'current',
      header: 'Available',
      numeric: true,
      minWidth: '7rem',
      cell: ({ limit }) => <Available limit={limit} names={names} />,
      text: ({ limit }) => exact(limit.current, limit.unit),
      sort: ({ limit }) => sortable(limit.current, limit.unit),
    },
    {
      id: 'max',
      header: 'Maximum',
      numeric: true,
      minWidth: '6rem',
      cell: ({ limit }) => (
        <Flash value={flashOf(limit.maxAmount)}>
          <LeafAmount leaf={limit.maxAmount} unit={limit.unit} />
        </Flash>
      ),
      text: ({ limit }) => exact(limit.maxAmount, limit.unit),
      sort: ({ limit }) => sortable(limit.maxAmount, limit.unit),
    },
    {
      id: 'day',
      header: 'Per day',
      numeric: true,
      minWidth: '5.5rem',
      cell: ({ limit }) => (
        <Flash value={flashOf(limit.slope)}>
          <LeafAmount leaf={limit.perDay} unit={limit.unit} />
        </Flash>
      ),
      text: ({ limit }) => exact(limit.perDay, limit.unit),
      sort: ({ limit }) => sortable(limit.perDay, limit.unit),
    },
    {
      id: 'unit',
      header: 'Unit',
      minWidth: '4rem',
      cell: ({ limit }) => <LeafText leaf={unitName(limit.unit)} text={String} className="text-muted" />,
      text: ({ limit }) => told(unitName(limit.unit), String),
      sort: ({ limit }) => orElse(unitName(limit.unit), null),
    },
    {
      id: 'full',
      header: 'Full',
      minWidth: '6.5rem',
      cell: ({ limit }) => (
        <LeafText
          leaf={map(limit.full, (full) => fullWords(full, now))}
          text={({ short }) => short}
          exact={({ exact: whole }) => whole}
        />
      ),
      text: ({ limit }) => told(limit.full, (full) => fullWords(full, now).exact),
      sort: ({ limit }) => momentOrder(limit.full),
    },
    {
      id: 'last',
      header: 'Last increase',
      minWidth: '8.5rem',
      cell: ({ limit }) => (
        <LeafText
          leaf={map(limit.zzz, (zzz) => lastIncreaseWords(zzz, now))}
          text={({ short }) => short}
          exact={({ exact: whole }) => whole}
        />
      ),
      text: ({ limit }) => told(limit.zzz, (zzz) => lastIncreaseWords(zzz, now).exact),
      sort: ({ limit }) => (limit.zzz.ok ? limit.zzz.value : null),
    },
    {
      id: 'next',
      header: 'Next increase',
      minWidth: '8.5rem',
      cell: ({ limit }) => (
        <LeafText
          leaf={map(limit.nextIncrease, (next) => nextIncreaseWords(next, now))}
          text={({ short }) => short}
          exact={({ exact: whole }) => whole}
        />
      ),
      text: ({ limit }) => told(limit.nextIncrease, (next) => nextIncreaseWords(next, now).exact),
      sort: ({ limit }) => momentOrder(limit.nextIncrease),
    },
    {
      id: 'band',
      header: 'Up to',
      minWidth: '7rem',
      cell: ({ limit }) => (
        <LeafText leaf={bandWords(limit)} text={({ short }) => short} exact={({ exact: whole }) => whole} />
      ),
      text: ({ limit }) => told(bandWords(limit), ({ exact: whole }) => whole),
      sort: ({ limit }) =>
        sortable(
          map(limit.band, ({ maxAmount }) => maxAmount),
          limit.unit,
        ),
    },
  ]
}

interface LimitNameProps {
  readonly row: LimitRow
  readonly title: string
  readonly several: boolean
  readonly current: boolean
}

function LimitName({ row, title, several, current }: LimitNameProps) {
  const { name, id } = row.limit
  const set = openLimit(row, several)
  if (name === null) {
    return (
      <span className="block">
        <QueryLink set={set} current={current} aria-label={title}>
          Unnamed key
        </QueryLink>{' '}
        <StateBadge state="unknown" word="No name" plain />
        <HashText hash={id} label="limit key" className="mt-0.5 font-normal text-muted" />
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

/** State in its own word; amber where a limit is set and nothing of it is left. */
export function LimitStateText({ limit }: { readonly limit: LimitModel }) {
  const { state, current } = limit
  if (state.ok && state.value === 'limited' && current.ok && current.value === 0n) {
    return <StateBadge state="unknown" word="Used up" plain />
  }
  return (
    <LeafText
      leaf={map(state, (known) => STATE_WORDS[known])}
      text={({ short }) => short}
      exact={({ exact: whole }) => whole}
    />
  )
}

interface AvailableProps {
  readonly limit: LimitModel
  readonly names: Names
}

function Available({ limit, names }: AvailableProps) {
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

function told<T>(leaf: Leaf<T>, text: (value: T) => string): string {
  return leaf.ok ? text(leaf.value) : `Unknown: ${leaf.reason.message}`
}

/** For an export: the figure without separators, which a spreadsheet takes for a number. */
function exact(leaf: Leaf<bigint>, unit: UnitFacts | null): string {
  return told(shownAmount(leaf, unit), ({ exact: text }) => text.replaceAll(',', ''))
}

/** Amounts of tokens with different decimals in one order. */
function sortable(leaf: Leaf<bigint>, unit: UnitFacts | null): SortValue {
  const decimals = orElse(unit?.decimals ?? { ok: true, value: 0, from: [] }, null)
  return leaf.ok && decimals !== null ? leaf.value * 10n ** BigInt(Math.max(0, 36 - decimals)) : null
}

/** Moments by time; what never comes after all that do. */
function momentOrder(leaf: Leaf<Moment<string>>): SortValue {
  return leaf.ok ? (leaf.value.at ?? MAX_UINT256) : null
}

function flashOf(leaf: Leaf<bigint>): string {
  return leaf.ok ? leaf.value.toString() : 'unknown'
}
