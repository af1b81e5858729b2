import { multicall3Code } from '@/lib/abi'
import type { Deployment } from '@/lib/deployment'
import { DAY } from './amounts'
import { connect } from './chain'
import { type Deployed, deploy } from './deploy'
import { deploymentOf } from './deployment-file'
import { type Prime, primesOf } from './primes'
import { freezerSafe } from './roles'
import { deployFreezerSafe } from './safe'
import type { Stage } from './stage'
import { storyUntil } from './story'

export { writeDeployment } from './deployment-file'
export { keys } from './keys'
export { FEWEST_PRIMES, MOST_PRIMES } from './primes'
export { freezerSafe, mnemonic, type Role, type RoleName, roles } from './roles'

/** Where Multicall3 stands on public chains. */
export const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11'

/** How long before its end the scenario begins [s]: start the chain at `now - SCENARIO_LENGTH`. */
export const SCENARIO_LENGTH = 47n * DAY

export interface ScenarioOptions {
  /** A development chain at `now - SCENARIO_LENGTH`, with ROLE_COUNT of Anvil's own accounts unlocked. */
  readonly rpcUrl: string
  /** Time of the last block [unix s]. */
  readonly now: bigint
  /** How many Primes, 4 by default. */
  readonly primes?: number
  /** Path of Forge; found on the PATH by default. */
  readonly forge?: string
  readonly onStep?: (title: string) => void
  /** Reads the code hashes of what was deployed, before anybody else could act; without it the file has none. */
  readonly hashCode?: (deployment: Deployment) => Promise<Deployment['codeHashes']>
}

/**
 * Deploys a Generator with its Primes and plays 45 days of its life, each step by the account that holds the role,
 * through the contracts. Ends with a block at `now`; with the same start, end and Primes every block is the same.
 * @returns the deployment as the console takes it
 * @throws StepFailed, DeployFailed, RangeError
 */
export async function playScenario(options: ScenarioOptions): Promise<Deployment> {
  const { rpcUrl, now, primes: count = 4, forge = 'forge', onStep = () => {}, hashCode } = options
  const primes = primesOf(count)
  const chain = connect(rpcUrl)
  const begun = await chain.time()
  const story = storyUntil(now)
  const firstAct = story[0]?.at ?? now
  if (begun >= firstAct) {
    throw new RangeError(
      `The chain is at ${begun}, but the scenario that ends at ${now} begins before ${firstAct}`,
    )
  }

  await chain.holdTime()
  onStep('Deploy')
  await chain.rpc('anvil_setCode', [MULTICALL3, multicall3Code])
  const { safe } = await deployFreezerSafe(chain, freezerSafe.owners, freezerSafe.threshold)
  const deployed = await deploy(chain, rpcUrl, primes, safe, forge)
  const file = deploymentOf(deployed, primes, safe)
  const codeHashes = (await hashCode?.(file)) ?? {}
  const stage: Stage = { chain, deployed, primes: cast(primes, deployed.primes) }
  for (const { at, title, play } of story) {
    onStep(title)
    // An act that takes many blocks can end after the next was to begin.
    if (at > (await chain.time())) await chain.at(at)
    await play(stage)
  }
  await chain.at(now)
  await chain.mine()
  await chain.releaseTime()
  return { ...file, codeHashes }
}

function cast(primes: readonly Prime[], deployed: Deployed['primes']): Stage['primes'] {
  return primes.map((prime, index) => {
    const contracts = deployed[index]
    if (contracts === undefined) throw new RangeError(`${prime.name} was planned but not deployed`)
    return { ...prime, contracts }
  })
}
