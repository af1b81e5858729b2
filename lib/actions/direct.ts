import type { Address, Hex } from 'viem'
import type { Effect } from '@/lib/console/diff'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { Sentences } from '@/lib/console/model/check'
import type { Leaf } from '@/lib/leaf'

/** What somebody wants done, as data that fits into a link. None of it was read from a chain. */
export interface AnyRequest {
  readonly kind: string
}

/** An action taken directly by the account that holds the right. */
export interface DirectAction<Request extends AnyRequest = AnyRequest> {
  readonly request: Request
  /** Verb and object, as on the button: "Freeze relayer 0x…". Addresses in full. */
  readonly title: string
  /** Emergency actions are exempt from the daily window and stay possible when rights could not be read. */
  readonly emergency: boolean
  readonly from: Address
  /** Sent one after the other, each as a transaction of its own. */
  readonly calls: readonly ActionCall[]
  /** The right that the account needs. */
  readonly permission: Requirement
  readonly requirements: readonly Requirement[]
  /** Every value read from the chain that the action changes, stated before anything is simulated. */
  readonly effects: readonly Effect[]
  /** Every event that the action makes contracts emit, stated before anything is simulated. */
  readonly events: readonly ExpectedEvent[]
  /** What is so afterwards, in one sentence for somebody who knows no contract. */
  readonly afterwards: string
  /** What comes after it, in one sentence, where something does. */
  readonly next?: string
  /** What no longer works afterwards, in sentences. */
  readonly disables: readonly string[]
  /** Who can undo the action, how, and how soon. */
  readonly undo: string
  /** What to do instead where a Safe cannot make several calls in one transaction. */
  readonly oneByOne?: string
}

export interface ActionCall {
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
  /**
   * Calldata that enters the same contracts, given where the call passes only after those before it: which contracts a call
   * enters is found out for each by itself.
   */
  readonly alone?: Hex
  /** The call that the called contract makes in turn, given where that contract hides why its call reverted. */
  readonly inner?: { readonly from: Address; readonly to: Address; readonly data: Hex }
}

/** Something that must hold for the action to make sense. */
export interface Requirement {
  readonly id: string
  /** Includes the time where there is something to wait for: "Next increase 07:00 UTC, in 6 h 12 min". */
  readonly says: Sentences
  readonly holds: Leaf<boolean>
  /** `blocks`: cannot be overridden; `confirm`: a person may override it by typing; `warn`: only has to be read. */
  readonly weight: 'blocks' | 'confirm' | 'warn'
  /** Set where failing means that the request is already fulfilled: nothing is wrong, and there is nothing to sign. */
  readonly already?: true
}

/** One sentence for both states, which itself says what is the case and why. */
export const asItStands = (text: string): Sentences => ({ holds: text, fails: text })
