'use client'

import { ChevronDown, ChevronsUpDown, ChevronUp, Download, Search } from 'lucide-react'
import { type ReactNode, useMemo, useRef } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { download, toCsv } from './csv'
import { type Column, filterRows, nextSort, type Sort, sortRows } from './table-model'
import { useRowWindow } from './use-row-window'
import { useTableState } from './use-table-state'

interface DataTableProps<Row> {
  /** Prefix of the table's search parameters and of its rows' anchors. */
  readonly id: string
  /** What the table holds; for screen readers, since a heading stands above it. */
  readonly caption: string
  /** The first column names the row and stays in sight. */
  readonly columns: readonly Column<Row>[]
  /** What an export holds, where it is more than what is shown. */
  readonly exported?: readonly Column<Row>[] | undefined
  readonly rows: readonly Row[]
  /** Identity of a row, never its name: two unnamed ones stay two. */
  readonly rowKey: (row: Row) => string
  /** Shown in place of rows when there are none. */
  readonly empty: ReactNode
  /** Without a filter, for tables of a few rows. */
  readonly filter?: boolean | undefined
  /** Name of the exported file without its ending. */
  readonly fileName: string
  /** Shown beside the filter. */
  readonly actions?: ReactNode
}

/** From how many rows on a table scrolls in a region of its own, and holds only the rows in sight. */
const LONG = 150

/**
 * A table that sorts, filters, exports and keeps its state in the URL. On a phone it scrolls sideways in a region of its
 * own, under the first column. A long one scrolls upright in that region too.
 */
export function DataTable<Row>({
  id,
  caption,
  columns,
  exported = columns,
  rows,
  rowKey,
  empty,
  filter = true,
  fileName,
  actions,
}: DataTableProps<Row>) {
  const { sort, query, setQuery, setSort } = useTableState(id)
  const shown = useMemo(
    () => sortRows(filterRows(rows, columns, query), columns, sort),
    [rows, columns, query, sort],
  )
  const region = useRef<HTMLElement>(null)
  const long = rows.length > LONG
  const { start, end, above, below } = useRowWindow(region, shown.length, long)
  const count = query === '' ? `${rows.length}` : `${shown.length} of ${rows.length}`

  return (
    <div className="min-w-0">
      <div className="mb-2.5 flex flex-wrap items-center gap-x-4 gap-y-2">
        {filter && <Filter caption={caption} query={query} onQuery={setQuery} />}
        <output className="text-muted text-sm">
          {count} {rows.length === 1 ? 'row' : 'rows'}
        </output>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {actions}
          <Button
            variant="quiet"
            size="sm"
            icon={Download}
            aria-label={`Export CSV: ${caption}`}
            onClick={() => download(`${fileName}.csv`, 'text/csv;charset=utf-8', toCsv(exported, shown))}
          >
            Export CSV
          </Button>
        </div>
      </div>
      <section
        ref={region}
        aria-label={caption}
        className={cn(
          'relative overflow-x-auto rounded-lg bg-surface ring-1 ring-line',
          long && 'max-h-[32rem] overflow-y-auto',
        )}
      >
        <table
          aria-rowcount={long ? shown.length + 1 : undefined}
          className="w-full border-separate border-spacing-0 text-base"
        >
          <caption className="sr-only">{caption}</caption>
          <thead className={long ? 'sticky top-0 z-20' : undefined}>
            <tr>
              {columns.map((column, index) => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  first={index === 0}
                  sort={sort}
                  onSort={setSort}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            <Room height={above} columns={columns.length} />
            {shown.slice(start, end).map((row, index) => {
              const key = rowKey(row)
              return (
                <tr
                  key={key}
                  id={`${id}-${key}`}
                  data-row
                  aria-rowindex={long ? start + index + 2 : undefined}
                  className="group/row"
                >
                  {columns.map((column, index) => (
                    <BodyCell key={column.id} column={column} row={row} first={index === 0} />
                  ))}
                </tr>
              )
            })}
            <Room height={below} columns={columns.length} />
            {shown.length === 0 && (
              <tr>
                <td colSpan={columns.length} className="border-line border-t px-3 py-6 text-muted">
                  {rows.length === 0 ? empty : `No row contains “${query.trim()}”.`}
                </td>
              </tr>
            )}
          </tbody>
          {shown.length > 0 && columns.some(({ total }) => total !== undefined) && (
            <Totals columns={columns} shown={shown} />
          )}
        </table>
      </section>
    </div>
  )
}

/** The room that rows outside the document would take. */
function Room({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height === 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height }} className="p-0" />
    </tr>
  )
}

