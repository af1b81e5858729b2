'use client'

import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { ConnectDialog } from '@/components/wallet/connect-dialog'
import type { ActionRequest } from '@/lib/actions'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ActionReview } from './action-review'
import { type LinkOrigin, LinkOriginOf, useLinkOrigin } from './link-origin'

/** @param fromLink What of the request came with the address of the page. */
type OpenReview = (request: ActionRequest, fromLink: LinkOrigin) => void

const ReviewContext = createContext<OpenReview | null>(null)

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

/** Opens the review of an action; without a wallet, connecting one first. */
export function useReviewHost(): (request: ActionRequest) => void {
  const open = useContext(ReviewContext)
  const fromLink = useLinkOrigin()
  if (!open) throw new Error('useReviewHost needs a ReviewHost above it')
  return (request) => open(request, fromLink)
}
