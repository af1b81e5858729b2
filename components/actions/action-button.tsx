'use client'

import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { ActionRequest } from '@/lib/actions'
import { useOpenReview } from './review/use-open-review'

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

/** Opens the review of an action; without a wallet, connecting one comes first. */
export function ActionButton({ request, children, ...look }: ActionButtonProps) {
  const review = useOpenReview()
  return (
    <Button {...look} aria-haspopup="dialog" onClick={() => review(request)}>
      {children}
    </Button>
  )
}
