import { type Address, toEventSelector } from 'viem'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { oldSafeEventsAbi, safeAbi, safeEventsAbi, safeL2EventsAbi } from '@/lib/safe'
import type { DirectAction } from '../direct'
import { emits } from '../emits'
import type { SafeProposal } from './route'

type Hashed = Pick<SafeProposal, 'safeTxHash'>

/** The event that the Safe logs for an owner's approval. */
export function approvalEvent({ id }: SafeFacts, { safeTxHash }: Hashed, owner: Address): ExpectedEvent {
  return emits(id, safeAbi, 'ApproveHash', { approvedHash: safeTxHash, owner })
}

/** The events of the execution: those that the action states, and those that the Safe adds. */
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
    // SafeL2 also logs the whole transaction, whose hash is in the event above. A Safe for the main chain does not.
    { address: id, topics: [toEventSelector(transaction)], data: null, optional: true },
  ]
}
