'use client'

import { StateBadge } from '@/components/ui/state-badge'
import type { Column } from '@/components/ui/table-model'
import { Value } from '@/components/ui/value'
import { type Check, checkState, titleOf } from '@/lib/console/model/check'
import { evidenceText } from './evidence'
import { EvidenceText } from './evidence-text'
import { FoundText } from './found-text'
import { Provenance } from './provenance'
import { Sources } from './sources'
import type { Names } from './use-names'
import { VERDICT_LOOK } from './verdicts'

/** Columns of a table of checks: the statement, its verdict, and the evidence. */
export function checkColumns({ fullOf }: Pick<Names, 'fullOf'>): readonly Column<Check>[] {
  return [
    {
      id: 'check',
      header: 'Statement',
      minWidth: '15rem',
      cell: (check) => <EvidenceText text={titleOf(check)} />,
      text: (check) => evidenceText(titleOf(check), fullOf),
      sort: titleOf,
    },
    {
      id: 'verdict',
      header: 'Verdict',
      minWidth: '8rem',
      cell: (check) => <StateBadge {...VERDICT_LOOK[checkState(check)]} plain />,
      text: (check) => VERDICT_LOOK[checkState(check)].word,
      sort: (check) => VERDICT_LOOK[checkState(check)].word,
    },
    {
      id: 'found',
      header: 'Found',
      minWidth: '14rem',
      cell: ({ found }) =>
        found.ok ? (
          <div className="wrap-anywhere">
            <FoundText text={found.value} />
          </div>
        ) : (
          <Value
            text={null}
            reason={found.reason.message}
            source={<Sources from={found.from} failed={found.reason.source} />}
          />
        ),
      text: ({ found }) =>
        found.ok ? evidenceText(found.value, fullOf) : `Unknown: ${found.reason.message}`,
    },
    {
      id: 'expected',
      header: 'Expected',
      minWidth: '12rem',
      cell: ({ expected }) => <EvidenceText text={expected} />,
      text: ({ expected }) => evidenceText(expected, fullOf),
    },
    {
      id: 'source',
      header: 'Source',
      cell: (check) => <Provenance leaf={check.holds} of={titleOf(check)} />,
      text: ({ holds }) => String(holds.from.length),
      sort: ({ holds }) => holds.from.length,
    },
  ]
}
