import type { EIP1193Provider, Hex } from 'viem'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Action } from '@/lib/actions'
import type { Rpc } from '@/lib/chain/rpc'
import { type Browser, browser, openTab } from '@/lib/testing/fakes/browser'
import { type FakeTransaction, handedOver, told } from '@/lib/testing/fakes/transaction'
import { isOpen, isShown, isUnsent, type Run, statusOf } from '.'
import { RunStore, type StillHolds } from './store'

const chainId = 31_337
const from = '0x00000000000000000000000000000000000000F1'
const to = '0x00000000000000000000000000000000000000d1'
const hashOf = (index: number): Hex => `0x${String(index).padStart(64, '0')}`
const holds: StillHolds = () => null

const action = (
  calls: number,
  effects: Action['effects'] = [{ path: 'a', after: { value: 1n } }],
): Action => ({
  request: { kind: 'freeze-all', generator: to },
  title: 'Freeze all relayers',
  emergency: true,
  from,
  calls: Array.from({ length: calls }, (_, index) => ({ to, data: `0x0${index}`, value: 0n })),
  permission: {
    id: 'freezer',
    says: { holds: '', fails: '' },
    holds: { ok: true, value: true, from: [] },
    weight: 'blocks',
  },
  requirements: [],
  effects,
  events: [],
  disables: [],
  undo: '',
})

/** A wallet that answers each transaction in turn; an unexpected method throws. */
function wallet(answers: readonly unknown[], chain: number = chainId) {
  const left = [...answers]
  const request = vi.fn(async ({ method }: { method: string; params?: unknown }) => {
    if (method === 'eth_chainId') return `0x${chain.toString(16)}`
    if (method !== 'eth_sendTransaction') throw new Error(`unexpected ${method}`)
    if (left.length === 0) throw new Error('asked more often than expected')
    const answer = left.shift()
    if (answer instanceof Error) throw answer
    return answer
  })
  return { request } as unknown as EIP1193Provider & { request: typeof request }
}

const hanging = { request: () => new Promise(() => undefined) } as unknown as EIP1193Provider

const coded = (code: number, message: string, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code })

/** A console in one tab of a browser. */
const open = (of: Browser = browser(), now?: () => number) => openTab(chainId, of, now)

