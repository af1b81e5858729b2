import { type Address, createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legacyMigrationFacetAbi, primeVaultAbi, rateLimitsAbi, usdsAbi } from '@/lib/abi'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
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
  it('has every state of a vault as often as the others, after the first four', async () => {
    const states = await Promise.all(generator().primes.map(({ vault }) => vaultState(vault)))
    expect(states.slice(0, 4)).toEqual(['idle', 'drained', 'idle', 'capped'])
    const order = ['idle', 'drained', 'capped', 'empty']
    expect(states.slice(4)).toEqual(states.slice(4).map((_, index) => order[index % 4]))
    expect(states).toHaveLength(COUNT)
  })

  it('has half of those on their way: scheduled, or in dual-run with a step behind them', async () => {
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

  it('gives the Generator limits for all of them, and the Primes of today the same as ever', async () => {
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
    const [spark, , , , osero] = generator().primes
    expect(await limitOf(keys.deposit(spark!.vault))).toBe(thousands(62_500n))
    expect(await limitOf(keys.deposit(osero!.vault))).toBe(millions(2n))
  })

  it('ends at the time asked for, in hardly more blocks than with four', async () => {
    const last = await client.getBlock()
    expect(last.timestamp).toBe(NOW)
    expect(last.number).toBeLessThan(240n)
  })
})
