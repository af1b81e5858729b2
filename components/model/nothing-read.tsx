'use client'

import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { SkeletonTable } from '@/components/ui/skeleton'
import { useLiveState } from '@/lib/react/live-hooks'

interface NothingReadProps {
  readonly noun: string
  /** Headers of the page's table, for a skeleton of its shape. */
  readonly columns: readonly string[]
}

/** A page before anything was read: what is the case, what still holds, what to do, and the shape of what comes. */
export function NothingRead({ noun, columns }: NothingReadProps) {
  const { problem } = useLiveState()
  return (
    <>
      <PageHeader noun={noun} answer="Nothing was read from the chain yet" />
      <Notice
        tone={problem === null ? 'info' : 'amber'}
        title={problem ?? 'Waiting for the first block.'}
        holds="Nothing is known of the contracts, good or bad."
        todo="The console keeps trying by itself. If this lasts, check the nodes in RPC_URL."
      />
      <SkeletonTable label={`Loading ${noun.toLowerCase()}`} columns={columns} rows={6} />
    </>
  )
}
