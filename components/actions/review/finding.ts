import type { State } from '@/components/ui/state'
import type { Action, ActionCall, MeaningChange, ReadBack } from '@/lib/actions'
import type { Checked, Present } from '@/lib/chain/read/checked'
import type { Review } from '@/lib/chain/review'
import type { SecondOpinion } from '@/lib/chain/second'
import { stringify } from '@/lib/chain/wire'

/** Everything that decides whether an action may be signed. */
export interface VerdictInput {
  readonly action: Action
  readonly readBack: readonly ReadBack[]
  /** Null while the first check runs. */
  readonly review: Checked<Review> | null
  readonly secondOpinion: Checked<SecondOpinion> | null
  readonly chain: { readonly expected: number; readonly found: number | null }
  readonly present: Present
  /** What speaks against the picture although it is read, as a sentence: another node, or a clock. */
  readonly dissent: string | null
  /** How the action changed after somebody read it, where nobody has read that yet. */
  readonly changed: readonly MeaningChange[]
  /**
   * The transactions that an override is typed for: those of the whole reviewed action where this one is its rest.
   * If left out, those of the action itself.
   */
  readonly overridden?: readonly ActionCall[]
}

/** Checks besides the changes that a simulation makes. */
export type BesidePart = 'conditions' | 'code' | 'funds'

/** One check of the review in a line. */
export interface ReviewFinding {
  readonly id:
    | 'chain'
    | 'bytes'
    | 'picture'
    | 'dissent'
    | 'simulation'
    | 'once-executed'
    | `${'simulation' | 'once-executed'}-${BesidePart}`
    | 'second-source'
  readonly state: State
  readonly title: string
  readonly detail: string | null
  /** What exactly was found, apart from block and age: an override counts for this and for nothing else. */
  readonly found?: string
}

/** Something that somebody may override by typing, once it was read. */
export interface Warning {
  /** What it is about, and what was found: an override counts for this and for nothing else. */
  readonly key: string
  readonly text: string
}

export interface SigningVerdict {
  readonly findings: readonly ReviewFinding[]
  /** Why it cannot be signed now; null when it can. */
  readonly blocked: string | null
  /** What has to be read and overridden by typing; may be empty. */
  readonly confirm: readonly Warning[]
}

/** What is typed to override. */
export const confirmWord = 'OVERRIDE'

/** Whether a review is about these very transactions, by this very sender. */
export function isOf({ action: reviewed }: Review, action: Action): boolean {
  return reviewed.from === action.from && stringify(reviewed.calls) === stringify(action.calls)
}

/** The newest check, unless it found that the request names nothing that is there. */
export function reviewOf(latest: Checked<Review | null> | null): Checked<Review> | null {
  return latest?.value ? { ...latest, value: latest.value } : null
}
