'use client'

import { BookCheck } from 'lucide-react'
import { ActionButton } from '@/components/actions/action-button'
import type { Leaf } from '@/lib/leaf'
import type { Rad } from '@/lib/math'
import { dripOffer } from './fees'

interface DripButtonProps {
  /** Name of the ilk. */
  readonly ilk: string
  /** Its fees that no drip has booked yet [rad]. */
  readonly fees: Leaf<Rad>
  /** 1 while MCD works. */
  readonly live: Leaf<bigint>
}

/** Books the accrued fees of an ilk, which anyone may. Renders nothing where none have accrued. */
export function DripButton({ ilk, fees, live }: DripButtonProps) {
  const offer = dripOffer(fees, live)
  if (!offer) return null
  return (
    <ActionButton size="sm" icon={BookCheck} request={{ kind: 'drip', ilk }} reason={offer.reason}>
      Book fees<span className="sr-only"> of {ilk}</span>
    </ActionButton>
  )
}
