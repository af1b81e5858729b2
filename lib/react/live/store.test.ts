import { type Address, encodeAbiParameters, toFunctionSelector } from 'viem'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EventScan } from '@/lib/chain/logs'
import { SERVER_LABEL } from '@/lib/chain/read/read-by'
import { type Reading, read } from '@/lib/chain/read/reader'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { stringify, wholeMessage } from '@/lib/chain/wire'
import type { NodeStatus } from '@/lib/chain/wire/status'
import { rightsOf } from '@/lib/console/authority'
import { consoleAt } from '@/lib/console/checks/console-at'
import { isFrozen } from '@/lib/console/derive/beams'
import type { ConsoleModel } from '@/lib/console/model'
import { identityOf } from '@/lib/deployment'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeAnswers, FakeChain, FakeNode } from '@/lib/testing/fakes/node'
import { modelUnit } from '@/lib/testing/units'
import { pageTime } from '../page/time'
import { LiveStore } from './store'

const account = '0x00000000000000000000000000000000000000AA'
const deployment = fakeDeployment()
const word = (value: bigint) => ({ ok: true, data: encodeAbiParameters([{ type: 'uint256' }], [value]) })
const nobody = { ok: true, data: encodeAbiParameters([{ type: 'address[]' }], [[]]) }
const lists = ['guardians()', 'getOwners()'].map((signature) => toFunctionSelector(signature))

/** Every flag is false, every count is zero, every list is empty. */
const answers: FakeAnswers = ({ data }) =>
  lists.some((selector) => data.startsWith(selector)) ? nobody : word(0n)

/** The stream of the server, played by the test. */
class Stream extends EventTarget {
  static last: Stream | null = null
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  constructor() {
    super()
    Stream.last = this
  }
  close(): void {}
  say(reading: Reading, of = identityOf(deployment)): void {
    this.tell('reading', stringify(wholeMessage(of, reading, 0)))
  }
  tell(event: string, data: string): void {
    this.dispatchEvent(new MessageEvent(event, { data }))
  }
}

type LockCall = [name: string, options: unknown, held: () => Promise<void>]

/** There is no other tab. */
class Channel {
  onmessage = null
  postMessage(): void {}
  close(): void {}
}

