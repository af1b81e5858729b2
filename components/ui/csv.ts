import type { Column } from './table-model'

/** Signs that do not show, and one with which a formula begins; some languages have the full-width ones too. */
const FORMULA = '[\\s\\p{C}\\p{Default_Ignorable_Code_Point}]*[=+\\-@\uff1d\uff0b\uff0d\uff20]'
/** A formula at the start of a cell, where a spreadsheet also runs what follows a tab. */
const AT_START = new RegExp(`^(?:${FORMULA}|[\\t\\r])`, 'u')
/** A formula after a sign at which some spreadsheets split a line into cells, whatever the quotes. */
const AFTER_SPLIT = new RegExp(`(\\r\\n|[;|\\t\\r\\n])(?=${FORMULA})`, 'gu')
const NUMBER = /^[+-]?\d+(\.\d+)?$/

/** One field after RFC 4180, defused where a spreadsheet would take it, or a part of it, for a formula. */
export function csvField(text: string): string {
  const isFormula = AT_START.test(text) && !NUMBER.test(text)
  const safe = (isFormula ? "'" : '') + text.replace(AFTER_SPLIT, "$1'")
  return /[",;|\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Tells a spreadsheet that the file is UTF-8; without it names and signs are misread. */
const BYTE_ORDER_MARK = '\ufeff'

/** Rows as CSV with a header line, units in the header, exact figures in the cells. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const header = columns.map(({ header, unit }) => (unit === undefined ? header : `${header} [${unit}]`))
  const lines = [header, ...rows.map((row) => columns.map((column) => column.text(row)))]
  return BYTE_ORDER_MARK + lines.map((fields) => `${fields.map(csvField).join(',')}\r\n`).join('')
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
