import type { Address, Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'
import type { KeyName } from '@/lib/limits'
import type { Seconds } from '@/lib/math'

/**
 * A limit as its RateLimits stores it, whoever may change it. The compiler knows no unit for its amounts: their unit is
 * that of what the key limits, with its decimals in `unit`.
 */
export interface StoredLimitFacts {
  /** The key. */
  readonly id: Hex
  readonly rateLimits: Address
  /** Null when no known name over known addresses hashes to the key. */
  readonly name: KeyName | null
  readonly unit: UnitFacts | null
  readonly maxAmount: Leaf<bigint>
  /** [units/s] */
  readonly slope: Leaf<bigint>
  readonly lastAmount: Leaf<bigint>
  /** [s] */
  readonly lastUpdated: Leaf<Seconds>
  /** The contract's own view at the block's time: a cross-check, never shown as the current limit. */
  readonly contractCurrent: Leaf<bigint>
}

export interface UnitFacts {
  readonly token: Leaf<Address>
  readonly symbol: Leaf<string>
  readonly decimals: Leaf<number>
}
