import type { Address, Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import type { CodeFacts } from './code'

/** The StarGuard of a Prime: the one spell that governance plotted for it, which anyone executes. */
export interface StarGuardFacts {
  readonly address: Address
  /** What runs the spell, and owns what the Prime owns. */
  readonly subProxy: Leaf<Address>
  /** Whether the SubProxy takes code from this StarGuard. */
  readonly mayRun: Leaf<boolean>
  /** How long a spell may run after it was plotted [s]; a change leaves what is plotted as it is. */
  readonly maxDelay: Leaf<Seconds>
  /** The pending spell; the zero address where there is none. */
  readonly pending: Leaf<Address>
  /** Null where there is no pending spell. */
  readonly spell: StarSpellFacts | null
}

export interface StarSpellFacts {
  /** Hash of the code that was plotted. */
  readonly tag: Leaf<Hex>
  /** Last second at which it may run [unix s]. */
  readonly deadline: Leaf<Seconds>
  /** Its code as it is at this block. */
  readonly code: CodeFacts
  /** Whether the spell itself says at this block that it may run. */
  readonly agrees: Leaf<boolean>
}
