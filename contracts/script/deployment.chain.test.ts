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
  beamStateAbi,
  chainlogAbi,
  guardianCouncilAbi,
  multicall3Code,
  primeVaultAbi,
  rateLimitsAbi,
} from '@/lib/abi'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import { foundryTool } from '@/lib/cli/tools'
import { type Deployment, parseDeploymentText, unitNamed } from '@/lib/deployment'
import { deployedUnit } from '@/lib/testing/units'
import { readArtifact } from './artifacts'
import {
  beaconSpellAbi,
  deployAbi,
  deploySecondAbi,
  endSpellAbi,
  launchAbi,
  primeSpellAbi,
  stageSpellAbi,
} from './deploy-abi'
import { PRIME_UNIT } from './deployment-file'
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
  it('the chain ends at the requested time, with Multicall3 at its usual address', async () => {
    const last = await client.getBlock()
    expect(last.timestamp).toBe(NOW)
    expect(await client.getCode({ address: MULTICALL3 })).toBe(multicall3Code)
  })

  it('the chain has the same blocks when the scenario is played again', async () => {
    const again = await startScenarioChain({ now: NOW })
    try {
      expect(again.deployment).toEqual(deployment)
      const block = await createPublicClient({ transport: http(again.url) }).getBlock()
      expect(block.hash).toBe((await client.getBlock()).hash)
    } finally {
      await again.stop()
    }
  })

  it('the deployment file reads back unchanged and names every role', () => {
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

  it('the scenario refuses a chain that is past its beginning', async () => {
    await expect(playAgain(4)).rejects.toThrow('begins before')
  })

  it.each([3, 1_001, 4.5])('the scenario refuses to play with %s Primes', async (count) => {
    await expect(playAgain(count)).rejects.toThrow('4 to 1000 Primes')
  })
})

describe('the steps of the deployment', () => {
  const functionOf = (name: string, contract: string, file = contract) =>
    readArtifact(contract, file).abi.find(
      (item): item is AbiFunction => item.type === 'function' && item.name === name,
    )!

  it('the steps of the deployment are encoded as the contracts decode them', () => {
    for (const [built, ours] of [
      [functionOf('run', 'Deploy', 'Deploy.s'), deployAbi[0]],
      [functionOf('run', 'DeployGenerator', 'DeployGenerator.s'), deploySecondAbi[0]],
      [functionOf('exec', 'Launch'), launchAbi[0]],
      [functionOf('execute', 'PrimeSpell', 'LaunchPrimes'), primeSpellAbi[0]],
      [functionOf('execute', 'EndGeneratorSpell', 'Launch'), endSpellAbi[0]],
      [functionOf('execute', 'EndSpell', 'Launch'), endSpellAbi[0]],
      [functionOf('execute', 'BeaconSpell', 'LaunchStages'), beaconSpellAbi[0]],
      [functionOf('execute', 'StageSpell', 'LaunchStages'), stageSpellAbi[0]],
    ] as const) {
      expect(toFunctionSelector(built)).toBe(toFunctionSelector(ours))
    }
  })

  it('after the deployment the pause proxy owns everything, and the votes own the Chief', async () => {
    const { governance } = deployment
    const configurator = deployedUnit(deployment)
    const wards = parseAbi(['function wards(address) view returns (uint256)'])
    const isWard = async (address: Address, usr: Address) =>
      (await client.readContract({ address, abi: wards, functionName: 'wards', args: [usr] })) === 1n
    const { chief, facetAllowlist } = governance!
    const { beamState, freezeRegistry, guardianCouncil } = configurator
    for (const address of [facetAllowlist!, beamState, freezeRegistry!, guardianCouncil!]) {
      expect(await isWard(address, pauseProxy())).toBe(true)
    }
    expect(await isWard(chief!, roles.votes.address)).toBe(true)
    expect(await isWard(chief!, pauseProxy())).toBe(false)
  })

  it('each Configurator Unit is named by its scope', async () => {
    const address = deployment.mcd.chainlog!
    const named = (name: string) => {
      const args = [stringToHex(name, { size: 32 })] as const
      return client.readContract({ address, abi: chainlogAbi, functionName: 'getAddress', args })
    }
    expect(await named('GENERATOR_PAS_STATE')).toBe(deployedUnit(deployment).beamState)
    expect(await named('GENERATOR_PAS_OPERATORS')).toBe(deployedUnit(deployment).operators)
    expect(await named('GENERATOR_PAS_FREEZE_REGISTRY')).toBe(deployedUnit(deployment).freezeRegistry)
    expect(await named('GENERATOR_PAS_GUARDIAN_COUNCIL')).toBe(deployedUnit(deployment).guardianCouncil)
    const ofPrimes = await named('PAS_STATE')
    expect(unitNamed(deployment, PRIME_UNIT).beamState).toBe(ofPrimes)
    const beamStateOf = (diamond: Address) =>
      client.readContract({ address: diamond, abi: adminFacetAbi, functionName: 'beamState' })
    expect(await beamStateOf(generator.addresses.diamond)).toBe(deployedUnit(deployment).beamState)
    expect(await beamStateOf(prime('keel').controllers[0].controller)).toBe(ofPrimes)
    // Whatever a Prime's controllers are, each with its RateLimits is in the scope of the Primes.
    for (const { controller, rateLimits } of [...generator.primes, ...deployment.primes].flatMap(
      ({ controllers }) => controllers,
    )) {
      const scope = { address: ofPrimes, abi: beamStateAbi } as const
      const [ofController, ofRateLimits] = await Promise.all([
        client.readContract({ ...scope, functionName: 'controllers', args: [controller] }),
        client.readContract({ ...scope, functionName: 'rateLimits', args: [rateLimits] }),
      ])
      expect([ofController, ofRateLimits]).toEqual([1n, 1n])
      const args = [zeroHash, await named('PAS_CONFIGURATOR')] as const
      expect(
        await client.readContract({ address: rateLimits, abi: rateLimitsAbi, functionName: 'hasRole', args }),
      ).toBe(true)
    }
  })

  it('twenty-four guardians have a seat', async () => {
    const seated = await client.readContract({
      address: deployedUnit(deployment).guardianCouncil!,
      abi: guardianCouncilAbi,
      functionName: 'guardians',
    })
    expect(seated.map((guardian) => deployment.names[guardian])).toEqual(
      Array.from({ length: 24 }, (_, seat) => `Guardian ${seat + 1}`),
    )
  })

  it('the deployer and the contract that launched keep no rights', async () => {
    const { rateLimits } = generator.addresses
    for (const [address, abi] of [
      [generator.addresses.diamond, adminFacetAbi],
      [rateLimits, rateLimitsAbi],
      [prime('keel').controllers[0].controller, adminFacetAbi],
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

  /** The account that made the pause proxy the admin of these RateLimits. */
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
