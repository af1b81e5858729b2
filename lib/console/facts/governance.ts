import type { Address, Hex } from 'viem'
import type { GovernanceDeployment } from '@/lib/deployment'
import type { NotedPlan } from '@/lib/governance'
import type { Leaf } from '@/lib/leaf'
import type { CodeFacts } from './code'

/** What governance decided, who may decide, and what code it lets into the Diamonds. */
export interface GovernanceFacts {
  readonly addresses: GovernanceDeployment
  /** Null where the deployment names no pause; likewise the others. */
  readonly pause: PauseFacts | null
  /** Who wears the hat of the Chief. */
  readonly hat: Leaf<Address> | null
  /** The pause whose plans Protego drops. */
  readonly protegoPause: Leaf<Address> | null
  readonly allowlist: AllowlistFacts | null
}

export interface PauseFacts {
  /** Least time between plot and execution [s]. */
  readonly delay: Leaf<bigint>
  /** What executes, and owns. */
  readonly proxy: Leaf<Address>
  /** May plot and drop besides the authority; zero for nobody. */
  readonly owner: Leaf<Address>
  readonly authority: Leaf<Address>
  readonly plans: readonly PlanFacts[]
}

/** A plan that the notes of the pause told of. */
export interface PlanFacts {
  readonly id: Hex
  readonly event: NotedPlan
  /** Whether it is plotted, by the pause itself. */
  readonly plotted: Leaf<boolean>
  /** The code that it would run, as it is now. */
  readonly code: CodeFacts
}

export interface AllowlistFacts {
  /** Whether cuts are held to the list. */
  readonly enforced: Leaf<boolean>
  /** The list that each Diamond asks; zero for none. */
  readonly ofDiamonds: readonly { readonly id: Address; readonly list: Leaf<Address> }[]
}
