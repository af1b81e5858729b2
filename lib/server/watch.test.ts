import { encodeAbiParameters, toFunctionSelector } from 'viem'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Returned } from '@/lib/chain/read/ask'
import { limitKey } from '@/lib/limits'
import { MAX_UINT256 } from '@/lib/math'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeAnswers, FakeChain, FakeNode } from '@/lib/testing/fakes/node'
import { ChainService } from './chain-service'
import { healthOf } from './health'
import { Metrics } from './metrics'
import { ChainNode } from './node'
import { Streams } from './stream'

const words = (...values: bigint[]) => ({
  ok: true,
  data: encodeAbiParameters([{ type: `uint256[${values.length}]` }], [values]),
})

/** A PAU without a relayer, with a mint limit of 4 of 10 USDS; whatever is not named here reverts. */
function answersWith(more: Readonly<Record<string, Returned>> = {}): FakeAnswers {
  const bySelector = Object.entries<Returned>({
    'getRoleMemberCount(bytes32)': words(0n),
    'paused()': words(1n),
    'stopped()': words(0n),
    'getRateLimitData(bytes32)': words(10n ** 19n, 0n, 4n * 10n ** 18n, 1_800_000_000n),
    'usds()': words(0x24n),
    'decimals()': words(18n),
    'symbol()': { ok: true, data: encodeAbiParameters([{ type: 'string' }], ['USDS']) },
    ...more,
  }).map(([signature, answer]) => [toFunctionSelector(signature), answer] as const)
  return ({ data }) => bySelector.find(([selector]) => data.startsWith(selector))?.[1] ?? null
}

