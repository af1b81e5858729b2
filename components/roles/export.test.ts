import { describe, expect, it } from 'vitest'
import type { Column } from '@/components/ui/table-model'
import { markdownCell, toJson, toMarkdown } from './export'

interface Row {
  readonly name: string
  readonly role: string
}

const column = (header: string, text: (row: Row) => string): Column<Row> => ({
  ...{ id: header, header, text },
  cell: text,
})
const columns = [column('Account', ({ name }) => name), column('Role', ({ role }) => role)]
const rows = [
  { name: 'Relayer 1', role: 'RELAYER' },
  { name: 'a | b\n<img src=x> [c](d)', role: '`x` *y* _z_' },
]

describe('an export of powers', () => {
  it('is JSON that says the same, by the headers', () => {
    expect(JSON.parse(toJson(columns, rows))).toEqual(
      rows.map(({ name, role }) => ({ Account: name, Role: role })),
    )
  })

  it('is a table of Markdown with a line for each power', () => {
    expect(toMarkdown(columns, rows.slice(0, 1))).toBe(
      '| Account | Role |\n| --- | --- |\n| Relayer 1 | RELAYER |\n',
    )
  })

  it('leaves no name that is markup, or another cell', () => {
    const [, , , line] = toMarkdown(columns, rows).split('\n')
    expect(line).toBe('| a \\| b \\<img src=x\\> \\[c\\](d) | \\`x\\` \\*y\\* \\_z\\_ |')
    expect(markdownCell(' a\\b\t c ')).toBe('a\\\\b c')
  })
})
