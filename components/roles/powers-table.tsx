'use client'

import { Download } from 'lucide-react'
import { LeafAddress } from '@/components/model/leaf-address'
import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import { type Names, useNames } from '@/components/model/use-names'
import { Button } from '@/components/ui/button'
import { download } from '@/components/ui/csv'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/table-model'
import { flawWords, POWER_WORDS } from '@/lib/words/powers'
import { toJson, toMarkdown } from './export'
import { keysColumn } from './keys-column'
import { type PowerRow, told } from './rows'

interface PowersTableProps {
  readonly rows: readonly PowerRow[]
  readonly fileName: string
}

/** Every power, by the contract that it is about. */
export function PowersTable({ rows, fileName }: PowersTableProps) {
  const columns = columnsOf(useNames())
  return (
    <DataTable
      id="powers"
      caption="Powers by contract"
      columns={columns}
      rows={rows}
      rowKey={({ power }) => power.id}
      empty="No power of anybody is read."
      fileName={fileName}
      actions={
        <>
          <Save
            format="JSON"
            name={`${fileName}.json`}
            type="application/json"
            text={() => toJson(columns, rows)}
          />
          <Save
            format="Markdown"
            name={`${fileName}.md`}
            type="text/markdown;charset=utf-8"
            text={() => toMarkdown(columns, rows)}
          />
        </>
      }
    />
  )
}

interface SaveProps {
  readonly format: string
  readonly name: string
  readonly type: string
  readonly text: () => string
}

function Save({ format, name, type, text }: SaveProps) {
  return (
    <Button
      variant="quiet"
      size="sm"
      icon={Download}
      aria-label={`Export ${format}: all powers`}
      onClick={() => download(name, type, text())}
    >
      {format}
    </Button>
  )
}

function columnsOf(names: Names): readonly Column<PowerRow>[] {
  return [
    {
      id: 'contract',
      header: 'Contract',
      minWidth: '11rem',
      cell: ({ power }) => <ShownName address={power.contract} />,
      text: ({ power }) => names.fullOf(power.contract),
      sort: ({ power }) => names.titleOf(power.contract),
    },
    {
      id: 'of',
      header: 'Of',
      minWidth: '7rem',
      cell: ({ power }) => power.of,
      text: ({ power }) => power.of,
      sort: ({ power }) => power.of,
    },
    {
      id: 'role',
      header: 'Role',
      minWidth: '9rem',
      cell: ({ power }) => POWER_WORDS[power.kind].role,
      text: ({ power }) => POWER_WORDS[power.kind].role,
      sort: ({ power }) => POWER_WORDS[power.kind].role,
    },
    {
      id: 'holder',
      header: 'Held by',
      minWidth: '10rem',
      cell: ({ power }) => <Holder power={power} />,
      text: ({ power }) => heldBy(power, names),
      sort: ({ power }) => (power.holder.ok ? names.titleOf(power.holder.value) : null),
    },
    keysColumn,
    {
      id: 'may',
      header: 'May',
      minWidth: '16rem',
      cell: ({ power }) => POWER_WORDS[power.kind].may,
      text: ({ power }) => POWER_WORDS[power.kind].may,
    },
    {
      id: 'pace',
      header: 'How fast',
      minWidth: '10rem',
      cell: ({ pace }) => <LeafText leaf={pace} text={String} />,
      text: ({ pace }) => told(pace, String),
      sort: ({ pace }) => (pace.ok ? pace.value : null),
    },
    {
      id: 'takers',
      header: 'Taken away by',
      minWidth: '10rem',
      cell: ({ takers }) => <Takers takers={takers} />,
      text: ({ takers }) =>
        takers.map((taker) => told(taker, names.fullOf)).join(' ') || 'Nobody else that is read here',
    },
    {
      id: 'mark',
      header: 'Mark',
      minWidth: '10rem',
      // A value without words would be a button without a name.
      cell: ({ flaws }) =>
        flaws.ok && flaws.value.length === 0 ? null : <LeafText leaf={flaws} text={flawWords} />,
      text: ({ flaws }) => told(flaws, flawWords),
      sort: ({ flaws }) => (flaws.ok ? flawWords(flaws.value) : null),
    },
  ]
}

/** Whoever holds it; where it is not known whether it is held, that is said too. */
function Holder({ power: { holder, held } }: Pick<PowerRow, 'power'>) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <LeafAddress leaf={holder} />
      {holder.ok && !held.ok && <LeafText leaf={held} text={() => ''} />}
    </span>
  )
}

const heldBy = ({ holder, held }: PowerRow['power'], names: Names): string =>
  held.ok || !holder.ok
    ? told(holder, names.fullOf)
    : `${names.fullOf(holder.value)}, or not: ${held.reason.message}`

function Takers({ takers }: Pick<PowerRow, 'takers'>) {
  if (takers.length === 0) return <span className="text-muted">Nobody else that is read here</span>
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      {takers.map((taker, index) => (
        <LeafAddress key={taker.ok ? taker.value : `unknown-${index}`} leaf={taker} />
      ))}
    </span>
  )
}
