import type { PlanContent, PlanState } from '@/lib/governance'
import type { Leaf } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import type { GovernanceFacts, PauseFacts, PlanFacts, SpellFacts } from '../facts/governance'
import type { Executable } from './executable'

/**
 * Governance at the model's time. Its plans are those that the notes of the pause named, as far as the model's
 * `coverage` reaches: the pause lists none and keeps no count. Each plan is then read from the pause itself.
 */
export interface GovernanceModel extends Omit<GovernanceFacts, 'pause'> {
  readonly pause: PauseModel | null
}

export interface PauseModel extends Omit<PauseFacts, 'plans'> {
  readonly plans: readonly PlanModel[]
}

export interface SpellModel extends SpellFacts {
  /**
   * First second, not before now, at which it can be cast by the office hours that it says it keeps [unix s]: what the
   * plan demands besides is not in it.
   */
  readonly castableFrom: Leaf<Seconds>
  /** Whether what it says itself of that is the same, at the block's time. */
  readonly consistent: Leaf<boolean>
}

export interface PlanModel extends Omit<PlanFacts, 'spell'> {
  readonly spell: SpellModel | null
  /** What it asks for; in words by `tellPlan`. */
  readonly content: PlanContent
  readonly state: Leaf<PlanState>
  /** Whether the code is still the one that was decided; with other code the plan reverts. */
  readonly intact: Leaf<boolean>
  /** Whether anyone can execute it; null for a plan that is not pending. */
  readonly executable: Leaf<Executable | null>
}
