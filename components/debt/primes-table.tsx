'use client'

import { UsdsAmount } from '@/components/model/usds-amount'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/table-model'
import { capital, formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import type { Wad } from '@/lib/math'
import { bindingText } from '@/lib/words/constraints'
import { Binding, PRIME_LOOK, PrimeName, PrimeState, stateText, Total, TotalName } from './prime-cells'
import { type PrimeRow, totalOfRows } from './rows'

interface PrimesTableProps {
  readonly rows: readonly PrimeRow[]
  /** Shows which Generator funds a Prime. */
  readonly several: boolean
  readonly fileName: string
}

/** Every Prime: what it owes on either side, what lies idle, and what it can draw now. */
export function PrimesTable({ rows, several, fileName }: PrimesTableProps) {
  return (
    <DataTable
      id="primes"
      caption="Primes"
      columns={several ? withGenerator : columns}
      exported={exported}
      rows={rows}
      rowKey={({ prime, generator }) => `${generator.id}-${prime.id}`}
      empty="The deployment file names no Prime."
      fileName={fileName}
    />
  )
}

/** A column of amounts with their sum. */
function usds(
  id: string,
  header: string,
  minWidth: string,
  of: (row: PrimeRow) => Leaf<Wad>,
): Column<PrimeRow> {
  return {
    id,
    header,
    unit: 'USDS',
    numeric: true,
    minWidth,
    cell: (row) => <UsdsAmount in="wad" leaf={of(row)} />,
    text: (row) => exact(of(row)),
    sort: (row) => sortable(of(row)),
    total: (shown) => <Total leaf={totalOfRows(shown, of)} />,
  }
}

const name: Column<PrimeRow> = {
  id: 'prime',
  header: 'Prime',
  minWidth: '6.5rem',
  cell: (row) => <PrimeName row={row} />,
  text: ({ prime }) => prime.name,
  sort: ({ prime }) => prime.name,
  total: (shown) => <TotalName shown={shown} />,
}

const generator: Column<PrimeRow> = {
  id: 'generator',
  header: 'Generator',
  cell: ({ generator: { name: title } }) => title,
  text: ({ generator: { name: title } }) => title,
  sort: ({ generator: { name: title } }) => title,
}

const figures: readonly Column<PrimeRow>[] = [
  usds('legacy', 'Legacy debt', '7rem', ({ legacy }) => legacy),
  usds('funding', 'Generator funding', '7rem', ({ funding }) => funding),
  usds('idle', 'Idle', '5rem', ({ prime }) => prime.vault.idle),
  usds('drawable', 'Can draw now', '7rem', ({ drawable }) => drawable),
  {
    id: 'binding',
    header: 'What binds',
    minWidth: '11rem',
    cell: (row) => <Binding row={row} />,
    text: ({ prime }) => told(prime.canTake, (answer) => capital(bindingText(answer))),
    sort: ({ prime }) => (prime.canTake.ok ? bindingText(prime.canTake.value) : null),
  },
  {
    id: 'state',
    header: 'State',
    minWidth: '6.5rem',
    cell: (row) => <PrimeState row={row} />,
    text: ({ verdict }) => PRIME_LOOK[verdict].word,
    sort: ({ verdict }) => PRIME_LOOK[verdict].word,
  },
]

const columns: readonly Column<PrimeRow>[] = [name, ...figures]
const withGenerator: readonly Column<PrimeRow>[] = [name, generator, ...figures]

const only = (id: string, header: string, text: Column<PrimeRow>['text']): Column<PrimeRow> => ({
  id,
  header,
  cell: () => null,
  text,
})

/** What the table shows in one cell, or behind its link, stands apart in an export. */
const exported: readonly Column<PrimeRow>[] = [
  ...withGenerator.filter(({ id }) => id !== 'state'),
  only('state', 'State', stateText),
  only('vault', 'Vault', ({ prime }) => prime.addresses.vault),
]

function told<T>(leaf: Leaf<T>, text: (value: T) => string): string {
  return leaf.ok ? text(leaf.value) : `Unknown: ${leaf.reason.message}`
}

/** For an export: the figure without separators, which a spreadsheet takes for a number. */
function exact(leaf: Leaf<Wad>): string {
  return told(leaf, (value) => formatExact(value, 18).replaceAll(',', ''))
}

function sortable(leaf: Leaf<Wad>): Wad | null {
  return leaf.ok ? leaf.value : null
}
