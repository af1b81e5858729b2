import fc from 'fast-check'
import type { RateLimit } from '@/lib/limits/types'
import { MAX_UINT256 } from '@/lib/math'

/** Amounts of every size, and the values at which arithmetic changes. */
export const amount = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .integer({ min: 0, max: 120 })
      .chain((bits) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) })),
  },
  { weight: 1, arbitrary: fc.constantFrom(0n, 1n, 10n ** 18n, 2n ** 255n, MAX_UINT256 - 1n, MAX_UINT256) },
)

/** Everything that the setters of RateLimits accept at time `now` [unix s]. */
export const storedLimit = (now: bigint): fc.Arbitrary<RateLimit> =>
  fc
    .tuple(amount, amount, amount, fc.bigInt({ min: 1n, max: now }))
    .map(([maxAmount, slope, last, lastUpdated]) => ({
      maxAmount,
      slope,
      lastAmount: maxAmount === MAX_UINT256 ? last : last % (maxAmount + 1n),
      lastUpdated,
    }))

/** A limit in one line, for the message of a test. */
export const describeCase = (limit: RateLimit, t: bigint): string =>
  `(${limit.maxAmount}, ${limit.slope}, ${limit.lastAmount}, ${limit.lastUpdated}) at ${t}`
