'use client'

import { Owners } from '@/components/safe/owners'
import { approvedWords } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { approvedIn, type Run } from '@/lib/react/run'
import { collectState } from '@/lib/safe'

interface RunApprovalsProps {
  readonly run: Run
  readonly model: ConsoleModel
}

/** Who else approved what this run approved, by the chain. */
export function RunApprovals({ run, model }: RunApprovalsProps) {
  return approvedIn(run).map(({ safe: address, hash }) => {
    const safe = model.safes.find(({ id }) => id === address)
    const watched = safe?.watched.find(({ id }) => id === hash)
    if (!safe?.owners.ok || !safe.threshold.ok || !watched) return null
    const approvals = watched.approvals.flatMap(({ id, approved }) =>
      approved.ok ? [[id, approved.value] as const] : [],
    )
    // The count alone is told here: whether the nonce is used, the stated changes tell.
    const collected = collectState({
      owners: safe.owners.value,
      threshold: safe.threshold.value,
      safeNonce: 0n,
      nonce: 0n,
      approvals: new Map(approvals),
      connected: run.from,
    })
    return (
      <section key={hash} aria-label={`Approvals of ${safe.name}`} data-approved={hash} className="space-y-1">
        <p className="font-medium text-sm">
          {collected.unknown.length === 0
            ? `${collected.approved.length} of ${collected.threshold} owners that are needed approved`
            : approvedWords(collected)}
        </p>
        <Owners safe={safe} collected={collected} account={run.from} />
      </section>
    )
  })
}
