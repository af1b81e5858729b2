'use client'

import type { Address } from 'viem'
import type { ActionRequest } from '@/lib/actions'
import { readHasMulticall } from '@/lib/chain/read/reader'
import { type Review, type ReviewInput, reviewAction } from '@/lib/chain/review'
import type { Rpc } from '@/lib/chain/rpc'
import { type SecondOpinion, secondOpinion } from '@/lib/chain/second'
import { stringify } from '@/lib/chain/wire'
import { max } from '@/lib/math'
import { useDeployment } from '../context'
import { useLiveState } from '../live/hooks'
import { useSources } from '../live/sources'
import { chainTime, type Picture } from '../live/state'
import { pageTime } from '../page/time'
import { type Recheck, useRecheck } from './use-recheck'

export interface ReviewState {
  readonly review: Recheck<Review | null>
  readonly secondOpinion: Recheck<SecondOpinion>
}

const hasMulticall = (rpc: Rpc) => readHasMulticall(rpc)

/** Checks an action once, for the present time of the chain. */
export function reviewAt(
  picture: Picture,
  about: Pick<ReviewInput, 'sources' | 'deployment' | 'request' | 'from'>,
): Promise<Review | null> {
  const { reading } = picture
  // A block must be later than the one before it.
  const time = max(chainTime(picture, pageTime()), reading.block.timestamp + 1n)
  return reviewAction({ ...about, reading, time, hasMulticall })
}

/** Checks an action again and again while its review is open; each check runs to its end. */
export function useReview(request: ActionRequest, from: Address): ReviewState {
  const deployment = useDeployment()
  const sources = useSources()
  const { rpc } = useLiveState()
  const asked = sources.map(({ label }) => label).join('\n')
  const review = useRecheck(['review', stringify(request), from], asked, (picture) =>
    reviewAt(picture, { sources, deployment, request, from }),
  )
  const serverNodes = rpc.map(({ label }) => label)
  const second = useRecheck(['second-source'], asked, ({ reading }) =>
    secondOpinion({ deployment, reading, sources, serverNodes }),
  )
  return { review, secondOpinion: second }
}
