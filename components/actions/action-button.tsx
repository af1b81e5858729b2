'use client'

import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConnectDialog } from '@/components/wallet/connect-dialog'
import type { ActionRequest } from '@/lib/actions'
import { useWallet } from '@/lib/react/use-wallet'
import { ActionReview } from './action-review'

interface ActionButtonProps {
  readonly request: ActionRequest
  /** Verb and object: "Freeze relayer 0x12…ab". */
  readonly children: ReactNode
  readonly variant?: 'primary' | 'secondary' | 'danger' | undefined
  readonly size?: 'sm' | 'md' | 'lg' | undefined
  readonly icon?: LucideIcon | undefined
  /** Why it cannot be pressed now. */
  readonly reason?: string | undefined
  readonly className?: string | undefined
}

/** Leads to the review of an action; without a wallet to connecting one first, and from there on to the review. */
export function ActionButton({ request, children, ...look }: ActionButtonProps) {
  const { account } = useWallet()
  /** The request is held while the review is open: what is reviewed does not change under the reader. */
  const [held, setHeld] = useState<ActionRequest | null>(null)
  const close = () => setHeld(null)
  return (
    <>
      <Button {...look} aria-haspopup="dialog" onClick={() => setHeld(request)}>
        {children}
      </Button>
      {held !== null && account === null && <ConnectDialog open onOpenChange={close} />}
      {held !== null && account !== null && <ActionReview request={held} account={account} onClose={close} />}
    </>
  )
}
