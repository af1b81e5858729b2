import type { Hex } from 'viem'
import type { Seconds } from '@/lib/math'
import type { Phase } from '@/lib/migration'
import type { GateName } from './gate-name'

/** What stands between something that was decided and anyone who would execute it. */
export type Hold =
  /** Its delay, or the epoch that its step waits for; and the Processing Window, in which its steps refuse [unix s]. */
  | { readonly why: 'delay' | 'epoch' | 'window'; readonly until: Seconds }
  | { readonly why: 'paused' }
  /** An operation that has to be done before: `pending`, or `gone` where it was never scheduled, or cancelled. */
  | { readonly why: 'predecessor'; readonly operation: Hex; readonly stands: 'pending' | 'gone' }
  /** Its code is no longer the one that was decided. */
  | { readonly why: 'code' }
  /** Something that its step demands does not hold. */
  | { readonly why: 'gate'; readonly gate: Demand }

/** What a step of a migration demands of the Prime: a gate of its transition, or a phase. */
export type Demand = GateName | { readonly of: 'phase'; readonly is: Phase }

/** Whether anyone can execute it: nothing is due by its time alone. */
export interface Executable {
  /** Empty where anyone can execute it now. */
  readonly holds: readonly Hold[]
  /** First second at which it passes, where waiting is all it takes [unix s]; null where it is not. */
  readonly at: Seconds | null
  /** Whether what it then does is known here, and so whether it passes. */
  readonly certain: boolean
}
