import type { Address, Hex } from 'viem'
import type { Effect } from '@/lib/console/diff'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { Leaf } from '@/lib/leaf'
import type { CollectState, SafeTransaction } from '@/lib/safe'
import type { ActionCall, DirectAction } from '../direct'

/** The way of an action through a Safe: what the Safe would do, and how far its owners are. */
export interface SafeRoute {
  readonly safe: SafeFacts
  /** The action with the Safe as its sender. */
  readonly inner: DirectAction
  /** Null when no transaction can be put together; `next` says why. */
  readonly proposal: SafeProposal | null
  /** What the transaction of the connected account does; null when it has nothing to send. */
  readonly step: 'approve' | 'execute' | null
  /** What happens next, as a sentence. */
  readonly next: string
}

/** A transaction of a Safe at its nonce of now, as its owners approve it. */
export interface SafeProposal {
  readonly transaction: SafeTransaction
  /** Hardware wallets show the first two, wallets the third. */
  readonly domainHash: Hex
  readonly messageHash: Hex
  readonly safeTxHash: Hex
  /** `getTransactionHash(…)` of the Safe. */
  readonly onChain: Leaf<Hex>
  /** Null when owners or threshold could not be read. */
  readonly collected: CollectState | null
  /** Owners who approved the same calls at another nonce, which does not count now. */
  readonly elsewhere: readonly {
    readonly nonce: bigint
    readonly owners: readonly Address[]
    /** How many owners more may have: theirs could not be read. */
    readonly unread: number
  }[]
  /** What is still to be sent by whom until it is executed, and what all of it changes; null when not known. */
  readonly completion: Completion | null
}

export interface Completion {
  readonly calls: readonly (ActionCall & { readonly from: Address })[]
  readonly effects: readonly Effect[]
  readonly events: readonly ExpectedEvent[]
}
