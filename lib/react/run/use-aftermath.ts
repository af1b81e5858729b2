'use client'

import { useQuery } from '@tanstack/react-query'
import { readHasMulticall } from '@/lib/chain/read/reader'
import { type Aftermath, readAftermath } from '@/lib/chain/track/aftermath'
import type { WatchedHash } from '@/lib/console/facts/watchlist'
import { useDeployment } from '../context'
import { useLiveState } from '../live/hooks'
import { useSources } from '../live/sources'
import { approvedIn, blocksOf, type Run } from '.'

/** The effect on the chain of a run whose transactions are all mined; null before it was read. */
export function useAftermath(run: Run): Aftermath | null {
  const deployment = useDeployment()
  const sources = useSources()
  const { picture, rpc } = useLiveState()
  const blocks = blocksOf(run)
  const { data } = useQuery({
    queryKey: ['aftermath', run.id, blocks?.first.hash, blocks?.last.hash, sources.map(({ label }) => label)],
    enabled: blocks !== null && picture !== null,
    staleTime: Number.POSITIVE_INFINITY,
    // The chain may run on this machine, so it does not matter whether the browser thinks that it is online.
    networkMode: 'always',
    // A source that was silent, or did not have the block yet, is asked again.
    refetchInterval: ({ state }) => (isWhole(state.data ?? null) ? false : 4_000),
    queryFn: () => {
      if (!blocks || !picture) return null
      const { known } = picture.reading
      const watched = watchedOf(run)
      return readAftermath({
        ...run,
        ...blocks,
        sources,
        deployment,
        known,
        watched,
        serverNodes: rpc.map(({ label }) => label),
        hasMulticall: readHasMulticall,
      })
    },
  })
  return data ?? null
}

function isWhole(aftermath: Aftermath | null): boolean {
  if (aftermath?.state !== 'read' || aftermath.comparison.state !== 'compared') return false
  return aftermath.opinions.every(({ state }) => state !== 'could-not-check')
}

/** The transactions of Safes that the run approves or executes, so that their approvals are read with the pictures. */
function watchedOf(run: Run): readonly WatchedHash[] {
  const executed = run.calls.flatMap(({ to, safeTxHash }) =>
    safeTxHash === undefined ? [] : [{ safe: to, hash: safeTxHash, transaction: null }],
  )
  return [...approvedIn(run), ...executed]
}
