import type { Leaf } from './leaf'
import type { RoleFacts } from './role-facts'

/** What a vault stores of its guardrails. Names are those of the contract, units those of its interface. */
export interface GuardrailFacts {
  /** Share of idle assets that may leave per period [wad]. */
  readonly share: Leaf<bigint>
  /** Length of a period [s]; 0 for no policy. */
  readonly period: Leaf<bigint>
  /** When the period in which was taken last began [s]; 0 for none. */
  readonly periodStart: Leaf<bigint>
  /** What was idle then. */
  readonly periodIdle: Leaf<bigint>
  /** What left in it. */
  readonly periodTaken: Leaf<bigint>
  /** What a take must leave. */
  readonly buffer: Leaf<bigint>
  /** First second at which takes are not paused any more [s]; 0 where they never were. */
  readonly takesPausedUntil: Leaf<bigint>
  /** The same of withdrawals. */
  readonly withdrawalsPausedUntil: Leaf<bigint>
  readonly bounds: GuardrailBoundFacts
  /** The contract's own view at the block's time: a cross-check, never shown as the value itself. */
  readonly contractMaxTake: Leaf<bigint>
  /** Who may move the guardrails within the bounds: holders of GUARDRAIL_ROLE. */
  readonly operators: RoleFacts
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
  /** Time after the end of a pause before the next [s]. */
  readonly coolDown: Leaf<bigint>
}

/** The guardrails of a vault at a time. */
export interface GuardrailModel extends GuardrailFacts {
  readonly takesPaused: Leaf<boolean>
  readonly withdrawalsPaused: Leaf<boolean>
  /** First second at which takes can be paused again [s]; 0 where nothing has to be waited for. */
  readonly takesPausableFrom: Leaf<bigint>
  /** The same of withdrawals. */
  readonly withdrawalsPausableFrom: Leaf<bigint>
  /** What the policy still lets out; 2^256-1 without a policy. */
  readonly policyLeft: Leaf<bigint>
  /** First second at which what was taken no longer counts [s]; null while nothing does. */
  readonly periodEnds: Leaf<bigint | null>
  /** What the guardrails and what lies idle let one take through. */
  readonly maxTake: Leaf<bigint>
}
