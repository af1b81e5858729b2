import { encodeEventTopics, type Hex, keccak256, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { rateLimitsAbi } from '@/lib/abi'
import { PlayedService } from '@/lib/testing/fakes/chain-service'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { pollInterval } from './chain-service'

describe('ChainService', () => {
  const played = new PlayedService()

  it('reads the head once it starts', async () => {
    played.startWith()
    await played.elapse(100)
    expect(played.shown()).toEqual(played.chain.head)
    expect(played.states()).toEqual(['ok'])
  })

  it("asks for a node's identity together with its first head: 3 HTTP round trips for the first reading", async () => {
    played.startWith()
    await played.elapse(100)
    expect(played.node(0).requests[0]?.toSorted()).toEqual([
      'eth_chainId',
      'eth_getBlockByNumber',
      'eth_getCode',
    ])
    expect(played.node(0).requests.slice(1)).toEqual([
      ['eth_chainId', 'eth_getLogs', 'eth_call'],
      ['eth_chainId', 'eth_call'],
    ])
    expect(played.updates[0]?.roundTrips).toBe(3)
  })

  it('takes 2 HTTP round trips for a refresh, and the head alone while there is no new block', async () => {
    played.startWith()
    await played.elapse(100)
    played.node(0).countRequests()
    await played.elapse(5_000)
    expect(
      played.node(0).requests.every((methods) => methods.join() === 'eth_chainId,eth_getBlockByNumber'),
    ).toBe(true)
    for (let block = 0; block < 20; block++) {
      played.chain.mine()
      await played.elapse(500)
    }
    expect(played.updates).toHaveLength(21)
    expect(played.updates.slice(1).map(({ roundTrips }) => roundTrips)).toEqual(Array(20).fill(2))
  })

  it('makes one reading per block for any number of viewers', async () => {
    played.startWith()
    const counts = Array.from({ length: 50 }, () => ({ updates: 0 }))
    for (const count of counts) played.service.subscribe({ onUpdate: () => count.updates++ })
    await played.elapse(100)
    played.node(0).countRequests()
    played.chain.mine()
    await played.elapse(1_000)
    expect(played.reads()).toBe(1)
    expect(counts.every(({ updates: seen }) => seen === 2)).toBe(true)
  })

  it('never reads twice at once, and reads only the newest of blocks that come faster', async () => {
    played.startWith(1, null, () => played.node(0).delays.set('eth_call', 3_000))
    await played.elapse(10_000)
    played.node(0).countRequests()
    for (let second = 0; second < 12; second++) {
      played.chain.mine()
      await played.elapse(1_000)
    }
    expect(played.reads()).toBeLessThanOrEqual(4)
    const numbers = played.updates.map(({ live }) => live.reading.block.number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a - b)))
  })

  it('gives every value of a view from one block hash while blocks come in', async () => {
    played.startWith(1, null, () => played.node(0).delays.set('eth_call', 700))
    for (let step = 0; step < 40; step++) {
      played.chain.mine()
      await played.elapse(200)
    }
    expect(played.updates.length).toBeGreaterThan(3)
    for (const { live } of played.updates) {
      const [first] = live.facts.generators[0]?.limits ?? []
      // The fake node answers each limit with the number of the block that it was asked at.
      expect(first?.maxAmount).toMatchObject({ ok: true, value: live.reading.block.number + 10n })
      expect(live.facts.block.hash).toBe(live.reading.block.hash)
    }
  })

  it('follows a reorganisation to a block of equal and of lower number', async () => {
    played.startWith()
    await played.elapse(100)
    played.chain.revertTo(9n)
    played.chain.mine()
    await played.elapse(600)
    expect(played.shown()).toEqual(played.chain.head)
    played.chain.revertTo(7n)
    played.chain.mine()
    await played.elapse(2_600)
    expect(played.shown()).toEqual(played.chain.head)
  })

  it('follows a local chain back to a snapshot', async () => {
    played.startWith()
    await played.elapse(100)
    const old = played.chain.head
    played.chain.mine(5)
    await played.elapse(600)
    played.chain.revertTo(old.number)
    await played.elapse(2_600)
    expect(played.shown()).toEqual(old)
  })

  it('does not flap where two nodes behind one address answer in turn', async () => {
    played.startWith()
    await played.elapse(100)
    played.chain.mine(3)
    await played.elapse(600)
    const newest = played.chain.head
    for (let turn = 0; turn < 12; turn++) {
      played.node(0).lag = turn % 2
      await played.elapse(500)
      expect(played.shown()).toEqual(newest)
    }
  })

  it('does not follow a node back to a block it had left, until the node insists', async () => {
    played.startWith(1, 12)
    await played.elapse(100)
    played.chain.mine(3)
    await played.elapse(3_100)
    const newest = played.chain.head
    played.node(0).lag = 1
    await played.elapse(6_000)
    expect(played.shown()).toEqual(newest)
    played.node(0).lag = 0
    await played.elapse(3_000)
    played.node(0).lag = 1
    await played.elapse(23_000)
    expect(played.shown()).toEqual(newest)
    await played.elapse(5_000)
    expect(played.shown()?.number).toBe(newest.number - 1n)
  })

  it('keeps the last reading with its age while no node answers', async () => {
    played.startWith()
    await played.elapse(100)
    const block = played.chain.head
    played.node(0).state = 'down'
    await played.elapse(60_000)
    expect(played.shown()).toEqual(block)
    expect(played.service.ageSeconds).toBeGreaterThan(59)
    expect(played.service.chainTime).toBe(
      block.timestamp + BigInt(Math.floor(played.service.ageSeconds ?? 0)),
    )
  })

  it('is stale when blocks stop coming, but never because of age on a chain that mines on demand', async () => {
    played.startWith(1, 12)
    await played.elapse(30_000)
    expect(played.service.status().isStale).toBe(false)
    await played.elapse(10_000)
    expect(played.service.status().isStale).toBe(true)
    played.service.close()
    played.startWith(1, null)
    await played.elapse(600_000)
    expect(played.service.status().isStale).toBe(false)
  })

  it('reports a change of a node once, not with every answer', async () => {
    played.startWith(1)
    await played.elapse(100)
    const told: unknown[] = []
    played.service.subscribe({ onStatus: (all) => told.push(all.map(({ state }) => state)) })
    await played.elapse(10_000)
    expect(told).toEqual([])
    played.node(0).state = 'down'
    await played.elapse(10_000)
    played.node(0).state = 'up'
    await played.elapse(10_000)
    expect(told).toEqual([['unreachable'], ['ok']])
  })

  it('shows a block without waiting for long history, and again once the events are known', async () => {
    played.chain.mine(400)
    const topics = encodeEventTopics({
      abi: rateLimitsAbi,
      eventName: 'RateLimitDataSet',
      args: { key: keccak256(toHex('met in an event')) },
    })
    const { rateLimits } = fakeDeployment().generators[0]!.addresses
    played.chain.log({ address: rateLimits, topics: topics as Hex[], data: `0x${'00'.repeat(128)}` })
    played.startWith(1, null, () => {
      played.node(0).widestRange = 50
      played.node(0).delays.set('eth_getLogs', 400)
    })
    await played.elapse(2_600)
    expect(played.shown()).toEqual(played.chain.head)
    expect(played.service.live?.reading.known.limitKeys).toEqual([])
    expect(played.service.live?.reading.known.coverage.problem).toMatch(/still being read/)
    await played.elapse(10_000)
    const { reading, facts } = played.service.live!
    expect(reading.block).toEqual(played.chain.head)
    expect(reading.known.coverage.problem).toBeNull()
    expect(reading.known.limitKeys).toHaveLength(1)
    expect(facts.generators[0]!.limits.at(-1)?.maxAmount).toMatchObject({ ok: true })
  })

  it('asks again for events that could not be read, without a new block', async () => {
    played.startWith(1, null, () =>
      played.node(0).refusals.set('eth_getLogs', { code: -32000, message: 'busy' }),
    )
    await played.elapse(5_000)
    expect(played.service.live?.reading.known.coverage.problem).toMatch(/could not be read: a\.test: busy/)
    played.node(0).refusals.clear()
    await played.elapse(5_000)
    expect(played.service.live?.reading.known.coverage.problem).toBeNull()
  })

  it('does nothing more once it is closed', async () => {
    played.startWith()
    await played.elapse(100)
    let closed = 0
    played.service.subscribe({ onClose: () => closed++ })
    played.service.close()
    expect(closed).toBe(1)
    await played.elapse(1_000)
    played.node(0).countRequests()
    await played.elapse(60_000)
    expect(played.node(0).countRequests()).toBe(0)
    expect(await played.service.first(10)).not.toBeNull()
  })

  it('gives the first reading to everyone who waits for it, or null when it is late', async () => {
    played.startWith(1, null, () => {
      played.node(0).state = 'down'
    })
    const [tooSoon, inTime] = [played.service.first(1_000), played.service.first(60_000)]
    await played.elapse(1_000)
    expect(await tooSoon).toBeNull()
    played.node(0).state = 'up'
    await played.elapse(5_000)
    expect((await inTime)?.reading.block).toEqual(played.chain.head)
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
