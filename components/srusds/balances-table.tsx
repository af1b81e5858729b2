'use client'

import { LeafText } from '@/components/model/leaf-text'
import { VERDICT_LOOK } from '@/components/model/verdicts'
import { DataTable } from '@/components/ui/data-table'
import { StateBadge } from '@/components/ui/state-badge'
import type { Column } from '@/components/ui/table-model'
import type { CheckState } from '@/lib/console/model/check'
import type { BalanceModel } from '@/lib/console/model/srusds'
import { formatCompact, formatExact } from '@/lib/format'
import { balanceToken } from '@/lib/words/srusds'
import { type BalanceRow, balanceRows } from './rows'

interface BalancesTableProps {
  readonly id: string
  readonly balances: readonly BalanceModel[]
  readonly fileName: string
}

/** What each party has to have, what it has, and what lies between. */
export function BalancesTable({ id, balances, fileName }: BalancesTableProps) {
  return (
    <DataTable
      id={id}
      caption="Backing of srUSDS"
      columns={columns}
      rows={balanceRows(balances)}
      rowKey={(row) => row.id}
      empty="There is nothing to back."
      filter={false}
      fileName={fileName}
    />
  )
}

/** Green only where it was computed and holds. */
function verdictOf({ holds }: BalanceModel): CheckState {
  if (!holds.ok) return 'unknown'
  return holds.value ? 'pass' : 'critical'
}

function side(id: 'owed' | 'held' | 'residual', header: string): Column<BalanceRow> {
  return {
    id,
    header,
    numeric: true,
    minWidth: '7rem',
    cell: (row) => (
      <LeafText<bigint>
        leaf={row[id]}
        text={(value) => formatCompact(value, 18)}
        exact={(value) => formatExact(value, 18)}
        unit={balanceToken(row.id)}
      />
    ),
    text: (row) => {
      const leaf = row[id]
      return leaf.ok ? formatExact(leaf.value, 18).replaceAll(',', '') : `Unknown: ${leaf.reason.message}`
    },
    sort: (row) => (row[id].ok ? row[id].value : null),
  }
}

const columns: readonly Column<BalanceRow>[] = [
  {
    id: 'statement',
    header: 'Statement',
    minWidth: '20rem',
    cell: ({ title }) => title,
    text: ({ title }) => title,
  },
  {
    id: 'verdict',
    header: 'Verdict',
    minWidth: '7rem',
    cell: (row) => <StateBadge {...VERDICT_LOOK[verdictOf(row)]} plain />,
    text: (row) => VERDICT_LOOK[verdictOf(row)].word,
  },
  side('owed', 'Owed'),
  side('held', 'There'),
  side('residual', 'Residual'),
  {
    id: 'token',
    header: 'Token',
    cell: ({ id }) => balanceToken(id),
    text: ({ id }) => balanceToken(id),
  },
]
