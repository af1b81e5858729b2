'use client'

import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import { StateBadge } from '@/components/ui/state-badge'
import type { BeamRole } from '@/lib/console/derive/beams'
import type { GuardianFacts } from '@/lib/console/facts/guardians'
import type { BeamRow } from './beams'

interface BeamProps {
  readonly row: BeamRow
  readonly threshold: GuardianFacts['threshold']
}

/** An account that guardians can freeze: what it holds, whether it is frozen, and how far the vote for a lift is. */
export function Beam({ row: { account, roles, frozen, taken, votes }, threshold }: BeamProps) {
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2">
        <ShownName address={account} className="font-medium" />
        {!frozen.ok && <StateBadge state="unknown" word="Could not be read" plain />}
        {frozen.ok && frozen.value && (
          <>
            <StateBadge state="wrong" word="Frozen" plain />
            <span className="text-muted text-sm">
              <LeafText leaf={votes} text={String} /> of <LeafText leaf={threshold} text={String} /> votes to
              lift it
            </span>
          </>
        )}
      </p>
      <p className="text-muted text-sm">
        {roles.ok ? (
          roles.value.length === 0 ? (
            'Holds no role'
          ) : (
            roles.value.map(({ label }) => label).join(', ')
          )
        ) : (
          <>
            What it holds could not be read <LeafText leaf={roles} text={() => ''} />
          </>
        )}
      </p>
      {frozen.ok && frozen.value && (
        <p className="text-muted text-sm">
          A lift gives back: <LeafText leaf={taken} text={labels} />
        </p>
      )}
    </div>
  )
}

const labels = (roles: readonly BeamRole[]): string =>
  roles.map(({ label }) => label).join(', ') || 'nothing but the use of its roles'
