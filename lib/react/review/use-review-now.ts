'use client'

import { useCallback } from 'react'
import type { Action } from '@/lib/actions'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { secondOpinion } from '@/lib/chain/second'
import { consoleAt } from '@/lib/console/checks/console-at'
import { useConsole } from '../context'
import { useSources } from '../live/sources'
import { chainTime } from '../live/state'
import { pageTime } from '../page/time'
import { within } from '../page/within'
import { checkedNow, type ReviewedNow } from './now'
import { reviewAt } from './use-review'

/** How long to wait for a check: an emergency does not wait for a node that hangs [ms]. */
const patience = { emergency: 5_000, ordinary: 60_000 } as const

/** Checks an action at the moment of the call, even after its review was closed. */
export function useReviewNow(): (action: Action) => Promise<ReviewedNow | null> {
  const { store, deployment } = useConsole()
  const sources = useSources()
  return useCallback(
    (action) =>
      checkedNow(action, async () => {
        const { picture, rpc } = store.snapshot()
        if (!picture) return null
        const { request, from, emergency } = action
        const { reading } = picture
        const { block } = reading
        const limit = emergency ? patience.emergency : patience.ordinary
        const serverNodes = rpc.map(({ label }) => label)
        const [review, opinion] = await Promise.all([
          within(limit, reviewAt(picture, { sources, deployment, request, from })),
          within(limit, secondOpinion({ deployment, reading, sources, serverNodes })),
        ])
        // The requirements are judged by the newest picture, which may have come meanwhile.
        const { picture: newest, dissent } = store.snapshot()
        const { facts } = newest ?? picture
        const model = consoleAt(facts, chainTime(newest ?? picture, pageTime()), knownSignatures)
        return {
          ...{ model, dissent },
          review: review && { value: review, block },
          secondOpinion: opinion && { value: opinion, block },
        }
      }),
    [store, deployment, sources],
  )
}
