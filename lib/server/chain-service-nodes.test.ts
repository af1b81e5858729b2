import { describe, expect, it } from 'vitest'
import { TransportError } from '@/lib/chain/errors'
import { PlayedService } from '@/lib/testing/fakes/chain-service'

describe('ChainService with several nodes', () => {
  const played = new PlayedService()

  it('reads wholly from the next node when the first goes away, and from the first when it is back', async () => {
    played.startWith(2)
    await played.elapse(100)
    played.node(0).state = 'down'
    played.chain.mine()
    await played.elapse(1_000)
    expect(played.shown()).toEqual(played.chain.head)
    expect(played.states()).toEqual(['unreachable', 'ok'])
    expect(played.reads(1)).toBeGreaterThan(0)

    played.node(0).state = 'up'
    await played.elapse(2_500)
    played.node(0).countRequests()
    played.node(1).countRequests()
    played.chain.mine()
    await played.elapse(1_000)
    expect(played.shown()).toEqual(played.chain.head)
    expect([played.reads(0), played.reads(1)]).toEqual([1, 0])
  })

  it('does not finish a reading on another node when its node goes away in the middle', async () => {
    played.startWith(2, null, () => played.node(0).delays.set('eth_call', 100))
    await played.elapse(50)
    played.node(0).state = 'down'
    const before = played.node(1).requests.length
    await played.elapse(1_000)
    expect(played.updates).toHaveLength(1)
    const calls = played
      .node(1)
      .requests.slice(before)
      .filter((methods) => methods.includes('eth_call'))
    expect(calls).toHaveLength(2)
  })

  it('goes on with the next node when one gives its head but refuses to be read', async () => {
    played.startWith(2, null, () =>
      played.node(0).refusals.set('eth_call', { code: -32000, message: 'out of gas' }),
    )
    await played.elapse(2_000)
    expect(played.shown()).toEqual(played.chain.head)
    expect(played.states()).toEqual(['failing', 'ok'])
    expect(played.service.status().nodes[0]?.problem).toMatch(/out of gas/)
    expect(played.reads(1)).toBeGreaterThan(0)
  })

  it('never prefers a node that is behind the newest block, whatever its place', async () => {
    played.chain.mine(50)
    played.startWith(2, null, () => {
      played.node(0).lag = 40
    })
    await played.elapse(10_000)
    expect(played.states()).toEqual(['behind', 'ok'])
    played.chain.mine()
    await played.elapse(1_000)
    expect(played.shown()).toEqual(played.chain.head)
    played.node(1).state = 'down'
    await played.elapse(10_000)
    expect(played.shown()).toEqual(played.chain.head)
    played.node(0).lag = 0
    await played.elapse(1_000)
    expect(played.states()).toEqual(['ok', 'unreachable'])
  })

  it('never reads from a node on another chain', async () => {
    played.startWith(2, null, () => {
      played.node(0).chainId = 1
    })
    await played.elapse(5_000)
    expect(played.states()).toEqual(['wrong-chain', 'ok'])
    expect(played.service.status().nodes[0]?.problem).toBe('is on chain 1, this deployment on chain 31337')
    expect(played.reads(0)).toBe(0)
    expect(played.shown()).toEqual(played.chain.head)
  })

  it('shows nothing of a node whose chain was replaced by another, though it never failed', async () => {
    played.startWith()
    await played.elapse(100)
    const before = played.shown()
    played.node(0).chainId = 1
    played.chain.mine()
    await played.elapse(5_000)
    expect(played.states()).toEqual(['wrong-chain'])
    expect(played.shown()).toEqual(before)
    const refused = expect(played.service.nodes[0]?.proxy.request('eth_getCode', [])).rejects.toEqual(
      new TransportError('eth_getCode', 'is on chain 1, this deployment on chain 31337'),
    )
    await played.elapse(100)
    await refused
    played.node(0).chainId = 31_337
    await played.elapse(35_000)
    expect(played.shown()).toEqual(played.chain.head)
  })

  it('asks a node for its identity again after an outage', async () => {
    played.startWith()
    await played.elapse(100)
    played.node(0).state = 'down'
    await played.elapse(1_000)
    played.node(0).state = 'up'
    played.node(0).chainId = 1
    played.chain.mine()
    await played.elapse(5_000)
    expect(played.states()).toEqual(['wrong-chain'])
    expect(played.shown()?.number).toBe(played.chain.head.number - 1n)
  })

  it.each(['down', 'hanging', 'broken'] as const)(
    'says that a node is %s at the start, and recovers by itself',
    async (state) => {
      played.startWith(1, null, () => {
        played.node(0).state = state
      })
      await played.elapse(20_000)
      expect(played.shown()).toBeUndefined()
      expect(played.states()).toEqual(['unreachable'])
      expect(played.service.status().nodes[0]?.problem).toMatch(/could not be reached|in time|HTTP 503/)
      played.node(0).state = 'up'
      await played.elapse(5_100)
      expect(played.shown()).toEqual(played.chain.head)
      expect(played.states()).toEqual(['ok'])
    },
  )
})
