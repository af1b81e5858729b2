import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Column, filterRows, nextSort, sortRows } from './table-model'

interface Row {
  readonly key: string
  readonly name: string
  readonly amount: bigint | null
}

const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Name', cell: (row) => row.name, text: (row) => row.name, sort: (row) => row.name },
  {
    id: 'amount',
    header: 'Amount',
    unit: 'USDS',
    numeric: true,
    cell: (row) => String(row.amount),
    text: (row) => (row.amount === null ? 'unknown' : String(row.amount)),
    sort: (row) => row.amount,
  },
  { id: 'key', header: 'Key', cell: (row) => row.key, text: (row) => row.key },
]

const row = (key: string, name: string, amount: bigint | null): Row => ({ key, name, amount })
const keys = (rows: readonly Row[]) => rows.map(({ key }) => key).join('')

describe('sortRows', () => {
  const rows = [
    row('a', 'mint 10', 2n),
    row('b', 'mint 9', null),
    row('c', 'burn', 2n ** 256n - 1n),
    row('d', 'take', 0n),
  ]

  it('keeps the order it was given without a sort, and for a column that does not sort', () => {
    expect(keys(sortRows(rows, columns, null))).toBe('abcd')
    expect(keys(sortRows(rows, columns, { column: 'key', descending: true }))).toBe('abcd')
    expect(keys(sortRows(rows, columns, { column: 'nothing', descending: true }))).toBe('abcd')
  })

  it('puts unknown values last in both directions', () => {
    expect(keys(sortRows(rows, columns, { column: 'amount', descending: false }))).toBe('dacb')
    expect(keys(sortRows(rows, columns, { column: 'amount', descending: true }))).toBe('cadb')
  })

  it('tells amounts apart that are equal as floats', () => {
    const close = [row('a', '', 2n ** 200n + 1n), row('b', '', 2n ** 200n)]
    expect(keys(sortRows(close, columns, { column: 'amount', descending: false }))).toBe('ba')
  })

  it('sorts numbers inside names by their value', () => {
    expect(keys(sortRows(rows, columns, { column: 'name', descending: false }))).toBe('cbad')
  })

  it('loses no row and keeps equal ones in their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.bigInt({ min: 0n, max: 3n }))),
        fc.boolean(),
        (amounts, descending) => {
          const given = amounts.map((amount, index) => row(String(index), '', amount))
          const sorted = sortRows(given, columns, { column: 'amount', descending })
          expect(sorted).toHaveLength(given.length)
          sorted.slice(1).forEach((next, index) => {
            const previous = sorted[index]!
            if (next.amount === previous.amount)
              expect(Number(next.key)).toBeGreaterThan(Number(previous.key))
            else if (next.amount !== null && previous.amount !== null)
              expect(next.amount > previous.amount).toBe(!descending)
            else expect(next.amount).toBeNull()
          })
        },
      ),
    )
  })
})

describe('filterRows', () => {
  const rows = [row('0x01', 'Spark deposit', 5n), row('0x02', 'Grove deposit', null)]

  it('finds every word in any column, whatever the case', () => {
    expect(filterRows(rows, columns, ' DEPOSIT grove ')).toEqual([rows[1]])
    expect(filterRows(rows, columns, '0x01')).toEqual([rows[0]])
    expect(filterRows(rows, columns, 'unknown')).toEqual([rows[1]])
    expect(filterRows(rows, columns, 'spark grove')).toEqual([])
  })

  it('does not match across the border of two columns', () => {
    expect(filterRows(rows, columns, 'deposit5')).toEqual([])
  })

  it('keeps all rows for a query of blanks', () => {
    expect(filterRows(rows, columns, '  ')).toBe(rows)
  })
})

describe('nextSort', () => {
  it('goes from ascending to descending, then back to the order given', () => {
    const first = nextSort(null, 'name')
    expect(first).toEqual({ column: 'name', descending: false })
    const second = nextSort(first, 'name')
    expect(second).toEqual({ column: 'name', descending: true })
    expect(nextSort(second, 'name')).toBeNull()
    expect(nextSort(second, 'amount')).toEqual({ column: 'amount', descending: false })
  })
})
