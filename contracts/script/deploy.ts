import { type Address, decodeAbiParameters, encodeFunctionData, type Hex, parseEventLogs } from 'viem'
import { type Call, callOf, type ScenarioChain } from './chain'
import { deployAbi, deploymentParameters, endSpellAbi, launchAbi, primeSpellAbi } from './deploy-abi'
import { DeployFailed, runScript } from './forge'
import {
  type CoreConfig,
  coreConfig,
  type DeployedBeacon,
  type DeployedCore,
  type DeployedPrime,
  filledIn,
  primePlan,
} from './plan'
import type { Prime } from './primes'
import { roles } from './roles'
import { deploySecond, type SecondGenerator } from './second-generator'
import { launchStages } from './stages'
import { launchStarGuards, type StarGuard } from './star-guards'

/** Primes that one transaction launches, and the most gas for one of them: a Prime has seven contracts or more. */
const TOGETHER = 4
const GAS_OF_PRIME = 20_000_000n

/** How many transactions of this size fit into a block of Anvil, with the block limit that the console sets. */
const BLOCK_SIZE = 10

/** Everything that was deployed. */
export interface Deployed
  extends Pick<DeployedCore, 'core' | 'currentErc4626Facet' | 'callsAction' | 'migrationActions'> {
  readonly primes: readonly DeployedPrime[]
  /** Of the first Primes, in their order. */
  readonly starGuards: readonly StarGuard[]
  /** Null where no Prime is at a stage with a Beacon. */
  readonly beacon: DeployedBeacon | null
  /** Null where there is one Generator. */
  readonly second: SecondGenerator | null
}

/**
 * Deploys everything: the Generator by Deploy.s.sol, and then the Primes by the steps that this script leaves. Forge builds
 * the contracts first where there is no build yet.
 * @param freezer the account that may remove relayers, at the Generator and at every Prime
 * @param forge path of Forge, or its name on the PATH
 * @param generators whether a second Generator stands beside the first, which funds the first Prime, too
 * @throws DeployFailed with what Forge said
 * @throws StepFailed with the wire that is missing
 */
export async function deploy(
  chain: ScenarioChain,
  rpcUrl: string,
  primes: readonly Prime[],
  freezer: Address,
  forge: string,
  generators: 1 | 2 = 1,
): Promise<Deployed> {
  const config = coreConfig(primes, freezer)
  const deployed = await deployCore(rpcUrl, config, forge)
  const diamonds = await launchDiamonds(chain, deployed, primes.filter(isDiamond), freezer)
  const others = primes.filter((prime) => !isDiamond(prime))
  const { staged, beacon } = await launchStages(chain, deployed, others, freezer)
  const starGuards = await launchStarGuards(chain, deployed)
  const launched = inOrder(primes, diamonds, staged)
  const second =
    generators === 1 ? null : await deploySecond({ rpcUrl, forge, freezer }, deployed, primes, launched)
  await endLaunch(chain, deployed, config)
  return { ...deployed, beacon, primes: launched, starGuards, second }
}

async function deployCore(rpcUrl: string, config: CoreConfig, forge: string): Promise<DeployedCore> {
  const calldata = encodeFunctionData({
    abi: deployAbi,
    functionName: 'run',
    args: [roles.deployer.address, config],
  })
  const returned = await runScript({ forge, rpcUrl, contract: 'Deploy', calldata })
  const [deployed] = decodeAbiParameters(deploymentParameters, returned)
  return deployed
}

const step = ({ launch }: DeployedCore, spell: Address, data: Hex): Call =>
  callOf(launch, { abi: launchAbi, functionName: 'exec', args: [spell, data] })

const isDiamond = ({ stage }: Prime): boolean => stage === 'diamond'

/** The Primes as they were planned. @throws DeployFailed when one did not say that it was launched */
function inOrder(
  primes: readonly Prime[],
  diamonds: readonly DeployedPrime[],
  staged: readonly DeployedPrime[],
): DeployedPrime[] {
  const [left, right] = [[...diamonds], [...staged]]
  return primes.map((prime) => {
    const launched = (isDiamond(prime) ? left : right).shift()
    if (launched === undefined) throw new DeployFailed(`${prime.name} was not launched`)
    return launched
  })
}

async function launchDiamonds(
  chain: ScenarioChain,
  deployed: DeployedCore,
  primes: readonly Prime[],
  freezer: Address,
): Promise<DeployedPrime[]> {
  const steps = Array.from({ length: Math.ceil(primes.length / TOGETHER) }, (_, index): Call => {
    const plans = primes
      .slice(TOGETHER * index, TOGETHER * (index + 1))
      .map((prime) => primePlan(prime, freezer))
    const data = encodeFunctionData({
      abi: primeSpellAbi,
      functionName: 'execute',
      args: [deployed.core, plans],
    })
    return {
      ...step(deployed, deployed.primeSpell, data),
      title: `Launching ${plans.map(({ vaultName }) => vaultName).join(', ')}`,
      gas: BigInt(plans.length) * GAS_OF_PRIME,
    }
  })
  const receipts = await chain.sendAll(roles.deployer.address, steps, BLOCK_SIZE)
  const logs = receipts.flatMap((receipt) => receipt.logs)
  return parseEventLogs({ abi: primeSpellAbi, eventName: 'PrimeLaunched', logs }).map(({ args }) => ({
    ...args.prime,
    staged: null,
  }))
}

async function endLaunch(chain: ScenarioChain, deployed: DeployedCore, config: CoreConfig): Promise<void> {
  const data = encodeFunctionData({
    abi: endSpellAbi,
    functionName: 'execute',
    args: [deployed.core, filledIn(config, deployed.core)],
  })
  await chain.sendAll(roles.deployer.address, [
    step(deployed, deployed.endGeneratorSpell, data),
    step(deployed, deployed.endSpell, data),
  ])
}
