'use client'

import { CircleCheck, CircleMinus, Hourglass, TriangleAlert } from 'lucide-react'
import { Value } from '@/components/ui/value'
import type { Right } from '@/lib/console/authority'
import type { Reason } from '@/lib/leaf'

/** What an account may do, each right in words: it holds, does not, or it could not be read. */
export function RightsList({ rights }: { readonly rights: readonly Right[] }) {
  return (
    <ul className="space-y-1.5">
      {rights.map(({ id, label, holds }) => (
        <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span>{label}</span>
          <span className="inline-flex items-center gap-1.5 text-sm">
            {!holds.ok ? (
              <Unknown reason={holds.reason} />
            ) : holds.value ? (
              <>
                <CircleCheck aria-hidden className="size-3.5 text-ok" />
                <span className="font-medium">holds</span>
              </>
            ) : (
              <>
                <CircleMinus aria-hidden className="size-3.5 text-idle" />
                <span className="text-muted">does not hold</span>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Unknown({ reason }: { readonly reason: Reason }) {
  if (reason.kind === 'being-read') {
    return (
      <>
        <Hourglass aria-hidden className="size-3.5 text-idle" />
        <span className="text-muted">being read</span>
      </>
    )
  }
  return (
    <>
      <TriangleAlert aria-hidden className="size-3.5 text-unknown" />
      <span className="text-unknown">could not be read</span>
      <Value text={null} reason={reason.message} />
    </>
  )
}
