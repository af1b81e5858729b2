import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_UINT256, Uint256Error } from '@/lib/math'
import {
  afterUse,
  amountAvailableAt,
  currentLimit,
  fullAt,
  limitStanding,
  limitState,
  perDay,
  refillSeries,
  spendableWithin,
} from './limit'
import type { RateLimit } from './types'

const NOT_SET: RateLimit = { maxAmount: 0n, slope: 0n, lastAmount: 0n, lastUpdated: 0n }
const DISABLED: RateLimit = { ...NOT_SET, slope: 5n, lastUpdated: 1_000n }
const UNLIMITED: RateLimit = {
  maxAmount: MAX_UINT256,
  slope: 0n,
  lastAmount: MAX_UINT256,
  lastUpdated: 1_000n,
}
const LIMITED: RateLimit = { maxAmount: 100n, slope: 3n, lastAmount: 10n, lastUpdated: 1_000n }
const BRICKED: RateLimit = {
  maxAmount: MAX_UINT256 - 1n,
  slope: 2n ** 255n,
  lastAmount: 1n,
  lastUpdated: 1_000n,
}

const limited = fc.record({
  maxAmount: fc.bigInt({ min: 1n, max: 10n ** 30n }),
  slope: fc.bigInt({ min: 0n, max: 10n ** 26n }),
  lastAmount: fc.bigInt({ min: 0n, max: 10n ** 30n }),
  lastUpdated: fc.bigInt({ min: 1n, max: 2n ** 32n }),
})

describe('limitState', () => {
  it('tells the four states of a limit apart', () => {
    expect(limitState(NOT_SET)).toBe('not-set')
    expect(limitState({ ...NOT_SET, lastUpdated: 1n })).toBe('disabled')
    expect(limitState({ ...NOT_SET, slope: 1n })).toBe('disabled')
    expect(limitState({ ...NOT_SET, lastAmount: 1n })).toBe('disabled')
    expect(limitState(DISABLED)).toBe('disabled')
    expect(limitState({ ...LIMITED, maxAmount: 1n })).toBe('limited')
    expect(limitState({ ...LIMITED, maxAmount: MAX_UINT256 - 1n })).toBe('limited')
    expect(limitState(UNLIMITED)).toBe('unlimited')
  })
})

describe('limitStanding', () => {
  it('tells a maximum of one smallest unit from a limit that lets something through', () => {
    expect(limitStanding({ ...LIMITED, maxAmount: 1n })).toBe('paused')
    expect(limitStanding({ ...LIMITED, maxAmount: 2n })).toBe('limited')
    expect(limitStanding(NOT_SET)).toBe('not-set')
    expect(limitStanding(DISABLED)).toBe('disabled')
    expect(limitStanding(UNLIMITED)).toBe('unlimited')
  })
})

describe('currentLimit', () => {
  it('refills a limit with its slope up to its maximum', () => {
    expect(currentLimit(LIMITED, 1_000n)).toBe(10n)
    expect(currentLimit(LIMITED, 1_001n)).toBe(13n)
    expect(currentLimit(LIMITED, 1_029n)).toBe(97n)
    expect(currentLimit(LIMITED, 1_030n)).toBe(100n)
    expect(currentLimit(LIMITED, 1_031n)).toBe(100n)
  })

  it('is 2^256 − 1 for an unlimited key, whatever else is stored', () => {
    expect(currentLimit(UNLIMITED, 0n)).toBe(MAX_UINT256)
    expect(currentLimit({ ...UNLIMITED, slope: 7n, lastAmount: 0n }, 9n)).toBe(MAX_UINT256)
  })

  it('is zero for a limit that is not set or disabled', () => {
    expect(currentLimit(NOT_SET, 5_000n)).toBe(0n)
    expect(currentLimit(DISABLED, 5_000n)).toBe(0n)
  })

  it('has no value where the contract reverts: before lastUpdated, or when the refill overflows', () => {
    expect(() => currentLimit(LIMITED, 999n)).toThrow(Uint256Error)
    expect(currentLimit(BRICKED, 1_001n)).toBe(2n ** 255n + 1n)
    expect(() => currentLimit(BRICKED, 1_002n)).toThrow(Uint256Error)
  })
})

describe('fullAt', () => {
  it('is the first second at which a limit reaches its maximum', () => {
    expect(fullAt(LIMITED, 1_000n)).toEqual({ at: 1_030n })
    expect(fullAt({ ...LIMITED, lastAmount: 100n }, 1_000n)).toEqual({ at: 1_000n })
    expect(fullAt({ ...LIMITED, lastAmount: 100n, slope: 0n }, 1_000n)).toEqual({ at: 1_000n })
  })

  it('says why a limit never fills', () => {
    expect(fullAt({ ...LIMITED, slope: 0n }, 1_000n)).toEqual({ never: 'no-refill' })
    expect(fullAt(NOT_SET, 1_000n)).toEqual({ never: 'not-set' })
    expect(fullAt(DISABLED, 1_000n)).toEqual({ never: 'disabled' })
    expect(fullAt(UNLIMITED, 1_000n)).toEqual({ never: 'unlimited' })
    expect(fullAt(BRICKED, 1_000n)).toEqual({ never: 'overflow' })
  })

  it('is reached by a refill that just does not overflow', () => {
    const brim = { maxAmount: MAX_UINT256 - 1n, slope: 2n, lastAmount: 1n, lastUpdated: 0n }
    expect(fullAt(brim, 0n)).toEqual({ at: (MAX_UINT256 - 1n) / 2n })
  })

  it('no longer says that a limit is full once its refill has overflowed', () => {
    // Full one second after its last change; two seconds after it RateLimits can no longer compute it.
    const limit = { ...BRICKED, maxAmount: 5n }
    expect(fullAt(limit, 1_001n)).toEqual({ at: 1_001n })
    expect(fullAt(limit, 1_002n)).toEqual({ never: 'overflow' })
  })

  it('names the exact second: the limit is full then, and not full one second before', () => {
    fc.assert(
      fc.property(limited, (limit) => {
        fc.pre(limit.lastAmount < limit.maxAmount)
        const full = fullAt(limit, limit.lastUpdated)
        if (full.at === undefined) expect(limit.slope).toBe(0n)
        else {
          expect(currentLimit(limit, full.at)).toBe(limit.maxAmount)
          expect(currentLimit(limit, full.at - 1n)).toBeLessThan(limit.maxAmount)
        }
      }),
    )
  })
})

