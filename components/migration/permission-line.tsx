'use client'

import { LeafText } from '@/components/model/leaf-text'
import { Provenance } from '@/components/model/provenance'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import type { Permission } from '@/lib/console/model/migration'
import type { Leaf } from '@/lib/leaf'

const LOOK: Readonly<
  Record<Permission, { readonly state: State; readonly word: string; readonly told: string }>
> = {
  held: {
    state: 'ok',
    word: 'Held',
    told: 'For the length of the migration, and no longer: the spell that retires the legacy ilks revokes it.',
  },
  'not-held': {
    state: 'idle',
    word: 'Not held',
    told: 'The spell that starts the dual-run grants it, and the one that retires the legacy ilks revokes it.',
  },
  missing: {
    state: 'wrong',
    word: 'Missing',
    told: 'No step can move debt without it. Governance grants it by spell.',
  },
  'left-behind': {
    state: 'wrong',
    word: 'Left behind',
    told: 'The migration has ended, and the Diamond can still act for the Prime. Governance revokes it by spell.',
  },
}

/** CONTROLLER of the Generator's Diamond on the ALMProxy of a Prime: a permission of the migration alone. */
export function PermissionLine({ leaf }: { readonly leaf: Leaf<Permission> }) {
  if (!leaf.ok) {
    return (
      <span className="inline-flex items-center gap-2">
        <StateBadge state="unknown" word="Unknown" plain />
        <LeafText leaf={leaf} text={String} />
      </span>
    )
  }
  const { state, word, told } = LOOK[leaf.value]
  return (
    <div data-permission={leaf.value}>
      <span className="inline-flex flex-wrap items-center gap-x-3">
        <StateBadge state={state} word={word} plain />
        <Provenance leaf={leaf} of="CONTROLLER of the Generator's Diamond on the Prime's ALMProxy" />
      </span>
      <p className="text-muted text-sm">{told}</p>
    </div>
  )
}
