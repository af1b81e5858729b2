import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browser } from '@/lib/testing/fakes/browser'
import {
  action,
  chainId,
  coded,
  first,
  from,
  hanging,
  hashOf,
  holds,
  node,
  open,
  states,
  wallet,
} from '@/lib/testing/runs'
import { RunStore } from './store'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a reload', () => {
  it('restores every run, and marks an open question to the wallet as unclear', async () => {
    const of = browser()
    const { store, close } = open(of)
    await store.sign(action(1), wallet([hashOf(1)]), holds, 'run-5')
    await vi.advanceTimersByTimeAsync(1)
    void store.sign(
      { ...action(1), request: { kind: 'pause-timelock', unit: from } },
      hanging,
      holds,
      'run-6',
    )
    await vi.advanceTimersByTimeAsync(1)
    close()

    const { store: next } = open(of)
    expect(next.snapshot().runs.map(states)).toEqual([['unclear'], ['submitted']])
    expect(next.snapshot().runs[1]?.calls[0]?.value).toBe(0n)
    expect(next.snapshot().runs[1]?.effects).toEqual([{ path: 'a', after: { value: 1n } }])
  })

  it('restores nothing from the storage that a node said', async () => {
    const of = browser()
    const { store } = open(of)
    store.setSources([node({ mined: true })])
    await store.sign(action(1), wallet([hashOf(1)]), holds)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(states(first(store))).toEqual(['mined'])
    expect([...of.entries.values()].join()).not.toContain('mined')
  })

  it.each([
    'null',
    '{}',
    '[null]',
    '[]',
    '7',
    '"x"',
    '{broken',
    '{"__proto__":{"calls":[]}}',
    '{"version":"2"}',
  ])('continues from a storage that holds %s, and says so', async (nonsense) => {
    const of = browser()
    const { store: good, close } = open(of)
    await good.sign(action(1), wallet([hashOf(1)]), holds, 'good')
    close()
    of.entries.set(`generator-pau-console/run/${chainId}/bad`, nonsense)
    of.entries.set(`generator-pau-console/runs/${chainId}`, nonsense)
    const { store } = open(of)
    expect(store.snapshot().runs.map(({ id }) => id)).toEqual(['good'])
    expect(store.snapshot().unreadable).toHaveLength(2)
    store.clearUnreadable()
    expect(of.entries.size).toBe(1)
  })

  it('works without a storage, and with one that always throws', async () => {
    const refuse = () => {
      throw new Error('quota')
    }
    const throwing = {
      getItem: refuse,
      setItem: refuse,
      removeItem: refuse,
      key: refuse,
      get length(): number {
        return refuse()
      },
    }
    for (const shelf of [null, throwing]) {
      const store = new RunStore(chainId, shelf)
      const close = store.start()
      await store.sign(action(1), wallet([hashOf(1)]), holds)
      expect(states(first(store))).toEqual(['submitted'])
      close()
    }
  })
})

describe('a second tab', () => {
  it('only shows what the first tab asks its wallet for: it neither ends nor dismisses it', async () => {
    const of = browser()
    const { store: one } = open(of)
    void one.sign(action(1), hanging, holds, 'asked')
    await vi.advanceTimersByTimeAsync(1)
    const { store: two } = open(of)
    expect(first(two)).toMatchObject({ mine: false })
    expect(states(first(two))).toEqual(['signing'])
    two.dismiss('asked')
    expect(states(first(two))).toEqual(['signing'])
    expect(states(first(one))).toEqual(['signing'])
  })

  it('takes over when the first tab is gone, and not before', async () => {
    const of = browser()
    const { store: one, close } = open(of)
    void one.sign(action(1), hanging, holds, 'asked')
    await vi.advanceTimersByTimeAsync(1)
    const { store: two } = open(of)
    close()
    expect(first(two)).toMatchObject({ mine: true })
    expect(states(first(two))).toEqual(['unclear'])
  })

  it('loses nothing of the first tab when both sign at once, and hears of every step', async () => {
    const of = browser()
    const { store: one } = open(of)
    const { store: two } = open(of)
    const other = { ...action(1), request: { kind: 'pause-timelock', unit: from } as const }
    await Promise.all([
      one.sign(action(2), wallet([hashOf(1), hashOf(2)]), holds, 'first'),
      two.sign(other, wallet([hashOf(3)]), holds, 'second'),
    ])
    for (const store of [one, two, open(of).store]) {
      const runs = [...store.snapshot().runs].toSorted((a, b) => (a.id < b.id ? -1 : 1))
      expect(runs.map(states)).toEqual([['submitted', 'submitted'], ['submitted']])
    }
  })

  it('cannot use the storage to remove what is under way in the first tab', async () => {
    const of = browser()
    const { store } = open(of)
    void store.sign(action(1), hanging, holds, 'asked')
    await vi.advanceTimersByTimeAsync(1)
    const key = [...of.entries.keys()][0] as string
    of.entries.delete(key)
    of.tell(key, null)
    expect(of.entries.has(key)).toBe(true)
    of.entries.clear()
    of.tell(null, null)
    expect(of.entries.has(key)).toBe(true)
    of.tell(key, '[null]')
    expect(states(first(store))).toEqual(['signing'])
  })

  it('is told of garbage that arrives while it is open', () => {
    const of = browser()
    const { store } = open(of)
    of.tell(`generator-pau-console/run/${chainId}/x`, '{}')
    expect(store.snapshot()).toMatchObject({ runs: [], unreadable: [expect.stringContaining('/x')] })
  })

  it('dismisses a finished run in all tabs', async () => {
    const of = browser()
    const { store: one } = open(of)
    const { store: two } = open(of)
    await one.sign(action(1), wallet([coded(4001, 'no')]), holds, 'over')
    expect(two.snapshot().runs).toHaveLength(1)
    two.dismiss('over')
    expect([one.snapshot().runs, two.snapshot().runs]).toEqual([[], []])
  })
})
