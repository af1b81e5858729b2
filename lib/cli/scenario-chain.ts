import { playScenario, SCENARIO_LENGTH } from '@/contracts/script/scenario'
import { readCodeHashes } from '@/lib/chain/code/hashes'
import { httpRpc } from '@/lib/chain/rpc'
import type { Deployment } from '@/lib/deployment'
import { type LocalChain, startAnvil } from './anvil'
import { freePort } from './ports'
import { foundryTool } from './tools'

export interface ScenarioChain extends LocalChain {
  readonly deployment: Deployment
}

export interface ScenarioChainOptions {
  /** A free one by default. */
  readonly port?: number
  /** Time at which the scenario ends [unix s]. */
  readonly now: bigint
  readonly primes?: number
  readonly generators?: 1 | 2
  readonly onStep?: (title: string) => void
}

/** Starts a chain and plays the scenario on it, from the contract build that is there. */
export async function startScenarioChain(options: ScenarioChainOptions): Promise<ScenarioChain> {
  const { port, now, ...rest } = options
  const chain = await startAnvil({
    port: port ?? (await freePort()),
    timestamp: Number(now - SCENARIO_LENGTH),
  })
  try {
    const deployment = await playScenario({
      ...{ rpcUrl: chain.url, now, forge: foundryTool('forge') },
      hashCode: (deployed) => readCodeHashes(httpRpc(chain.url), deployed),
      ...rest,
    })
    return { ...chain, deployment }
  } catch (error) {
    await chain.stop()
    throw error
  }
}
