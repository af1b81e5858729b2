import type { PlanContent, PlanState } from '@/lib/governance'
import type { Leaf } from '@/lib/leaf'
import type { GovernanceFacts, PauseFacts, PlanFacts } from '../facts/governance'
import type { Executable } from './executable'

/**
 * Governance at the model's time. Its plans are those that the notes of the pause told of, as far as the model's
 * `coverage` reaches: the pause lists none and keeps no count. Each is then read from the pause itself.
 */
export interface GovernanceModel extends Omit<GovernanceFacts, 'pause'> {
  readonly pause: PauseModel | null
}

export interface PauseModel extends Omit<PauseFacts, 'plans'> {
  readonly plans: readonly PlanModel[]
}

export interface PlanModel extends PlanFacts {
  /** What it asks for; in words by `tellPlan`. */
  readonly content: PlanContent
  readonly state: Leaf<PlanState>
  /** Whether the code is still the one that was decided: with other code it reverts. */
  readonly intact: Leaf<boolean>
  /** Whether anyone can execute it; null for one that is not pending. */
  readonly executable: Leaf<Executable | null>
}
