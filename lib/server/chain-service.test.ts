import {
  encodeAbiParameters,
  encodeEventTopics,
  getAddress,
  type Hex,
  keccak256,
  pad,
  toFunctionSelector,
  toHex,
} from 'viem'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { rateLimitsAbi } from '@/lib/abi'
import { TransportError } from '@/lib/chain/errors'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeAnswers, FakeChain, FakeNode } from '@/lib/testing/fakes/node'
import { ChainService, pollInterval, type Update } from './chain-service'
import { ChainNode } from './node'

const uint = (value: bigint) => ({ ok: true, data: encodeAbiParameters([{ type: 'uint256' }], [value]) })
const members = toFunctionSelector('getRoleMemberCount(bytes32)')
const member = toFunctionSelector('getRoleMember(bytes32,uint256)')
const limit = toFunctionSelector('getRateLimitData(bytes32)')

/** One holder of each role, which takes a second round to read, and limits that change with every block. */
const answers: FakeAnswers = ({ data }, block) => {
  if (data.startsWith(members)) return uint(1n)
  if (data.startsWith(member)) return uint(0xabcdn)
  if (data.startsWith(limit)) {
    const four = { type: 'uint256[4]' } as const
    return { ok: true, data: encodeAbiParameters([four], [[block.number + 10n, 1n, 0n, 0n]]) }
  }
  return null
}

/** Its holder is one of the accounts that the deployment names. */
const names = { [getAddress(pad('0xabcd', { size: 20 }))]: 'Relayer' }

