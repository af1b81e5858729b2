import { type AbiParameterToPrimitiveType, type Address, decodeAbiParameters, encodeFunctionData } from 'viem'
import { deploySecondAbi, secondParameters } from './deploy-abi'
import { runScript } from './forge'
import { type DeployedCore, type DeployedPrime, primePlan, secondConfig } from './plan'
import type { Prime } from './primes'
import { roles } from './roles'

/** A Generator beside the first, with a Unit of its own, which funds one of its Primes, too. */
export interface SecondGenerator extends AbiParameterToPrimitiveType<(typeof secondParameters)[0]> {
  /** The Prime that both fund, as the second one does: through a vault of its own, with amounts of its own. */
  readonly shared: Prime & { readonly contracts: DeployedPrime }
}

/** Name of its Unit, and of itself. */
export const SECOND_UNIT = 'Reserve scope'
export const SECOND_GENERATOR = 'Reserve Generator'

/** What the second Generator does for the Prime that it shares. Amounts in thousands of USDS. */
const SHARED = {
  legacy: [],
  depositLimit: 15_000n,
  takeLimit: 8_000n,
  deposits: [10_000n, 0n],
  takes: [6_000n, 0n, 0n],
  depositCap: 50_000n,
  loweredCap: null,
  buffer: 500n,
  migration: 'unscheduled',
  migrates: [],
} as const satisfies Partial<Prime>

/**
 * Puts up a second Generator, which shares the facets of the first and the first of its Primes.
 * @throws DeployFailed with what Forge said, and the wire that is missing
 */
export async function deploySecond(
  at: { readonly rpcUrl: string; readonly forge: string; readonly freezer: Address },
  { launch, core }: DeployedCore,
  primes: readonly Prime[],
  deployed: readonly DeployedPrime[],
): Promise<SecondGenerator> {
  const [[prime], [contracts]] = [primes, deployed]
  if (prime === undefined || contracts === undefined) throw new RangeError('No Prime was launched')
  const shared = { ...prime, ...SHARED }
  const plan = primePlan(shared, at.freezer)
  const calldata = encodeFunctionData({
    abi: deploySecondAbi,
    functionName: 'run',
    args: [
      roles.deployer.address,
      launch,
      core,
      secondConfig(at.freezer),
      {
        almProxy: contracts.pau.almProxy,
        vaultName: `${prime.name} Reserve Vault`,
        vaultSymbol: `rv${prime.name}`,
        config: plan.config,
      },
    ],
  })
  const returned = await runScript({ ...at, contract: 'DeployGenerator', calldata })
  const [second] = decodeAbiParameters(secondParameters, returned)
  return { ...second, shared: { ...shared, contracts: { ...contracts, vault: second.vault } } }
}
