import type { Address, Hex } from 'viem'
import { rateLimitsAbi } from '@/lib/abi'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { currentLimit, type RateLimit } from '@/lib/limits'
import { MAX_UINT256, type Seconds, type Wad } from '@/lib/math'
import { emits } from './emits'

/** A key of RateLimits, with what is stored under it before and after an amount goes through. */
export interface LimitUse {
  readonly rateLimits: Address
  readonly key: Hex
  readonly amount: Wad
  readonly before: RateLimit
  readonly after: RateLimit
}

/** The use of a limit at time t [unix s]. An unlimited one logs no use. */
export function limitUsed(
  { rateLimits, key, amount, before, after }: LimitUse,
  t: Seconds,
): readonly ExpectedEvent[] {
  if (before.maxAmount === MAX_UINT256) return []
  return [
    emits(rateLimits, rateLimitsAbi, 'RateLimitDecreaseTriggered', {
      key,
      amountToDecrease: amount,
      oldRateLimit: currentLimit(before, t),
      newRateLimit: after.lastAmount,
    }),
  ]
}

/** What goes back to a limit at time t [unix s]. An unlimited one logs nothing of it. */
export function limitRestored(
  { rateLimits, key, amount, before, after }: LimitUse,
  t: Seconds,
): readonly ExpectedEvent[] {
  if (before.maxAmount === MAX_UINT256) return []
  return [
    emits(rateLimits, rateLimitsAbi, 'RateLimitIncreaseTriggered', {
      key,
      amountToIncrease: amount,
      oldRateLimit: currentLimit(before, t),
      newRateLimit: after.lastAmount,
    }),
  ]
}
