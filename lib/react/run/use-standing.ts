'use client'

import { useQuery } from '@tanstack/react-query'
import { useConnection } from 'wagmi'
import type { Standing } from '../wallet/safe-app/messages'
import { isSafeApp } from '../wallet/safe-app/provider'
import type { Run } from '.'

/** How often the Safe interface is asked how far its owners are [ms]. */
const again = 4_000

/** How far a proposal is, as the Safe interface says; null where there is none, or once the chain tells. */
export function useStanding({ id, calls }: Pick<Run, 'id' | 'calls'>): Standing | null {
  const { connector } = useConnection()
  const open = calls.find(
    ({ dialogue, evidence }) =>
      dialogue.state === 'submitted' && dialogue.proposed && evidence?.state !== 'enclosed',
  )?.dialogue
  const hash = open?.state === 'submitted' ? open.hash : null
  const { data } = useQuery({
    queryKey: ['standing', id, hash, connector?.uid],
    enabled: hash !== null && connector !== undefined,
    networkMode: 'always',
    refetchInterval: again,
    queryFn: async () => {
      const provider: unknown = await connector?.getProvider()
      return hash !== null && isSafeApp(provider) ? provider.standingOf(hash) : null
    },
  })
  return hash === null ? null : (data ?? null)
}
