'use client'

import { UsdsAmount } from '@/components/model/usds-amount'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/table-model'
import { formatExact, formatUtc, fromDate } from '@/lib/format'
import { type Leaf, orElse } from '@/lib/leaf'
import type { Wad } from '@/lib/math'
import { PHASES } from '@/lib/migration'
import { CutoverTime, MigratingPrime, Moved, Next, PhaseBadge, Rollback } from './migration-cells'
import { legacyOf, rollbackWords, shareWords } from './migration-words'
import type { NextStep } from './next-step'
import { PHASE_LOOK } from './phases'
import type { MigrationRow } from './rows'

interface MigrationTableProps {
  readonly rows: readonly MigrationRow[]
  /** Time of the chain [unix s]. */
  readonly now: bigint
  /** Shows which Generator a Prime moves to. */
  readonly several: boolean
  readonly fileName: string
}

/** Every Prime in the order of the schedule: how far it is, whether it could come back, and what is next. */
export function MigrationTable({ rows, now, several, fileName }: MigrationTableProps) {
  const columns = columnsOf(now, several)
  return (
    <DataTable
      id="migration"
      caption="Migration by Prime"
      columns={columns}
      exported={exportedOf(columns, now)}
      rows={rows}
      rowKey={({ prime, generator }) => `${generator.id}-${prime.id}`}
      empty="The deployment file names no Prime."
      fileName={fileName}
    />
  )
}

function columnsOf(now: bigint, several: boolean): readonly Column<MigrationRow>[] {
  return [
    {
      id: 'prime',
      header: 'Prime',
      minWidth: '5.5rem',
      cell: (row) => <MigratingPrime row={row} />,
      text: ({ prime }) => prime.name,
      sort: ({ prime }) => prime.name,
      total: (shown) => `Total of ${formatExact(BigInt(shown.length), 0)}`,
    },
    ...(several
      ? [
          {
            id: 'generator',
            header: 'Generator',
            cell: ({ generator: { name } }: MigrationRow) => name,
            text: ({ generator: { name } }: MigrationRow) => name,
            sort: ({ generator: { name } }: MigrationRow) => name,
          },
        ]
      : []),
    {
      id: 'phase',
      header: 'Phase',
      minWidth: '6.5rem',
      cell: ({ migration }) => <PhaseBadge leaf={migration.phaseName} />,
      text: ({ migration }) => told(migration.phaseName, (phase) => PHASE_LOOK[phase].word),
      sort: ({ migration: { phaseName } }) => (phaseName.ok ? PHASES.indexOf(phaseName.value) : null),
    },
    {
      id: 'cutover',
      header: 'Cutover',
      minWidth: '9.5rem',
      cell: (row) => <CutoverTime row={row} now={now} />,
      text: ({ migration }) => told(migration.epoch, timeText),
      sort: ({ migration: { epoch } }) => orElse(epoch, 0n) || null,
    },
    {
      id: 'moved',
      header: 'Migrated',
      unit: 'USDS',
      numeric: true,
      minWidth: '8.5rem',
      cell: (row) => <Moved row={row} />,
      text: ({ migration }) => told(migration.progress, shareWords),
      sort: ({ migration: { progress } }) =>
        progress.ok && progress.value.base > 0n
          ? (progress.value.moved * 10n ** 18n) / progress.value.base
          : null,
    },
    {
      id: 'left',
      header: 'Legacy left',
      unit: 'USDS',
      numeric: true,
      minWidth: '6.5rem',
      cell: ({ legacy }) => <UsdsAmount in="wad" leaf={legacy} />,
      text: ({ legacy }) => exact(legacy),
      sort: ({ legacy }) => orElse(legacy, null),
      total: (shown) => <UsdsAmount in="wad" leaf={legacyOf(shown)} />,
    },
    {
      id: 'rollback',
      header: 'Rollback',
      minWidth: '7.5rem',
      cell: (row) => <Rollback row={row} />,
      text: ({ rollback }) => told(rollback, rollbackWords),
      sort: ({ rollback }) => (rollback.ok ? rollbackWords(rollback.value) : null),
    },
    {
      id: 'next',
      header: 'Next',
      minWidth: '11rem',
      cell: (row) => <Next leaf={row.next} now={now} />,
      text: ({ next }) => told(next, (step) => nextText(step, now)),
      sort: ({ next }) => (next.ok ? (next.value?.at ?? null) : null),
    },
  ]
}

/** Amounts and times that share a cell on the screen stand apart in an export. */
function exportedOf(columns: readonly Column<MigrationRow>[], now: bigint): readonly Column<MigrationRow>[] {
  const only = (id: string, header: string, text: Column<MigrationRow>['text']): Column<MigrationRow> => ({
    id,
    header,
    cell: () => null,
    text,
  })
  return [
    ...columns.filter(({ id }) => id !== 'moved' && id !== 'next'),
    only('moved', 'Moved to the Generator', ({ migration }) =>
      told(migration.progress, ({ moved }) => plain(moved)),
    ),
    only('base', 'Of', ({ migration }) => told(migration.progress, ({ base }) => plain(base))),
    only('next', 'Next', ({ next }) => told(next, (step) => nextText(step, now))),
    only('almProxy', 'ALMProxy', ({ prime }) => prime.addresses.almProxy),
  ]
}

function nextText(step: NextStep | null, now: bigint): string {
  if (step === null) return 'Nothing'
  return `${step.by}: ${step.what}${step.at === null ? '' : `, ${fromDate(step.at, now)}`}`
}

const timeText = (at: bigint): string => (at === 0n ? 'Not scheduled' : formatUtc(at))

function told<T>(leaf: Leaf<T>, text: (value: T) => string): string {
  return leaf.ok ? text(leaf.value) : `Unknown: ${leaf.reason.message}`
}

/** For an export: the figure without separators, which a spreadsheet takes for a number. */
const plain = (value: Wad): string => formatExact(value, 18).replaceAll(',', '')
const exact = (leaf: Leaf<Wad>): string => told(leaf, plain)
