import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { httpRpc, type Rpc } from '@/lib/chain/rpc'
import { NOW, startSavedScenario } from './saved-scenario'
import { type ScenarioChain, startScenarioChain } from './scenario-chain'

let played: ScenarioChain
let saved: ScenarioChain
let rpcs: readonly [Rpc, Rpc]

beforeAll(async () => {
  played = await startScenarioChain({ now: NOW })
  saved = await startSavedScenario()
  rpcs = [httpRpc(played.url), httpRpc(saved.url)]
})

afterAll(async () => {
  await played?.stop()
  await saved?.stop()
})

interface Block {
  readonly number: string
  readonly hash: string
  readonly parentHash: string
  readonly transactions: readonly string[]
}

/** Asks both nodes the same question, and expects the same answer. */
async function sameOfBoth<Answer>(method: string, params: readonly unknown[]): Promise<Answer> {
  const [one, other] = await Promise.all(rpcs.map((rpc) => rpc.request<Answer>(method, params)))
  expect(other, method).toEqual(one)
  return one as Answer
}

const head = () => sameOfBoth<Block>('eth_getBlockByNumber', ['latest', false])

describe('a saved scenario', () => {
  it('has the deployment of the scenario that was played', () => {
    expect(saved.deployment).toEqual(played.deployment)
  })

  it('has every block, transaction and event of the scenario that was played', async () => {
    const { number, parentHash } = await head()
    for (let block = 0; block <= Number(number); block++) {
      const { transactions } = await sameOfBoth<Block>('eth_getBlockByNumber', [
        `0x${block.toString(16)}`,
        false,
      ])
      for (const hash of transactions) await sameOfBoth('eth_getTransactionReceipt', [hash])
    }
    await sameOfBoth('eth_getBlockByHash', [parentHash, true])
    const events = await sameOfBoth<unknown[]>('eth_getLogs', [{ fromBlock: '0x0', toBlock: 'latest' }])
    expect(events.length).toBeGreaterThan(500)
  })

  it('continues like the one that was played, goes back to its end and continues again', async () => {
    const before = await head()
    const snapshots = await Promise.all(rpcs.map((rpc) => rpc.request<string>('evm_snapshot', [])))
    await sameOfBoth('evm_setNextBlockTimestamp', [Number(NOW + 12n)])
    await sameOfBoth('evm_mine', [])
    const after = await head()
    expect(after.parentHash).toBe(before.hash)
    await Promise.all(rpcs.map((rpc, index) => rpc.request('evm_revert', [snapshots[index]])))
    expect((await head()).hash).toBe(before.hash)
    // Time continues from the last block, not from the clock of this machine.
    for (const rpc of rpcs) {
      await rpc.request('evm_mine', [])
      const { timestamp } = await rpc.request<{ timestamp: string }>('eth_getBlockByNumber', [
        'latest',
        false,
      ])
      expect(Number(timestamp) - Number(NOW)).toBeLessThan(600)
    }
  })
})
