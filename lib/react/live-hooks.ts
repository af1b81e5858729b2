'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { chainTime, type LiveState } from './live-state'
import { useConsole } from './provider'

/** The live picture and where it comes from. */
export function useLiveState(): LiveState {
  const { store } = useConsole()
  return useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot)
}

/** Time of the chain, to the second [s]; the first paint has the server's. Null until something was read. */
export function useSecond(): bigint | null {
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
    return picture && chainTime(picture, performance.now())
  }
  return useSyncExternalStore(subscribe, now, () => initialTime)
}
