import type { Hex } from 'viem'
import type { Seconds } from '@/lib/math'
import type { Phase } from '@/lib/migration'
import type { GateName } from './gate-name'

/** A reason why not everybody can execute something that was decided. */
export type Hold =
  /**
   * Its delay, the epoch that its step waits for, the Processing Window, inside which its steps refuse, or office hours,
   * outside of which its code refuses [unix s].
   */
  | { readonly why: 'delay' | 'epoch' | 'window' | 'hours'; readonly until: Seconds }
  | { readonly why: 'paused' }
  /** An operation that has to be done first: `pending`, or `gone` where it was never scheduled or was cancelled. */
  | { readonly why: 'predecessor'; readonly operation: Hex; readonly stands: 'pending' | 'gone' }
  /** Its code is no longer the one that was decided. */
  | { readonly why: 'code' }
  /** Something that its step demands does not hold. */
  | { readonly why: 'gate'; readonly gate: Demand }

/** What a step of a migration demands of the Prime: a gate of its transition, or a phase. */
export type Demand = GateName | { readonly of: 'phase'; readonly is: Phase }

/** Whether anyone can execute it. That its time has come is not enough. */
export interface Executable {
  /** Empty where anyone can execute it now. */
  readonly holds: readonly Hold[]
  /** First second at which it passes, if only time is missing [unix s]; else null. */
  readonly at: Seconds | null
  /** Whether it is known here what it then does, and so whether it passes. */
  readonly certain: boolean
}
