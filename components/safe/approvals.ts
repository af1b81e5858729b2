import type { Address } from 'viem'
import { approvedWords } from '@/lib/actions'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { approvedIn, type Run } from '@/lib/react/run'
import { type CollectState, collectState } from '@/lib/safe'

/** What owners of a Safe said to a transaction that a run approved. */
export interface Approvals {
  readonly safe: SafeFacts
  /** The safeTxHash. */
  readonly hash: string
  readonly collected: CollectState
}

/** Who else approved what a run approved, by the chain; nothing of a Safe that could not be read. */
export function approvalsOf(run: Run, model: Pick<ConsoleModel, 'safes'>): readonly Approvals[] {
  return approvedIn(run).flatMap(({ safe: address, hash }) => {
    const safe = model.safes.find(({ id }) => id === address)
    const watched = safe?.watched.find(({ id }) => id === hash)
    if (!safe?.owners.ok || !safe.threshold.ok || !watched) return []
    const approvals = watched.approvals.flatMap(({ id, approved }) =>
      approved.ok ? [[id, approved.value] as const] : [],
    )
    // The count alone is told here: whether the nonce is used, the stated changes tell.
    const collected = collectState({
      owners: safe.owners.value,
      threshold: safe.threshold.value,
      safeNonce: 0n,
      nonce: 0n,
      approvals: new Map(approvals),
      connected: run.from,
    })
    return [{ safe, hash, collected }]
  })
}

/** "1 of 2 owners that are needed approved". */
export const countWords = ({ collected }: Pick<Approvals, 'collected'>): string =>
  collected.unknown.length === 0
    ? `${collected.approved.length} of ${collected.threshold} owners that are needed approved`
    : approvedWords(collected)

/** Who else must sign, as a sentence; those whose approval could not be read may have. */
export function stillToSign(
  { collected }: Pick<Approvals, 'collected'>,
  titleOf: (account: Address) => string,
): string {
  const { lacking, missing, unknown, threshold } = collected
  if (threshold === 0n) return 'The Safe was never set up, and executes nothing.'
  if (lacking === 0n) return 'Enough owners have signed: anyone can execute.'
  const asked = [...missing, ...unknown].map(titleOf)
  return asked.length <= Number(lacking)
    ? `Still to sign: ${asked.join(' and ')}.`
    : `Still to sign: ${lacking} of ${asked.join(', ')}.`
}
