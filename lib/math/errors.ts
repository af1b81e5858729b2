export type Uint256Fault = 'overflow' | 'underflow' | 'division-by-zero'

const SENTENCE: Record<Uint256Fault, string> = {
  overflow: 'is above 2^256 − 1',
  underflow: 'is below zero',
  'division-by-zero': 'divides by zero',
}

/**
 * Thrown where the mirrored contract reverts: `Panic(0x11)` for overflow and underflow, `Panic(0x12)` for a division by
 * zero (contracts older than Solidity 0.8 revert without data).
 *
 * A bigint has no upper bound, so a formula that went on past 2^256 would show a number that the chain refuses to
 * compute. Callers turn this error into *unknown* with its reason, never into a value.
 */
export class Uint256Error extends Error {
  override readonly name = 'Uint256Error'
  readonly tag = 'uint256'

  constructor(
    readonly fault: Uint256Fault,
    /** What was being computed, for the sentence shown to people. */
    readonly operation: string,
  ) {
    super(`${operation} ${SENTENCE[fault]}: the contract reverts`)
  }
}

export const isUint256Error = (error: unknown): error is Uint256Error => hasTag(error, 'uint256')

/**
 * Whether an error is one of ours, with this tag. Every bundle has its own copy of a class, so an error thrown in one
 * bundle is no instance of the class in another. That is why `instanceof` is never used for our errors.
 */
export function hasTag(error: unknown, tag: string): boolean {
  return typeof error === 'object' && error !== null && 'tag' in error && error.tag === tag
}

/** The reason with which a Solidity 0.8 contract reverts where our arithmetic throws. */
export function panicOf({ fault }: Uint256Error): 'Panic(0x11)' | 'Panic(0x12)' {
  return fault === 'division-by-zero' ? 'Panic(0x12)' : 'Panic(0x11)'
}
