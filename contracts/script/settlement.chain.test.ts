import { createPublicClient, getAbiItem, http } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdingSystemAbi, lctsQueueAbi, srUsdsAbi, srUsdsFacetAbi } from '@/lib/abi'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import { WAD } from '@/lib/math'
import { DAY, HOUR, MINUTE, thousands } from './amounts'
import { roles } from './scenario'

/** In the morning: the queues of the day before are settled, those of this day are not locked yet. */
const NOW = 1_795_000_000n
const TODAY = NOW / DAY

let chain: ScenarioChain
let client: ReturnType<typeof createPublicClient>

beforeAll(async () => {
  chain = await startScenarioChain({ now: NOW })
  client = createPublicClient({ transport: http(chain.url) })
})

afterAll(() => chain?.stop())

const diamond = () => chain.deployment.generators[0]!.addresses.diamond
const parts = () => chain.deployment.generators[0]!.srUsds!

async function settlements() {
  const event = getAbiItem({ abi: srUsdsFacetAbi, name: 'Settled' })
  const logs = await client.getLogs({ address: diamond(), event, fromBlock: 0n, strict: true })
  return logs.map(({ args: { day, settlement } }) => ({ ...settlement, ago: TODAY - day, day }))
}

async function locks() {
  const event = getAbiItem({ abi: srUsdsFacetAbi, name: 'QueuesLocked' })
  const logs = await client.getLogs({ address: diamond(), event, fromBlock: 0n, strict: true })
  return logs.map(({ args }) => ({ ...args, ago: TODAY - args.day }))
}

/** Minutes since the hour of the day at which something was due. */
const late = (day: bigint, time: bigint, hour: bigint) => (time - day * DAY - hour * HOUR) / MINUTE

const queueOf = async (which: 'subscribeQueue' | 'redeemQueue', user: `0x${string}`) => {
  const queue = { address: parts()[which], abi: lctsQueueAbi } as const
  const [gen, status, [at, shares], pending, [reward]] = await Promise.all([
    client.readContract({ ...queue, functionName: 'gen' }),
    client.readContract({ ...queue, functionName: 'status' }),
    client.readContract({ ...queue, functionName: 'positions', args: [user] }),
    client.readContract({ ...queue, functionName: 'pending', args: [user] }),
    client.readContract({ ...queue, functionName: 'finalized', args: [user] }),
  ])
  if (shares === 0n) return 'none'
  if (reward > 0n) return 'finalized'
  expect(at).toBe(gen)
  expect(status).toBe(1)
  return pending > 0n ? 'claimable' : 'waiting'
}

describe('the week of srUSDS in the scenario', () => {
  it('every day was locked on time, and one was not settled', async () => {
    const locked = await locks()
    expect(locked.map(({ ago }) => ago)).toEqual([7n, 6n, 5n, 4n, 3n, 2n, 1n])
    for (const { day, time } of locked) expect(late(day, time, 13n)).toBeLessThan(5n)
    // What the skipped day had locked was locked still.
    expect(locked.map(({ subscribe }) => subscribe)).toEqual([true, true, true, true, false, true, true])
    expect((await settlements()).map(({ ago }) => ago)).toEqual([7n, 6n, 5n, 3n, 2n, 1n])
  })

  it('one settlement was late, one covered two days, one had a haircut, for one nothing was published', async () => {
    const all = await settlements()
    const minutes = all.map(({ day, time }) => late(day, time, 16n))
    expect(minutes[2]).toBeGreaterThanOrEqual(100n)
    expect(minutes.filter((found) => found >= 5n)).toHaveLength(1)
    expect(all.map(({ factor }) => factor)).toEqual([
      ...[WAD, (10_002n * WAD) / 10_000n, WAD, WAD, (995n * WAD) / 1_000n, WAD],
    ])
    expect(all.map(({ fallbackUsed }) => fallbackUsed)).toEqual([false, false, false, false, false, true])
    expect(all.map(({ haircut }) => haircut > 0n)).toEqual([false, false, false, false, true, false])
    // All of it on the first day, a part of it on every other.
    expect(all[0]?.subscribed).toBe(thousands(100n))
    expect(all[1]?.subscribed).toBe(thousands(30n))
    expect(all.map(({ netted }) => netted > 0n)).toEqual([false, false, true, false, false, true])
  })

  it('each rate follows from the one before', async () => {
    let rate: bigint = WAD
    for (const { rateBefore, factor, rateAfter } of await settlements()) {
      expect(rateBefore).toBe(rate)
      expect(rateAfter).toBe((rateBefore * factor) / WAD)
      rate = rateAfter
    }
    const { holdingSystem } = parts()
    const read = { address: holdingSystem, abi: holdingSystemAbi } as const
    expect(await client.readContract({ ...read, functionName: 'exchangeRate' })).toBe(rate)
  })

  it('a saver is in every state', async () => {
    const states = await Promise.all(
      [roles.saver1, roles.saver2, roles.saver3, roles.saver4, roles.saver5].map(async ({ address }) => [
        await queueOf('subscribeQueue', address),
        await queueOf('redeemQueue', address),
      ]),
    )
    expect(states).toEqual([
      ['none', 'finalized'],
      ['finalized', 'none'],
      ['claimable', 'none'],
      ['none', 'none'],
      ['waiting', 'none'],
    ])
  })

  it('what is owed is there', async () => {
    const { token, underlying, subscribeQueue, redeemQueue, holdingSystem } = parts()
    const balance = (asset: `0x${string}`, of: `0x${string}`) =>
      client.readContract({ address: asset, abi: srUsdsAbi, functionName: 'balanceOf', args: [of] })
    const liabilities = await client.readContract({
      ...{ address: holdingSystem, abi: holdingSystemAbi, functionName: 'liabilities' },
    })
    expect(await balance(underlying, holdingSystem)).toBeGreaterThanOrEqual(liabilities)
    for (const [queue, asset, reward] of [
      [subscribeQueue, underlying, token],
      [redeemQueue, token, underlying],
    ] as const) {
      const read = (functionName: 'totalUnderlying' | 'unclaimedUnderlying' | 'unclaimedReward') =>
        client.readContract({ address: queue, abi: lctsQueueAbi, functionName })
      const waiting = (await read('totalUnderlying')) + (await read('unclaimedUnderlying'))
      expect(await balance(asset, queue)).toBeGreaterThanOrEqual(waiting)
      expect(await balance(reward, queue)).toBeGreaterThanOrEqual(await read('unclaimedReward'))
    }
    const { almProxy } = chain.deployment.generators[0]!.addresses
    expect([await balance(token, almProxy), await balance(underlying, almProxy)]).toEqual([0n, 0n])
  })
})
