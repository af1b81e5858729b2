'use client'

import { createContext, useContext } from 'react'
import type { ActionRequest } from '@/lib/actions'
import { type LinkOrigin, useLinkOrigin } from './link-origin'

/** @param fromLink What of the request came with the address of the page. */
export type OpenReview = (request: ActionRequest, fromLink: LinkOrigin) => void

export const ReviewContext = createContext<OpenReview | null>(null)

/** Opens the review of an action; without a wallet, connecting one first. */
export function useOpenReview(): (request: ActionRequest) => void {
  const open = useContext(ReviewContext)
  const fromLink = useLinkOrigin()
  if (!open) throw new Error('useOpenReview needs a ReviewHost above it')
  return (request) => open(request, fromLink)
}
