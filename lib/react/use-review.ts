'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import type { ActionRequest } from '@/lib/actions'
import { readHasMulticall } from '@/lib/chain/reader'
import { type Review, reviewAction } from '@/lib/chain/review'
import type { Rpc } from '@/lib/chain/rpc'
import { type SecondOpinion, secondOpinion } from '@/lib/chain/second-source'
import { stringify } from '@/lib/chain/wire'
import { max } from '@/lib/math'
import { useDeployment } from './context'
import { useLiveState } from './live-hooks'
import { chainTime } from './live-state'
import { useSources, useWalletRpc } from './sources'

export interface ReviewState {
  /** Null while the first check runs. */
  readonly review: Review | null
  readonly checking: boolean
  readonly secondOpinion: SecondOpinion | null
}

const hasMulticall = (rpc: Rpc) => readHasMulticall(rpc)

/** Checks an action at every block while its review is open. */
export function useReview(request: ActionRequest, from: Address): ReviewState {
  const deployment = useDeployment()
  const sources = useSources()
  const wallet = useWalletRpc()
  const { picture } = useLiveState()
  const block = picture?.reading.block.hash
  const labels = sources.map(({ label }) => label)
  const review = useQuery({
    queryKey: ['review', stringify(request), from, block, labels],
    enabled: picture !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => {
      if (!picture) return null
      const { reading } = picture
      // A block cannot have the time of the one before it.
      const time = max(chainTime(picture, performance.now()), reading.block.timestamp + 1n)
      return reviewAction({ sources, deployment, reading, request, from, time, hasMulticall })
    },
  })
  const second = useQuery({
    queryKey: ['second-source', block, wallet?.label],
    enabled: picture !== null && wallet !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => (picture && wallet ? secondOpinion(wallet, picture.reading) : null),
  })
  return { review: review.data ?? null, checking: review.isFetching, secondOpinion: second.data ?? null }
}
