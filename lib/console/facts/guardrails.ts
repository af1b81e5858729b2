import type { Leaf } from '@/lib/leaf'
import type { Seconds, Wad } from '@/lib/math'
import type { Pause } from '@/lib/vaults'
import type { RoleFacts } from './roles'

/** What a vault stores of its guardrails. Names are those of the contract, units those of its interface. */
export interface GuardrailFacts {
  /** Share of settled idle assets that may leave at once, and refills [wad]. */
  readonly share: Leaf<Wad>
  /** The time in which the share refills, and after which a deposit settles [s]; 0 for no policy. */
  readonly period: Leaf<Seconds>
  /** What the policy still let out after the last take, or after its last change. */
  readonly lastLeft: Leaf<Wad>
  /** When `lastLeft` was stored [s]; 0 for never. */
  readonly lastUpdated: Leaf<Seconds>
  /**
   * When the first of the young deposits came, when the last of them came, and when the last of the period before came
   * [s].
   */
  readonly youngSince: Leaf<Seconds>
  readonly youngLast: Leaf<Seconds>
  readonly oldLast: Leaf<Seconds>
  /** No deposit settles before this time [s]. */
  readonly heldUntil: Leaf<Seconds>
  /** Assets of the young and of the old deposits that have not left. */
  readonly youngAssets: Leaf<Wad>
  readonly oldAssets: Leaf<Wad>
  /** How much of the settled assets a take must leave. */
  readonly buffer: Leaf<Wad>
  /** First second at which takes are no longer paused [s]; 0 where they never were. */
  readonly takesPausedUntil: Leaf<Seconds>
  /** First second at which withdrawals are no longer paused [s]; 0 where they never were. */
  readonly withdrawalsPausedUntil: Leaf<Seconds>
  /** The last pause of takes, and of withdrawals, of everybody who ever paused them. */
  readonly takesPauses: Leaf<readonly Pause[]>
  readonly withdrawalsPauses: Leaf<readonly Pause[]>
  readonly bounds: GuardrailBoundFacts
  /** The contract's own view at the block's time: a cross-check, never shown as the value itself. */
  readonly contractMaxTake: Leaf<Wad>
  /** Who may set the guardrails within the bounds: holders of GUARDRAIL_ROLE. */
  readonly operators: RoleFacts
  /** Who may deposit: holders of DEPOSITOR_ROLE. */
  readonly depositors: RoleFacts
}

/** The bounds within which the operators set the guardrails. */
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
  /**
   * How long an operator waits after the end of a pause of the greatest length [s]; after a shorter one in proportion.
   */
  readonly coolDown: Leaf<Seconds>
}

/** The guardrails of a vault at a time. */
export interface GuardrailModel extends GuardrailFacts {
  readonly takesPaused: Leaf<boolean>
  readonly withdrawalsPaused: Leaf<boolean>
  /**
   * First second at which an operator can pause takes [s]; 0 where none has to wait, null where there is no operator.
   */
  readonly takesPausableFrom: Leaf<Seconds | null>
  /**
   * First second at which an operator can pause withdrawals [s]; 0 where none has to wait, null where there is no
   * operator.
   */
  readonly withdrawalsPausableFrom: Leaf<Seconds | null>
  /** What the policy still lets out; 2^256-1 without a policy. */
  readonly policyLeft: Leaf<Wad>
  /** What the policy lets out of what counts now, once it is full. */
  readonly policyMost: Leaf<Wad>
  /** First second at which the policy is full [s]; null where it already is. */
  readonly policyFullAt: Leaf<Seconds | null>
  /** Idle assets that do not count yet for policy and buffer, because they were deposited within the last period. */
  readonly unsettled: Leaf<Wad>
  /** What the guardrails and what lies idle let one take through. */
  readonly maxTake: Leaf<Wad>
}
