'use client'

import { useMemo } from 'react'
import { LeafText } from '@/components/model/leaf-text'
import { UsdsAmount } from '@/components/model/usds-amount'
import { DataTable } from '@/components/ui/data-table'
import { DefinitionList } from '@/components/ui/definition-list'
import { Section } from '@/components/ui/section'
import { StateBadge } from '@/components/ui/state-badge'
import type { Column } from '@/components/ui/table-model'
import { isExplained, whereIs } from '@/lib/console/cutover/where'
import type { ConsoleModel } from '@/lib/console/model'
import type { Whereabouts, WhereTotals } from '@/lib/console/model/where'
import { formatCompact, formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import type { Wad } from '@/lib/math'
import { residualLook, residualWords, whereSentence } from '@/lib/words/where'
import { flowOf } from './flow'
import { FlowChart } from './flow-chart'
import { columnTotal, type WhereRow, whereRows } from './where-rows'

/** Where each USDS is, per Prime and in all: the flow, the sum with what does not come out, and the table. */
export function WhereSection({ model }: { readonly model: ConsoleModel }) {
  const where = useMemo(() => whereIs(model), [model])
  const rows = whereRows(where)
  return (
    <Section id="where" title={whereSentence(where.totals)} className="print:hidden" bare>
      <div className="space-y-4">
        <div className="grid items-start gap-x-8 gap-y-4 rounded-lg bg-surface p-4 ring-1 ring-line lg:grid-cols-[minmax(0,1fr)_20rem]">
          <FlowChart flow={flowOf(where)} />
          <Sum where={where} explained={isExplained(model)} />
        </div>
        <DataTable
          id="places"
          caption="Where each USDS is"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty="The deployment file names no Prime."
          fileName={`places-at-block-${model.block.number}`}
        />
        <p className="text-muted text-sm">
          What a Prime took is told together with the yield that it owes: the chain keeps their sum, and which
          part was taken follows only from the history of its vault, which this page does not read. Yield
          since the last drip is told apart; it is part of what is out.
        </p>
      </div>
    </Section>
  )
}

/** What the Generators owe, place by place, and what is left over. */
function Sum({
  where: { totals },
  explained,
}: {
  readonly where: Whereabouts
  readonly explained: Leaf<boolean>
}) {
  const line = (leaf: Leaf<Wad>) => <UsdsAmount in="wad" leaf={{ ...leaf, from: [] }} />
  return (
    <div>
      <h3 className="mb-1 font-semibold">New debt, place by place</h3>
      <DefinitionList
        items={[
          { term: 'In no vault', value: line(totals.inNoVault) },
          { term: 'Kept by buffers', value: line(totals.kept) },
          { term: 'Idle in vaults', value: line(totals.free) },
          { term: 'Taken, with yield owed', value: line(totals.out) },
          { term: "Less others' part", value: line(totals.others) },
          { term: 'Owed, as booked', value: line(totals.generatorBooked) },
          { term: 'Fees not dripped', value: line(totals.generatorFees) },
          {
            term: 'Left over',
            value: (
              <LeafText
                leaf={{ ...totals.residual, from: [] }}
                text={(value) => formatCompact(value, 18)}
                exact={(value) => formatExact(value, 18)}
                unit="USDS"
              />
            ),
            note: <LeftOver totals={totals} explained={explained} />,
          },
        ]}
      />
    </div>
  )
}

function LeftOver({
  totals,
  explained,
}: {
  readonly totals: WhereTotals
  readonly explained: Leaf<boolean>
}) {
  const look = residualLook(totals, explained)
  return (
    <>
      {look !== null && (
        <StateBadge
          state={look === 'lacks' ? 'wrong' : 'unknown'}
          word={look === 'lacks' ? 'Not explained' : 'Could not check'}
          className="mr-1.5"
          plain
        />
      )}
      {residualWords(totals, explained)}
    </>
  )
}

function usds(
  id: string,
  header: string,
  minWidth: string,
  of: (row: WhereRow) => Leaf<Wad> | null,
): Column<WhereRow> {
  return {
    id,
    header,
    unit: 'USDS',
    numeric: true,
    minWidth,
    cell: (row) => {
      const leaf = of(row)
      return leaf === null ? <span className="text-faint">none</span> : <UsdsAmount in="wad" leaf={leaf} />
    },
    text: (row) => exact(of(row)),
    sort: (row) => {
      const leaf = of(row)
      return leaf?.ok ? leaf.value : null
    },
    total: (shown) => <UsdsAmount in="wad" leaf={columnTotal(shown, of)} />,
  }
}

/** For an export: the figure without separators, which a spreadsheet takes for a number. */
function exact(leaf: Leaf<Wad> | null): string {
  if (leaf === null) return 'None'
  return leaf.ok ? formatExact(leaf.value, 18).replaceAll(',', '') : `Unknown: ${leaf.reason.message}`
}

const columns: readonly Column<WhereRow>[] = [
  {
    id: 'name',
    header: 'Whose',
    minWidth: '7rem',
    cell: ({ name }) => name,
    text: ({ name }) => name,
    sort: ({ name }) => name,
    total: () => 'Total',
  },
  usds('legacy', 'Legacy debt', '7rem', ({ legacy }) => legacy),
  usds('legacyFees', 'Fees not dripped', '8rem', ({ legacyFees }) => legacyFees),
  usds('kept', 'Kept by buffer', '7.5rem', ({ kept }) => kept),
  usds('free', 'Idle in vault', '7rem', ({ free }) => free),
  usds('out', 'Taken, yield owed', '8.5rem', ({ out }) => out),
  usds('yield', 'Yield since drip', '8rem', ({ yieldSinceDrip }) => yieldSinceDrip),
  usds('inNoVault', 'In no vault', '6.5rem', ({ inNoVault }) => inNoVault),
  usds('proxy', 'In its ALMProxy', '8rem', ({ proxy }) => proxy),
]
