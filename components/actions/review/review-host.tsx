'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { ConnectDialog } from '@/components/wallet/connect-dialog'
import type { ActionRequest } from '@/lib/actions'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ActionReview } from './action-review'
import { type LinkOrigin, LinkOriginOf } from './link-origin'
import { type OpenReview, ReviewContext } from './use-open-review'

interface Held {
  readonly request: ActionRequest
  readonly fromLink: LinkOrigin
  /** Counts the openings. */
  readonly turn: number
}

/**
 * Holds the review that is open. It stands above every page and panel: a relayer that is frozen leaves the list with
 * its button, and what became of the freeze has to stay.
 */
export function ReviewHost({ children }: { readonly children: ReactNode }) {
  const { account } = useWallet()
  /** Held while the review is open: what is reviewed does not change under the reader. */
  const [held, setHeld] = useState<Held | null>(null)
  const close = () => setHeld(null)
  // Each opening is a review of its own, also of a request that was reviewed before.
  const open = useCallback<OpenReview>(
    (request, fromLink) => setHeld((before) => ({ request, fromLink, turn: (before?.turn ?? 0) + 1 })),
    [],
  )
  return (
    <ReviewContext value={open}>
      {children}
      {held !== null && account === null && <ConnectDialog open onOpenChange={close} />}
      {held !== null && account !== null && (
        <LinkOriginOf of={held.fromLink}>
          <ActionReview key={held.turn} request={held.request} account={account} onClose={close} />
        </LinkOriginOf>
      )}
    </ReviewContext>
  )
}
