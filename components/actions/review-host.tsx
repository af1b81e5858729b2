'use client'

import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { ConnectDialog } from '@/components/wallet/connect-dialog'
import type { ActionRequest } from '@/lib/actions'
import { useWallet } from '@/lib/react/use-wallet'
import { ActionReview } from './action-review'

const ReviewContext = createContext<((request: ActionRequest) => void) | null>(null)

interface Held {
  readonly request: ActionRequest
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
  const open = useCallback(
    (request: ActionRequest) => setHeld((before) => ({ request, turn: (before?.turn ?? 0) + 1 })),
    [],
  )
  return (
    <ReviewContext value={open}>
      {children}
      {held !== null && account === null && <ConnectDialog open onOpenChange={close} />}
      {held !== null && account !== null && (
        <ActionReview key={held.turn} request={held.request} account={account} onClose={close} />
      )}
    </ReviewContext>
  )
}

/** Opens the review of an action; without a wallet, connecting one first. */
export function useReviewHost(): (request: ActionRequest) => void {
  const open = useContext(ReviewContext)
  if (!open) throw new Error('useReviewHost needs a ReviewHost above it')
  return open
}
