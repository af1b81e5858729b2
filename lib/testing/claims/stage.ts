import { type Abi, type Address, type Hex, toHex, zeroAddress } from 'viem'
import type { Client } from '@/lib/cli/test-chain'
import type { GeneratorDeployment, PrimeDeployment } from '@/lib/deployment'
import { clientAt, type Stage as FundsStage, readFreezes, stageOf } from '../funnel/stage'
import { openScene, type Scene } from '../scene'
import { type Call, call } from '../stages/simulate'

/** An account that holds nothing anywhere and was never seen: *anyone*. */
export const ANYONE: Address = '0xa11ce00000000000000000000000000000a11ce5'

/** The scenario on a chain where any account can be impersonated, and the calls of each Prime. */
export interface ClaimStage {
  readonly scene: Scene
  readonly client: Client
  readonly generator: GeneratorDeployment
  readonly funds: ReadonlyMap<PrimeDeployment, FundsStage>
  readonly pauseProxy: Address
  /** A call of governance. */
  readonly govern: (to: Address, abi: Abi, functionName: string, ...args: readonly unknown[]) => Call
  /** Address of a contract by the name that the deployment gives it. */
  readonly named: (name: string) => Address
}

export async function openClaimStage(): Promise<ClaimStage> {
  const scene = await openScene()
  const { deployment, rpc, chain } = scene
  const [generator] = deployment.generators
  const pauseProxy = deployment.governance?.pauseProxy
  if (!generator || !pauseProxy) throw new Error('The scenario has no Generator, or no governance')
  const client = clientAt(chain.url)
  await rpc.request('anvil_autoImpersonateAccount', [true])
  await rpc.request('evm_setAutomine', [false])
  const funds = new Map<PrimeDeployment, FundsStage>()
  for (const prime of generator.primes) {
    funds.set(prime, stageOf(deployment, prime, zeroAddress, await readFreezes(client, deployment, prime)))
  }
  return {
    ...{ scene, client, generator, funds, pauseProxy },
    govern: (to, abi, functionName, ...args) => call(pauseProxy, to, { abi, functionName, args }),
    named: (name) => {
      const found = Object.entries(deployment.names).find(([, title]) => title === name)
      if (!found) throw new RangeError(`The deployment names no ${name}`)
      return found[0] as Address
    },
  }
}

export const wide: bigint = 10n ** 60n
export const bytes32 = (text: string): Hex => toHex(text, { size: 32 })
