export type Uint256Fault = 'overflow' | 'underflow' | 'division-by-zero'

const SENTENCE: Record<Uint256Fault, string> = {
  overflow: 'is above 2^256 − 1',
  underflow: 'is below zero',
  'division-by-zero': 'divides by zero',
}

/**
 * Thrown where the mirrored contract reverts: `Panic(0x11)` for overflow and underflow, `Panic(0x12)` for a
 * division by zero (contracts older than Solidity 0.8 revert without data).
 *
 * A bigint has no upper bound, so a formula that went on past 2^256 would show a number the chain refuses to
 * compute. Callers turn this error into *unknown* with its reason, never into a value.
 */
export class Uint256Error extends Error {
  override readonly name = 'Uint256Error'

  constructor(
    readonly fault: Uint256Fault,
    /** What was being computed, for the sentence shown to people. */
    readonly operation: string,
  ) {
    super(`${operation} ${SENTENCE[fault]}: the contract reverts`)
  }
}
