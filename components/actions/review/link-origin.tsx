'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { Notice } from '@/components/ui/notice'
import type { Origin } from '@/lib/react/page/address'

/** What of an action came with the address of the page, as words: "the limit USDS mint". */
export type LinkOrigin = readonly string[]

const FromLink = createContext<LinkOrigin>([])

interface LinkChosenProps {
  readonly origin: Origin
  /** What the address names. */
  readonly what: string
  readonly children: ReactNode
}

/** Around everything that is about something the address may have named: each review from within says so. */
export function LinkChosen({ origin, what, children }: LinkChosenProps) {
  const around = useLinkOrigin()
  return <FromLink value={origin === 'link' ? [...around, what] : around}>{children}</FromLink>
}

/** What came with a link of what is around here. */
export function useLinkOrigin(): LinkOrigin {
  return useContext(FromLink)
}

/** Hands on to a review what was around the button that opened it. */
export function LinkOriginOf({ of, children }: { readonly of: LinkOrigin; readonly children: ReactNode }) {
  return <FromLink value={of}>{children}</FromLink>
}

/** Says what was not chosen on this console; nothing where all was. */
export function LinkNotice({ className }: { readonly className?: string | undefined }) {
  const what = useLinkOrigin()
  if (what.length === 0) return null
  return (
    <Notice tone="info" title={`Filled in from a link: ${what.join(', ')}`} className={className}>
      The address with which this page was opened named it. Check that it is the one you mean.
    </Notice>
  )
}
