'use client'

import { type Address, isAddressEqual } from 'viem'
import { ShownName } from '@/components/model/shown-name'
import { Notice } from '@/components/ui/notice'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { Approval, CollectState } from '@/lib/safe'

const LOOK: Readonly<Record<Approval, readonly [state: State, word: string]>> = {
  approved: ['ok', 'approved'],
  signed: ['ok', 'signed off chain'],
  missing: ['idle', 'not yet'],
  unknown: ['unknown', 'could not read'],
}

interface OwnersProps {
  readonly safe: SafeFacts
  readonly collected: CollectState | null
  readonly account: Address
}

/** Every owner of a Safe by name, and what it said to a transaction. */
export function Owners({ safe, collected, account }: OwnersProps) {
  const { owners, threshold } = safe
  if (!owners.ok) {
    return (
      <Notice
        tone="amber"
        title={`The owners of ${safe.name} could not be read`}
        todo={owners.reason.message}
      />
    )
  }
  const list = collected?.owners ?? owners.value.map((owner) => ({ owner, approval: 'unknown' as const }))
  return (
    <div className="space-y-1.5">
      {!threshold.ok && (
        <StateBadge plain state="unknown" word={`Threshold could not be read: ${threshold.reason.message}`} />
      )}
      <ul aria-label={`Owners of ${safe.name}`} className="divide-y divide-line text-sm">
        {list.map(({ owner, approval }) => {
          const [state, word] = LOOK[approval]
          return (
            <li
              key={owner}
              data-owner={owner}
              data-approval={approval}
              className="flex flex-wrap items-baseline justify-between gap-x-4 py-1.5"
            >
              <span>
                <ShownName address={owner} className="font-medium" />
                {isAddressEqual(owner, account) && <span className="text-muted"> connected here</span>}
              </span>
              <StateBadge plain state={state} word={word} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
