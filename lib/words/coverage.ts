import type { Coverage } from '@/lib/console/facts/watchlist'

/** Whose logs something rests on: "the logs of node.example". */
export function logsOf({ by }: Pick<Coverage, 'by'>): string {
  return by.length === 0 ? 'the logs of no node yet' : `the logs of ${by.join(' and ')}`
}

/** Whose logs something rests on, and how far: "by the logs of node.example up to block 1234". */
export function byLogs(coverage: Coverage): string {
  const { toBlock } = coverage
  return `by ${logsOf(coverage)}${toBlock === null ? '' : ` up to block ${toBlock}`}`
}