describe('afterUse', () => {
  it('subtracts what was used, and refills from then on', () => {
    const after = afterUse(LIMITED, 15n, 1_005n)
    expect(after).toEqual({ ...LIMITED, lastAmount: 10n, lastUpdated: 1_005n })
    expect(currentLimit(after, 1_005n)).toBe(currentLimit(LIMITED, 1_005n) - 15n)
  })

  it('leaves an unlimited key as it is, and fails where the contract reverts', () => {
    expect(afterUse(UNLIMITED, 10n ** 30n, 5_000n)).toBe(UNLIMITED)
    expect(() => afterUse(LIMITED, 26n, 1_005n)).toThrow(Uint256Error)
  })
})

describe('amountAvailableAt', () => {
  it('lets an amount through at the boundary and never past it', () => {
    expect(amountAvailableAt(LIMITED, 10n)).toEqual({ at: 1_000n })
    expect(amountAvailableAt(LIMITED, 11n)).toEqual({ at: 1_001n })
    expect(amountAvailableAt(LIMITED, 100n)).toEqual({ at: 1_030n })
    expect(amountAvailableAt(LIMITED, 101n)).toEqual({ never: 'above-max' })
  })

  it('says why an amount never becomes available', () => {
    expect(amountAvailableAt({ ...LIMITED, slope: 0n }, 11n)).toEqual({ never: 'no-refill' })
    expect(amountAvailableAt(NOT_SET, 0n)).toEqual({ never: 'not-set' })
    expect(amountAvailableAt(DISABLED, 0n)).toEqual({ never: 'disabled' })
    expect(amountAvailableAt(BRICKED, MAX_UINT256 - 1n)).toEqual({ never: 'overflow' })
    expect(amountAvailableAt(UNLIMITED, MAX_UINT256)).toEqual({ at: 1_000n })
  })

  it('names the exact second: the amount is available then, and not one second before', () => {
    fc.assert(
      fc.property(limited, fc.bigInt({ min: 0n, max: 10n ** 30n }), (limit, amount) => {
        const when = amountAvailableAt(limit, amount)
        if (when.at === undefined) return
        expect(currentLimit(limit, when.at) >= amount).toBe(true)
        if (when.at > limit.lastUpdated) expect(currentLimit(limit, when.at - 1n) < amount).toBe(true)
      }),
    )
  })
})

describe('perDay and spendableWithin', () => {
  it('count the refill of the whole time, not capped by the maximum', () => {
    expect(perDay(LIMITED)).toBe(259_200n)
    expect(spendableWithin(LIMITED, 1_001n, 86_400n)).toBe(259_213n)
    expect(spendableWithin(LIMITED, 1_001n, 0n)).toBe(13n)
  })

  it('are zero for a key with a maximum of zero, even if it has a slope, and unbounded for an unlimited one', () => {
    expect(spendableWithin(DISABLED, 2_000n, 86_400n)).toBe(0n)
    expect(spendableWithin(NOT_SET, 2_000n, 86_400n)).toBe(0n)
    expect(spendableWithin(UNLIMITED, 2_000n, 86_400n)).toBe(MAX_UINT256)
  })
})

describe('refillSeries', () => {
  it('has evenly spaced points, both ends, and the bend where the limit is full', () => {
    expect(refillSeries(LIMITED, 1_000n, 40n, 3)).toEqual([
      { t: 1_000n, value: 10n },
      { t: 1_020n, value: 70n },
      { t: 1_030n, value: 100n },
      { t: 1_040n, value: 100n },
    ])
  })

  it('has no bend where the limit was full before', () => {
    expect(refillSeries(LIMITED, 1_035n, 10n, 2).map(({ t }) => t)).toEqual([1_035n, 1_045n])
  })

  it('repeats no moment when the horizon is short, and is empty for an unlimited key', () => {
    expect(refillSeries(LIMITED, 1_000n, 1n, 10).map(({ t }) => t)).toEqual([1_000n, 1_001n])
    expect(refillSeries(UNLIMITED, 1_000n, 40n, 3)).toEqual([])
    expect(refillSeries(NOT_SET, 1_000n, 40n, 2)).toEqual([
      { t: 1_000n, value: 0n },
      { t: 1_040n, value: 0n },
    ])
  })
})
