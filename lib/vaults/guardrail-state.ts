import type { Seconds, Wad } from '@/lib/math'

/** The bounds within which the operator of a vault can set its guardrails. Names are those of the contract. */
export interface GuardrailBounds {
  /** Share of idle assets [wad]. */
  readonly minShare: Wad
  readonly maxShare: Wad
  /** [s] */
  readonly minPeriod: Seconds
  readonly maxPeriod: Seconds
  /** [unit of the asset] */
  readonly minBuffer: Wad
  readonly maxBuffer: Wad
  /** Longest pause [s]; 0 for none. */
  readonly maxPause: Seconds
  /**
   * How long an operator waits after the end of a pause of the greatest length [s]; after a shorter one in proportion.
   */
  readonly coolDown: Seconds
}

/** What a vault stores of its guardrails. Names are those of the contract. */
export interface Guardrails {
  /** Share of settled idle assets that may leave at once, and refills [wad]. */
  readonly share: Wad
  /** The time in which the share refills, and after which a deposit settles [s]; 0 for no policy. */
  readonly period: Seconds
  /** What the policy still let out after the last take, or after its last change. */
  readonly lastLeft: Wad
  /** When `lastLeft` was stored [unix s]; 0 for never. */
  readonly lastUpdated: Seconds
  /** When the first of the young deposits came [unix s]. */
  readonly youngSince: Seconds
  /** When the last of the young deposits came; they settle one period later. */
  readonly youngLast: Seconds
  /** When the last of the old deposits came [unix s]. */
  readonly oldLast: Seconds
  /** No deposit settles before this time [unix s]. */
  readonly heldUntil: Seconds
  /** Assets of the young deposits that have not left. */
  readonly youngAssets: Wad
  /** Assets of the deposits of the period before that have not left. */
  readonly oldAssets: Wad
  /** How much of the settled assets a take must leave. */
  readonly buffer: Wad
  /** First second at which takes are no longer paused [unix s]; 0 where they never were. */
  readonly takesPausedUntil: Seconds
  /** First second at which withdrawals and redemptions are no longer paused [unix s]; 0 where they never were. */
  readonly withdrawalsPausedUntil: Seconds
  readonly bounds: GuardrailBounds
}
