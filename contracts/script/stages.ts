import { type Address, encodeFunctionData, getAddress, parseEventLogs, zeroAddress } from 'viem'
import { readArtifact } from './artifacts'
import { callOf, type ScenarioChain } from './chain'
import { beaconSpellAbi, launchAbi, stageSpellAbi } from './deploy-abi'
import {
  type DeployedBeacon,
  type DeployedCore,
  type DeployedPrime,
  primePlan,
  type StagedPrime,
} from './plan'
import type { PauStage, Prime } from './primes'
import { roles } from './roles'

/** As LaunchStages.sol counts them. */
const STAGES: readonly PauStage[] = ['monolithic', 'faceted', 'dispatch', 'parallel']

const NO_BEACON: DeployedBeacon = {
  beacon: zeroAddress,
  usds: zeroAddress,
  erc4626: zeroAddress,
  sparkVault: zeroAddress,
  transferAsset: zeroAddress,
}

/** What a step may use: it creates up to fourteen contracts. */
const GAS = 30_000_000n

/** How many of them fit into a block of Anvil, with the block limit that the console sets. */
const BLOCK_SIZE = 30

/**
 * Launches the Primes whose PAUs are at a stage before a Diamond, each by a transaction of its own, in as few blocks as
 * they fit into, with the Beacon that production PAUs need.
 * @param freezer who removes relayers and actors
 * @throws StepFailed with the wire that is missing
 */
export async function launchStages(
  chain: ScenarioChain,
  core: DeployedCore,
  primes: readonly Prime[],
  freezer: Address,
): Promise<{ readonly staged: readonly DeployedPrime[]; readonly beacon: DeployedBeacon | null }> {
  if (primes.length === 0) return { staged: [], beacon: null }
  const create = async (contract: string, file = 'LaunchStages'): Promise<Address> => {
    const receipt = await chain.create(roles.deployer.address, readArtifact(contract, file).bytecode)
    return getAddress(receipt.contractAddress ?? zeroAddress)
  }
  const needsBeacon = primes.some(({ stage }) => stage === 'dispatch' || stage === 'parallel')
  const beacon = needsBeacon ? await launchBeacon(chain, core, create) : null
  const steps = {
    createVault: await create('CreateVaultSpell', 'LaunchPrimes'),
    createFunds: await create('CreateFundsSpell'),
    createMonolithic: await create('CreateMonolithicSpell'),
    createFaceted: await create('CreateFacetedSpell'),
    createDispatch: await create('CreateDispatchSpell'),
    init: await create('InitStageSpell'),
    check: await create('CheckStageSpell'),
  }
  const spell = await create('StageSpell')
  const calls = primes.map((prime) => {
    const data = encodeFunctionData({
      abi: stageSpellAbi,
      functionName: 'execute',
      args: [
        withCurrentFacet(core),
        beacon ?? NO_BEACON,
        steps,
        STAGES.indexOf(prime.stage),
        primePlan(prime, freezer),
      ],
    })
    return {
      ...callOf(core.launch, { abi: launchAbi, functionName: 'exec', args: [spell, data] }),
      title: `Launching ${prime.name}`,
      gas: GAS,
    }
  })
  const receipts = await chain.sendAll(roles.deployer.address, calls, BLOCK_SIZE)
  const logs = receipts.flatMap((receipt) => receipt.logs)
  const launched = parseEventLogs({ abi: stageSpellAbi, eventName: 'StagedPrimeLaunched', logs })
  return { staged: launched.map(({ args }) => deployedOf(core, args.prime)), beacon }
}

async function launchBeacon(
  chain: ScenarioChain,
  { core, launch }: DeployedCore,
  create: (contract: string) => Promise<Address>,
): Promise<DeployedBeacon | null> {
  const args = [core, await create('CreateBeaconSpell')] as const
  const spell = await create('BeaconSpell')
  const data = encodeFunctionData({ abi: beaconSpellAbi, functionName: 'execute', args })
  const call = callOf(launch, { abi: launchAbi, functionName: 'exec', args: [spell, data] })
  const receipts = await chain.sendAll(roles.deployer.address, [
    { ...call, title: 'Launching the Beacon', gas: GAS },
  ])
  const logs = receipts.flatMap((receipt) => receipt.logs)
  return parseEventLogs({ abi: beaconSpellAbi, eventName: 'BeaconLaunched', logs })[0]?.args.beacon ?? null
}

/** A fixed controller keeps its facets for good, so it begins with the facet that the Generator comes to later. */
function withCurrentFacet({ core, currentErc4626Facet }: DeployedCore): DeployedCore['core'] {
  const { generator } = core
  return {
    ...core,
    generator: { ...generator, facets: { ...generator.facets, erc4626: currentErc4626Facet } },
  }
}

/** In the form of the other Primes: of two controllers the newer is the one that works. */
function deployedOf({ core }: DeployedCore, staged: StagedPrime): DeployedPrime {
  const { monolithic, faceted, dispatch } = staged
  const working = [dispatch, faceted, monolithic].find(({ controller }) => controller !== zeroAddress)
  if (working === undefined) throw new RangeError('A Prime was launched without a controller')
  return {
    pau: {
      diamond: working.controller,
      almProxy: staged.almProxy,
      rateLimits: working.rateLimits,
      parameterRegistry: faceted.parameterRegistry,
    },
    facets: core.generator.facets,
    vault: staged.vault,
    legacy: staged.legacy,
    staged,
  }
}