interface TotalsProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly shown: readonly Row[]
}

function Totals<Row>({ columns, shown }: TotalsProps<Row>) {
  return (
    <tfoot className="sticky bottom-0 z-20">
      <tr>
        {columns.map(({ id, numeric, total }, index) => {
          const look = cn(
            'h-10 border-edge border-t bg-surface px-3 py-1.5 font-semibold',
            numeric ? 'whitespace-nowrap text-right' : 'text-left',
            index === 0 && STICKY,
          )
          return index === 0 ? (
            <th key={id} scope="row" className={look}>
              {total?.(shown)}
            </th>
          ) : (
            <td key={id} className={look}>
              {total?.(shown)}
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}

interface FilterProps {
  readonly caption: string
  readonly query: string
  readonly onQuery: (query: string) => void
}

function Filter({ caption, query, onQuery }: FilterProps) {
  return (
    <span className="relative max-sm:w-full">
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-faint"
      />
      <input
        type="search"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        aria-label={`Filter: ${caption}`}
        placeholder="Filter"
        autoComplete="off"
        spellCheck={false}
        className="touch h-8 w-full rounded-md bg-surface pr-2 pl-8 text-base text-ink ring-1 ring-edge ring-inset placeholder:text-faint sm:w-60 pointer-coarse:text-md"
      />
    </span>
  )
}

/** The first column stays in sight while the rest scrolls under it. */
const STICKY = 'sticky left-0 z-10 max-md:max-w-44 max-md:border-r'

interface HeaderCellProps<Row> {
  readonly column: Column<Row>
  readonly first: boolean
  readonly sort: Sort | null
  readonly onSort: (sort: Sort | null) => void
}

function HeaderCell<Row>({ column, first, sort, onSort }: HeaderCellProps<Row>) {
  const { id, header, unit, numeric = false, minWidth } = column
  const active = sort?.column === id ? sort : null
  const Icon = active === null ? ChevronsUpDown : active.descending ? ChevronDown : ChevronUp
  const title = (
    <span className={cn('flex items-baseline gap-x-1', numeric && 'justify-end')}>
      {header}
      {unit !== undefined && <span className="font-normal text-faint text-xs">{unit}</span>}
    </span>
  )
  return (
    <th
      scope="col"
      aria-sort={active === null ? undefined : active.descending ? 'descending' : 'ascending'}
      style={minWidth === undefined ? undefined : { minWidth }}
      className={cn(
        'border-line bg-surface p-0 font-medium text-muted text-sm',
        numeric ? 'text-right' : 'text-left',
        first && STICKY,
      )}
    >
      {column.sort === undefined ? (
        <span className="block whitespace-nowrap px-3 py-2">{title}</span>
      ) : (
        <button
          type="button"
          onClick={() => onSort(nextSort(sort, id))}
          className={cn(
            'touch group/sort flex w-full items-center gap-1 whitespace-nowrap px-3 py-2 font-medium hover:text-ink focus-visible:-outline-offset-2',
            numeric && 'flex-row-reverse',
            active !== null && 'text-ink',
          )}
        >
          {title}
          <Icon
            aria-hidden
            className={cn(
              'size-3.5 shrink-0 text-accent',
              active === null && 'opacity-45 group-hover/sort:opacity-100',
            )}
          />
        </button>
      )}
    </th>
  )
}

interface BodyCellProps<Row> {
  readonly column: Column<Row>
  readonly row: Row
  readonly first: boolean
}

function BodyCell<Row>({ column, row, first }: BodyCellProps<Row>) {
  const look = cn(
    'h-10 border-line border-t bg-surface px-3 py-1.5 font-normal group-target/row:bg-mark group-hover/row:bg-hover',
    column.numeric ? 'whitespace-nowrap text-right' : 'text-left',
    first && [STICKY, 'font-medium'],
  )
  return first ? (
    <th scope="row" className={look}>
      {column.cell(row)}
    </th>
  ) : (
    <td className={look}>{column.cell(row)}</td>
  )
}
