import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Rpc } from '@/lib/chain/rpc'
import { browser } from '@/lib/testing/fakes/browser'
import { type FakeTransaction, handedOver, told } from '@/lib/testing/fakes/transaction'
import { action, coded, first, hashOf, holds, node, open, states, wallet } from '@/lib/testing/runs'
import { isOpen, isShown, isUnsent, type Run } from '.'
import type { RunStore } from './store'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('following a transaction', () => {
  const sent = async (source: Rpc) => {
    const { store } = open()
    store.setSources([source])
    await store.sign(action(1), wallet([hashOf(1)]), holds, 'sent')
    await vi.advanceTimersByTimeAsync(2_000)
    return store
  }

  it('never ends at "not seen": a later block with the transaction wins, and a reorganisation takes it back', async () => {
    const source = node({})
    const store = await sent(source)
    expect(states(first(store))).toEqual(['missing'])
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(states(first(store))).toEqual(['missing'])
    source.at = { mined: true }
    await vi.advanceTimersByTimeAsync(15_000)
    expect(states(first(store))).toEqual(['mined'])
    source.at = {}
    store.setHead(33n)
    await vi.advanceTimersByTimeAsync(10)
    expect(states(first(store))).toEqual(['missing'])
    expect(first(store)?.calls[0]?.evidence?.gone).toEqual({ number: 16n, hash: '0xaa' })
  })

  it('counts from when it was sent, and lists it while it may be on its way', async () => {
    const store = await sent(node({}))
    const run = first(store) as Run
    const evidence = run.calls[0]?.evidence
    expect(evidence?.unseenSince).toBe(run.at)
    expect(isOpen(run, run.at + 299_000)).toBe(true)
    expect(isOpen(run, run.at + 301_000)).toBe(false)
  })

  it('counts a node with two names as one source, and asks by the second name where the first is silent', async () => {
    const server: Rpc = { ...node({ mined: true }), label: "this console's server", kind: 'server' }
    const direct = node({ mined: true, label: 'node.example' })
    const wallet2: Rpc = { ...node({ mined: true }), label: 'Wallet', kind: 'wallet' }
    const silent: Rpc = { ...server, request: () => Promise.reject(new Error('down')) }
    for (const [sources, nodes, by] of [
      [[server, direct], ['node.example'], ["this console's server"]],
      [[server, direct], ['other.example'], ["this console's server", 'node.example']],
      [[server, direct, wallet2], ['node.example'], ["this console's server", 'Wallet']],
      [[silent, direct], ['node.example'], ['node.example']],
    ] as const) {
      const { store } = open()
      store.setSources(sources, nodes)
      await store.sign(action(1), wallet([hashOf(1)]), holds)
      await vi.advanceTimersByTimeAsync(2_000)
      expect(first(store)?.calls[0]?.evidence?.by).toEqual(by)
    }
  })

  it('keeps the nonce that a node showed, over a reload too', async () => {
    const of = browser()
    const { store, close } = open(of)
    store.setSources([node({ known: true })])
    await store.sign(action(1), wallet([hashOf(1)]), holds)
    await vi.advanceTimersByTimeAsync(2_000)
    close()
    expect(first(open(of).store)?.calls[0]?.dialogue).toMatchObject({ nonce: 4 })
  })

  it('keeps what it knew while no source answers', async () => {
    const source = node({ mined: true })
    const store = await sent(source)
    store.setSources([{ ...source, request: () => Promise.reject(new Error('down')) }])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(states(first(store))).toEqual(['mined'])
  })
})

