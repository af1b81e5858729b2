'use client'

import { LeafText } from '@/components/model/leaf-text'
import { VERDICT_LOOK } from '@/components/model/verdicts'
import { Bubble } from '@/components/ui/bubble'
import { DataTable } from '@/components/ui/data-table'
import { StateBadge } from '@/components/ui/state-badge'
import type { Column } from '@/components/ui/table-model'
import { type CheckState, titleOf } from '@/lib/console/model/check'
import type { Identity } from '@/lib/console/model/primes'
import { formatCompact, formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import type { SignedWad } from '@/lib/math'
import { identityReason, identitySentences } from '@/lib/words/identities'

interface IdentitiesTableProps {
  readonly identities: readonly Identity[]
  /** Time of the model [unix s]. */
  readonly now: bigint
  readonly fileName: string
}

/** Whether the books add up: what is expected, what is found, and what lies between. */
export function IdentitiesTable({ identities, now, fileName }: IdentitiesTableProps) {
  const rows = identities.map((identity) => ({
    ...identity,
    title: titleOf({ holds: identity.holds, says: identitySentences(identity) }),
    reason: identityReason(identity, now),
  }))
  return (
    <DataTable
      id="identities"
      caption="Identities"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty="There is no identity."
      fileName={fileName}
    />
  )
}

interface Row extends Identity {
  readonly title: string
  readonly reason: string
}

/** Green only where it was computed and holds. */
function verdictOf({ holds }: Identity): CheckState {
  if (!holds.ok) return 'unknown'
  return holds.value ? 'pass' : 'critical'
}

function side(id: 'expected' | 'found' | 'residual' | 'tolerance', header: string): Column<Row> {
  return {
    id,
    header,
    numeric: true,
    minWidth: '5.5rem',
    cell: (identity) => <Side leaf={identity[id]} />,
    text: (identity) => exactText(identity[id]),
    sort: (identity) => (identity[id].ok ? identity[id].value : null),
  }
}

function Side({ leaf }: { readonly leaf: Leaf<SignedWad> }) {
  return (
    <LeafText
      leaf={leaf}
      text={(value) => formatCompact(value, 18)}
      exact={(value) => formatExact(value, 18)}
    />
  )
}

/** For an export: the figure without separators, which a spreadsheet takes for a number. */
function exactText(leaf: Leaf<SignedWad>): string {
  return leaf.ok ? formatExact(leaf.value, 18).replaceAll(',', '') : `Unknown: ${leaf.reason.message}`
}

const columns: readonly Column<Row>[] = [
  {
    id: 'identity',
    header: 'Statement',
    minWidth: '22rem',
    cell: ({ title }) => title,
    text: ({ title }) => title,
    sort: ({ title }) => title,
  },
  {
    id: 'verdict',
    header: 'Verdict',
    minWidth: '7rem',
    cell: (identity) => <StateBadge {...VERDICT_LOOK[verdictOf(identity)]} plain />,
    text: (identity) => VERDICT_LOOK[verdictOf(identity)].word,
    sort: (identity) => VERDICT_LOOK[verdictOf(identity)].word,
  },
  side('expected', 'Expected'),
  side('found', 'Found'),
  side('residual', 'Residual'),
  side('tolerance', 'Tolerance'),
  {
    id: 'reason',
    header: 'Reason',
    cell: ({ reason, title }) => (
      <Bubble label={`Why: ${title}. ${reason}`} trigger="Why" className="text-muted">
        {reason}
      </Bubble>
    ),
    text: ({ reason }) => reason,
  },
]
