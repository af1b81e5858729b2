import type { ReactNode } from 'react'

/** What a column sorts by; null is unknown and comes last in either direction. */
export type SortValue = bigint | number | string | null

export interface Column<Row> {
  readonly id: string
  readonly header: string
  /** One unit a column; shown in the header and in the export. */
  readonly unit?: string | undefined
  /** Right-aligned. */
  readonly numeric?: boolean | undefined
  readonly cell: (row: Row) => ReactNode
  /** The cell as text, exact: what the filter looks in and what is exported. */
  readonly text: (row: Row) => string
  /** Makes the column sortable. */
  readonly sort?: ((row: Row) => SortValue) | undefined
  /** The column's cell in the row of totals, over the rows that are shown. */
  readonly total?: ((shown: readonly Row[]) => ReactNode) | undefined
  /** Least width of the column, as CSS. */
  readonly minWidth?: string | undefined
}

export interface Sort {
  readonly column: string
  readonly descending: boolean
}

const WORDS = new Intl.Collator('en', { numeric: true })

function compare(a: string | bigint | number, b: string | bigint | number): number {
  if (typeof a === 'string' || typeof b === 'string') return WORDS.compare(String(a), String(b))
  return a < b ? -1 : a > b ? 1 : 0
}

/** Rows in the order of `sort`, equal ones as they came, unknown ones last. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): readonly Row[] {
  const by = columns.find(({ id }) => id === sort?.column)?.sort
  if (sort === null || by === undefined) return rows
  const sign = sort.descending ? -1 : 1
  return rows
    .map((row) => ({ row, value: by(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
      return sign * compare(a.value, b.value)
    })
    .map(({ row }) => row)
}

/** Rows in which every word of the query occurs, in whichever column, whatever the case. */
export function filterRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  query: string,
): readonly Row[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const text = columns.map((column) => column.text(row).toLowerCase()).join('\n')
    return words.every((word) => text.includes(word))
  })
}

/** A press on a header: ascending, then descending, then as it came. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false }
  return sort.descending ? null : { column, descending: true }
}
