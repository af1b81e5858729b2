'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { useConsole } from './context'
import { chainTime, type LiveState } from './live-state'

/** The live picture and where it comes from. */
export function useLiveState(): LiveState {
  const { store } = useConsole()
  return useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot)
}

/**
 * Time of the chain [s]; the first paint has the server's. Null until something was read.
 * @param step How often it moves on [s]; a new block always does.
 */
export function useTime(step = 1n): bigint | null {
  const { store, initialTime } = useConsole()
  const subscribe = useCallback(
    (onChange: () => void) => {
      const timer = setInterval(onChange, 250)
      const unsubscribe = store.subscribe(onChange)
      return () => {
        clearInterval(timer)
        unsubscribe()
      }
    },
    [store],
  )
  const now = () => {
    const { picture } = store.snapshot()
    if (!picture) return null
    const { timestamp } = picture.reading.block
    const age = chainTime(picture, performance.now()) - timestamp
    return timestamp + age - (age % step)
  }
  return useSyncExternalStore(subscribe, now, () => initialTime)
}
