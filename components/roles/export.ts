import type { Column } from '@/components/ui/table-model'

/** Rows as JSON: one object a row, by the headers of its columns. */
export function toJson<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const objects = rows.map((row) =>
    Object.fromEntries(columns.map(({ header, text }) => [header, text(row)])),
  )
  return `${JSON.stringify(objects, null, 2)}\n`
}

/** Signs that mean something in Markdown, or end a cell or a line of its tables. */
const SPECIAL = /[\\`*_{}[\]<>#|~]/g

/** A cell of a Markdown table; nothing in it is markup. */
export const markdownCell = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(SPECIAL, (sign) => `\\${sign}`)

/** Rows as a table of Markdown. */
export function toMarkdown<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |\n`
  return [
    line(columns.map(({ header }) => header)),
    `|${columns.map(() => ' --- |').join('')}\n`,
    ...rows.map((row) => line(columns.map(({ text }) => text(row)))),
  ].join('')
}