describe('a wallet that says that it sent nothing', () => {
  /** A node that has `told` in block 12, once that is set: what the owner of the key handed over. */
  const holding = (): Rpc & { told: FakeTransaction | null } => {
    const rpc = {
      told: null as FakeTransaction | null,
      label: 'node',
      kind: 'node' as const,
      request: async <T>(method: string, params: readonly unknown[]): Promise<T> => {
        const [asked, at] = params as readonly [string, string]
        const node = rpc.told?.node
        const isThere =
          node !== undefined && (at === 'latest' || at === 'pending' || BigInt(at ?? asked ?? 0) >= 12n)
        const answers: Readonly<Record<string, () => unknown>> = {
          eth_chainId: () => '0x7a69',
          eth_blockNumber: () => '0x20',
          eth_getTransactionCount: () => (isThere ? '0x4' : '0x3'),
          eth_getBlockByNumber: () => ({ hash: '0xaa', transactions: node ? [node] : [] }),
          eth_getTransactionByHash: () => (node?.hash === asked ? node : null),
          eth_getTransactionReceipt: () => {
            if (node?.hash !== asked) return null
            return { transactionHash: asked, status: '0x1', blockNumber: '0xc', blockHash: '0xaa', logs: [] }
          },
        }
        const answer = answers[method]
        if (!answer) throw new Error(`unexpected ${method}`)
        return answer() as T
      },
    }
    return rpc
  }
  const { from: sender, to: target, data, value } = handedOver
  const handed = { ...action(1), from: sender, calls: [{ to: target, data, value }] }

  it.each([
    [4001, 'rejected'],
    [4900, 'refused'],
  ])(
    'is believed with code %i only as long as the account did not send the transaction',
    async (code, state) => {
      const { store } = open()
      const source = holding()
      store.setHead(10n)
      store.setSources([source])
      await store.sign(handed, wallet([coded(code, 'no')]), holds)
      await vi.advanceTimersByTimeAsync(2_000)
      expect(states(first(store))).toEqual([state])
      expect(first(store)?.calls[0]?.evidence).toMatchObject({ state: 'missing', others: [] })
      expect(first(store)?.calls.filter(isUnsent)).toHaveLength(1)
      source.told = await told()
      await vi.advanceTimersByTimeAsync(30_000)
      expect(states(first(store))).toEqual(['mined'])
      // A transaction that was sent is not offered again, nor closed by a later review.
      expect(first(store)?.calls.filter(isUnsent)).toEqual([])
      await store.sign(handed, wallet([coded(4001, 'no')]), holds)
      expect(store.snapshot().runs.map(states)).toEqual([['rejected'], ['mined']])
    },
  )

  it('is checked further when a later review replaced it, but not shown before it is found', async () => {
    const of = browser()
    const { store, close } = open(of)
    const source = holding()
    store.setHead(10n)
    store.setSources([source])
    await store.sign(handed, wallet([coded(4001, 'no')]), holds, 'first')
    await store.sign(handed, wallet([]), () => 'It does not hold.', 'second')
    await vi.advanceTimersByTimeAsync(2_000)
    const byId = (of: RunStore) =>
      Object.fromEntries(of.snapshot().runs.map((run) => [run.id, [...(states(run) ?? []), isShown(run)]]))
    expect(byId(store)).toEqual({ first: ['superseded', false], second: ['held', true] })
    close()
    const { store: later } = open(of)
    later.setSources([source])
    source.told = await told()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(byId(later)).toEqual({ first: ['mined', true], second: ['held', true] })
  })

  it('is contradicted for only one of two reviews of the same action, when one transaction was sent', async () => {
    const { store } = open()
    const source = holding()
    store.setHead(10n)
    store.setSources([source])
    await store.sign(handed, wallet([coded(4001, 'no')]), holds, 'first')
    await store.sign(handed, wallet([null]), holds, 'second')
    source.told = await told()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(
      store
        .snapshot()
        .runs.filter(isShown)
        .map((run) => [run.id, states(run)]),
    ).toEqual([['second', ['mined']]])
  })

  it('leaves the list when it is no longer searched for', async () => {
    const { store } = open()
    store.setHead(10n)
    store.setSources([holding()])
    await store.sign(handed, wallet([coded(4001, 'no')]), holds, 'first')
    await store.sign(handed, wallet([coded(4001, 'no')]), holds, 'second')
    await vi.advanceTimersByTimeAsync(3_601_000)
    await store.sign(handed, wallet([coded(4001, 'no')]), holds, 'third')
    expect(store.snapshot().runs.map(({ id }) => id)).toEqual(['third'])
  })

  it('is not contradicted by another request of the same action, which the wallet answered', async () => {
    const { store } = open()
    const source = holding()
    store.setHead(10n)
    store.setSources([source])
    const sent = await told()
    await store.sign(handed, wallet([sent.handed.hash]), holds, 'sent')
    await store.sign(handed, wallet([coded(4001, 'no')]), holds, 'no')
    source.told = sent
    await vi.advanceTimersByTimeAsync(30_000)
    const byId = Object.fromEntries(store.snapshot().runs.map((run) => [run.id, states(run)]))
    expect(byId).toEqual({ sent: ['mined'], no: ['rejected'] })
  })

  it('is searched for an hour, and not for ever', async () => {
    const { store } = open()
    const source = holding()
    const request = vi.spyOn(source, 'request')
    store.setHead(10n)
    store.setSources([source])
    await store.sign(handed, wallet([coded(4001, 'no')]), holds)
    await vi.advanceTimersByTimeAsync(3_500_000)
    request.mockClear()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(request).toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(60_000)
    request.mockClear()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(request).not.toHaveBeenCalled()
  })
})
