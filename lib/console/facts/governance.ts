import type { Address, Hex } from 'viem'
import type { GovernanceDeployment } from '@/lib/deployment'
import type { NotedPlan } from '@/lib/governance'
import type { Leaf } from '@/lib/leaf'
import type { CodeFacts } from './code'

/** What governance decided, who may decide, and what code it lets into the Diamonds. */
export interface GovernanceFacts {
  readonly addresses: GovernanceDeployment
  /** Null where the deployment names no pause. */
  readonly pause: PauseFacts | null
  /** Who wears the hat of the Chief. */
  readonly hat: Leaf<Address> | null
  /** The pause whose plans Protego drops. */
  readonly protegoPause: Leaf<Address> | null
  /**
   * Every drop spell that Protego created, and after them the address of the next one. They are told from the code that is
   * there, as Protego creates nothing else.
   */
  readonly dropSpells: readonly DropSpellFacts[]
  readonly allowlist: AllowlistFacts | null
}

/** A spell that drops one plan once it wears the hat. */
export interface DropSpellFacts {
  readonly id: Address
  /** Whether it was created: the last of the list is not yet. */
  readonly created: Leaf<boolean>
  /** The plan that it drops; null for one that is not known to be created. */
  readonly drops: {
    readonly action: Leaf<Address>
    readonly tag: Leaf<Hex>
    readonly sig: Leaf<Hex>
    /** [unix s] */
    readonly eta: Leaf<bigint>
  } | null
}

export interface PauseFacts {
  /** Least time between plot and execution [s]. */
  readonly delay: Leaf<bigint>
  /** The proxy that executes plans and owns the contracts. */
  readonly proxy: Leaf<Address>
  /** Whoever may plot and drop besides the authority; zero for nobody. */
  readonly owner: Leaf<Address>
  readonly authority: Leaf<Address>
  readonly plans: readonly PlanFacts[]
}

/** A plan that the notes of the pause told of. */
export interface PlanFacts {
  readonly id: Hex
  readonly event: NotedPlan
  /** Whether it is plotted, as the pause itself says. */
  readonly plotted: Leaf<boolean>
  /** The code that it would run, as it is at this block. */
  readonly code: CodeFacts
  /** What whoever plotted it says; null for a plan that has ended, or whose plotting was not seen. */
  readonly spell: SpellFacts | null
}

/**
 * What a spell says of the hours and the term that it keeps. It may lie, or lack these views: what it plotted is told by
 * the notes of the pause alone.
 */
export interface SpellFacts {
  readonly address: Address
  /** Whether what it plotted refuses outside of office hours. */
  readonly officeHours: Leaf<boolean>
  /** First second at which it says that it can be cast, at the block's time: a cross-check [unix s]. */
  readonly nextCastTime: Leaf<bigint>
  /** Last second at which it could be scheduled [unix s]; what is plotted does not expire. */
  readonly expiration: Leaf<bigint>
}

export interface AllowlistFacts {
  /** Whether only code on the list may be cut into a Diamond. */
  readonly enforced: Leaf<boolean>
  /** The list that each Diamond asks; zero for none. */
  readonly ofDiamonds: readonly { readonly id: Address; readonly list: Leaf<Address> }[]
}
