/** Within what the operator of a vault moves its guardrails. Names are those of the contract. */
export interface GuardrailBounds {
  /** Share of idle assets [wad]. */
  readonly minShare: bigint
  readonly maxShare: bigint
  /** [s] */
  readonly minPeriod: bigint
  readonly maxPeriod: bigint
  /** [unit of the asset] */
  readonly minBuffer: bigint
  readonly maxBuffer: bigint
  /** Longest pause [s]; 0 for none. */
  readonly maxPause: bigint
  /** How long an operator waits after the end of a longest pause [s]; after a shorter one in proportion. */
  readonly coolDown: bigint
}

/** What a vault stores of its guardrails. Names are those of the contract. */
export interface Guardrails {
  /** Share of settled idle assets that may leave at once, and refills [wad]. */
  readonly share: bigint
  /** In which it refills, and after which a deposit settles [s]; 0 for no policy. */
  readonly period: bigint
  /** What the policy let out after the last take or change of it. */
  readonly lastLeft: bigint
  /** When that was [unix s]; 0 for never. */
  readonly lastUpdated: bigint
  /** When the first of the young deposits came [unix s]. */
  readonly youngSince: bigint
  /** When the last of them came: they settle a period later. */
  readonly youngLast: bigint
  /** When the last of the old deposits came [unix s]. */
  readonly oldLast: bigint
  /** Before it no deposit settles [unix s]. */
  readonly heldUntil: bigint
  /** What the young deposits left in. */
  readonly youngAssets: bigint
  /** What the deposits of the period before left in. */
  readonly oldAssets: bigint
  /** What a take must leave of settled assets. */
  readonly buffer: bigint
  /** First second at which takes are not paused any more [unix s]; 0 where they never were. */
  readonly takesPausedUntil: bigint
  /** First second at which withdrawals and redemptions are not paused any more [unix s]; 0 where they never were. */
  readonly withdrawalsPausedUntil: bigint
  readonly bounds: GuardrailBounds
}
