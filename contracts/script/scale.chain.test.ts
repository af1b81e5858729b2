import { type Address, createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legacyMigrationFacetAbi, primeVaultAbi, rateLimitsAbi, usdsAbi } from '@/lib/abi'
import { httpRpc } from '@/lib/chain/rpc'
import { stringify, wholeMessage } from '@/lib/chain/wire'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import type { Deployment } from '@/lib/deployment'
import { pauReaders } from '@/lib/deployment/schema'
import { leavesOf } from '@/lib/leaf/leaves'
import { ChainService, type Update } from '@/lib/server/chain-service'
import { ChainNode } from '@/lib/server/node'
import { snapshotBody } from '@/lib/server/snapshot'
import { report } from '@/lib/testing/report'
import { millions, thousands } from './amounts'
import { keys } from './keys'
import { primesOf, scaleOf } from './primes'

const NOW = 1_795_000_000n
const COUNT = 80

let chain: ScenarioChain
let client: ReturnType<typeof createPublicClient>

beforeAll(async () => {
  chain = await startScenarioChain({ now: NOW, primes: COUNT })
  client = createPublicClient({ transport: http(chain.url) })
})

afterAll(() => chain?.stop())

const generator = () => chain.deployment.generators[0]!

async function vaultState(vault: Address): Promise<'idle' | 'drained' | 'capped' | 'empty'> {
  const read = { address: vault, abi: primeVaultAbi } as const
  const total = await client.readContract({ ...read, functionName: 'totalAssets' })
  if (total === 0n) return 'empty'
  const args = [generator().addresses.almProxy] as const
  if ((await client.readContract({ ...read, functionName: 'maxDeposit', args })) === 0n) return 'capped'
  const { usds } = chain.deployment.mcd
  const idle = await client.readContract({
    ...{ address: usds, abi: usdsAbi, functionName: 'balanceOf', args: [vault] },
  })
  return idle * 100n < total ? 'drained' : 'idle'
}

describe(`the scenario with ${COUNT} Primes`, () => {
  it('each state of a vault is equally frequent among further Primes', async () => {
    const states = await Promise.all(generator().primes.map(({ vault }) => vaultState(vault)))
    expect(states.slice(0, 4)).toEqual(['idle', 'drained', 'idle', 'capped'])
    const order = ['idle', 'drained', 'capped', 'empty']
    expect(states.slice(4)).toEqual(states.slice(4).map((_, index) => order[index % 4]))
    expect(states).toHaveLength(COUNT)
  })

  it('half of the further Primes are migrating: scheduled, or in dual-run after one step', async () => {
    const all = await client.readContract({
      address: generator().addresses.diamond,
      abi: legacyMigrationFacetAbi,
      functionName: 'migrations',
    })
    const byPrime = new Map(all.map((migration) => [migration.prime, migration]))
    const stages = generator()
      .primes.slice(4)
      .map(({ almProxy }) => {
        const found = byPrime.get(almProxy)
        if (!found) return 'unscheduled'
        return found.phase === 1 ? `dual-run, ${found.migrated / millions(1n)}M` : 'scheduled'
      })
    const order = ['unscheduled', 'scheduled', 'dual-run, 1M', 'unscheduled']
    expect(stages).toEqual(stages.map((_, index) => order[index % 4]))
  })

  it('the mint limit grows with the number of Primes, and deposit limits do not', async () => {
    const { rateLimits } = generator().addresses
    const limitOf = async (key: `0x${string}`) => {
      const args = [key] as const
      const read = {
        address: rateLimits,
        abi: rateLimitsAbi,
        functionName: 'getRateLimitData',
        args,
      } as const
      return (await client.readContract(read)).maxAmount
    }
    const scale = scaleOf(primesOf(COUNT))
    expect(scale).toBe(2n)
    expect(await limitOf(keys.mint)).toBe(scale * millions(100n))
    const [spark, , , , fifth] = generator().primes
    expect(await limitOf(keys.deposit(spark!.vault))).toBe(thousands(62_500n))
    expect(await limitOf(keys.deposit(fifth!.vault))).toBe(millions(2n))
  })

  it('every stage of a PAU is equally frequent among further Primes', () => {
    const readers = generator()
      .primes.slice(4)
      .map(({ controllers }) => controllers.map(({ reader }) => reader).join())
    const order = ['monolithic', 'faceted', 'diamond-pau', 'eip2535', 'diamond-pau,monolithic']
    expect(readers).toEqual(readers.map((_, index) => order[index % 5]))
    expect(chain.deployment.primes).toHaveLength(1)
  })

  it('the scenario ends at the requested time, in hardly more blocks than with four Primes', async () => {
    const last = await client.getBlock()
    expect(last.timestamp).toBe(NOW)
    expect(last.number).toBeLessThan(240n)
  })
})

describe('a console over Primes of mixed stages', () => {
  /** The deployment with the first Primes of its Generator only, and with the one that has no vault. */
  const withPrimes = (count: number): Deployment => ({
    ...chain.deployment,
    generators: chain.deployment.generators.map((one) => ({ ...one, primes: one.primes.slice(0, count) })),
  })

  it.each([4, 50])('reads a block in two requests with %i Primes, and all of it', async (count) => {
    const deployment = withPrimes(count)
    const readers = deployment.generators.flatMap(({ primes }) =>
      primes.flatMap(({ controllers }) => controllers.map(({ reader }) => reader)),
    )
    expect([...new Set(readers)].toSorted()).toEqual([...pauReaders].toSorted())
    const service = new ChainService(deployment, [
      new ChainNode({ url: chain.url, label: 'anvil' }, deployment.chainId),
    ])
    const updates = new Map<string, Update>()
    service.subscribe({
      onUpdate: (update) => void updates.set(update.live.reading.block.hash, update),
    })
    service.start()
    try {
      await service.first(60_000)
      await httpRpc(chain.url).request('evm_mine', [])
      const { hash } = await client.getBlock()
      await expect.poll(() => updates.has(hash), { timeout: 60_000 }).toBe(true)
      const { live, delta, roundTrips, seconds } = updates.get(hash)!
      expect(roundTrips).toBe(2)
      expect(leavesOf(live.facts).filter(({ leaf }) => !leaf.ok)).toEqual([])
      const started = performance.now()
      const picture = snapshotBody(live.facts)
      const derived = performance.now() - started
      const whole = stringify(wholeMessage('', live.reading, 0))
      report(
        `${count} Primes, ${readers.length} controllers: ${roundTrips} requests, ${live.reading.answers.size} sub-calls, ${whole.length} bytes to a browser that opens it and ${stringify(delta).length} for a block, ${picture.length} bytes of /api/snapshot; ${Math.round(seconds * 1_000)} ms to read a block, ${Math.round(derived)} ms to write it out.`,
      )
    } finally {
      service.close()
    }
  })
})