describe('connecting a wallet while the server is slow', () => {
  let chain: FakeChain
  let node: FakeNode
  let store: LiveStore
  let stop: () => void

  beforeEach(async () => {
    vi.useFakeTimers()
    vi.stubGlobal('EventSource', Stream)
    vi.stubGlobal('navigator', { locks: { request: (...[, , held]: LockCall) => held() } })
    vi.stubGlobal('BroadcastChannel', Channel)
    vi.stubGlobal('window', new EventTarget())
    vi.stubGlobal('document', new EventTarget())
    chain = new FakeChain()
    chain.mine(5)
    node = new FakeNode(chain, answers)
    store = new LiveStore(deployment, { reading: await reading(), seenAt: pageTime() })
    store.setSources([node.rpc()])
    stop = store.start()
    await elapse(0)
  })
  afterEach(() => {
    stop()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  const elapse = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  /** The reading of the head, as the server would send it. */
  async function reading(): Promise<Reading> {
    const quick = new FakeNode(chain, answers).rpc()
    const scanning = new EventScan(deployment).upTo(quick, chain.head)
    await elapse(10)
    const whole = read(quick, deployment, chain.head, await scanning, { hasMulticall: true })
    await elapse(50)
    return whole
  }
  async function nextBlock(): Promise<void> {
    chain.mine()
    Stream.last?.say(await reading())
    await elapse(0)
  }
  function model(): ConsoleModel {
    const { picture } = store.snapshot()
    if (!picture) throw new RangeError('There is no picture')
    return consoleAt(picture.facts, picture.reading.block.timestamp, knownSignatures)
  }
  const failing = ({ checks }: ConsoleModel) =>
    checks.filter(({ holds }) => !holds.ok).map(({ id, holds }) => [id, holds.ok || holds.reason.kind])
  const openRights = () =>
    rightsOf(model(), account).flatMap(({ id, holds }) => (holds.ok ? [] : [`${id}: ${holds.reason.kind}`]))

  it('leaves every check as it was, and says that the rights of the account are being read', async () => {
    const before = failing(model())
    const cBeams = modelUnit(model()).configurator.cBeams
    node.delays.set('eth_call', 5_000)
    store.setAccount(account)
    for (const wait of [0, 1_400, 200, 2_000]) {
      await elapse(wait)
      expect(failing(model())).toEqual(before)
      expect(modelUnit(model()).configurator.cBeams).toEqual(cBeams)
      expect(store.snapshot().own).toBe('being-read')
      expect(openRights().length).toBeGreaterThan(0)
      expect(openRights().filter((right) => !right.endsWith(': being-read'))).toEqual([])
    }
  })

  it('uses the answer when it comes, however late', async () => {
    node.delays.set('eth_call', 5_000)
    store.setAccount(account)
    await elapse(10_500)
    expect(store.snapshot().own).toBe('read')
    expect(openRights()).toEqual([])
  })

  it('uses an answer even when blocks came meanwhile, and then asks for the newest', async () => {
    node.delays.set('eth_call', 5_000)
    store.setAccount(account)
    await elapse(0)
    for (let block = 0; block < 6; block++) {
      await nextBlock()
      expect(store.snapshot().picture?.reading.block).toEqual(chain.head)
      await elapse(2_000)
    }
    expect(openRights()).toEqual([])
    expect(store.snapshot().picture?.reading.block).toEqual(chain.head)
    // One question at a time, each at the newest block, and not one for every block.
    const asked = node.requests.filter((methods) => methods.includes('eth_call')).length
    expect(asked).toBeLessThanOrEqual(4)
  })

  it('says when nobody answers, keeps asking, and has the answers at last', async () => {
    node.state = 'down'
    store.setAccount(account)
    await elapse(100)
    expect(store.snapshot().own).toBe('failed')
    node.state = 'up'
    await elapse(4_000)
    expect(store.snapshot().own).toBe('read')
    expect(openRights()).toEqual([])
  })

  it('asks another source when one does not answer', async () => {
    node.state = 'broken'
    const other = new FakeNode(chain, answers)
    store.setSources([node.rpc(), other.rpc()])
    store.setAccount(account)
    await elapse(200)
    expect(store.snapshot().own).toBe('read')
  })

  it('shows no answer of one account for another', async () => {
    store.setAccount(account)
    await elapse(200)
    node.delays.set('eth_call', 5_000)
    store.setAccount('0x00000000000000000000000000000000000000bb')
    await elapse(100)
    expect(store.snapshot().own).toBe('being-read')
    expect(modelUnit(model()).accounts).toEqual([])
    store.setAccount(null)
    await elapse(100)
    expect(store.snapshot().own).toBe('none')
  })

  it('reads of an account that somebody looks at whether it is frozen, as long as it is looked at', async () => {
    const other: Address = '0x00000000000000000000000000000000000000cc'
    const isKnown = () => isFrozen(modelUnit(model()), other).ok
    store.setAccount(account)
    await elapse(200)
    expect(isKnown()).toBe(false)
    const end = store.askAbout([other])
    expect(isKnown()).toBe(false)
    await elapse(200)
    expect(isKnown()).toBe(true)
    expect(openRights()).toEqual([])
    await nextBlock()
    await elapse(200)
    expect(isKnown()).toBe(true)
    end()
    await nextBlock()
    await elapse(200)
    expect(isKnown()).toBe(false)
  })

  describe('what does not belong on the stream', () => {
    /** The page neither shows it nor throws: it reads the chain directly instead. */
    async function expectDirect(why: RegExp): Promise<void> {
      await elapse(3_000)
      const { picture, source, problem } = store.snapshot()
      expect(picture?.reading.block).toEqual(chain.head)
      expect(source?.kind).toBe('direct')
      expect(problem).toMatch(why)
    }

    it('is rejected as the picture of another deployment', async () => {
      const shown = store.snapshot().picture
      const other = await reading()
      chain.mine()
      Stream.last?.say({ ...other, answers: new Map() }, identityOf({ ...deployment, chainId: 5 }))
      await elapse(0)
      expect(store.snapshot().picture).toEqual(shown)
      await expectDirect(/not for this page/)
    })

    it('is rejected when no facts can be gathered from it', async () => {
      chain.mine()
      const next = await reading()
      const known = { ...next.known, limitKeys: [{}], grants: [{}], timelock: [{}] } as never
      Stream.last?.say({ ...next, known })
      await expectDirect(/not for this page/)
    })

    it('is rejected when it is no message at all', async () => {
      chain.mine()
      Stream.last?.tell('reading', '<!doctype html>')
      await expectDirect(/not for this page/)
    })

    it('is rejected when it is no valid state of nodes', async () => {
      const before = store.snapshot()
      for (const data of ['', '{', 'null', '{}', '[null]', '[{}]', '[{"state":"ok"}]']) {
        Stream.last?.tell('status', data)
        await elapse(0)
        expect(store.snapshot()).toBe(before)
      }
    })

    it('is forgotten when the server works again', async () => {
      chain.mine()
      Stream.last?.tell('reading', '{}')
      await expectDirect(/not for this page/)
      await nextBlock()
      expect(store.snapshot()).toMatchObject({ source: { kind: 'server' }, problem: null })
    })
  })

  it('shows no head that is a thousand too high, and reads on directly after a node reported one', async () => {
    const open = new FakeNode(chain, answers)
    store.setSources([{ ...open.rpc(), label: 'public.test' }])
    const shown = store.snapshot().picture?.reading.block
    Stream.last?.onerror?.()
    open.lie = (method, result) =>
      method === 'eth_getBlockByNumber' ? { ...(result as object), number: '0x3ed' } : result
    chain.mine()
    await elapse(6_000)
    expect(store.snapshot().picture?.reading.block).toEqual(shown)
    expect(store.snapshot().problem).toContain('computes with')
    open.lie = null
    await elapse(6_000)
    expect(store.snapshot()).toMatchObject({ source: { kind: 'direct', label: 'public.test' } })
    expect(store.snapshot().picture?.reading.block).toEqual(chain.head)
  })

  describe('whatever of server, its node, a public node and the wallet answers', () => {
    const ways = ['server', 'node of the server', 'public node', 'wallet'] as const

    /** The state of its node as the server reports it. */
    const status = (state: NodeStatus['state']): string =>
      stringify([
        {
          label: 'node.test',
          state,
          problem: null,
          latencyMs: 1,
          blockNumber: chain.head.number,
          dissent: null,
        },
      ])
    /** Each bit of the number says whether one source is up. */
    const isUp = (bits: number, way: (typeof ways)[number]) => ((bits >> ways.indexOf(way)) & 1) === 1

    it.each(Array.from({ length: 16 }, (_, bits) => [bits, ways.filter((way) => isUp(bits, way))] as const))(
      'is read from the best source that is up, and from the server again once it is back (%i: %j)',
      async (bits) => {
        const [proxied, open, wallet] = [0, 1, 2].map(() => new FakeNode(chain, answers)) as FakeNode[]
        const served = isUp(bits, 'server') && isUp(bits, 'node of the server')
        const up = (node: FakeNode, is: boolean) => {
          node.state = is ? 'up' : 'down'
        }
        up(proxied!, served)
        up(open!, isUp(bits, 'public node'))
        up(wallet!, isUp(bits, 'wallet'))
        store.setSources([
          { ...proxied!.rpc(), label: SERVER_LABEL, kind: 'server' },
          { ...open!.rpc(), label: 'public.test' },
          { ...wallet!.rpc(), label: 'Wallet', kind: 'wallet' },
        ])
        const before = store.snapshot().picture?.reading.block
        if (!isUp(bits, 'server')) Stream.last?.onerror?.()
        else if (!served) Stream.last?.tell('status', status('unreachable'))
        chain.mine()
        const newest = await reading()
        if (served) Stream.last?.say(newest)
        await elapse(6_000)

        const from = served
          ? SERVER_LABEL
          : isUp(bits, 'public node')
            ? 'public.test'
            : isUp(bits, 'wallet')
              ? 'Wallet'
              : null
        const { picture, source, problem } = store.snapshot()
        expect(picture?.reading.block).toEqual(from === null ? before : chain.head)
        if (from !== null) expect(source?.label).toBe(from)
        if (served) expect(problem).toBeNull()
        else expect(problem).toMatch(isUp(bits, 'server') ? /^No node of the server/ : /^The server of this/)
        if (!served && from !== null) expect(problem).toContain(`directly through ${from}`)

        up(proxied!, true)
        Stream.last?.tell('status', status('ok'))
        chain.mine()
        Stream.last?.say(await reading())
        await elapse(0)
        expect(store.snapshot()).toMatchObject({ source: { kind: 'server' }, problem: null })
        expect(store.snapshot().picture?.reading.block).toEqual(chain.head)
      },
    )
  })
})
