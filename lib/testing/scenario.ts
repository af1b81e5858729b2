import { EventScan } from '@/lib/chain/logs'
import { factsOf, type Reading, read, readHasMulticall, readHead } from '@/lib/chain/read/reader'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { httpRpc, type Rpc } from '@/lib/chain/rpc'
import { NOW, startSavedScenario } from '@/lib/cli/saved-scenario'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import { consoleAt } from '@/lib/console/checks/console-at'
import { type WatchedHash, withWatched } from '@/lib/console/facts/watchlist'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import { safeTransaction, safeTxHash } from '@/lib/safe'
import { deployedUnit } from './units'

export { NOW }

export interface ScenarioReading {
  readonly chain: ScenarioChain
  readonly rpc: Rpc
  readonly deployment: Deployment
  readonly reading: Reading
}

/** The scenario on a chain of its own, read as the console reads it. */
export async function readScenario(): Promise<ScenarioReading> {
  return readChain(await startSavedScenario())
}

/** The scenario with two Generators, of which each has a Unit of its own, and which share a Prime. */
export async function readTwoGenerators(): Promise<ScenarioReading> {
  return readChain(await startSavedScenario({ generators: 2 }))
}

/**
 * The same, by a deployment file that names the Unit of the Generator alone: for plays that read the console hundreds of
 * times, in which no Unit stands for more than another.
 */
export async function readScenarioOfOneUnit(): Promise<ScenarioReading> {
  const chain = await startSavedScenario()
  return readChain({ ...chain, deployment: withOneUnit(chain.deployment) })
}

/** A deployment file that names the Unit of the Generator alone. */
export function withOneUnit({ units, generators, primes, ...rest }: Deployment): Deployment {
  const { name } = deployedUnit({ generators, units })
  const within = <Prime extends { readonly unit: string | null }>(prime: Prime): Prime => ({
    ...prime,
    unit: prime.unit === name ? name : null,
  })
  return {
    ...rest,
    units: units.filter((unit) => unit.name === name),
    generators: generators.map((one) => ({ ...one, primes: one.primes.map(within) })),
    primes: primes.map(within),
  }
}

/** The scenario on the chain where it was played, so that the state of every block can be read, not only the last. */
export async function readPlayedScenario(): Promise<ScenarioReading> {
  return readChain(await startScenarioChain({ now: NOW }))
}

async function readChain(chain: ScenarioChain): Promise<ScenarioReading> {
  const rpc = httpRpc(chain.url, { timeout: 60_000 })
  const { deployment } = chain
  return { chain, rpc, deployment, reading: await readAgain(rpc, deployment, watchedIn(deployment)) }
}

/** One transaction of each Safe, so that its approvals are read although nobody has approved anything yet. */
function watchedIn({ safes, chainId }: Deployment): readonly WatchedHash[] {
  return safes.map(({ address }) => {
    const transaction = safeTransaction([{ to: address, value: 0n, data: '0x' }], 7n)
    const domain = { chainId: BigInt(chainId), safe: address, version: '1.4.1' }
    return { safe: address, hash: safeTxHash(domain, transaction), transaction }
  })
}

/** A complete reading of the latest block. */
export async function readAgain(
  rpc: Rpc,
  deployment: Deployment,
  watched: readonly WatchedHash[] = [],
): Promise<Reading> {
  const head = await readHead(rpc)
  const known = withWatched(await new EventScan(deployment).upTo(rpc, head), watched)
  return read(rpc, deployment, head, known, { hasMulticall: await readHasMulticall(rpc) })
}

/** The model of a reading, by default at the time of its block. */
export function modelOf(
  deployment: Deployment,
  reading: Reading,
  time = reading.block.timestamp,
): ConsoleModel {
  return consoleAt(factsOf(deployment, reading), time, knownSignatures)
}
