'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { errorLine } from '@/lib/chain/errors'
import type { Checked } from '@/lib/chain/read/checked'
import { useLiveState } from '../live/hooks'
import type { Picture } from '../live/state'

/** A check that is repeated as the chain goes on. */
export interface Recheck<T> {
  /** The newest result; null before the first. */
  readonly latest: Checked<T> | null
  /** Why the newest check gave no result, as a sentence; null when it gave one. */
  readonly problem: string | null
  /** Whether a check is under way. */
  readonly running: boolean
}

/**
 * Checks something at the newest block, again and again. A check runs to its end, however many blocks come meanwhile:
 * if every block restarted it, a check that takes longer than a block would never end. Its result stays until a newer
 * one replaces it, and says which block it is about.
 *
 * @param key What is checked. Another key is another check, and forgets the results of the one before.
 * @param by What checks it. A different checker starts a new check, and the old result stays until that ends.
 * @param check null while there is nothing that could check it.
 */
export function useRecheck<T>(
  key: readonly string[],
  by: string,
  check: ((picture: Picture) => Promise<T>) | null,
): Recheck<T> {
  const { picture } = useLiveState()
  const { data, isFetching, refetch } = useQuery({
    queryKey: ['recheck', ...key],
    // Only the effect below starts it.
    enabled: false,
    // The chain may run on this machine, so it does not matter whether the browser thinks that it is online.
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async (): Promise<Round<T>> => {
      if (!picture || !check) return { ...nothing, of: null, by }
      const { block } = picture.reading
      try {
        return { latest: { value: await check(picture), block }, problem: null, of: block.hash, by }
      } catch (error) {
        return { ...nothing, problem: errorLine(error), of: block.hash, by }
      }
    },
    structuralSharing: false,
  })
  const isDue =
    check !== null && picture !== null && (data?.of !== picture.reading.block.hash || data.by !== by)
  useEffect(() => {
    if (isDue && !isFetching) void refetch({ cancelRefetch: false })
  }, [isDue, isFetching, refetch])
  return { latest: data?.latest ?? null, problem: data?.problem ?? null, running: isFetching }
}

/** One check that ended. */
interface Round<T> {
  readonly latest: Checked<T> | null
  readonly problem: string | null
  /** Hash of the block that the check was about. */
  readonly of: string | null
  readonly by: string
}

const nothing = { latest: null, problem: null }