describe('ChainService', () => {
  let chain: FakeChain
  let nodes: FakeNode[]
  let service: ChainService
  let updates: Update[]

  beforeEach(() => {
    vi.useFakeTimers()
    chain = new FakeChain()
    chain.mine(10)
    nodes = []
  })
  afterEach(() => {
    service.close()
    for (const node of nodes) expect(node.unexpected).toEqual([])
    vi.useRealTimers()
  })

  function startWith(
    count = 1,
    blockTimeSeconds: number | null = null,
    prepare: () => void = () => {},
  ): void {
    const deployment = fakeDeployment({ blockTimeSeconds, names })
    nodes = Array.from({ length: count }, (_, index) => {
      const name = ['a', 'b', 'c'][index]
      return new FakeNode(chain, answers, `http://${name}.test/v1/secret-key-${name}`)
    })
    prepare()
    const watched = nodes.map(
      (node) =>
        new ChainNode({ url: node.url, label: new URL(node.url).host }, deployment.chainId, node.fetch),
    )
    service = new ChainService(deployment, watched)
    updates = []
    service.subscribe({ onUpdate: (update) => updates.push(update) })
    service.start()
  }
  const node = (index: number) => nodes[index] as FakeNode
  const elapse = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  const shown = () => service.live?.reading.block
  const states = () => service.status().nodes.map(({ state }) => state)
  const reads = (index = 0) => node(index).requests.filter((methods) => methods.includes('eth_call')).length

  it('reads the head once it starts', async () => {
    startWith()
    await elapse(100)
    expect(shown()).toEqual(chain.head)
    expect(states()).toEqual(['ok'])
  })

  it('asks who the node is together with its first head: 3 HTTP round trips for the first reading', async () => {
    startWith()
    await elapse(100)
    expect(node(0).requests[0]?.toSorted()).toEqual(['eth_chainId', 'eth_getBlockByNumber', 'eth_getCode'])
    expect(node(0).requests.slice(1)).toEqual([
      ['eth_chainId', 'eth_getLogs', 'eth_call'],
      ['eth_chainId', 'eth_call'],
    ])
    expect(updates[0]?.roundTrips).toBe(3)
  })

  it('takes 2 HTTP round trips for a refresh, and the head alone while there is no new block', async () => {
    startWith()
    await elapse(100)
    node(0).countRequests()
    await elapse(5_000)
    expect(node(0).requests.every((methods) => methods.join() === 'eth_chainId,eth_getBlockByNumber')).toBe(
      true,
    )
    for (let block = 0; block < 20; block++) {
      chain.mine()
      await elapse(500)
    }
    expect(updates).toHaveLength(21)
    expect(updates.slice(1).map(({ roundTrips }) => roundTrips)).toEqual(Array(20).fill(2))
  })

  it('makes one reading per block for any number of viewers', async () => {
    startWith()
    const counts = Array.from({ length: 50 }, () => ({ updates: 0 }))
    for (const count of counts) service.subscribe({ onUpdate: () => count.updates++ })
    await elapse(100)
    node(0).countRequests()
    chain.mine()
    await elapse(1_000)
    expect(reads()).toBe(1)
    expect(counts.every(({ updates: seen }) => seen === 2)).toBe(true)
  })

  it('never reads twice at once, and reads only the newest of blocks that come faster', async () => {
    startWith(1, null, () => node(0).delays.set('eth_call', 3_000))
    await elapse(10_000)
    node(0).countRequests()
    for (let second = 0; second < 12; second++) {
      chain.mine()
      await elapse(1_000)
    }
    expect(reads()).toBeLessThanOrEqual(4)
    const numbers = updates.map(({ live }) => live.reading.block.number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a - b)))
  })

  it('gives every value of a view from one block hash while blocks come in', async () => {
    startWith(1, null, () => node(0).delays.set('eth_call', 700))
    for (let step = 0; step < 40; step++) {
      chain.mine()
      await elapse(200)
    }
    expect(updates.length).toBeGreaterThan(3)
    for (const { live } of updates) {
      const [first] = live.facts.generators[0]?.limits ?? []
      // The fake node answers each limit with the number of the block that it was asked at.
      expect(first?.maxAmount).toMatchObject({ ok: true, value: live.reading.block.number + 10n })
      expect(live.facts.block.hash).toBe(live.reading.block.hash)
    }
  })

  it('follows a reorganisation to a block of equal and of lower number', async () => {
    startWith()
    await elapse(100)
    chain.revertTo(9n)
    chain.mine()
    await elapse(600)
    expect(shown()).toEqual(chain.head)
    chain.revertTo(7n)
    chain.mine()
    await elapse(2_600)
    expect(shown()).toEqual(chain.head)
  })

  it('follows a local chain back to a snapshot', async () => {
    startWith()
    await elapse(100)
    const old = chain.head
    chain.mine(5)
    await elapse(600)
    chain.revertTo(old.number)
    await elapse(2_600)
    expect(shown()).toEqual(old)
  })

  it('does not flap with an address behind which two nodes answer in turn', async () => {
    startWith()
    await elapse(100)
    chain.mine(3)
    await elapse(600)
    const newest = chain.head
    for (let turn = 0; turn < 12; turn++) {
      node(0).lag = turn % 2
      await elapse(500)
      expect(shown()).toEqual(newest)
    }
  })

  it('does not follow a node back to a block it had left, until the node insists', async () => {
    startWith(1, 12)
    await elapse(100)
    chain.mine(3)
    await elapse(3_100)
    const newest = chain.head
    node(0).lag = 1
    await elapse(6_000)
    expect(shown()).toEqual(newest)
    node(0).lag = 0
    await elapse(3_000)
    node(0).lag = 1
    await elapse(23_000)
    expect(shown()).toEqual(newest)
    await elapse(5_000)
    expect(shown()?.number).toBe(newest.number - 1n)
  })

  it('reads wholly from the next node when the first goes away, and from the first when it is back', async () => {
    startWith(2)
    await elapse(100)
    node(0).state = 'down'
    chain.mine()
    await elapse(1_000)
    expect(shown()).toEqual(chain.head)
    expect(states()).toEqual(['unreachable', 'ok'])
    expect(reads(1)).toBeGreaterThan(0)

    node(0).state = 'up'
    await elapse(2_500)
    node(0).countRequests()
    node(1).countRequests()
    chain.mine()
    await elapse(1_000)
    expect(shown()).toEqual(chain.head)
    expect([reads(0), reads(1)]).toEqual([1, 0])
  })

  it('does not finish a reading on another node when its node goes away in the middle', async () => {
    startWith(2, null, () => node(0).delays.set('eth_call', 100))
    await elapse(50)
    node(0).state = 'down'
    const before = node(1).requests.length
    await elapse(1_000)
    expect(updates).toHaveLength(1)
    const calls = node(1)
      .requests.slice(before)
      .filter((methods) => methods.includes('eth_call'))
    expect(calls).toHaveLength(2)
  })

  it('goes on with the next node when one gives its head but refuses to be read', async () => {
    startWith(2, null, () => node(0).refusals.set('eth_call', { code: -32000, message: 'out of gas' }))
    await elapse(2_000)
    expect(shown()).toEqual(chain.head)
    expect(states()).toEqual(['failing', 'ok'])
    expect(service.status().nodes[0]?.problem).toMatch(/out of gas/)
    expect(reads(1)).toBeGreaterThan(0)
  })

  it('prefers no node that is behind the newest block, whatever its place', async () => {
    chain.mine(50)
    startWith(2, null, () => {
      node(0).lag = 40
    })
    await elapse(10_000)
    expect(states()).toEqual(['behind', 'ok'])
    chain.mine()
    await elapse(1_000)
    expect(shown()).toEqual(chain.head)
    node(1).state = 'down'
    await elapse(10_000)
    expect(shown()).toEqual(chain.head)
    node(0).lag = 0
    await elapse(1_000)
    expect(states()).toEqual(['ok', 'unreachable'])
  })

  it('never reads from a node on another chain', async () => {
    startWith(2, null, () => {
      node(0).chainId = 1
    })
    await elapse(5_000)
    expect(states()).toEqual(['wrong-chain', 'ok'])
    expect(service.status().nodes[0]?.problem).toBe('is on chain 1, this deployment on chain 31337')
    expect(reads(0)).toBe(0)
    expect(shown()).toEqual(chain.head)
  })

  it('shows nothing of a node that another chain took the place of, though it never failed', async () => {
    startWith()
    await elapse(100)
    const before = shown()
    node(0).chainId = 1
    chain.mine()
    await elapse(5_000)
    expect(states()).toEqual(['wrong-chain'])
    expect(shown()).toEqual(before)
    const refused = expect(service.nodes[0]?.proxy.request('eth_getCode', [])).rejects.toEqual(
      new TransportError('eth_getCode', 'is on chain 1, this deployment on chain 31337'),
    )
    await elapse(100)
    await refused
    node(0).chainId = 31_337
    await elapse(35_000)
    expect(shown()).toEqual(chain.head)
  })

  it('asks again who the node is after an outage', async () => {
    startWith()
    await elapse(100)
    node(0).state = 'down'
    await elapse(1_000)
    node(0).state = 'up'
    node(0).chainId = 1
    chain.mine()
    await elapse(5_000)
    expect(states()).toEqual(['wrong-chain'])
    expect(shown()?.number).toBe(chain.head.number - 1n)
  })

  it.each(['down', 'hanging', 'broken'] as const)(
    'says that a node is %s at the start, and recovers by itself',
    async (state) => {
      startWith(1, null, () => {
        node(0).state = state
      })
      await elapse(20_000)
      expect(shown()).toBeUndefined()
      expect(states()).toEqual(['unreachable'])
      expect(service.status().nodes[0]?.problem).toMatch(/could not be reached|in time|HTTP 503/)
      node(0).state = 'up'
      await elapse(5_100)
      expect(shown()).toEqual(chain.head)
      expect(states()).toEqual(['ok'])
    },
  )

  it('keeps the last reading with its age while no node answers', async () => {
    startWith()
    await elapse(100)
    const block = chain.head
    node(0).state = 'down'
    await elapse(60_000)
    expect(shown()).toEqual(block)
    expect(service.ageSeconds).toBeGreaterThan(59)
    expect(service.chainTime).toBe(block.timestamp + BigInt(Math.floor(service.ageSeconds ?? 0)))
  })

  it('is stale when blocks stop coming, and never by age on a chain that mines on demand', async () => {
    startWith(1, 12)
    await elapse(30_000)
    expect(service.status().isStale).toBe(false)
    await elapse(10_000)
    expect(service.status().isStale).toBe(true)
    service.close()
    startWith(1, null)
    await elapse(600_000)
    expect(service.status().isStale).toBe(false)
  })

  it('tells of a change of a node once, and not of every answer', async () => {
    startWith(1)
    await elapse(100)
    const told: unknown[] = []
    service.subscribe({ onStatus: (all) => told.push(all.map(({ state }) => state)) })
    await elapse(10_000)
    expect(told).toEqual([])
    node(0).state = 'down'
    await elapse(10_000)
    node(0).state = 'up'
    await elapse(10_000)
    expect(told).toEqual([['unreachable'], ['ok']])
  })

  it('shows a block without waiting for long history, and again when the events are known', async () => {
    chain.mine(400)
    const topics = encodeEventTopics({
      abi: rateLimitsAbi,
      eventName: 'RateLimitDataSet',
      args: { key: keccak256(toHex('met in an event')) },
    })
    const { rateLimits } = fakeDeployment().generators[0]!.addresses
    chain.log({ address: rateLimits, topics: topics as Hex[], data: `0x${'00'.repeat(128)}` })
    startWith(1, null, () => {
      node(0).widestRange = 50
      node(0).delays.set('eth_getLogs', 400)
    })
    await elapse(2_600)
    expect(shown()).toEqual(chain.head)
    expect(service.live?.reading.known.limitKeys).toEqual([])
    expect(service.live?.reading.known.coverage.problem).toMatch(/still being read/)
    await elapse(10_000)
    const { reading, facts } = service.live!
    expect(reading.block).toEqual(chain.head)
    expect(reading.known.coverage.problem).toBeNull()
    expect(reading.known.limitKeys).toHaveLength(1)
    expect(facts.generators[0]!.limits.at(-1)?.maxAmount).toMatchObject({ ok: true })
  })

  it('asks again for events that could not be read, without a new block', async () => {
    startWith(1, null, () => node(0).refusals.set('eth_getLogs', { code: -32000, message: 'busy' }))
    await elapse(5_000)
    expect(service.live?.reading.known.coverage.problem).toMatch(/could not be read: a\.test: busy/)
    node(0).refusals.clear()
    await elapse(5_000)
    expect(service.live?.reading.known.coverage.problem).toBeNull()
  })

  it('does nothing more once it is closed', async () => {
    startWith()
    await elapse(100)
    let closed = 0
    service.subscribe({ onClose: () => closed++ })
    service.close()
    expect(closed).toBe(1)
    await elapse(1_000)
    node(0).countRequests()
    await elapse(60_000)
    expect(node(0).countRequests()).toBe(0)
    expect(await service.first(10)).not.toBeNull()
  })

  it('gives the first reading to whoever waits for it, or null in time', async () => {
    startWith(1, null, () => {
      node(0).state = 'down'
    })
    const [tooSoon, inTime] = [service.first(1_000), service.first(60_000)]
    await elapse(1_000)
    expect(await tooSoon).toBeNull()
    node(0).state = 'up'
    await elapse(5_000)
    expect((await inTime)?.reading.block).toEqual(chain.head)
  })
})

describe('pollInterval', () => {
  it.each([
    [null, 125],
    [0.25, 500],
    [2, 500],
    [12, 3_000],
    [60, 4_000],
  ])('asks for the head of a chain with %s s per block every %s ms', (blockTime, expected) => {
    expect(pollInterval(blockTime)).toBe(expected)
  })
})
