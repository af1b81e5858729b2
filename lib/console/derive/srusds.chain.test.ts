import { type Address, encodeFunctionData, erc20Abi, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { lctsQueueAbi, srUsdsFacetAbi } from '@/lib/abi'
import { withAccounts } from '@/lib/chain/read/account'
import { read, readHasMulticall } from '@/lib/chain/read/reader'
import { lockDue, settleDue } from '@/lib/lcts'
import { orElse } from '@/lib/leaf'
import { WAD } from '@/lib/math'
import { modelOf, NOW, readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import type { SrUsdsModel } from '../model/srusds'

const { saver1, saver2, saver3, saver4, saver5, lctsOperator } = roles
const savers = [saver1, saver2, saver3, saver4, saver5].map(({ address }) => address)
/** Of the day of the scenario's end [days since 1970]. */
const today = NOW / 86_400n

let scenario: ScenarioReading

beforeAll(async () => {
  scenario = await readScenario()
})
afterAll(() => scenario.chain.stop())

const parts = () => scenario.deployment.generators[0]!.srUsds!
const timetable = () => ({ lockAt: BigInt(parts().lockAt), settleAt: BigInt(parts().settleAt) })
const diamond = () => scenario.deployment.generators[0]!.addresses.diamond

/** srUSDS as the console reads it at the latest block, with every saver looked at. */
async function srUsdsNow(): Promise<SrUsdsModel> {
  const { rpc, deployment } = scenario
  const reading = await readAgain(rpc, deployment)
  const known = withAccounts(reading.known, savers)
  const whole = await read(rpc, deployment, reading.block, known, {
    hasMulticall: await readHasMulticall(rpc),
  })
  const { srUsds } = modelOf(deployment, whole).generators[0]!
  if (srUsds === null) throw new Error('The scenario has no srUSDS')
  return srUsds
}

async function send(from: Address, to: Address, data: Hex) {
  await scenario.rpc.request('anvil_impersonateAccount', [from])
  await scenario.rpc.request('anvil_setBalance', [from, '0xde0b6b3a7640000'])
  const transaction = { from, to, data, gas: '0x7a1200' }
  const { status } = await scenario.rpc.request<{ status: Hex }>('eth_sendTransactionSync', [transaction])
  expect(status).toBe('0x1')
}

const operate = (functionName: 'lockQueues' | 'settleQueues') =>
  send(lctsOperator.address, diamond(), encodeFunctionData({ abi: srUsdsFacetAbi, functionName }))

const warp = (time: bigint) => scenario.rpc.request('evm_setNextBlockTimestamp', [Number(time)])

async function viewOf(queue: Address, name: 'pending' | 'underlyingOf' | 'finalized', user: Address) {
  const data = encodeFunctionData({ abi: lctsQueueAbi, functionName: name, args: [user] })
  const answer = await scenario.rpc.request<Hex>('eth_call', [{ to: queue, data }, 'latest'])
  return answer
    .slice(2)
    .match(/.{64}/g)!
    .map((word) => BigInt(`0x${word}`))
}

/** What every saver has in every queue, by the contracts' own views. */
async function heldToViews(srUsds: SrUsdsModel) {
  for (const { address, positions } of [srUsds.subscribe, srUsds.redeem]) {
    for (const { id, standing } of positions) {
      const [pending = 0n] = await viewOf(address, 'pending', id)
      const [underlying = 0n] = await viewOf(address, 'underlyingOf', id)
      const [reward = 0n, left = 0n] = await viewOf(address, 'finalized', id)
      expect(orElse(standing, null), id).toMatchObject({
        reward: pending + reward,
        assets: underlying + left,
      })
    }
  }
}

describe('srUSDS on the chain', () => {
  it('is known to the last leaf, and every party has what it owes', async () => {
    const srUsds = await srUsdsNow()
    expect(srUsds.balances.map(({ holds }) => orElse(holds, null))).toEqual([true, true, true, true, true])
    const states = orElse(srUsds.days, []).map(({ lock, settle }) => [lock.state, settle.state])
    expect(states).toEqual([
      ['on-time', 'on-time'],
      ['on-time', 'on-time'],
      ['on-time', 'late'],
      ['on-time', 'skipped'],
      ['still-locked', 'on-time'],
      ['on-time', 'on-time'],
      ['on-time', 'on-time'],
    ])
    expect(srUsds.exit.map(({ id, holds }) => [id, orElse(holds, null)])).toEqual([
      ['on-time', false],
      ['identities', true],
      ['rate', true],
      ['minter', true],
    ])
  })

  it('tells what savers have as the queues do, and what a settlement will do as it then does', async () => {
    // Somebody wants to leave, so that the queues net out.
    const { token, redeemQueue } = parts()
    const amount = 3_000n * WAD + 7n
    const approve = { abi: erc20Abi, functionName: 'approve', args: [redeemQueue, amount] } as const
    const enter = { abi: lctsQueueAbi, functionName: 'enter', args: [amount] } as const
    await send(saver1.address, token, encodeFunctionData(approve))
    await send(saver1.address, redeemQueue, encodeFunctionData(enter))
    await heldToViews(await srUsdsNow())

    await warp(lockDue(timetable(), today) + 12n)
    await operate('lockQueues')
    const locked = await srUsdsNow()
    await heldToViews(locked)
    expect([locked.subscribe.state, locked.redeem.state].map((state) => orElse(state, null))).toEqual([
      'LOCKED',
      'LOCKED',
    ])
    const forecast = orElse(locked.forecast, null)!
    expect(forecast.capacities.netted).toBeGreaterThan(0n)

    await warp(settleDue(timetable(), today) + 3_000n)
    await operate('settleQueues')
    const after = await srUsdsNow()
    await heldToViews(after)
    expect(after.settlements.at(-1)).toMatchObject({
      rateBefore: forecast.rateBefore,
      rateAfter: forecast.rateAfter,
      netted: forecast.capacities.netted,
      subscribed: forecast.subscribe?.converted,
      minted: forecast.subscribe?.reward,
      redeemed: forecast.redeem?.converted,
      paid: forecast.redeem?.reward,
    })
    for (const side of ['subscribe', 'redeem'] as const) {
      const { queue } = forecast[side]!
      expect(orElse(after[side].state, null)).toBe(queue.status)
      expect(orElse(after[side].totalShares, null)).toBe(queue.totalShares)
      expect(orElse(after[side].totalUnderlying, null)).toBe(queue.totalUnderlying)
      expect(orElse(after[side].rewardPerToken, null)).toBe(queue.rewardPerToken)
      expect(orElse(after[side].undistributed, null)).toBe(queue.undistributed)
    }
    expect(orElse(after.days, []).at(-1)).toMatchObject({
      lock: { state: 'on-time', late: 12n },
      settle: { state: 'late', late: 3_000n },
    })
    expect(after.balances.map(({ holds }) => orElse(holds, null))).toEqual([true, true, true, true, true])
  })
})
