'use client'

import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { SkeletonTable } from '@/components/ui/skeleton'
import { useLiveState } from '@/lib/react/live/hooks'

/** Said instead of "nothing was read" where there is a reading but no figure. */
export const NOT_EVALUATED = 'What was read could not be evaluated'

interface NothingReadProps {
  readonly noun: string
  /** Headers of the page's table, for a skeleton of its shape. */
  readonly columns: readonly string[]
}

/** A page before anything was read: what is the case, what still holds, what to do, and the shape of what comes. */
export function NothingRead({ noun, columns }: NothingReadProps) {
  const { problem, picture } = useLiveState()
  if (picture !== null) {
    return (
      <>
        <PageHeader noun={noun} answer={NOT_EVALUATED} />
        <Notice
          tone="amber"
          title="The figures of this page cannot be computed from it."
          holds="Nothing is known of the contracts, good or bad."
          todo="Load the page anew; if that does not help, open the console in another browser or on another machine."
        />
      </>
    )
  }
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
