import { type Address, toEventSelector } from 'viem'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { oldSafeEventsAbi, safeAbi, safeEventsAbi, safeL2EventsAbi } from '@/lib/safe'
import type { DirectAction } from '../direct'
import { emits } from '../emits'
import type { SafeProposal } from './route'

type Hashed = Pick<SafeProposal, 'safeTxHash'>

/** What the Safe says of an owner's approval. */
export function approvalEvent({ id }: SafeFacts, { safeTxHash }: Hashed, owner: Address): ExpectedEvent {
  return emits(id, safeAbi, 'ApproveHash', { approvedHash: safeTxHash, owner })
}

/** What the execution makes contracts say: what the action states, and what the Safe says of it. */
export function executionEvents(
  inner: DirectAction,
  { id, version }: SafeFacts,
  { safeTxHash: txHash }: Hashed,
): readonly ExpectedEvent[] {
  const success = { txHash, payment: 0n }
  const isOld = version.ok && /^1\.[0-3]\./.test(version.value)
  const [transaction] = safeL2EventsAbi
  return [
    ...inner.events,
    isOld
      ? emits(id, oldSafeEventsAbi, 'ExecutionSuccess', success)
      : emits(id, safeEventsAbi, 'ExecutionSuccess', success),
    // SafeL2 repeats the transaction, whose hash stands above; a Safe for the main chain does not.
    { address: id, topics: [toEventSelector(transaction)], data: null, optional: true },
  ]
}
