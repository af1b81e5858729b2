import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Address, decodeAbiParameters, encodeFunctionData, type Hex, isHex, parseEventLogs } from 'viem'
import { type Call, callOf, type ScenarioChain } from './chain'
import { deployAbi, deploymentParameters, endSpellAbi, launchAbi, primeSpellAbi } from './deploy-abi'
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
import { launchStages } from './stages'
import { launchStarGuards, type StarGuard } from './star-guards'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

/** Longest time that Forge may take [ms]. */
const PATIENCE = 120_000

/** Primes that one transaction launches, and the most gas for one of them: a Prime has seven contracts or more. */
const TOGETHER = 4
const GAS_OF_PRIME = 20_000_000n

/** How many transactions of this size fit into a block of Anvil, with the block limit that the console sets. */
const BLOCK_SIZE = 10

/** Forge failed to deploy. */
export class DeployFailed extends Error {
  override readonly name = 'DeployFailed'
}

/** Everything that was deployed. */
export interface Deployed
  extends Pick<DeployedCore, 'core' | 'currentErc4626Facet' | 'callsAction' | 'migrationActions'> {
  readonly primes: readonly DeployedPrime[]
  /** Of the first Primes, in their order. */
  readonly starGuards: readonly StarGuard[]
  /** Null where no Prime is at a stage with a Beacon. */
  readonly beacon: DeployedBeacon | null
}

/**
 * Deploys everything: the Generator by Deploy.s.sol, and then the Primes by the steps that this script leaves. Forge builds
 * the contracts first where there is no build yet.
 * @param freezer the account that may remove relayers, at the Generator and at every Prime
 * @param forge path of Forge, or its name on the PATH
 * @throws DeployFailed with what Forge said
 * @throws StepFailed with the wire that is missing
 */
export async function deploy(
  chain: ScenarioChain,
  rpcUrl: string,
  primes: readonly Prime[],
  freezer: Address,
  forge: string,
): Promise<Deployed> {
  const config = coreConfig(primes, freezer)
  const deployed = await deployCore(rpcUrl, config, forge)
  const diamonds = await launchDiamonds(chain, deployed, primes.filter(isDiamond), freezer)
  const others = primes.filter((prime) => !isDiamond(prime))
  const { staged, beacon } = await launchStages(chain, deployed, others, freezer)
  const starGuards = await launchStarGuards(chain, deployed)
  await endLaunch(chain, deployed, config)
  return { ...deployed, beacon, primes: inOrder(primes, diamonds, staged), starGuards }
}

async function deployCore(rpcUrl: string, config: CoreConfig, forge: string): Promise<DeployedCore> {
  const calldata = encodeFunctionData({
    abi: deployAbi,
    functionName: 'run',
    args: [roles.deployer.address, config],
  })
  // `--slow` waits for each block, so that every deployment has the same blocks.
  const args = [
    ...['script', 'contracts/script/Deploy.s.sol', '--tc', 'Deploy', '--sig', calldata],
    ...['--rpc-url', rpcUrl, '--broadcast', '--slow', '--unlocked', '--offline', '--json'],
  ]
  const { stdout } = await run(forge, args, { cwd: root, timeout: PATIENCE, maxBuffer: 2 ** 28 }).catch(
    (error: Error & { stdout?: string; stderr?: string }) => {
      throw new DeployFailed([error.message.slice(0, 200), error.stderr, error.stdout].join('\n').trim(), {
        cause: error,
      })
    },
  )
  const [deployed] = decodeAbiParameters(deploymentParameters, returned(stdout))
  return deployed
}

/** Finds the bytes that `run` returned in Forge's lines of JSON. */
function returned(stdout: string): Hex {
  for (const line of stdout.split('\n')) {
    if (!line.startsWith('{') || !line.includes('"returns"')) continue
    const { returns } = JSON.parse(line) as { returns?: { deployment?: { value?: unknown } } }
    const value = returns?.deployment?.value
    if (isHex(value)) return value
  }
  throw new DeployFailed(`Forge did not say what it deployed:\n${stdout.slice(0, 2_000)}`)
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
