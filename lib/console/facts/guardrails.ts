import type { Leaf } from '@/lib/leaf'
import type { Pause } from '@/lib/vaults'
import type { RoleFacts } from './roles'

/** What a vault stores of its guardrails. Names are those of the contract, units those of its interface. */
export interface GuardrailFacts {
  /** Share of settled idle assets that may leave at once, and refills [wad]. */
  readonly share: Leaf<bigint>
  /** In which it refills, and after which a deposit settles [s]; 0 for no policy. */
  readonly period: Leaf<bigint>
  /** What the policy let out after the last take or change of it. */
  readonly lastLeft: Leaf<bigint>
  /** When that was [s]; 0 for never. */
  readonly lastUpdated: Leaf<bigint>
  /** When the first of the young deposits came, the last of them, and the last of those of the period before [s]. */
  readonly youngSince: Leaf<bigint>
  readonly youngLast: Leaf<bigint>
  readonly oldLast: Leaf<bigint>
  /** Before it no deposit settles [s]. */
  readonly heldUntil: Leaf<bigint>
  /** What the young deposits left in, and the old ones. */
  readonly youngAssets: Leaf<bigint>
  readonly oldAssets: Leaf<bigint>
  /** What a take must leave of settled assets. */
  readonly buffer: Leaf<bigint>
  /** First second at which takes are not paused any more [s]; 0 where they never were. */
  readonly takesPausedUntil: Leaf<bigint>
  /** First second at which withdrawals are not paused any more [s]; 0 where they never were. */
  readonly withdrawalsPausedUntil: Leaf<bigint>
  /** The last pause of takes of everybody who ever paused them, and of withdrawals. */
  readonly takesPauses: Leaf<readonly Pause[]>
  readonly withdrawalsPauses: Leaf<readonly Pause[]>
  readonly bounds: GuardrailBoundFacts
  /** The contract's own view at the block's time: a cross-check, never shown as the value itself. */
  readonly contractMaxTake: Leaf<bigint>
  /** Who may move the guardrails within the bounds: holders of GUARDRAIL_ROLE. */
  readonly operators: RoleFacts
  /** Who may deposit: holders of DEPOSITOR_ROLE. */
  readonly depositors: RoleFacts
}

/** Within what the operators move the guardrails. */
export interface GuardrailBoundFacts {
  /** [wad] */
  readonly minShare: Leaf<bigint>
  readonly maxShare: Leaf<bigint>
  /** [s] */
  readonly minPeriod: Leaf<bigint>
  readonly maxPeriod: Leaf<bigint>
  readonly minBuffer: Leaf<bigint>
  readonly maxBuffer: Leaf<bigint>
  /** Longest pause [s]; 0 for none. */
  readonly maxPause: Leaf<bigint>
  /** How long an operator waits after the end of a longest pause [s]; after a shorter one in proportion. */
  readonly coolDown: Leaf<bigint>
}

/** The guardrails of a vault at a time. */
export interface GuardrailModel extends GuardrailFacts {
  readonly takesPaused: Leaf<boolean>
  readonly withdrawalsPaused: Leaf<boolean>
  /** First second at which one of the operators can pause takes [s]; 0 where nothing has to be waited for, null for none. */
  readonly takesPausableFrom: Leaf<bigint | null>
  /** First second at which one of the operators can pause withdrawals [s]; 0 where nothing has to be waited for, null for none. */
  readonly withdrawalsPausableFrom: Leaf<bigint | null>
  /** What the policy still lets out; 2^256-1 without a policy. */
  readonly policyLeft: Leaf<bigint>
  /** What it lets out of what counts now, once it is full. */
  readonly policyMost: Leaf<bigint>
  /** First second at which it does [s]; null while it does. */
  readonly policyFullAt: Leaf<bigint | null>
  /** What is idle and does not count yet for policy and buffer, as it was deposited within a period. */
  readonly unsettled: Leaf<bigint>
  /** What the guardrails and what lies idle let one take through. */
  readonly maxTake: Leaf<bigint>
}
