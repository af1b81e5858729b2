'use client'

import { useCallback } from 'react'
import { useDeployment } from '@/lib/react/context'
import { readProposal } from '@/lib/react/proposal/link'
import { useProposals } from '@/lib/react/proposal/use-proposals'

/** Reads what somebody handed over and keeps it. @returns why it is no proposal; null where it is one */
export function useOpen(): (text: string) => Promise<string | null> {
  const { chainId } = useDeployment()
  const { keep } = useProposals()
  return useCallback(
    async (text) => {
      const read = await readProposal(text, chainId)
      if (!read.ok) return read.problem
      keep(read.proposal)
      return null
    },
    [chainId, keep],
  )
}
