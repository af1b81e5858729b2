'use client'

import { ShownName } from '@/components/model/shown-name'
import { type Names, useNames } from '@/components/model/use-names'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/table-model'
import { FLAW_WORDS, POWER_WORDS } from '@/lib/words/powers'
import { keysColumn } from './keys-column'
import type { PersonRow, PowerRow } from './rows'

interface PeopleTableProps {
  readonly rows: readonly PersonRow[]
  readonly fileName: string
}

/** Everybody who holds something, with all of it. */
export function PeopleTable({ rows, fileName }: PeopleTableProps) {
  return (
    <DataTable
      id="people"
      caption="Powers by account"
      columns={columnsOf(useNames())}
      rows={rows}
      rowKey={({ account }) => account}
      empty="Nobody is known to hold a power."
      fileName={fileName}
    />
  )
}

function columnsOf(names: Names): readonly Column<PersonRow>[] {
  return [
    {
      id: 'account',
      header: 'Account',
      minWidth: '11rem',
      cell: ({ account }) => <ShownName address={account} />,
      text: ({ account }) => names.fullOf(account),
      sort: ({ account }) => names.titleOf(account),
    },
    keysColumn,
    {
      id: 'count',
      header: 'Powers',
      numeric: true,
      cell: ({ rows }) => rows.length,
      text: ({ rows }) => String(rows.length),
      sort: ({ rows }) => rows.length,
    },
    {
      id: 'what',
      header: 'Which',
      minWidth: '24rem',
      cell: ({ rows }) => <Which rows={rows} />,
      text: ({ rows }) => grouped(rows).map(textOf).join('; '),
    },
  ]
}

interface Group {
  readonly role: string
  readonly of: readonly string[]
  readonly marks: readonly string[]
}

/** Powers of one role over several parts are one line, unless something is to be said of one of them. */
function grouped(rows: readonly PowerRow[]): readonly Group[] {
  const groups = new Map<string, { role: string; of: Set<string>; marks: readonly string[] }>()
  for (const row of rows) {
    const { role } = POWER_WORDS[row.power.kind]
    const marks = marksOf(row)
    const key = [role, ...marks].join('\n')
    const group = groups.get(key) ?? { role, of: new Set(), marks }
    group.of.add(row.power.of)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ of, ...group }) => ({ ...group, of: [...of] }))
}

const marksOf = ({ power: { held }, flaws }: PowerRow): readonly string[] => [
  ...(held.ok ? [] : ['not known whether it is held']),
  ...(flaws.ok ? new Set(flaws.value.map((flaw) => FLAW_WORDS[flaw].mark)) : ['not known whether it works']),
]

const textOf = ({ role, of, marks }: Group): string =>
  `${role} (${of.join(', ')})${marks.length > 0 ? `, ${marks.join(', ')}` : ''}`

function Which({ rows }: Pick<PersonRow, 'rows'>) {
  return (
    <ul className="space-y-0.5">
      {grouped(rows).map((group) => (
        <li key={textOf(group)}>
          {group.role} <span className="text-muted">{group.of.join(', ')}</span>
          {group.marks.length > 0 && <span className="font-medium"> {group.marks.join(', ')}</span>}
        </li>
      ))}
    </ul>
  )
}
