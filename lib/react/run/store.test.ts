import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browser } from '@/lib/testing/fakes/browser'
import { action, coded, first, from, hashOf, holds, open, states, to, wallet } from '@/lib/testing/runs'
import { isShown } from '.'
import { parseRun, storedText } from './parse'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('signing', () => {
  it('asks for each call in turn, on the chain by name, and keeps their hashes', async () => {
    const { store } = open()
    const provider = wallet([hashOf(1), hashOf(2)])
    await store.sign(action(2), provider, holds, 'run-1')
    expect(first(store)?.calls.map(({ dialogue }) => dialogue)).toMatchObject([
      { state: 'submitted', hash: hashOf(1) },
      { state: 'submitted', hash: hashOf(2) },
    ])
    const sent = provider.request.mock.calls.flatMap(([{ method, params }]) =>
      method === 'eth_sendTransaction' ? [params] : [],
    )
    expect(sent).toEqual([
      [{ from, to, data: '0x00', value: '0x0', chainId: '0x7a69' }],
      [{ from, to, data: '0x01', value: '0x0', chainId: '0x7a69' }],
    ])
  })

  it('has a Safe as the wallet propose all calls as one transaction, and knows at which nonce', async () => {
    const { store } = open()
    const proposals: unknown[] = []
    const safe = {
      ...wallet([]),
      isSafeApp: true,
      propose: async (...asked: readonly unknown[]) => {
        proposals.push(asked)
        return hashOf(1)
      },
      standingOf: () => Promise.reject(new Error('not asked')),
    } as const
    await store.sign(action(2), safe as never, holds, 'run-1', (hash) => (hash === hashOf(1) ? 5n : null))
    expect(first(store)?.calls.map(({ dialogue }) => dialogue)).toMatchObject([
      { state: 'submitted', hash: hashOf(1), proposed: { nonce: 5n } },
      { state: 'submitted', hash: hashOf(1), proposed: { nonce: 5n } },
    ])
    expect(proposals).toEqual([[from, action(2).calls]])
    // The execution takes the Safe to its next nonce.
    expect(first(store)?.effects.at(-1)).toMatchObject({ after: { value: 6n }, passing: true })
    expect(parseRun(storedText(first(store)!), first(store)!.chainId, 'run-1')).toMatchObject({
      calls: [{ dialogue: { proposed: { nonce: 5n } } }, {}],
    })
    await store.sign(action(1), safe as never, () => 'It is frozen already.', 'run-2')
    expect(proposals).toHaveLength(1)
  })

  it('ends at a refusal, with nothing else sent', async () => {
    const { store } = open()
    await store.sign(action(3), wallet([hashOf(1), coded(4001, 'User rejected the request.')]), holds)
    expect(states(first(store))).toEqual(['submitted', 'rejected', 'waiting'])
  })

  it('stops before the wallet is asked when a requirement no longer holds, and says why', async () => {
    const { store } = open()
    const provider = wallet([hashOf(1), hashOf(2)])
    await store.sign(action(3), provider, ({ data }) => (data === '0x01' ? 'It is frozen already.' : null))
    expect(first(store)?.calls.map(({ dialogue }) => dialogue)).toMatchObject([
      { state: 'submitted' },
      { state: 'held', problem: 'It is frozen already.' },
      { state: 'waiting' },
    ])
    expect(provider.request.mock.calls.filter(([{ method }]) => method !== 'eth_chainId')).toHaveLength(1)
  })

  it('checks what follows again, and asks the wallet only once that check has ended', async () => {
    const { store } = open()
    const provider = wallet([hashOf(1), hashOf(2)])
    const asked: boolean[] = []
    let end: (problem: string | null) => void = () => undefined
    const run = store.sign(action(2), provider, (_, isFurther) => {
      asked.push(isFurther)
      return isFurther ? new Promise((resolve) => (end = resolve)) : null
    })
    await vi.advanceTimersByTimeAsync(1)
    expect(states(first(store))).toEqual(['submitted', 'checking'])
    store.dismiss(first(store)?.id ?? '')
    expect(store.snapshot().runs).toHaveLength(1)
    end(null)
    await run
    expect([states(first(store)), asked]).toEqual([
      ['submitted', 'submitted'],
      [false, true],
    ])
  })

  it('counts a call as not asked for when the page goes away during its check', async () => {
    const of = browser()
    const { store, close } = open(of)
    void store.sign(action(2), wallet([hashOf(1)]), (_, isFurther) =>
      isFurther ? new Promise(() => undefined) : null,
    )
    await vi.advanceTimersByTimeAsync(1)
    close()
    expect(states(first(open(of).store))).toEqual(['submitted', 'held'])
  })

  it('has no way to hand the wallet what is stored: a new review replaces the old run', async () => {
    const { store } = open()
    expect(store).not.toHaveProperty('proceed')
    await store.sign(action(2), wallet([hashOf(1), coded(4001, 'no')]), holds, 'old')
    await store.sign(action(1), wallet([coded(4001, 'no')]), holds, 'newer')
    expect(store.snapshot().runs.map(states)).toEqual([['rejected'], ['submitted', 'superseded']])
    await store.sign(action(1), wallet([hashOf(2)]), holds, 'newest')
    const shown = store.snapshot().runs.filter(isShown)
    expect(shown.map(({ id }) => id)).toEqual(['newest', 'old'])
  })

  it('sends nothing while the wallet is on another chain, known or not', async () => {
    for (const provider of [wallet([hashOf(1)], 1), wallet([hashOf(1)], Number.NaN)]) {
      const { store } = open()
      await store.sign(action(1), provider, holds)
      expect(states(first(store))).toEqual(['not-sent'])
      expect(provider.request.mock.calls.map(([{ method }]) => method)).toEqual(['eth_chainId'])
    }
  })

  it.each([[null], [''], ['0x'], [{ hash: hashOf(1) }], [hashOf(1).slice(0, -2)], [7], [undefined], [[]]])(
    'reports at once that the answer %j is no hash, and does not say that it was sent',
    async (answer) => {
      const { store } = open()
      await store.sign(action(2), wallet([answer]), holds)
      expect(states(first(store))).toEqual(['unclear', 'waiting'])
      expect(first(store)?.calls[0]?.dialogue).toMatchObject({
        problem: expect.stringContaining('which is no transaction hash'),
      })
    },
  )
})
