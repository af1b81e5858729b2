import { pageTime } from '../page/time'
import { chainTime } from './state'
import type { LiveStore } from './store'

const TICK_MS = 250

/** Time of the chain, to which views can subscribe. */
export interface Clock {
  subscribe(onChange: () => void): () => void
  /** [unix s]; null until something was read. */
  snapshot(): bigint | null
}

/**
 * A clock of the chain. It advances only when it ticks or a block comes, never while it is read: otherwise a render
 * that takes longer than a second would find another time at its end, and restart for ever.
 *
 * @param step how often it advances [s]; a new block always makes it advance
 */
export function clockOf(store: Pick<LiveStore, 'snapshot' | 'subscribe'>, step: bigint): Clock {
  const read = (): bigint | null => {
    const { picture } = store.snapshot()
    if (!picture) return null
    const { timestamp } = picture.reading.block
    const age = chainTime(picture, pageTime()) - timestamp
    return timestamp + age - (age % step)
  }
  let now = read()
  return {
    subscribe: (onChange) => {
      const tick = () => {
        now = read()
        onChange()
      }
      const timer = setInterval(tick, TICK_MS)
      const unsubscribe = store.subscribe(tick)
      return () => {
        clearInterval(timer)
        unsubscribe()
      }
    },
    snapshot: () => now,
  }
}
