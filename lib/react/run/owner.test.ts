import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { beatingOwnership, browserOwnership, lockOwnership, soleOwnership } from './owner'

/** Web Locks as the browser has them: for each name, a request waits until the one before it is over. */
function fakeLocks() {
  const queues = new Map<string, Promise<unknown>>()
  const request = (name: string, { signal }: { signal: AbortSignal }, granted: () => Promise<void>) => {
    const turn = (queues.get(name) ?? Promise.resolve()).then(() => (signal.aborted ? undefined : granted()))
    queues.set(name, turn)
    return turn
  }
  const ask: Ask = (name, { signal, held }) => request(name, { signal }, held)
  return ask
}

type Ask = Parameters<typeof lockOwnership>[0]

function memory() {
  const entries = new Map<string, string>()
  return {
    entries,
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  }
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => vi.useRealTimers())

const settle = () => vi.advanceTimersByTimeAsync(1)

describe('a run is owned by locks', () => {
  it('one tab owns a run, and the next only when that is gone', async () => {
    const locks = lockOwnership(fakeLocks(), soleOwnership)
    const [first, second] = [vi.fn(), vi.fn()]
    const release = locks.claim('run', first)
    locks.claim('run', second)
    locks.claim('other', vi.fn())
    await settle()
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 0])
    release()
    await settle()
    expect(second).toHaveBeenCalledOnce()
  })

  it('a claim that is given back before it is granted is never owned', async () => {
    const locks = lockOwnership(fakeLocks(), soleOwnership)
    const second = vi.fn()
    const release = locks.claim('run', vi.fn())
    locks.claim('run', second)()
    release()
    await settle()
    expect(second).not.toHaveBeenCalled()
  })
})

describe('a run where locks are denied', () => {
  it.each<[string, Ask]>([
    ['missing', () => null],
    ['refused', () => Promise.reject(new Error('SecurityError'))],
  ])('a run where locks are denied is owned by the fallback: %s', async (_, ask) => {
    const storage = memory()
    const [first, second] = [vi.fn(), vi.fn()]
    lockOwnership(ask, beatingOwnership(storage, 'a')).claim('run', first)
    lockOwnership(ask, beatingOwnership(storage, 'b')).claim('run', second)
    await settle()
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 0])
  })

  it('a claim that was given back meanwhile is not owned through the fallback', async () => {
    const storage = memory()
    const owned = vi.fn()
    const denied = (): Promise<void> => Promise.reject(new Error('SecurityError'))
    lockOwnership(denied, beatingOwnership(storage, 'a')).claim('run', owned)()
    await settle()
    expect(owned).not.toHaveBeenCalled()
  })
})

describe('a run is owned by heartbeats where there are no locks', () => {
  it('the owner keeps a run while it lives, even hidden, with one heartbeat a minute', async () => {
    const storage = memory()
    const second = vi.fn()
    const first = vi.fn()
    beatingOwnership(storage, 'a').claim('run', first)
    expect(first).toHaveBeenCalledOnce()
    beatingOwnership(storage, 'b').claim('run', second)
    await vi.advanceTimersByTimeAsync(600_000)
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 0])
  })

  it('the next tab takes a run when its owner is silent for long, or gave it back', async () => {
    const silent = memory()
    silent.setItem('generator-pau-console/run-owner/run', JSON.stringify({ tab: 'gone', at: Date.now() }))
    const heir = vi.fn()
    beatingOwnership(silent, 'b').claim('run', heir)
    await vi.advanceTimersByTimeAsync(80_000)
    expect(heir).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(heir).toHaveBeenCalledOnce()

    const storage = memory()
    const release = beatingOwnership(storage, 'a').claim('run', vi.fn())
    const second = vi.fn()
    beatingOwnership(storage, 'b').claim('run', second)
    release()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(second).toHaveBeenCalledOnce()
  })

  it.each([
    'null',
    '7',
    '{}',
    '{"tab":1,"at":2}',
    '{"tab":"x","at":"y"}',
    '{broken',
    '{"tab":"x","at":99999999999999}',
  ])('nobody owns a run by the stored text %s', (text) => {
    const storage = memory()
    storage.setItem('generator-pau-console/run-owner/run', text)
    const owned = vi.fn()
    beatingOwnership(storage, 'a').claim('run', owned)
    expect(owned).toHaveBeenCalledOnce()
  })
})

it('a run is owned by this tab alone where nothing is shared', () => {
  const owned = vi.fn()
  soleOwnership.claim('run', owned)()
  expect(owned).toHaveBeenCalledOnce()
})

it('a run is owned by this tab alone where the browser has neither locks nor storage', async () => {
  vi.stubGlobal('navigator', {})
  const owned = vi.fn()
  browserOwnership(null, 'a').claim('run', owned)
  await settle()
  expect(owned).toHaveBeenCalledOnce()
  vi.unstubAllGlobals()
})