describe('what is watched from outside', () => {
  let chain: FakeChain
  let node: FakeNode
  let service: ChainService
  let streams: Streams
  let metrics: Metrics

  beforeEach(() => {
    vi.useFakeTimers()
    chain = new FakeChain()
  })
  afterEach(() => {
    service.close()
    expect(node.unexpected).toEqual([])
    vi.useRealTimers()
  })

  function start(answers = answersWith(), blockTimeSeconds: number | null = null): void {
    const deployment = fakeDeployment({ blockTimeSeconds })
    node = new FakeNode(chain, answers)
    const watched = new ChainNode({ url: node.url, label: 'node.test' }, deployment.chainId, (...request) =>
      node.fetch(...request),
    )
    service = new ChainService(deployment, [watched])
    streams = new Streams(service)
    metrics = new Metrics(service, streams)
    service.start()
  }
  const elapse = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  const lines = async () => (await metrics.text()).split('\n').filter((line) => !line.startsWith('#'))
  const line = async (start: string) => (await lines()).find((text) => text.startsWith(start))

  describe('health', () => {
    it('is ok with the block that is shown', async () => {
      start()
      await elapse(2_500)
      const { number, hash, timestamp } = chain.head
      expect(healthOf(service)).toEqual({
        ok: true,
        problem: null,
        chainId: 31337,
        block: { number: Number(number), hash, timestamp: Number(timestamp) },
        ageSeconds: 2.5,
        rpc: [
          {
            label: 'node.test',
            state: 'ok',
            problem: null,
            latencyMs: expect.any(Number),
            blockNumber: Number(number),
            dissent: null,
          },
        ],
      })
    })

    it('is not ok before the first reading, and says why', async () => {
      start()
      node.state = 'down'
      await elapse(1_000)
      expect(healthOf(service)).toMatchObject({
        ok: false,
        block: null,
        ageSeconds: null,
        problem: 'No node can be read (node.test: could not be reached).',
      })
    })

    it('is not ok as soon as no node can be read, and names the last block and its age', async () => {
      start()
      await elapse(1_000)
      node.state = 'down'
      await elapse(1_000)
      expect(healthOf(service)).toMatchObject({
        ok: false,
        block: { hash: chain.head.hash },
        ageSeconds: 2,
        rpc: [{ state: 'unreachable' }],
      })
    })

    it('is not ok when blocks stop coming', async () => {
      start(answersWith(), 12)
      await elapse(30_000)
      expect(healthOf(service).ok).toBe(true)
      await elapse(10_000)
      expect(healthOf(service)).toMatchObject({ ok: false, problem: 'No new block for 40 s.' })
    })

    it('is not ok while no call gives a value, whether all revert or answer nothing', async () => {
      const nothing: readonly FakeAnswers[] = [
        () => null,
        () => ({ ok: true, data: '0x' }),
        () => ({ ok: true, data: '0xff' }),
      ]
      for (const answers of nothing) {
        start(answers)
        await elapse(1_000)
        expect(healthOf(service)).toMatchObject({
          ok: false,
          block: { hash: chain.head.hash },
          problem: `No call at block ${chain.head.number} gave a value: the node answers, but not for the contracts.`,
        })
        service.close()
      }
    })

    it('does not show the URL of a node', async () => {
      start()
      await elapse(100)
      node.refusals.set('eth_call', { code: -32000, message: 'key secret-key is not valid' })
      chain.mine()
      await elapse(1_000)
      expect(service.status().nodes[0]?.problem).toMatch(/key … is not valid/)
      expect(JSON.stringify(healthOf(service))).not.toMatch(/secret|v1/)
    })
  })

  describe('metrics', () => {
    it('exist before the first reading, without values of the chain', async () => {
      start()
      node.state = 'down'
      await elapse(1_000)
      expect(await line('pau_rpc_up')).toBe('pau_rpc_up{rpc="node.test"} 0')
      expect(await line('pau_rpc_state')).toBe('pau_rpc_state{rpc="node.test",state="unreachable"} 1')
      const told = (await lines()).filter((text) =>
        /^pau_(block|check|limit|frozen|timelock|stale)/.test(text),
      )
      expect(told).toEqual([])
    })

    it('give block, age and state of the emergency controls', async () => {
      start()
      await elapse(3_000)
      expect(await line('pau_block_number')).toBe(`pau_block_number ${chain.head.number}`)
      expect(await line('pau_block_age_seconds')).toBe('pau_block_age_seconds 3')
      expect(await line('pau_stale')).toBe('pau_stale 0')
      expect(await line('pau_frozen')).toBe('pau_frozen{generator="Generator"} 1')
      expect(await line('pau_timelock_paused')).toBe('pau_timelock_paused{unit="Unit"} 1')
      expect(await line('pau_configurator_stopped')).toBe('pau_configurator_stopped{unit="Unit"} 0')
    })

    it('leave out a state that could not be read', async () => {
      const failed = { ok: false, data: '0x' } as const
      start(answersWith({ 'paused()': failed, 'stopped()': failed, 'getRoleMemberCount(bytes32)': failed }))
      await elapse(1_000)
      expect(await line('pau_block_number')).toBeDefined()
      const told = (await lines()).filter((text) => /^pau_(frozen|timelock_paused|configurator)/.test(text))
      expect(told).toEqual([])
    })

    it('give every check as 1 or 0, and one that could not be made only as unknown', async () => {
      start()
      await elapse(1_000)
      const label = (id: string) => `{id="${id}",area="emergency",level="critical"}`
      const paused = label('emergency/timelock-paused')
      const stopped = label('emergency/configurator-stopped')
      expect(await line(`pau_check${paused}`)).toBe(`pau_check${paused} 0`)
      expect(await line(`pau_check${stopped}`)).toBe(`pau_check${stopped} 1`)
      expect(await line(`pau_check_unknown${stopped}`)).toBe(`pau_check_unknown${stopped} 0`)

      const unread = (await lines()).filter((text) => /^pau_check_unknown.* 1$/.test(text))
      expect(unread.length).toBeGreaterThan(5)
      for (const text of unread) {
        const labels = text.slice('pau_check_unknown'.length, -2)
        expect(await line(`pau_check${labels}`)).toBeUndefined()
      }
    })

    it('give limits in units', async () => {
      start()
      await elapse(1_000)
      const labels = `generator="Generator",key="${limitKey('LIMIT_USDS_MINT')}",name="LIMIT_USDS_MINT",unit="USDS"`
      expect(await line('pau_limit_current')).toBe(`pau_limit_current{${labels}} 4`)
      expect(await line('pau_limit_max')).toBe(`pau_limit_max{${labels}} 10`)
    })

    it('give no amount whose unit could not be read', async () => {
      start(answersWith({ 'decimals()': { ok: false, data: '0x' } }))
      await elapse(1_000)
      expect(await line('pau_limit_current')).toBeUndefined()
    })

    it('give an unlimited limit as infinite', async () => {
      start(answersWith({ 'getRateLimitData(bytes32)': words(MAX_UINT256, 0n, 0n, 1n) }))
      await elapse(1_000)
      expect(await line('pau_limit_max')).toMatch(/ \+Inf$/)
      expect(await line('pau_limit_current')).toMatch(/ \+Inf$/)
    })

    it('count viewers, readings, their round trips and those that failed', async () => {
      start()
      await elapse(1_000)
      streams.response(new AbortController().signal)
      chain.mine()
      await elapse(1_000)
      expect(await line('pau_viewers')).toBe('pau_viewers 1')
      expect(await line('pau_reading_seconds_count')).toBe('pau_reading_seconds_count 2')
      expect(await line('pau_reading_http_round_trips_bucket{le="3"}')).toMatch(/ 2$/)
      node.refusals.set('eth_call', { code: -32000, message: 'busy' })
      chain.mine()
      await elapse(600)
      expect(await line('pau_readings_failed_total')).toMatch(/ [1-9]$/)
    })
  })
})
