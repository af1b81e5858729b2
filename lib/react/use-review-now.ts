'use client'

import { useCallback } from 'react'
import type { Action } from '@/lib/actions'
import type { Checked } from '@/lib/chain/checked'
import type { Review } from '@/lib/chain/review'
import { type SecondOpinion, secondOpinion } from '@/lib/chain/second-source'
import { knownSignatures } from '@/lib/chain/signatures'
import { derive } from '@/lib/console/derive'
import type { ConsoleModel } from '@/lib/console/model'
import { useConsole } from './context'
import { chainTime } from './live-state'
import { pageTime } from './page-time'
import { useSources } from './sources'
import { reviewAt } from './use-review'

/** What a review says at one moment. */
export interface ReviewedNow {
  readonly model: ConsoleModel
  /** Null where it did not end in time. */
  readonly review: Checked<Review | null> | null
  readonly secondOpinion: Checked<SecondOpinion> | null
  readonly dissent: string | null
}

/** So long a check is waited for: an emergency does not wait for a node that hangs [ms]. */
const patience = { emergency: 5_000, ordinary: 60_000 } as const

/** Checks an action once, at the moment of asking, also while its review is closed already. */
export function useReviewNow(): (action: Action) => Promise<ReviewedNow | null> {
  const { store, deployment } = useConsole()
  const sources = useSources()
  return useCallback(
    async ({ request, from, emergency }) => {
      const { picture, rpc } = store.snapshot()
      if (!picture) return null
      const { reading } = picture
      const { block } = reading
      const limit = emergency ? patience.emergency : patience.ordinary
      const serverNodes = rpc.map(({ label }) => label)
      const [review, opinion] = await Promise.all([
        within(limit, reviewAt(picture, { sources, deployment, request, from })),
        within(limit, secondOpinion({ deployment, reading, sources, serverNodes })),
      ])
      // What has to hold is asked of the newest picture, which may have come meanwhile.
      const { picture: newest, dissent } = store.snapshot()
      const { facts } = newest ?? picture
      const model = derive(facts, chainTime(newest ?? picture, pageTime()), knownSignatures)
      return {
        ...{ model, dissent },
        review: review && { value: review, block },
        secondOpinion: opinion && { value: opinion, block },
      }
    },
    [store, deployment, sources],
  )
}

/** Null where it fails or does not end in time. */
function within<T>(limit: number, work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limit)
  })
  return Promise.race([work.catch(() => null), late]).finally(() => clearTimeout(timer))
}
