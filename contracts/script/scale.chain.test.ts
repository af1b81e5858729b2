import { type Address, createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { primeVaultAbi, rateLimitsAbi, usdsAbi } from '@/lib/abi'
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
  it('has every state of a vault as often as the others, in the order of the first four', async () => {
    const states = await Promise.all(generator().primes.map(({ vault }) => vaultState(vault)))
    const order = ['idle', 'drained', 'capped', 'empty']
    expect(states).toEqual(states.map((_, index) => order[index % 4]))
    expect(states).toHaveLength(COUNT)
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

  it('ends at the time asked for, in as many blocks as with four', async () => {
    const last = await client.getBlock()
    expect(last.timestamp).toBe(NOW)
    expect(last.number).toBeLessThan(150n)
  })
})
