import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pageTime } from '../page/time'
import { clockOf } from './clock'
import type { LiveState } from './state'

const block = 1_800_000_000n

/** A store with a block that was seen this many seconds ago. */
function storeOf(ageSeconds: number) {
  const listeners = new Set<() => void>()
  const seenAt = pageTime() - ageSeconds * 1000
  const picture = { reading: { block: { timestamp: block } }, seenAt }
  let state = { picture } as unknown as LiveState
  return {
    snapshot: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    publish: (next: LiveState) => {
      state = next
      for (const listener of listeners) listener()
    },
  }
}

describe('the clock of the chain', () => {
  /** The monotonic clock, which advances while no timer can fire [ms]. */
  let monotonic = 1_000_000
  const pass = (seconds: number) => {
    monotonic += seconds * 1000
  }
  const tick = () => vi.advanceTimersByTime(250)
  beforeEach(() => {
    monotonic += 1_000_000
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    vi.spyOn(performance, 'now').mockImplementation(() => monotonic)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  it('stands still while it is read, however long that takes, and advances when it ticks', () => {
    const clock = clockOf(storeOf(3), 1n)
    const changes = vi.fn()
    const end = clock.subscribe(changes)
    expect(clock.snapshot()).toBe(block + 3n)
    // A render that takes five seconds.
    pass(5)
    expect(clock.snapshot()).toBe(block + 3n)
    tick()
    expect(changes).toHaveBeenCalledTimes(1)
    expect(clock.snapshot()).toBe(block + 8n)
    end()
    pass(5)
    tick()
    expect(clock.snapshot()).toBe(block + 8n)
  })

  it('advances in steps, and with every block', () => {
    const store = storeOf(0)
    const clock = clockOf(store, 10n)
    const end = clock.subscribe(() => undefined)
    pass(9)
    tick()
    expect(clock.snapshot()).toBe(block)
    pass(1)
    tick()
    expect(clock.snapshot()).toBe(block + 10n)
    store.publish({
      picture: { reading: { block: { timestamp: block + 12n } }, seenAt: pageTime() },
    } as unknown as LiveState)
    expect(clock.snapshot()).toBe(block + 12n)
    end()
  })

  it('knows no time before a block was read', () => {
    const clock = clockOf({ ...storeOf(0), snapshot: () => ({ picture: null }) as LiveState }, 1n)
    expect(clock.snapshot()).toBeNull()
  })
})
