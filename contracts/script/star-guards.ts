import { encodeFunctionData, getAddress, parseAbi, parseEventLogs, zeroAddress } from 'viem'
import { DAY } from './amounts'
import { readArtifact } from './artifacts'
import { callOf, type ScenarioChain } from './chain'
import { launchAbi } from './deploy-abi'
import type { DeployedCore } from './plan'
import { roles } from './roles'

/** How long a spell of a Prime may run after it was plotted [s]. */
export const MAX_DELAY = 7n * DAY

/** The first Primes have a StarGuard each, and the others none yet. */
const GUARDED = 2

const stepAbi = parseAbi([
  'function execute(address owner, uint256 count, uint256 maxDelay)',
  'event StarGuardLaunched(StarGuardInstance star)',
  'struct StarGuardInstance { address starGuard; address subProxy; }',
])

/** The StarGuard of a Prime, and what runs its spells. */
export type StarGuard = Awaited<ReturnType<typeof launchStarGuards>>[number]

/**
 * Gives the first Primes a StarGuard, by a step of the launch.
 * @throws StepFailed with the wire that is missing
 */
export async function launchStarGuards(chain: ScenarioChain, { launch, core }: DeployedCore) {
  const { contractAddress } = await chain.create(
    roles.deployer.address,
    readArtifact('StarGuardSpell', 'LaunchStarGuards').bytecode,
  )
  const data = encodeFunctionData({
    abi: stepAbi,
    functionName: 'execute',
    args: [core.governance.pauseProxy, BigInt(GUARDED), MAX_DELAY],
  })
  const step = getAddress(contractAddress ?? zeroAddress)
  const [receipt] = await chain.sendAll(roles.deployer.address, [
    callOf(launch, { abi: launchAbi, functionName: 'exec', args: [step, data] }),
  ])
  return parseEventLogs({ abi: stepAbi, eventName: 'StarGuardLaunched', logs: receipt?.logs ?? [] }).map(
    ({ args }) => args.star,
  )
}
