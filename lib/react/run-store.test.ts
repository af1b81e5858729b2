import type { EIP1193Provider, Hex } from 'viem'
import { describe, expect, it, vi } from 'vitest'
import type { Action } from '@/lib/actions'
import type { Rpc } from '@/lib/chain/rpc'
import { advance, type CallStatus, minedIn, type Run } from './run'
import { RunStore } from './run-store'

const chainId = 31_337
const from = '0x00000000000000000000000000000000000000f1'
const to = '0x00000000000000000000000000000000000000d1'
const hashOf = (index: number): Hex => `0x${String(index).padStart(64, '0')}`

const action = (calls: number): Action => ({
  request: { kind: 'freeze-all', generator: to },
  title: 'Freeze all relayers',
  emergency: true,
  from,
  calls: Array.from({ length: calls }, (_, index) => ({ to, data: `0x0${index}`, value: 0n })),
  permission: { id: 'freezer', text: '', holds: { ok: true, value: true, from: [] }, weight: 'blocks' },
  requirements: [],
  effects: [
    { path: 'a', after: { value: 1n } },
    { path: 'b', after: { value: 2n }, timed: true },
  ],
  disables: [],
  undo: '',
})

/** A wallet that answers each transaction in turn; an unexpected method throws. */
function wallet(answers: readonly (Hex | Error)[], chain: number = chainId) {
  const left = [...answers]
  const request = vi.fn(async ({ method }: { method: string }) => {
    if (method === 'eth_chainId') return `0x${chain.toString(16)}`
    if (method !== 'eth_sendTransaction') throw new Error(`unexpected ${method}`)
    const answer = left.shift()
    if (answer === undefined) throw new Error('asked more often than expected')
    if (answer instanceof Error) throw answer
    return answer
  })
  return { request } as unknown as EIP1193Provider & { request: typeof request }
}

const coded = (code: number, message: string, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code })

function memory() {
  const entries = new Map<string, string>()
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
  }
}

const states = (run: Run | undefined) => run?.calls.map(({ status }) => status.state)

describe('signing', () => {
  it('asks for each call in turn and keeps their hashes', async () => {
    const store = new RunStore(chainId, memory())
    await store.sign(action(2), wallet([hashOf(1), hashOf(2)]), 'run-1')
    expect(store.snapshot()[0]?.calls.map(({ status }) => status)).toMatchObject([
      { state: 'submitted', hash: hashOf(1) },
      { state: 'submitted', hash: hashOf(2) },
    ])
  })

  it('ends at a refusal, with nothing else sent, and can go on later', async () => {
    const store = new RunStore(chainId, memory())
    const refusing = wallet([hashOf(1), coded(4001, 'User rejected the request.')])
    await store.sign(action(3), refusing, 'run-2')
    const [run] = store.snapshot()
    expect(states(run)).toEqual(['submitted', 'rejected', 'waiting'])
    await store.proceed(run?.id as string, wallet([hashOf(2), hashOf(3)]))
    expect(states(store.snapshot()[0])).toEqual(['submitted', 'submitted', 'submitted'])
  })

  it('tells a refusal from a failure, however deep the wallet wraps it', async () => {
    const wrapped = coded(-32_603, 'Internal error', coded(4001, 'User rejected the request.'))
    for (const [error, state] of [
      [wrapped, 'rejected'],
      [coded(-32_000, 'insufficient funds'), 'not-sent'],
      [new Error('popup closed'), 'not-sent'],
    ] as const) {
      const store = new RunStore(chainId, memory())
      await store.sign(action(1), wallet([error]), 'run-3')
      expect(states(store.snapshot()[0])).toEqual([state])
    }
  })

  it('sends nothing while the wallet is on another chain, known or not', async () => {
    const provider = wallet([hashOf(1)], 1)
    const store = new RunStore(chainId, memory())
    await store.sign(action(1), provider, 'run-4')
    expect(store.snapshot()[0]?.calls[0]?.status).toMatchObject({ state: 'not-sent' })
    expect(provider.request.mock.calls.map(([{ method }]) => method)).toEqual(['eth_chainId'])
  })
})

describe('a reload', () => {
  it('finds every run as it was, and an open question of the wallet as interrupted', async () => {
    const storage = memory()
    const store = new RunStore(chainId, storage)
    await store.sign(action(1), wallet([hashOf(1)]), 'run-5')
    const pending = { request: () => new Promise(() => undefined) } as unknown as EIP1193Provider
    void store.sign(action(1), pending, 'run-6')

    const next = new RunStore(chainId, storage)
    next.start()()
    expect(next.snapshot().map(states)).toEqual([['interrupted'], ['submitted']])
    expect(next.snapshot()[1]?.calls[0]?.value).toBe(0n)
    expect(next.snapshot()[1]?.effects).toEqual([{ path: 'a', after: { value: 1n } }])
  })

  it('starts empty from a storage that holds nonsense', () => {
    const storage = { getItem: () => '{broken', setItem: () => undefined }
    const store = new RunStore(chainId, storage)
    store.start()()
    expect(store.snapshot()).toEqual([])
  })

  it('works without a storage that can be written', async () => {
    const storage = {
      getItem: () => null,
      setItem: () => {
        throw new Error('quota')
      },
    }
    const store = new RunStore(chainId, storage)
    await store.sign(action(1), wallet([hashOf(1)]), 'run-7')
    expect(states(store.snapshot()[0])).toEqual(['submitted'])
  })
})

describe('following a transaction', () => {
  it('asks every source and takes the one that knows most', async () => {
    vi.useFakeTimers()
    const silent: Rpc = { label: 'a', kind: 'server', request: () => Promise.reject(new Error('down')) }
    const node: Rpc = {
      label: 'b',
      kind: 'wallet',
      request: async <T>(method: string) => {
        if (method !== 'eth_getTransactionReceipt') throw new Error(`unexpected ${method}`)
        return { status: '0x1', blockNumber: '0x10', blockHash: '0xaa' } as T
      },
    }
    const store = new RunStore(chainId, memory())
    store.setSources([silent, node])
    await store.sign(action(1), wallet([hashOf(1)]), 'run-8')
    await vi.advanceTimersByTimeAsync(1_500)
    const [run] = store.snapshot()
    expect(states(run)).toEqual(['mined'])
    expect(run && minedIn(run)).toBe(16n)
    vi.useRealTimers()
  })

  const submitted: Extract<CallStatus, { state: 'submitted' }> = {
    state: 'submitted',
    hash: hashOf(1),
    nonce: 4,
    missing: 0,
  }

  it('calls a transaction dropped only after many looks without a trace, and never when nobody answers', () => {
    let status: CallStatus = submitted
    for (let look = 1; look < 20; look++) {
      status = advance(status as typeof submitted, { state: 'missing' })
      expect(status.state).toBe('submitted')
    }
    expect(advance(status as typeof submitted, { state: 'missing' }).state).toBe('dropped')
    expect(advance(status as typeof submitted, { state: 'unknown' })).toBe(status)
    expect(advance(status as typeof submitted, { state: 'pending', nonce: 4 })).toMatchObject({ missing: 0 })
  })

  it('tells mined, reverted and replaced apart', () => {
    expect(advance(submitted, { state: 'mined', blockNumber: 1n, blockHash: '0xaa' })).toMatchObject({
      state: 'mined',
    })
    expect(advance(submitted, { state: 'reverted', blockNumber: 1n, reason: 'no' })).toMatchObject({
      reason: 'no',
    })
    expect(advance(submitted, { state: 'replaced' })).toMatchObject({ state: 'replaced' })
  })
})
