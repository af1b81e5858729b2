'use client'

import { ArrowDownToLine, ArrowUpToLine } from 'lucide-react'
import { ActionButton } from '@/components/actions/action-button'
import type { Leaf } from '@/lib/leaf'
import { type CeilingOutlook, execOffer } from './ceiling'

interface ExecButtonProps {
  /** Name of the ilk. */
  readonly ilk: string
  readonly outlook: Leaf<CeilingOutlook>
  /** Time of the chain [unix s]. */
  readonly now: bigint
}

/** Lets AutoLine move the ceiling of an ilk, which anyone may. Renders nothing where it would not move. */
export function ExecButton({ ilk, outlook, now }: ExecButtonProps) {
  const offer = outlook.ok ? execOffer(outlook.value, now) : null
  if (!offer) return null
  const { verb, reason } = offer
  return (
    <ActionButton
      size="sm"
      icon={verb === 'Raise' ? ArrowUpToLine : ArrowDownToLine}
      request={{ kind: 'exec', ilk }}
      reason={reason}
    >
      {verb} ceiling<span className="sr-only"> of {ilk}</span>
    </ActionButton>
  )
}
