'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { useConsole } from '../context'
import type { PageFaults } from '../page/guard'
import { clockOf } from './clock'
import type { LiveState } from './state'

/** The live picture and where it comes from. */
export function useLiveState(): LiveState {
  const { store } = useConsole()
  return useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot)
}

/** What is wrong with the page itself. */
export function usePageFaults(): PageFaults {
  const { guard } = useConsole()
  return useSyncExternalStore(guard.subscribe, guard.snapshot, guard.snapshot)
}

/**
 * Time of the chain [s]; the first paint has the server's. Null until something was read.
 * @param step how often it advances [s]; a new block always makes it advance
 */
export function useTime(step = 1n): bigint | null {
  const { store, initialTime } = useConsole()
  const clock = useMemo(() => clockOf(store, step), [store, step])
  return useSyncExternalStore(clock.subscribe, clock.snapshot, () => initialTime)
}
