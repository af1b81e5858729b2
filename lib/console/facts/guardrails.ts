import type { Leaf } from '@/lib/leaf'
import type { Seconds, Wad } from '@/lib/math'
import type { Pause } from '@/lib/vaults'
import type { RoleFacts } from './roles'

/** What a vault stores of its guardrails. Names are those of the contract, units those of its interface. */
export interface GuardrailFacts {
  /** Share of settled idle assets that may leave at once, and refills [wad]. */
  readonly share: Leaf<Wad>
  /** In which it refills, and after which a deposit settles [s]; 0 for no policy. */
  readonly period: Leaf<Seconds>
  /** What the policy let out after the last take or change of it. */
  readonly lastLeft: Leaf<Wad>
  /** When that was [s]; 0 for never. */
  readonly lastUpdated: Leaf<Seconds>
  /** When the first of the young deposits came, the last of them, and the last of those of the period before [s]. */
  readonly youngSince: Leaf<Seconds>
  readonly youngLast: Leaf<Seconds>
  readonly oldLast: Leaf<Seconds>
  /** Before it no deposit settles [s]. */
  readonly heldUntil: Leaf<Seconds>
  /** What the young deposits left in, and the old ones. */
  readonly youngAssets: Leaf<Wad>
  readonly oldAssets: Leaf<Wad>
  /** What a take must leave of settled assets. */
  readonly buffer: Leaf<Wad>
  /** First second at which takes are not paused any more [s]; 0 where they never were. */
  readonly takesPausedUntil: Leaf<Seconds>
  /** First second at which withdrawals are not paused any more [s]; 0 where they never were. */
  readonly withdrawalsPausedUntil: Leaf<Seconds>
  /** The last pause of takes of everybody who ever paused them, and of withdrawals. */
  readonly takesPauses: Leaf<readonly Pause[]>
  readonly withdrawalsPauses: Leaf<readonly Pause[]>
  readonly bounds: GuardrailBoundFacts
  /** The contract's own view at the block's time: a cross-check, never shown as the value itself. */
  readonly contractMaxTake: Leaf<Wad>
  /** Who may move the guardrails within the bounds: holders of GUARDRAIL_ROLE. */
  readonly operators: RoleFacts
  /** Who may deposit: holders of DEPOSITOR_ROLE. */
  readonly depositors: RoleFacts
}

/** Within what the operators move the guardrails. */
export interface GuardrailBoundFacts {
  /** [wad] */
  readonly minShare: Leaf<Wad>
  readonly maxShare: Leaf<Wad>
  /** [s] */
  readonly minPeriod: Leaf<Seconds>
  readonly maxPeriod: Leaf<Seconds>
  readonly minBuffer: Leaf<Wad>
  readonly maxBuffer: Leaf<Wad>
  /** Longest pause [s]; 0 for none. */
  readonly maxPause: Leaf<Seconds>
  /** How long an operator waits after the end of a longest pause [s]; after a shorter one in proportion. */
  readonly coolDown: Leaf<Seconds>
}

/** The guardrails of a vault at a time. */
export interface GuardrailModel extends GuardrailFacts {
  readonly takesPaused: Leaf<boolean>
  readonly withdrawalsPaused: Leaf<boolean>
  /** First second at which one of the operators can pause takes [s]; 0 where nothing has to be waited for, null for none. */
  readonly takesPausableFrom: Leaf<Seconds | null>
  /** First second at which one of the operators can pause withdrawals [s]; 0 where nothing has to be waited for, null for none. */
  readonly withdrawalsPausableFrom: Leaf<Seconds | null>
  /** What the policy still lets out; 2^256-1 without a policy. */
  readonly policyLeft: Leaf<Wad>
  /** What it lets out of what counts now, once it is full. */
  readonly policyMost: Leaf<Wad>
  /** First second at which it does [s]; null while it does. */
  readonly policyFullAt: Leaf<Seconds | null>
  /** What is idle and does not count yet for policy and buffer, as it was deposited within a period. */
  readonly unsettled: Leaf<Wad>
  /** What the guardrails and what lies idle let one take through. */
  readonly maxTake: Leaf<Wad>
}