const first = (store: RunStore) => store.snapshot().runs[0]
const states = (run: Run | undefined) => run?.calls.map((call) => statusOf(call).state)

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

  it('ends at a refusal, with nothing else sent', async () => {
    const { store } = open()
    await store.sign(action(3), wallet([hashOf(1), coded(4001, 'User rejected the request.')]), holds)
    expect(states(first(store))).toEqual(['submitted', 'rejected', 'waiting'])
  })

  it('stops before the wallet is asked for what no longer holds, and says why', async () => {
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

  it('checks anew what follows, and asks the wallet only once that check has ended', async () => {
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

  it('is left by a page that goes during that check as something that the wallet was not asked', async () => {
    const of = browser()
    const { store, close } = open(of)
    void store.sign(action(2), wallet([hashOf(1)]), (_, isFurther) =>
      isFurther ? new Promise(() => undefined) : null,
    )
    await vi.advanceTimersByTimeAsync(1)
    close()
    expect(states(first(open(of).store))).toEqual(['submitted', 'held'])
  })

  it('has no way to hand the wallet what is stored: a new review takes the place of the old run', async () => {
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
    'says of the answer %j that it is no hash, at once, and not that it was sent',
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

describe('a reload', () => {
  it('finds every run as it was, and an open question of the wallet as one that nobody knows the end of', async () => {
    const of = browser()
    const { store, close } = open(of)
    await store.sign(action(1), wallet([hashOf(1)]), holds, 'run-5')
    await vi.advanceTimersByTimeAsync(1)
    void store.sign({ ...action(1), request: { kind: 'pause-timelock' } }, hanging, holds, 'run-6')
    await vi.advanceTimersByTimeAsync(1)
    close()

    const { store: next } = open(of)
    expect(next.snapshot().runs.map(states)).toEqual([['unclear'], ['submitted']])
    expect(next.snapshot().runs[1]?.calls[0]?.value).toBe(0n)
    expect(next.snapshot().runs[1]?.effects).toEqual([{ path: 'a', after: { value: 1n } }])
  })

  it('takes nothing from the storage that a node said', async () => {
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
  ])('goes on from a storage that holds %s, and says so', async (nonsense) => {
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

  it('works without a storage, and with one that throws whatever it is asked', async () => {
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
  it('only shows what the first asks its wallet for: it neither ends nor dismisses it', async () => {
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

  it('takes over when the first is gone, and not before', async () => {
    const of = browser()
    const { store: one, close } = open(of)
    void one.sign(action(1), hanging, holds, 'asked')
    await vi.advanceTimersByTimeAsync(1)
    const { store: two } = open(of)
    close()
    expect(first(two)).toMatchObject({ mine: true })
    expect(states(first(two))).toEqual(['unclear'])
  })

  it('loses nothing of the first when both sign at once, and hears of every step', async () => {
    const of = browser()
    const { store: one } = open(of)
    const { store: two } = open(of)
    const other = { ...action(1), request: { kind: 'pause-timelock' } as const }
    await Promise.all([
      one.sign(action(2), wallet([hashOf(1), hashOf(2)]), holds, 'first'),
      two.sign(other, wallet([hashOf(3)]), holds, 'second'),
    ])
    for (const store of [one, two, open(of).store]) {
      const runs = [...store.snapshot().runs].toSorted((a, b) => (a.id < b.id ? -1 : 1))
      expect(runs.map(states)).toEqual([['submitted', 'submitted'], ['submitted']])
    }
  })

  it('cannot take away by the storage what is under way in the first', async () => {
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

  it('dismisses in all what is over', async () => {
    const of = browser()
    const { store: one } = open(of)
    const { store: two } = open(of)
    await one.sign(action(1), wallet([coded(4001, 'no')]), holds, 'over')
    expect(two.snapshot().runs).toHaveLength(1)
    two.dismiss('over')
    expect([one.snapshot().runs, two.snapshot().runs]).toEqual([[], []])
  })
})

/** A node with one transaction, as it is asked for. */
function node(is: { mined?: boolean; known?: boolean; label?: string }): Rpc & { at: typeof is } {
  const rpc = {
    at: is,
    label: is.label ?? 'node',
    kind: 'node' as const,
    request: async <T>(method: string): Promise<T> => {
      const answers: Readonly<Record<string, unknown>> = {
        eth_chainId: '0x7a69',
        eth_blockNumber: '0x20',
        eth_getTransactionCount: '0x0',
        eth_getTransactionByHash: rpc.at.mined || rpc.at.known ? { nonce: '0x4' } : null,
        eth_getTransactionReceipt: rpc.at.mined
          ? { transactionHash: hashOf(1), status: '0x1', blockNumber: '0x10', blockHash: '0xaa', logs: [] }
          : null,
      }
      if (!(method in answers)) throw new Error(`unexpected ${method}`)
      return answers[method] as T
    },
  }
  return rpc
}

describe('following a transaction', () => {
  const sent = async (source: Rpc) => {
    const { store } = open()
    store.setSources([source])
    await store.sign(action(1), wallet([hashOf(1)]), holds, 'sent')
    await vi.advanceTimersByTimeAsync(2_000)
    return store
  }

  it('never ends at "not seen": a later block with it wins, and a reorganisation takes it back', async () => {
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

  it('counts from when it was sent, and keeps on the list what may be on its way', async () => {
    const store = await sent(node({}))
    const run = first(store) as Run
    const evidence = run.calls[0]?.evidence
    expect(evidence?.unseenSince).toBe(run.at)
    expect(isOpen(run, run.at + 299_000)).toBe(true)
    expect(isOpen(run, run.at + 301_000)).toBe(false)
  })

  it('counts a node by two names as one source, and asks it by the second where the first is silent', async () => {
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

  it('knows nothing new while no source answers', async () => {
    const source = node({ mined: true })
    const store = await sent(source)
    store.setSources([{ ...source, request: () => Promise.reject(new Error('down')) }])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(states(first(store))).toEqual(['mined'])
  })
})

describe('a wallet that says that it sent nothing', () => {
  /** A node that has what the owner of the key handed over in block 12; `told` is none before. */
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
  ])('by code %i is believed only as long as the account sent nothing of it', async (code, state) => {
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
    // What happened is not offered once more, nor closed by a later review.
    expect(first(store)?.calls.filter(isUnsent)).toEqual([])
    await store.sign(handed, wallet([coded(4001, 'no')]), holds)
    expect(store.snapshot().runs.map(states)).toEqual([['rejected'], ['mined']])
  })

  it('is still looked for when a later review took its place, and not shown before it is found', async () => {
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

  it('is not said of two reviews of the same, of which one was sent', async () => {
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

  it('goes from the list when it is no longer looked for', async () => {
    const { store } = open()
    store.setHead(10n)
    store.setSources([holding()])
    await store.sign(handed, wallet([coded(4001, 'no')]), holds, 'first')
    await store.sign(handed, wallet([coded(4001, 'no')]), holds, 'second')
    await vi.advanceTimersByTimeAsync(3_601_000)
    await store.sign(handed, wallet([coded(4001, 'no')]), holds, 'third')
    expect(store.snapshot().runs.map(({ id }) => id)).toEqual(['third'])
  })

  it('is not given the lie for another request of the same, which the wallet answered', async () => {
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

  it('is looked for an hour, and not for ever', async () => {
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
