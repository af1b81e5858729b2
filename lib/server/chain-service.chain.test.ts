import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf, readHead } from '@/lib/chain/read/reader'
import { httpRpc, type Rpc } from '@/lib/chain/rpc'
import { startSavedScenario } from '@/lib/cli/saved-scenario'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import { leavesOf } from '@/lib/leaf/leaves'
import type { BlockRef } from '@/lib/leaf/source'
import { NOW } from '@/lib/testing/scenario'
import { ChainService, type Update } from './chain-service'
import { ChainNode } from './node'

let chain: ScenarioChain
let rpc: Rpc
let service: ChainService
const updates: Update[] = []

beforeAll(async () => {
  chain = await startSavedScenario()
  rpc = httpRpc(chain.url)
  const { deployment, url } = chain
  service = new ChainService(deployment, [new ChainNode({ url, label: 'anvil' }, deployment.chainId)])
  service.subscribe({ onUpdate: (update) => updates.push(update) })
  service.start()
})
afterAll(async () => {
  service?.close()
  await chain?.stop()
})

/** Waits for the update that shows this block. */
function shows({ hash }: BlockRef): Promise<Update> {
  const last = updates.at(-1)
  if (last?.live.reading.block.hash === hash) return Promise.resolve(last)
  return new Promise((resolve) => {
    const end = service.subscribe({
      onUpdate: (update) => {
        if (update.live.reading.block.hash !== hash) return
        end()
        resolve(update)
      },
    })
  })
}

describe('the chain service on Anvil', () => {
  it('knows every value of the scenario after 3 HTTP round trips', async () => {
    await service.first(10_000)
    const { live, roundTrips } = await shows(await readHead(rpc))
    expect(updates[0]?.roundTrips).toBe(3)
    expect(roundTrips).toBeLessThanOrEqual(3)
    expect(leavesOf(live.facts).filter(({ leaf }) => !leaf.ok)).toEqual([])
    expect(live.reading.known.coverage).toMatchObject({ toBlock: live.reading.block.number, problem: null })
  })

  it('takes 2 HTTP round trips for a block, and gets the values of a complete new reading', async () => {
    for (let block = 0; block < 3; block++) {
      await rpc.request('anvil_mine', [])
      const { live, roundTrips } = await shows(await readHead(rpc))
      expect(roundTrips).toBe(2)
      expect(factsOf(chain.deployment, live.reading)).toEqual(live.facts)
    }
  })

  it('shows one hash for everything while blocks come in', async () => {
    const before = updates.length
    for (let block = 0; block < 20; block++) await rpc.request('anvil_mine', ['0x1', '0x1'])
    await shows(await readHead(rpc))
    const seen = updates.slice(before).map(({ live }) => live.reading.block)
    const numbers = seen.map(({ number }) => number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => (a < b ? -1 : 1)))
    for (const { hash, number } of seen) {
      const block = await rpc.request<{ hash: string }>('eth_getBlockByNumber', [
        `0x${number.toString(16)}`,
        false,
      ])
      expect(block.hash).toBe(hash)
    }
  })

  it('follows the chain back to a snapshot and on from there', async () => {
    const snapshot = await rpc.request<string>('evm_snapshot', [])
    const old = await readHead(rpc)
    await rpc.request('anvil_mine', ['0x5', '0x1'])
    await shows(await readHead(rpc))
    await rpc.request('evm_revert', [snapshot])
    await shows(old)
    await rpc.request('anvil_mine', ['0x2', '0x7'])
    const fork = await readHead(rpc)
    expect((await shows(fork)).live.facts.block.hash).toBe(fork.hash)
  })

  it('says that the node is gone, keeps the reading, and recovers on another chain at the same URL', async () => {
    const last = service.live?.reading.block
    await chain.stop()
    await new Promise<void>((resolve) => {
      const end = service.subscribe({
        onStatus: ([node]) => {
          if (node?.state !== 'unreachable') return
          end()
          resolve()
        },
      })
    })
    expect(service.live?.reading.block).toEqual(last)

    const port = Number(new URL(chain.url).port)
    chain = await startScenarioChain({ now: NOW + 86_400n, port })
    const head = await readHead(rpc)
    const { live } = await shows(head)
    expect(head.number).toBeLessThan(last?.number ?? 0n)
    expect(live.reading.known.coverage).toMatchObject({ toBlock: head.number, problem: null })
    expect(leavesOf(live.facts).filter(({ leaf }) => !leaf.ok)).toEqual([])
  })
})
