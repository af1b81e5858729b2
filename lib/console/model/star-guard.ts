import type { StarRefusal } from '@/lib/governance'
import type { Leaf } from '@/lib/leaf'
import type { StarGuardFacts, StarSpellFacts } from '../facts/star-guard'

/** The StarGuard of a Prime at the model's time. */
export interface StarGuardModel extends Omit<StarGuardFacts, 'spell'> {
  /** Null where there is no pending spell. */
  readonly spell: StarSpellModel | null
}

export interface StarSpellModel extends StarSpellFacts {
  /** Whether the code is still the one that was plotted. */
  readonly intact: Leaf<boolean>
  /** Why nobody can execute it; null where anyone can. */
  readonly refusal: Leaf<StarRefusal | null>
}
