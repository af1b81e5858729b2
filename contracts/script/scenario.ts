import { multicall3Code } from '@/lib/abi'
import type { Deployment } from '@/lib/deployment'
import { DAY } from './amounts'
import { connect } from './chain'
import { deploy } from './deploy'
import { deploymentOf } from './deployment-file'
import { primesOf, UNFUNDED } from './primes'
import { freezerSafe } from './roles'
import { deployFreezerSafe } from './safe'
import { stageWith } from './stage'
import { storyUntil } from './story'

export { writeDeployment } from './deployment-file'
export { keys } from './keys'
export { FEWEST_PRIMES, MOST_PRIMES } from './primes'
export { freezerSafe, mnemonic, type Role, type RoleName, roles } from './roles'

/** Address of Multicall3 on public chains. */
export const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11'

/** Length of the scenario [s]: start the chain at `now - SCENARIO_LENGTH`. */
export const SCENARIO_LENGTH = 47n * DAY

export interface ScenarioOptions {
  /** URL of a development chain at `now - SCENARIO_LENGTH`, with ROLE_COUNT of Anvil's own accounts unlocked. */
  readonly rpcUrl: string
  /** Time at which the scenario ends, with its last block [unix s]. */
  readonly now: bigint
  /** Number of Primes that the Generator funds, 4 by default. */
  readonly primes?: number
  /** With 2, a second Generator stands beside the first, which has a Unit of its own and funds the first Prime, too. */
  readonly generators?: 1 | 2
  /** Path of Forge; found on the PATH by default. */
  readonly forge?: string
  readonly onStep?: (title: string) => void
  /** Reads the code hashes of the deployment before anybody else acts. If left out, the deployment has none. */
  readonly hashCode?: (deployment: Deployment) => Promise<Deployment['codeHashes']>
}

/**
 * Deploys a Generator with its Primes, and those that it does not fund, and plays 45 days of its life. Each step is a transaction of the account that holds
 * the role. Ends with a block at `now`. With the same start, end and Primes every block is the same.
 * @returns the deployment in the form of a deployment file of the console
 * @throws StepFailed, DeployFailed, RangeError
 */
export async function playScenario(options: ScenarioOptions): Promise<Deployment> {
  const { rpcUrl, now, primes: count = 4, generators = 1, onStep = () => {}, hashCode } = options
  const { forge = 'forge' } = options
  const planned = [...primesOf(count), ...UNFUNDED]
  const chain = connect(rpcUrl)
  const begun = await chain.time()
  const story = storyUntil(now, generators)
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
  const deployed = await deploy(chain, rpcUrl, planned, safe, forge, generators)
  const file = deploymentOf(deployed, planned, safe)
  const codeHashes = (await hashCode?.(file)) ?? {}
  const stage = stageWith(chain, deployed, planned)
  for (const { at, title, play } of story) {
    onStep(title)
    // An act of many blocks can end after the planned time of the next act.
    if (at > (await chain.time())) await chain.at(at)
    await play(stage)
  }
  await chain.at(now)
  await chain.mine()
  await chain.releaseTime()
  return { ...file, codeHashes }
}
