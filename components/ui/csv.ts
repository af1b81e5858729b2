import type { Column } from './table-model'

/** Text that a spreadsheet would run as a formula; a plain number with its sign is none. */
const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^[+-]?\d+(\.\d+)?$/

/** One field after RFC 4180, defused where a spreadsheet would take it for a formula. */
export function csvField(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV with a header line, units in the header, exact figures in the cells. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const header = columns.map(({ header, unit }) => (unit === undefined ? header : `${header} [${unit}]`))
  const lines = [header, ...rows.map((row) => columns.map((column) => column.text(row)))]
  return lines.map((fields) => `${fields.map(csvField).join(',')}\r\n`).join('')
}

/** Hands a file to the person, from memory. */
export function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
