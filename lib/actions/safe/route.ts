import type { Address, Hex } from 'viem'
import type { Effect } from '@/lib/console/diff'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { Leaf } from '@/lib/leaf'
import type { CollectState, SafeTransaction, SignedState } from '@/lib/safe'
import type { ActionCall, DirectAction } from '../direct'

/** How an action goes through a Safe: what the Safe would do, and how far its owners have come. */
export interface SafeRoute {
  readonly safe: SafeFacts
  /** The action with the Safe as its sender. */
  readonly inner: DirectAction
  /** Null when no transaction can be put together; `next` says why. */
  readonly proposal: SafeProposal | null
  /** What the connected account does next; null when it has nothing to send. */
  readonly step: 'approve' | 'execute' | null
  /** What happens next, as a sentence. */
  readonly next: string
}

/** A transaction of a Safe as its owners approve it: at its current nonce, or at that of a proposal that is carried. */
export interface SafeProposal {
  readonly transaction: SafeTransaction
  /** Hardware wallets show `domainHash` and `messageHash`, other wallets `safeTxHash`. */
  readonly domainHash: Hex
  readonly messageHash: Hex
  readonly safeTxHash: Hex
  /** The hash that the Safe itself computes, by `getTransactionHash(…)`. */
  readonly onChain: Leaf<Hex>
  /** Null when owners or threshold could not be read. */
  readonly collected: CollectState | null
  /** What was signed off chain; null when none of it could be judged. */
  readonly signed: SignedState | null
  /** Owners who approved the same calls at another nonce. Those approvals do not count now. */
  readonly elsewhere: readonly {
    readonly nonce: bigint
    readonly owners: readonly Address[]
    /** How many more owners may have approved there: their approvals could not be read. */
    readonly unread: number
  }[]
  /** What still has to be sent, and by whom, until the transaction is executed; null when that is not known. */
  readonly completion: Completion | null
}

export interface Completion {
  readonly calls: readonly (ActionCall & { readonly from: Address })[]
  readonly effects: readonly Effect[]
  readonly events: readonly ExpectedEvent[]
}
