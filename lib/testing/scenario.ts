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
import type { LeafEntry } from '@/lib/leaf/leaves'
import { leavesOf } from '@/lib/leaf/leaves'
import { safeTransaction, safeTxHash } from '@/lib/safe'

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

/** The scenario on a chain that it was played on: the state of each block can be read, not only that of the last. */
export async function readPlayedScenario(): Promise<ScenarioReading> {
  return readChain(await startScenarioChain({ now: NOW }))
}

async function readChain(chain: ScenarioChain): Promise<ScenarioReading> {
  const rpc = httpRpc(chain.url, { timeout: 60_000 })
  const { deployment } = chain
  return { chain, rpc, deployment, reading: await readAgain(rpc, deployment, watchedIn(deployment)) }
}

/** A transaction of each Safe, so that its approvals are read although nobody approved anything yet. */
function watchedIn({ safes, chainId }: Deployment): readonly WatchedHash[] {
  return safes.map(({ address }) => {
    const transaction = safeTransaction([{ to: address, value: 0n, data: '0x' }], 7n)
    const domain = { chainId: BigInt(chainId), safe: address, version: '1.4.1' }
    return { safe: address, hash: safeTxHash(domain, transaction), transaction }
  })
}

/** A whole reading of the head. */
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

export function leafMap(model: ConsoleModel): ReadonlyMap<string, LeafEntry['leaf']> {
  return new Map(leavesOf(model).map(({ path, leaf }) => [path, leaf]))
}
