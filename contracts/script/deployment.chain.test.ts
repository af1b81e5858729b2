import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type AbiFunction,
  type Address,
  createPublicClient,
  getAbiItem,
  http,
  parseAbi,
  stringToHex,
  toFunctionSelector,
  zeroHash,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  adminFacetAbi,
  chainlogAbi,
  guardianCouncilAbi,
  multicall3Code,
  primeVaultAbi,
  rateLimitsAbi,
} from '@/lib/abi'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import { foundryTool } from '@/lib/cli/tools'
import { type Deployment, parseDeploymentText } from '@/lib/deployment'
import { readArtifact } from './artifacts'
import { deployAbi, endSpellAbi, launchAbi, primeSpellAbi } from './deploy-abi'
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

const pauseProxy = () => deployment.governance!.pauseProxy!
const prime = (slug: string) => generator.primes.find((entry) => entry.slug === slug)!

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
      expect(Object.entries(deployment.names)).toEqual(expect.arrayContaining(named))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  const playAgain = (primes: number) =>
    playScenario({ rpcUrl: chain.url, now: NOW, forge: foundryTool('forge'), primes })

  it('refuses a chain that is past its beginning', async () => {
    await expect(playAgain(4)).rejects.toThrow('begins before')
  })

  it.each([3, 1_001, 4.5])('refuses to play with %s Primes', async (count) => {
    await expect(playAgain(count)).rejects.toThrow('4 to 1000 Primes')
  })
})

describe('the steps of the deployment', () => {
  const functionOf = (name: string, contract: string, file = contract) =>
    readArtifact(contract, file).abi.find(
      (item): item is AbiFunction => item.type === 'function' && item.name === name,
    )!

  it('are encoded as the contracts take them', () => {
    for (const [built, ours] of [
      [functionOf('run', 'Deploy', 'Deploy.s'), deployAbi[0]],
      [functionOf('exec', 'Launch'), launchAbi[0]],
      [functionOf('execute', 'PrimeSpell', 'LaunchPrimes'), primeSpellAbi[0]],
      [functionOf('execute', 'EndGeneratorSpell', 'Launch'), endSpellAbi[0]],
      [functionOf('execute', 'EndSpell', 'Launch'), endSpellAbi[0]],
    ] as const) {
      expect(toFunctionSelector(built)).toBe(toFunctionSelector(ours))
    }
  })

  it('put everything into the hands of the pause proxy, and the hat into those of the votes', async () => {
    const { governance, configurator } = deployment
    const wards = parseAbi(['function wards(address) view returns (uint256)'])
    const isWard = async (address: Address, usr: Address) =>
      (await client.readContract({ address, abi: wards, functionName: 'wards', args: [usr] })) === 1n
    const { chief, facetAllowlist } = governance!
    for (const address of [facetAllowlist!, configurator.beamState, configurator.guardianCouncil!]) {
      expect(await isWard(address, pauseProxy())).toBe(true)
    }
    expect(await isWard(chief!, roles.votes.address)).toBe(true)
    expect(await isWard(chief!, pauseProxy())).toBe(false)
  })

  it('name each Configurator Unit by its scope', async () => {
    const address = deployment.mcd.chainlog!
    const named = (name: string) => {
      const args = [stringToHex(name, { size: 32 })] as const
      return client.readContract({ address, abi: chainlogAbi, functionName: 'getAddress', args })
    }
    expect(await named('GENERATOR_PAS_STATE')).toBe(deployment.configurator.beamState)
    expect(await named('GENERATOR_PAS_GUARDIAN_COUNCIL')).toBe(deployment.configurator.guardianCouncil)
    const ofPrimes = await named('PAS_STATE')
    expect(deployment.names[ofPrimes]).toBe('BeamState of the Primes')
    const beamStateOf = (diamond: Address) =>
      client.readContract({ address: diamond, abi: adminFacetAbi, functionName: 'beamState' })
    expect(await beamStateOf(generator.addresses.diamond)).toBe(deployment.configurator.beamState)
    for (const { controller } of generator.primes) expect(await beamStateOf(controller)).toBe(ofPrimes)
  })

  it('seat twenty-four guardians', async () => {
    const seated = await client.readContract({
      address: deployment.configurator.guardianCouncil!,
      abi: guardianCouncilAbi,
      functionName: 'guardians',
    })
    expect(seated.map((guardian) => deployment.names[guardian])).toEqual(
      Array.from({ length: 24 }, (_, seat) => `Guardian ${seat + 1}`),
    )
  })

  it('leave nothing to whoever launched', async () => {
    const { rateLimits } = generator.addresses
    for (const [address, abi] of [
      [generator.addresses.diamond, adminFacetAbi],
      [rateLimits, rateLimitsAbi],
      [prime('keel').controller, adminFacetAbi],
      [prime('keel').vault, primeVaultAbi],
    ] as const) {
      const args = [zeroHash, pauseProxy()] as const
      expect(await client.readContract({ address, abi, functionName: 'hasRole', args })).toBe(true)
      for (const holder of [roles.deployer.address, await launchOf(rateLimits)]) {
        const hasRole = { address, abi, functionName: 'hasRole', args: [zeroHash, holder] } as const
        expect(await client.readContract(hasRole)).toBe(false)
      }
    }
  })

  /** Who handed these RateLimits over to the pause proxy. */
  async function launchOf(rateLimits: Address): Promise<Address> {
    const [granted] = await client.getLogs({
      address: rateLimits,
      event: getAbiItem({ abi: rateLimitsAbi, name: 'RoleGranted' }),
      args: { role: zeroHash, account: pauseProxy() },
      fromBlock: 0n,
    })
    return granted!.args.sender!
  }
})
