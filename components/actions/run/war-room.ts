import { type Approvals, countWords } from '@/components/safe/approvals'
import { formatExact, formatUtc } from '@/lib/format'
import type { Seconds } from '@/lib/math'
import { blocksOf, type Run } from '@/lib/react/run'

/**
 * The line to paste into the war room: how far it is signed, its name, the hash, the time. Null before anything of it is
 * in a block.
 * @param title the name of the action, with names in the place of addresses
 * @param approvals what owners of a Safe said, where the run only approves
 * @param time of the last block [unix s]; null where that was not read
 */
export function warRoomLine(
  run: Run,
  title: string,
  approvals: readonly Approvals[],
  time: Seconds | null,
): string | null {
  const inBlock = run.calls.filter(
    ({ evidence }) => evidence?.state === 'mined' || evidence?.state === 'enclosed',
  )
  const last = blocksOf({ calls: inBlock })?.last
  if (last === undefined) return null
  const when = time === null ? `block ${formatExact(last.number, 0)}` : formatUtc(time)
  return [signed(run, inBlock.length, approvals), title, ...hashesOf(inBlock, approvals), when].join(', ')
}

function signed({ calls }: Run, count: number, [approval]: readonly Approvals[]): string {
  if (approval !== undefined) {
    const { approved, unknown, threshold } = approval.collected
    return unknown.length === 0 ? `Signed ${approved.length} of ${threshold}` : countWords(approval)
  }
  if (calls.some(({ safeTxHash }) => safeTxHash !== undefined)) return 'Executed'
  return `Signed ${count} of ${calls.length}`
}

/** The safeTxHash, which all owners see, or the hash of each transaction. */
function hashesOf(calls: Run['calls'], approvals: readonly Approvals[]): readonly string[] {
  if (approvals.length > 0) return approvals.map(({ hash }) => hash)
  return calls.flatMap(({ safeTxHash, evidence }) => [
    ...(safeTxHash === undefined ? [] : [safeTxHash]),
    ...(evidence !== null && 'hash' in evidence && evidence.hash !== null ? [evidence.hash] : []),
  ])
}
