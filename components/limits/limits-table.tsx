'use client'

import { shownAmount, unitName } from '@/components/model/amounts'
import { LeafAmount } from '@/components/model/leaf-amount'
import { LeafText } from '@/components/model/leaf-text'
import { type Names, useNames } from '@/components/model/use-names'
import { DataTable } from '@/components/ui/data-table'
import { Flash } from '@/components/ui/flash'
import type { Column, SortValue } from '@/components/ui/table-model'
import type { UnitFacts } from '@/lib/console/facts/limits'
import { given, type Leaf, map, orElse } from '@/lib/leaf'
import type { Moment } from '@/lib/limits'
import { MAX_UINT256 } from '@/lib/math'
import { limitTitleInList } from '@/lib/words/limits'
import { Available, HowFar, LimitName, LimitStateText, PerDay, Told } from './limit-cells'
import { keyOf, type LimitRow } from './limit-row'
import { bandWords, fullWords, lastIncreaseWords, nextIncreaseWords, STATE_WORDS } from './limit-words'

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
  const columns = columnsOf({ names, now, several, open })
  return (
    <DataTable
      id="limits"
      caption="Limits"
      columns={columns}
      exported={exportedOf(columns)}
      rows={rows}
      rowKey={keyOf}
      empty="No limit is known. The keys of a deployment follow from its file and its events."
      fileName={fileName}
    />
  )
}

type Context = Pick<LimitsTableProps, 'now' | 'several' | 'open'> & { readonly names: Names }

function columnsOf({ names, now, several, open }: Context): readonly Column<LimitRow>[] {
  // The header says that it is a limit.
  const title = ({ limit }: LimitRow) => limitTitleInList(limit, names.titleOf)
  return [
    {
      id: 'limit',
      header: 'Limit',
      minWidth: '11.5rem',
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
      minWidth: '5.4rem',
      cell: ({ limit }) => <LimitStateText limit={limit} />,
      text: ({ limit }) => told(limit.state, (state) => STATE_WORDS[state].short),
      sort: ({ limit }) => (limit.state.ok ? limit.state.value : null),
    },
    {
      id: 'current',
      header: 'Available',
      numeric: true,
      minWidth: '6.5rem',
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
      minWidth: '5.4rem',
      cell: ({ limit }) => (
        <Flash value={flashOf(limit.slope)}>
          <PerDay limit={limit} />
        </Flash>
      ),
      text: ({ limit }) => exact(limit.perDay, limit.unit),
      sort: ({ limit }) => sortable(limit.perDay, limit.unit),
    },
    {
      id: 'unit',
      header: 'Unit',
      minWidth: '3.5rem',
      cell: ({ limit }) => (
        <LeafText leaf={unitName(limit.unit)} text={String} className="text-left text-muted" />
      ),
      text: ({ limit }) => told(unitName(limit.unit), String),
      sort: ({ limit }) => orElse(unitName(limit.unit), null),
    },
    {
      id: 'full',
      header: 'Full',
      minWidth: '7rem',
      cell: ({ limit }) => <Told leaf={map(limit.full, (full) => fullWords(full, now))} />,
      text: ({ limit }) => told(limit.full, (full) => fullWords(full, now).exact),
      sort: ({ limit }) => momentOrder(limit.full),
    },
    {
      id: 'last',
      header: 'Last increase',
      minWidth: '8rem',
      cell: ({ limit }) => <Told leaf={map(limit.zzz, (zzz) => lastIncreaseWords(zzz, now))} />,
      text: ({ limit }) => told(limit.zzz, (zzz) => lastIncreaseWords(zzz, now).exact),
      sort: ({ limit }) => (limit.zzz.ok ? limit.zzz.value : null),
    },
    {
      id: 'next',
      header: 'Next increase',
      minWidth: '8.25rem',
      cell: ({ limit }) => (
        <>
          <Told leaf={map(limit.nextIncrease, (next) => nextIncreaseWords(next, now))} className="block" />
          <HowFar limit={limit} />
        </>
      ),
      text: ({ limit }) => told(limit.nextIncrease, (next) => nextIncreaseWords(next, now).exact),
      sort: ({ limit }) => momentOrder(limit.nextIncrease),
    },
  ]
}

/** What the table shows in one cell stands apart in an export. */
function exportedOf(columns: readonly Column<LimitRow>[]): readonly Column<LimitRow>[] {
  const only = (id: string, header: string, text: Column<LimitRow>['text']): Column<LimitRow> => ({
    id,
    header,
    cell: () => null,
    text,
  })
  return [
    only('name', 'Name', ({ limit }) => limit.name?.name ?? 'none'),
    only('addresses', 'Addresses', ({ limit }) => limit.name?.addresses.join(' ') ?? ''),
    only('key', 'Key', ({ limit }) => limit.id),
    only('rateLimits', 'RateLimits', ({ limit }) => limit.rateLimits),
    ...columns.slice(1),
    only('band', 'Increase up to', ({ limit }) => told(bandWords(limit), ({ exact: whole }) => whole)),
  ]
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
  const decimals = orElse(unit?.decimals ?? given(0), null)
  return leaf.ok && decimals !== null ? leaf.value * 10n ** BigInt(Math.max(0, 36 - decimals)) : null
}

/** Moments by time; what never comes after all that do. */
function momentOrder(leaf: Leaf<Moment<string>>): SortValue {
  return leaf.ok ? (leaf.value.at ?? MAX_UINT256) : null
}

function flashOf(leaf: Leaf<bigint>): string {
  return leaf.ok ? leaf.value.toString() : 'unknown'
}
