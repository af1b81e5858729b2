import type { Watchlist } from '@/lib/console/facts/watchlist'

/**
 * What is known of a simulated block, with the events of its calls, which are all that it has. What was not covered before
 * it stays so.
 */
export function covered(known: Watchlist, block: bigint): Watchlist {
  const { coverage } = known
  return coverage.toBlock === block - 1n ? { ...known, coverage: { ...coverage, toBlock: block } } : known
}
