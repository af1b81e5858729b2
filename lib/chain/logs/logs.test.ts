import { encodeEventTopics, type Hex, keccak256, toHex } from 'viem'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { rateLimitsAbi } from '@/lib/abi'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { FakeChain, FakeNode } from '@/lib/testing/fakes/node'
import { EventScan } from '.'

const deployment = fakeDeployment()
const rateLimits = deployment.generators[0]!.addresses.rateLimits

/** Writes `RateLimitDataSet` for a key into the head block. */
function setLimit(chain: FakeChain, name: string): Hex {
  const key = keccak256(toHex(name))
  const topics = encodeEventTopics({ abi: rateLimitsAbi, eventName: 'RateLimitDataSet', args: { key } })
  chain.log({ address: rateLimits, topics: topics as Hex[], data: `0x${'00'.repeat(128)}` })
  return key
}

describe('EventScan', () => {
  let chain: FakeChain
  let node: FakeNode
  let scan: EventScan

  beforeEach(() => {
    vi.useFakeTimers()
    chain = new FakeChain()
    node = new FakeNode(chain)
    scan = new EventScan(deployment)
  })
  afterEach(() => {
    expect(node.unexpected).toEqual([])
    vi.useRealTimers()
  })

  async function known(budget?: number) {
    const rpc = node.rpc()
    const learning = scan.upTo(rpc, node.head, budget)
    await vi.advanceTimersByTimeAsync(budget ?? 100)
    return learning
  }
  const keysOf = ({ limitKeys }: Awaited<ReturnType<typeof known>>) => limitKeys.map(({ key }) => key)

  it('learns from every block up to the head', async () => {
    const first = setLimit(chain, 'first')
    chain.mine(200)
    const last = setLimit(chain, 'last')
    const all = await known()
    expect(keysOf(all)).toEqual([first, last])
    expect(all.coverage).toEqual({ fromBlock: 0n, toBlock: 200n, problem: null, by: ['node.test'] })
  })

  it('asks only for the last blocks, in one round trip, once the older ones are settled', async () => {
    chain.mine(1_000)
    await known()
    node.countRequests()
    for (let block = 0; block < 200; block++) {
      chain.mine()
      await known()
    }
    expect(node.countRequests()).toBe(200)
  })

  it('halves the range where a node refuses a wide one, without reporting it', async () => {
    node.widestRange = 100
    chain.mine(10)
    const key = setLimit(chain, 'early')
    chain.mine(1_000)
    const all = await known(2_000)
    expect(keysOf(all)).toEqual([key])
    expect(all.coverage).toEqual({ fromBlock: 0n, toBlock: 1_010n, problem: null, by: ['node.test'] })
  })

  it('reports that a node leaves out a log that was there before, until it is there again', async () => {
    chain.mine(3)
    const first = setLimit(chain, 'first')
    expect(keysOf(await known())).toEqual([first])
    node.lie = (method, result) => (method === 'eth_getLogs' ? [] : result)
    for (let block = 0; block < 2; block++) {
      chain.mine()
      const all = await known()
      expect(all.coverage.problem).toMatch(/node\.test: leaves out 1 of the events that were there before/)
      expect(keysOf(all)).toEqual([first])
    }
    node.lie = null
    chain.mine()
    expect((await known()).coverage.problem).toBeNull()
  })

  it('does not miss logs that were in replaced blocks', async () => {
    chain.mine(3)
    setLimit(chain, 'first')
    chain.mine()
    await known()
    chain.revertTo(2n)
    chain.mine(3)
    const all = await known()
    expect(all.coverage.problem).toBeNull()
    expect(keysOf(all)).toEqual([])
  })

  it('names every node whose logs it has, since each may have left one out', async () => {
    chain.mine(300)
    expect((await known()).coverage.by).toEqual(['node.test'])
    chain.mine()
    const other = node.rpc({ label: 'other.test' })
    const learning = scan.upTo(other, node.head)
    await vi.advanceTimersByTimeAsync(100)
    expect((await learning).coverage.by).toEqual(['node.test', 'other.test'])
  })

  it.each([
    [
      'HTTP 413 and an error',
      413,
      { jsonrpc: '2.0', id: null, error: { code: -32005, message: 'too wide' } },
    ],
    [
      'HTTP 400 and an error',
      400,
      { jsonrpc: '2.0', id: null, error: { code: -32602, message: 'too wide' } },
    ],
    ['HTTP 413 and a page', 413, '<html>Request Entity Too Large</html>'],
  ])('halves the range even if it is refused by %s', async (_, status, body) => {
    node.widestRange = 100
    node.refuseRangeBy = { status, body }
    chain.mine(10)
    const key = setLimit(chain, 'early')
    chain.mine(1_000)
    const all = await known(2_000)
    expect(keysOf(all)).toEqual([key])
    expect(all.coverage).toMatchObject({ fromBlock: 0n, toBlock: 1_010n, problem: null })
  })

  it('has read nothing where the file lets events begin after the head', async () => {
    scan = new EventScan({ ...deployment, startBlock: 50 })
    chain.mine(10)
    const none = await known()
    expect(none.coverage.toBlock).toBeNull()
    expect(none.coverage.problem).toBe(
      'The deployment file has events begin at block 50, and the chain is at block 10: none was read.',
    )
    chain.mine(60)
    const key = setLimit(chain, 'at last')
    expect(keysOf(await known())).toEqual([key])
  })

  it('marks a failed range, keeps what it knew, and tries again', async () => {
    const first = setLimit(chain, 'first')
    chain.mine(300)
    await known()
    chain.mine()
    const second = setLimit(chain, 'second')
    node.refusals.set('eth_getLogs', { code: -32000, message: 'too busy' })
    const partial = await known(2_000)
    expect(keysOf(partial)).toEqual([first])
    expect(partial.coverage.toBlock).toBe(300n)
    expect(partial.coverage.problem).toBe(
      'The events from block 237 on could not be read: node.test: too busy.',
    )

    node.refusals.clear()
    const all = await known(2_000)
    expect(keysOf(all)).toEqual([first, second])
    expect(all.coverage).toEqual({ fromBlock: 0n, toBlock: 301n, problem: null, by: ['node.test'] })
  })

  it('does not mistake an unreachable node for a chain without events', async () => {
    node.state = 'down'
    const nothing = await known()
    expect(nothing.coverage).toEqual({
      fromBlock: 0n,
      toBlock: null,
      problem: 'The events from block 0 on could not be read: node.test: could not be reached.',
      by: [],
    })
  })

  it('answers within its budget and reads on in the background', async () => {
    node.widestRange = 100
    node.delays.set('eth_getLogs', 500)
    chain.mine(400)
    const key = setLimit(chain, 'late')
    const soFar = await known(1_900)
    expect(keysOf(soFar)).toEqual([])
    expect(soFar.coverage.problem).toMatch(/^Events are still being read: block \d+ of 400\.$/)
    expect(scan.background).not.toBeNull()

    await vi.advanceTimersByTimeAsync(10_000)
    expect(scan.background).toBeNull()
    node.delays.clear()
    const all = await known()
    expect(keysOf(all)).toEqual([key])
    expect(all.coverage).toEqual({ fromBlock: 0n, toBlock: 400n, problem: null, by: ['node.test'] })
  })

  it('has only one run under way, however often it is called', async () => {
    node.delays.set('eth_getLogs', 1_000)
    const rpc = node.rpc()
    const asked = [scan.upTo(rpc, node.head, 100), scan.upTo(rpc, node.head, 100)]
    await vi.advanceTimersByTimeAsync(200)
    await Promise.all(asked)
    expect(node.countRequests()).toBe(1)
    await vi.advanceTimersByTimeAsync(1_000)
  })

  it('forgets what a replaced block said', async () => {
    chain.mine(300)
    setLimit(chain, 'orphan')
    await known()
    chain.revertTo(299n)
    chain.mine()
    const key = setLimit(chain, 'canonical')
    expect(keysOf(await known())).toEqual([key])
  })

  it('forgets everything when another chain stands behind the same URL', async () => {
    setLimit(chain, 'old')
    chain.mine(500)
    await known()
    for (const length of [600, 3]) {
      node.chain = new FakeChain(1n, `restarted ${length}`)
      const key = setLimit(node.chain, `new ${length}`)
      node.chain.mine(length)
      const all = await known()
      expect(keysOf(all)).toEqual([key])
      expect(all.coverage.toBlock).toBe(BigInt(length))
    }
  })

  it('refuses events of a block that is not the one it was asked for', async () => {
    const rpc = node.rpc()
    const asked = node.head
    chain.mine()
    chain.revertTo(0n)
    chain.blocks.pop()
    chain.mine()
    setLimit(chain, 'other fork')
    const learning = scan.upTo(rpc, asked)
    await vi.advanceTimersByTimeAsync(10)
    const partial = await learning
    expect(keysOf(partial)).toEqual([])
    expect(partial.coverage.problem).toMatch(/replaced the block while its events were read/)
  })
})
