import type { Address, Hex } from 'viem'
import type { Effect } from '@/lib/console/diff'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { Sentences } from '@/lib/console/model/check'
import type { Leaf } from '@/lib/leaf'

/** What somebody wants done, as it can be put into a link: nothing of it was read from a chain. */
export interface AnyRequest {
  readonly kind: string
}

/** An action as the account that holds the right takes it itself. */
export interface DirectAction<Request extends AnyRequest = AnyRequest> {
  readonly request: Request
  /** Verb and object, as on the button: "Freeze relayer 0x…". Addresses in full. */
  readonly title: string
  /** Emergency actions are exempt from the daily window and stay possible when rights could not be read. */
  readonly emergency: boolean
  readonly from: Address
  /** Sent one after the other, each its own transaction. */
  readonly calls: readonly ActionCall[]
  /** The right it takes. */
  readonly permission: Requirement
  readonly requirements: readonly Requirement[]
  /** Every read value that it changes, stated before anything is simulated. */
  readonly effects: readonly Effect[]
  /** Every event that it makes contracts emit, stated before anything is simulated. */
  readonly events: readonly ExpectedEvent[]
  /** What no longer works afterwards, in sentences. */
  readonly disables: readonly string[]
  /** Who can undo it, how, and how soon. */
  readonly undo: string
  /** What is left to do where there are several calls and a Safe cannot make them in one transaction. */
  readonly oneByOne?: string
}

export interface ActionCall {
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
  /** The call that it makes in its turn, where the called contract swallows the reason of a revert. */
  readonly inner?: { readonly from: Address; readonly to: Address; readonly data: Hex }
}

/** Something that must hold for the action to make sense. */
export interface Requirement {
  readonly id: string
  /** With the time where one waits for it: "Next increase 07:00 UTC, in 6 h 12 min". */
  readonly says: Sentences
  readonly holds: Leaf<boolean>
  /** `confirm`: a person may override it by typing; `warn`: it only has to be read. */
  readonly weight: 'blocks' | 'confirm' | 'warn'
}

/** A sentence that itself says how it stands, and why: the same in both states. */
export const asItStands = (text: string): Sentences => ({ holds: text, fails: text })
