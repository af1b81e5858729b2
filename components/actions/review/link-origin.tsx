'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { Notice } from '@/components/ui/notice'
import type { Origin } from '@/lib/react/page/address'

/** Which parts of an action came with the address of the page, in words: "the limit USDS mint". */
export type LinkOrigin = readonly string[]

const FromLink = createContext<LinkOrigin>([])

interface LinkChosenProps {
  readonly origin: Origin
  /** What the address of the page names. */
  readonly what: string
  readonly children: ReactNode
}

/** Wraps what is about something that the address may have named: each review opened inside says so. */
export function LinkChosen({ origin, what, children }: LinkChosenProps) {
  const around = useLinkOrigin()
  return <FromLink value={origin === 'link' ? [...around, what] : around}>{children}</FromLink>
}

/** What came with a link, for this place in the page. */
export function useLinkOrigin(): LinkOrigin {
  return useContext(FromLink)
}

/** Gives a review the link origin of the button that opened it. */
export function LinkOriginOf({ of, children }: { readonly of: LinkOrigin; readonly children: ReactNode }) {
  return <FromLink value={of}>{children}</FromLink>
}

/** Says what a link chose. Renders nothing where all was chosen on this console. */
export function LinkNotice({ className }: { readonly className?: string | undefined }) {
  const what = useLinkOrigin()
  if (what.length === 0) return null
  return (
    <Notice tone="info" title={`Filled in from a link: ${what.join(', ')}`} className={className}>
      The address with which this page was opened named it. Check that it is the one you mean.
    </Notice>
  )
}
