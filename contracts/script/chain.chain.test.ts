import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usdsAbi } from '@/lib/abi'
import { creationCode, deploy, startTestChain, type TestChain } from '@/lib/cli/test-chain'
import { type Call, callOf, connect, type ScenarioChain, StepFailed } from './chain'

let anvil: TestChain
let chain: ScenarioChain
let usds: Hex

beforeAll(async () => {
  anvil = await startTestChain()
  const { client, accounts } = anvil
  chain = connect(client.transport.url ?? '')
  usds = await deploy(client, accounts[0], creationCode('Usds'))
})

afterAll(() => anvil?.stop())

const approve = (value: bigint): Call =>
  callOf(usds, { abi: usdsAbi, functionName: 'approve', args: [anvil.accounts[1], value] })

const allowance = () =>
  chain.read({
    address: usds,
    abi: usdsAbi,
    functionName: 'allowance',
    args: [anvil.accounts[0], anvil.accounts[1]],
  })

describe('transactions sent together', () => {
  it('transactions sent together share blocks of the requested size, in the given order', async () => {
    const [sender] = anvil.accounts
    const calls = Array.from({ length: 7 }, (_, index) => approve(BigInt(index)))
    const receipts = await chain.sendAll(sender, calls, 3)
    const first = BigInt(receipts[0]?.blockNumber ?? 0)
    expect(receipts.map(({ blockNumber }) => BigInt(blockNumber) - first)).toEqual([
      0n,
      0n,
      0n,
      1n,
      1n,
      1n,
      2n,
    ])
    expect(await allowance()).toBe(6n)
  })

  it('transactions of several accounts share one block, those of each in their order', async () => {
    const [sender, other] = anvil.accounts
    const receipts = await chain.sendTogether([
      { from: sender, call: approve(7n) },
      { from: other, call: approve(8n) },
      { from: sender, call: approve(9n) },
    ])
    expect(new Set(receipts.map(({ blockNumber }) => blockNumber)).size).toBe(1)
    expect(receipts.map(({ from }) => from.toLowerCase())).toEqual(
      [sender, other, sender].map((address) => address.toLowerCase()),
    )
    expect(await allowance()).toBe(9n)
  })

  it('sending no transactions mines no block', async () => {
    const { client, accounts } = anvil
    const before = await client.getBlockNumber({ cacheTime: 0 })
    expect(await chain.sendAll(accounts[0], [])).toEqual([])
    expect(await client.getBlockNumber({ cacheTime: 0 })).toBe(before)
  })

  it('the first of the transactions that reverts is named with its reason, and the chain still mines on demand', async () => {
    const [sender, other] = anvil.accounts
    const steal = callOf(usds, { abi: usdsAbi, functionName: 'mint', args: [other, 1n] })
    await expect(chain.sendAll(other, [approve(1n), steal, steal])).rejects.toThrow(
      `mint of ${usds} by ${other} reverted: execution reverted: Usds/not-authorized`,
    )
    await expect(chain.sendAll(other, [steal])).rejects.toThrow(StepFailed)
    const { functionName, abi } = { functionName: 'approve', abi: usdsAbi } as const
    await chain.send(sender, usds, { abi, functionName, args: [other, 9n] })
    expect(await allowance()).toBe(9n)
  })

  it('a transaction that does not fit into a block is reported', async () => {
    const [sender] = anvil.accounts
    const greedy = { ...approve(2n), gas: 1_000_000_000n }
    await expect(chain.sendAll(sender, [approve(1n), greedy])).rejects.toThrow('did not fit into the block')
    await chain.mine()
  })
})
