import { toHex } from 'viem'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { FakeChain, FakeNode } from '@/lib/testing/fakes/node'
import { ChainService } from './chain-service'
import { healthOf } from './health'
import { Metrics } from './metrics'
import { ChainNode } from './node'
import { snapshotText } from './snapshot'
import { Streams } from './stream'

const BLOCK_TIME = 12
const DAY = 86_400

/** When the fake chain begins [unix s]. */
const GENESIS = 1_800_000_000

describe('nodes that do not tell the truth', () => {
  let chain: FakeChain
  let nodes: FakeNode[]
  let service: ChainService

  beforeEach(() => {
    vi.useFakeTimers()
    chain = new FakeChain(BigInt(BLOCK_TIME))
    chain.mine(100)
    // The clock of the machine, two seconds after the block was made.
    vi.setSystemTime((GENESIS + 100 * BLOCK_TIME + 2) * 1_000)
  })
  afterEach(() => {
    service.close()
    vi.useRealTimers()
  })

  function start(chains: readonly FakeChain[], blockTimeSeconds: number | null = BLOCK_TIME): void {
    const deployment = fakeDeployment({ blockTimeSeconds })
    nodes = chains.map(
      (one, index) =>
        new FakeNode(one, () => ({ ok: true, data: toHex(0n, { size: 32 }) }), `http://${'ab'[index]}.test`),
    )
    service = new ChainService(
      deployment,
      nodes.map(
        (node) =>
          new ChainNode(
            { url: node.url, label: new URL(node.url).host },
            deployment.chainId,
            node.fetch,
            blockTimeSeconds,
          ),
      ),
    )
    service.start()
  }
  const elapse = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  /** Mines a number of blocks, each when it is due. */
  async function blocks(count: number, ...chains: readonly FakeChain[]): Promise<void> {
    for (let block = 0; block < count; block++) {
      for (const one of chains) one.mine()
      await elapse(BLOCK_TIME * 1_000)
    }
  }
  const shown = () => service.live?.reading.block
  const states = () => service.status().nodes.map(({ state }) => state)
  const dissent = () => service.status().dissent

  /** A chain with the blocks of this one so far, and different blocks from now on. */
  function branch(): FakeChain {
    const other = new FakeChain(BigInt(BLOCK_TIME))
    other.blocks.splice(0, other.blocks.length, ...chain.blocks)
    other.revertTo(chain.head.number)
    return other
  }

  /** Changes a field of every block that a node returns. */
  const lieAbout =
    (field: 'timestamp' | 'number' | 'parentHash', change: (told: bigint) => bigint) =>
    (method: string, result: unknown) => {
      if (method !== 'eth_getBlockByNumber' || typeof result !== 'object' || result === null) return result
      const told = (result as Record<string, `0x${string}`>)[field] ?? '0x0'
      const size = field === 'parentHash' ? { size: 32 } : {}
      return { ...result, [field]: toHex(change(BigInt(told)), size) }
    }

  it('are trusted while they agree with each other and with the clock', async () => {
    start([chain, chain])
    await blocks(5, chain)
    expect([states(), dissent(), healthOf(service).ok]).toEqual([['ok', 'ok'], null, true])
    expect(shown()).toEqual(chain.head)
  })

  describe.each([
    ['a chain of blocks every 12 s', BLOCK_TIME],
    ['a chain that mines on demand', null],
  ])('on %s', (_, pace) => {
    it.each([
      ['ten days ahead', 'timestamp', (at: bigint) => at + 10n * BigInt(DAY)],
      ['ten days back', 'timestamp', (at: bigint) => at - 10n * BigInt(DAY)],
      ['a second off', 'timestamp', (at: bigint) => at + 1n],
      ['a thousand too high', 'number', (at: bigint) => at + 1_000n],
      ['one too low', 'number', (at: bigint) => at - 1n],
      ['of another parent', 'parentHash', (at: bigint) => at ^ 1n],
    ] as const)('are not shown when they say that the head is %s', async (__, field, change) => {
      start([chain], pace)
      await elapse(1_000)
      const before = shown()
      expect(before).toEqual(chain.head)
      const [node] = nodes
      node!.lie = lieAbout(field, change)
      await blocks(3, chain)
      expect(shown()).toEqual(before)
      expect(states()).toEqual(['failing'])
      expect(service.status().nodes[0]?.problem).toMatch(/^says that block \d+ .+, and computes with .+/)
      expect(healthOf(service).ok).toBe(false)
      node!.lie = null
      await blocks(2, chain)
      expect([shown(), states()]).toEqual([chain.head, ['ok']])
    })
  })

  it('are trusted again once they stop lying about a block, even without a new block', async () => {
    start([chain], null)
    await elapse(1_000)
    const [node] = nodes
    node!.lie = lieAbout('timestamp', (at) => at + 10n * BigInt(DAY))
    await blocks(1, chain)
    expect(states()).toEqual(['failing'])
    node!.lie = null
    await elapse(10_000)
    expect([shown(), states()]).toEqual([chain.head, ['ok']])
  })

  it('displace no other node by saying that the head is a thousand too high', async () => {
    start([chain, chain])
    await elapse(1_000)
    nodes[1]!.lie = lieAbout('number', (at) => at + 1_000n)
    await blocks(5, chain)
    expect(states()).toEqual(['ok', 'failing'])
    expect(shown()).toEqual(chain.head)
    nodes[1]!.lie = null
    await blocks(2, chain)
    expect(states()).toEqual(['ok', 'ok'])
  })

  it('are replaced by the next node when the preferred node lies', async () => {
    start([chain, chain])
    await elapse(1_000)
    nodes[0]!.lie = lieAbout('number', (at) => at + 1_000n)
    await blocks(5, chain)
    expect(states()).toEqual(['failing', 'ok'])
    expect(shown()).toEqual(chain.head)
    nodes[0]!.lie = null
    await blocks(5, chain)
    expect(states()).toEqual(['ok', 'ok'])
  })

  it('are exposed by what they cannot compute when they invent a head with a hash of its own', async () => {
    start([chain, chain])
    await elapse(1_000)
    nodes[1]!.lie = (method, result) =>
      method === 'eth_getBlockByNumber'
        ? {
            number: toHex(1_100n),
            hash: toHex(7n, { size: 32 }),
            parentHash: toHex(6n, { size: 32 }),
            timestamp: toHex(GENESIS + 1_200),
          }
        : result
    await blocks(5, chain)
    expect(states()).toEqual(['ok', 'failing'])
    expect(shown()).toEqual(chain.head)
  })

  it('are reported when they are fifty blocks behind, by the clock and by another node', async () => {
    start([chain])
    nodes[0]!.lag = 50
    await elapse(1_000)
    expect(dissent()).toBe('Block 50 of a.test is 10 min behind the clock of the machine that reads it.')
    expect(healthOf(service)).toMatchObject({ ok: false, problem: dissent() })
    service.close()
    start([chain, chain])
    nodes[0]!.lag = 50
    await blocks(3, chain)
    expect(states()).toEqual(['behind', 'ok'])
    expect([shown(), dissent()]).toEqual([chain.head, null])
  })

  it('are reported everywhere when they compute with a time that is ten days off the clock', async () => {
    vi.setSystemTime((GENESIS + 100 * BLOCK_TIME + 2 - 10 * DAY) * 1_000)
    start([chain])
    await elapse(1_000)
    const words = 'Block 100 of a.test is 10 d ahead of the clock of the machine that reads it.'
    expect(shown()).toEqual(chain.head)
    expect(dissent()).toBe(words)
    expect(service.status().nodes[0]).toMatchObject({ state: 'ok', dissent: words.slice(0, -1) })
    expect(healthOf(service)).toMatchObject({
      ok: false,
      problem: words,
      rpc: [{ dissent: words.slice(0, -1) }],
    })
    expect(JSON.parse(snapshotText(service.live!.facts, dissent()))).toMatchObject({
      dissent: words,
      block: { number: '100' },
    })
    const metrics = await new Metrics(service, new Streams(service)).text()
    expect(metrics).toContain('pau_rpc_dissent{rpc="a.test"} 1')
  })

  it('are not compared with a clock on a chain that mines on demand', async () => {
    vi.setSystemTime((GENESIS + 100 * DAY) * 1_000)
    start([chain], null)
    await elapse(1_000)
    expect([dissent(), healthOf(service).ok]).toEqual([null, true])
  })

  it('are both reported while they are on two branches, until they are on one again', async () => {
    const other = branch()
    start([chain, other])
    await blocks(2, chain, other)
    expect(chain.head.hash).not.toBe(other.head.hash)
    const words = /^a\.test and b\.test disagree at block 10[12]\.$/
    expect(dissent()).toMatch(words)
    expect(service.status().nodes.map(({ dissent: one }) => one !== null)).toEqual([true, true])
    expect(healthOf(service).problem).toMatch(words)

    // The node that was shown goes away; the other node's answers are just as much in doubt.
    nodes[0]!.state = 'down'
    await blocks(3, chain, other)
    expect(shown()?.hash).toBe(other.head.hash)
    expect(dissent()).toMatch(words)

    // The node comes back, now on the other chain.
    nodes[0]!.chain = other
    nodes[0]!.state = 'up'
    await blocks(4, other)
    expect([states(), dissent(), healthOf(service).ok]).toEqual([['ok', 'ok'], null, true])
  })

  it('are reported when only their head blocks differ', async () => {
    const other = branch()
    start([chain, other])
    await elapse(1_000)
    expect(dissent()).toBeNull()
    chain.mine()
    other.mine()
    await elapse(8_000)
    expect(dissent()).toBe('a.test and b.test disagree at block 101.')
  })

  it('are not shown when they say that a block is earlier than its parent', async () => {
    start([chain], null)
    await elapse(1_000)
    const before = shown()
    chain.mine()
    chain.blocks[chain.blocks.length - 1] = { ...chain.head, timestamp: before!.timestamp - 1n }
    await elapse(2_000)
    expect(shown()).toEqual(before)
    expect(service.status().nodes[0]?.problem).toBe('says that block 101 is earlier than the one before it')
  })
})
