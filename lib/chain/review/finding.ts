import type { Address } from 'viem'
import type { JudgedDiff } from '@/lib/console/diff'
import type { JudgedEvents } from '@/lib/console/emitted'
import type { ConsoleModel } from '@/lib/console/model'
import type { BlockRef } from '@/lib/leaf/source'
import type { CodeCheck } from '../code'
import type { Conditions } from '../simulate/conditions'

/** What one node found out about transactions. */
export type SimulationFinding =
  | SimulatedFinding
  /** Only the first call could be tried, alone: it would pass, but what it changes is not known. */
  | { readonly state: 'dry-run'; readonly by: string; readonly why: string; readonly code: CodeCheck }
  | {
      readonly state: 'would-revert'
      readonly by: string
      readonly call: number
      readonly reason: string
      /** The reason of the inner call, where the contract that is called says only that it failed. */
      readonly innerReason?: string
    }
  /** No node answered: nothing is known, and nothing is proven wrong. */
  | { readonly state: 'could-not-check'; readonly problem: string }

/** The chain computed it: every change of the console and every event, compared with what was stated. */
export interface SimulatedFinding {
  readonly state: 'simulated'
  readonly by: string
  /** The block that it was simulated on. */
  readonly at: BlockRef
  /** The simulating node's own picture before the calls, with which `after` is compared. */
  readonly simulatedFrom: ConsoleModel
  readonly after: ConsoleModel
  readonly diff: JudgedDiff
  readonly events: JudgedEvents
  /** How many values of the console were compared, and how many could not be read on both sides. */
  readonly compared: { readonly values: number; readonly unread: number }
  readonly gasUsed: bigint
  readonly conditions: ConditionsCheck
  readonly code: CodeCheck
  /** Senders that have less than the gas costs at the base fee alone. */
  readonly shortfalls: readonly Shortfall[]
}

/** Whether the transactions do the same, whatever the block is like. */
export interface ConditionsCheck {
  /** The conditions of the next block, and others; null where the node was not given any, or did not accept them. */
  readonly first: Conditions | null
  readonly second: Conditions | null
  /** Why it was not simulated under both as intended; null when it was. */
  readonly problem: string | null
  /** What it does differently under the second conditions. */
  readonly differences: readonly string[]
  /** Whether it does something under the second conditions that was not stated. */
  readonly isWrong: boolean
  /** Whether movements of ether are among the events. */
  readonly ether: boolean
}

export interface Shortfall {
  readonly account: Address
  /** [wei] */
  readonly balance: bigint
  /** [wei] */
  readonly needed: bigint
}
