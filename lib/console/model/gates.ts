import type { Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'
import type { CutoverFacts, DualRunFacts, RetirementFacts, RollbackFacts } from '@/lib/migration'
import type { Executable } from './executable'
import type { GateName, Transition } from './gate-name'

/** What the gates of each transition look at, by transition and gate. */
export interface GateFacts {
  readonly dualRun: DualRunFacts
  readonly cutover: CutoverFacts
  readonly rollback: Omit<RollbackFacts, 'approved'> & { readonly approved: Approval }
  readonly retirement: RetirementFacts
}

/**
 * Whether BeamState approves a rollback, and where it does not, the queued operation of the timelock that approves it.
 */
export type Approval =
  | { readonly isApproved: true }
  | { readonly isApproved: false; readonly queued: QueuedRollback | null }

export interface QueuedRollback {
  /** Id of the operation. */
  readonly operation: Hex
  /** Whether anyone can execute it. */
  readonly executable: Executable
}

/** One gate with its fact: whether it is open, and its evidence. `tellGate` puts it into words. */
export interface GateOf<T extends Transition, Id extends keyof GateFacts[T]> extends GateName {
  readonly of: T
  readonly id: Id & string
  readonly holds: Leaf<boolean>
  readonly fact: Leaf<GateFacts[T][Id]>
}

export type Gate = {
  [T in Transition]: { [Id in keyof GateFacts[T]]: GateOf<T, Id> }[keyof GateFacts[T]]
}[Transition]
