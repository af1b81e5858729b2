import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import type { BlockRef } from '@/lib/leaf/source'
import { problemOf } from '../errors'
import type { Rpc } from '../rpc'
import { learnFrom } from './events'
import { LogRanges } from './ranges'

/**
 * What is known at one block, by somebody who may know less or more: the logs that are missing up to it are read, and
 * what later blocks recorded is left out. Never throws: `coverage` says what could not be read.
 */
export async function knownAt(
  rpc: Rpc,
  deployment: Deployment,
  known: Watchlist,
  block: BlockRef,
): Promise<Watchlist> {
  const { toBlock, problem } = known.coverage
  if (problem !== null || toBlock === null || toBlock >= block.number) return recordedBy(known, block.number)
  const ranges = new LogRanges(deployment)
  let told = known
  try {
    for (let from = toBlock + 1n; from <= block.number; ) {
      const { logs, to } = await ranges.first(rpc, from, block.number, block)
      told = learnFrom(told, deployment, logs)
      const { coverage } = told
      const by = coverage.by.includes(rpc.label) ? coverage.by : [...coverage.by, rpc.label]
      told = { ...told, coverage: { ...coverage, toBlock: to, by } }
      from = to + 1n
    }
    return told
  } catch (error) {
    const words = `The events after block ${toBlock} could not be read: ${problemOf(rpc, error)}.`
    return { ...told, coverage: { ...told.coverage, problem: words } }
  }
}

/** The same without what blocks after this one recorded. The rest of a watchlist says only what to read. */
export function recordedBy(known: Watchlist, block: bigint): Watchlist {
  const isIn = ({ blockNumber }: { readonly blockNumber: bigint }) => blockNumber <= block
  return { ...known, locks: known.locks.filter(isIn), settlements: known.settlements.filter(isIn) }
}
