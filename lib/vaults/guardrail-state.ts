import type { Seconds, Wad } from '@/lib/math'

/** Within what the operator of a vault moves its guardrails. Names are those of the contract. */
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
  /** How long an operator waits after the end of a longest pause [s]; after a shorter one in proportion. */
  readonly coolDown: Seconds
}

/** What a vault stores of its guardrails. Names are those of the contract. */
export interface Guardrails {
  /** Share of settled idle assets that may leave at once, and refills [wad]. */
  readonly share: Wad
  /** In which it refills, and after which a deposit settles [s]; 0 for no policy. */
  readonly period: Seconds
  /** What the policy let out after the last take or change of it. */
  readonly lastLeft: Wad
  /** When that was [unix s]; 0 for never. */
  readonly lastUpdated: Seconds
  /** When the first of the young deposits came [unix s]. */
  readonly youngSince: Seconds
  /** When the last of them came: they settle a period later. */
  readonly youngLast: Seconds
  /** When the last of the old deposits came [unix s]. */
  readonly oldLast: Seconds
  /** Before it no deposit settles [unix s]. */
  readonly heldUntil: Seconds
  /** What the young deposits left in. */
  readonly youngAssets: Wad
  /** What the deposits of the period before left in. */
  readonly oldAssets: Wad
  /** What a take must leave of settled assets. */
  readonly buffer: Wad
  /** First second at which takes are not paused any more [unix s]; 0 where they never were. */
  readonly takesPausedUntil: Seconds
  /** First second at which withdrawals and redemptions are not paused any more [unix s]; 0 where they never were. */
  readonly withdrawalsPausedUntil: Seconds
  readonly bounds: GuardrailBounds
}
