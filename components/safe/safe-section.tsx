'use client'

import { useState } from 'react'
import type { Address } from 'viem'
import { ShownName } from '@/components/model/shown-name'
import { Notice } from '@/components/ui/notice'
import type { SafeRoute } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { formatExact, plural } from '@/lib/format'
import { NestedHashes } from './nested-hashes'
import { Owners } from './owners'
import { SafeHashes } from './safe-hashes'
import { safeTitle } from './safe-title'
import { SafeTraits } from './safe-traits'

interface SafeSectionProps {
  readonly route: SafeRoute
  readonly account: Address
  readonly model: ConsoleModel
}

/** How far the owners of a Safe are with an action, its nonce, and its hashes. */
export function SafeSection({ route, account, model }: SafeSectionProps) {
  const { safe, proposal, next } = route
  return (
    <section aria-labelledby="review-safe" data-safe={safe.id} className="space-y-3">
      <h3 id="review-safe" className="font-semibold">
        {safeTitle(safe)}
      </h3>
      {proposal === null ? (
        <Notice tone="amber" title={next} />
      ) : (
        <p data-safe-next className="font-medium">
          {next}
        </p>
      )}
      <SafeTraits safe={safe} />
      <Owners safe={safe} collected={proposal?.collected ?? null} account={account} />
      {proposal && (
        <>
          <Nonce route={route} />
          <SafeHashes proposal={proposal} />
          <NestedHashes route={route} model={model} />
        </>
      )}
    </section>
  )
}

/** The nonce that everything hangs on: whether it moved while this was open, and who approved at another one. */
function Nonce({ route: { safe, proposal } }: { readonly route: SafeRoute }) {
  const nonce = proposal?.transaction.nonce ?? 0n
  const [opened] = useState(nonce)
  return (
    <div className="space-y-2 text-sm">
      <p>
        <span className="text-muted">Nonce of the Safe: </span>
        <span data-safe-nonce className="font-mono">
          {formatExact(nonce, 0)}
        </span>
      </p>
      {opened !== nonce && (
        <Notice
          tone="amber"
          title={`The nonce of ${safe.name} moved from ${opened} to ${nonce} while this was open`}
          todo="The hashes are new. Compare them again; approvals for the old ones are void."
          alert
        />
      )}
      {proposal?.elsewhere.map((other) => (
        <Notice
          key={String(other.nonce)}
          tone={other.nonce < nonce ? 'info' : 'amber'}
          title={`${other.unread > 0 ? 'At least ' : ''}${plural(other.owners.length, 'owner')} approved the same calls at nonce ${other.nonce}`}
        >
          {other.nonce < nonce
            ? 'That nonce is used. Those approvals no longer count.'
            : 'They count only once the Safe is at that nonce.'}{' '}
          {other.owners.map((owner) => (
            <ShownName key={owner} address={owner} className="mr-2" />
          ))}
        </Notice>
      ))}
    </div>
  )
}
