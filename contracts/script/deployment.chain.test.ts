import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type AbiFunction,
  type Address,
  createPublicClient,
  http,
  stringToHex,
  toFunctionSelector,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { multicall3Code, usdsAbi, vatAbi } from '@/lib/abi'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import { foundryTool } from '@/lib/cli/tools'
import { type Deployment, parseDeploymentText } from '@/lib/deployment'
import { millions } from './amounts'
import { readArtifact } from './artifacts'
import { deployAbi } from './plan'
import { MULTICALL3, playScenario, roles, writeDeployment } from './scenario'

const NOW = 1_795_000_000n

let chain: ScenarioChain
let client: ReturnType<typeof createPublicClient>
let deployment: Deployment
let generator: Deployment['generators'][number]

beforeAll(async () => {
  chain = await startScenarioChain({ now: NOW })
  client = createPublicClient({ transport: http(chain.url) })
  deployment = chain.deployment
  generator = deployment.generators[0]!
})

afterAll(() => chain.stop())

const prime = (slug: string) => generator.primes.find((entry) => entry.slug === slug)!

const balance = (account: Address) =>
  client.readContract({
    address: deployment.mcd.usds,
    abi: usdsAbi,
    functionName: 'balanceOf',
    args: [account],
  })

describe('the accounts', () => {
  it('owe on every allocator ilk exactly what its AllocatorVault owes', async () => {
    const ilks = [
      { ilk: generator.ilk, allocatorVault: generator.addresses.allocatorVault },
      ...generator.primes.flatMap(({ legacyIlks }) => legacyIlks),
    ]
    for (const { ilk, allocatorVault } of ilks) {
      const id = stringToHex(ilk, { size: 32 })
      const vat = { address: deployment.mcd.vat, abi: vatAbi } as const
      const [Art] = await client.readContract({ ...vat, functionName: 'ilks', args: [id] })
      const [, art] = await client.readContract({ ...vat, functionName: 'urns', args: [id, allocatorVault] })
      expect(art).toBe(Art)
      expect(Art).toBeGreaterThan(0n)
    }
  })

  it('leave debt without headroom on the ilk that is wound down', async () => {
    const ilk = stringToHex('ALLOCATOR-BLOOM-A', { size: 32 })
    const [Art, , , line] = await client.readContract({
      address: deployment.mcd.vat,
      abi: vatAbi,
      functionName: 'ilks',
      args: [ilk],
    })
    expect(line).toBe(0n)
    expect(Art).toBeGreaterThan(millions(80n))
  })

  it('hold what was minted and neither deposited nor burned', async () => {
    const { almProxy } = generator.addresses
    expect(await balance(almProxy)).toBe(millions(2n + 2n + 9n))
    const { vault } = prime('spark')
    expect(await balance(vault)).toBe(millions(30n + 22n - 5n + 15n - 20n - 18n + 4n))
  })
})

describe('the chain and the file', () => {
  it('ends at the time asked for, with Multicall3 in its place', async () => {
    const last = await client.getBlock()
    expect(last.timestamp).toBe(NOW)
    expect(await client.getCode({ address: MULTICALL3 })).toBe(multicall3Code)
  })

  it('is the same block for block when it is played again', async () => {
    const again = await startScenarioChain({ now: NOW })
    try {
      expect(again.deployment).toEqual(deployment)
      const block = await createPublicClient({ transport: http(again.url) }).getBlock()
      expect(block.hash).toBe((await client.getBlock()).hash)
    } finally {
      await again.stop()
    }
  })

  it('writes a deployment file that reads back as it was and names every role', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'deployment-'))
    try {
      const file = path.join(folder, 'new', 'local.json')
      writeDeployment(file, deployment)
      expect(parseDeploymentText(readFileSync(file, 'utf8'), file)).toEqual({ ok: deployment })
      const named = Object.values(roles).map(({ address, name }) => [address, name])
      expect(Object.entries(deployment.names).sort()).toEqual(named.sort())
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  const playAgain = (primes: number) =>
    playScenario({ rpcUrl: chain.url, now: NOW, forge: foundryTool('forge'), primes })

  it('refuses a chain that is past its beginning', async () => {
    await expect(playAgain(4)).rejects.toThrow('begins before')
  })

  it.each([1, 31, 2.5])('refuses to play with %s Primes', async (count) => {
    await expect(playAgain(count)).rejects.toThrow('2 to 30 Primes')
  })
})

describe('the plan', () => {
  it('is encoded as the deployment script takes it', () => {
    const run = readArtifact('Deploy', 'Deploy.s').abi.find(
      (item): item is AbiFunction => item.type === 'function' && item.name === 'run',
    )
    expect(toFunctionSelector(run!)).toBe(toFunctionSelector(deployAbi[0]))
  })
})
