import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Uint256Error } from '@/lib/math'
import { firstTime, HORIZON } from './search'

describe('firstTime', () => {
  it('finds the first moment of a condition, wherever it is', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: HORIZON }),
        fc.bigInt({ min: 0n, max: 2n ** 40n }),
        (after, from) => {
          expect(firstTime((t) => t >= from + after, from)).toBe(from + after)
        },
      ),
    )
  })

  it('searches no further than its horizon', () => {
    expect(firstTime(() => false, 5n)).toBeNull()
    expect(firstTime((t) => t > 5n + HORIZON, 5n)).toBeNull()
  })

  it('counts a condition as met from where it can no longer be computed', () => {
    const breaks = (t: bigint): boolean => {
      if (t >= 100n) throw new Uint256Error('overflow', 'The power')
      return false
    }
    expect(firstTime(breaks, 5n)).toBe(100n)
  })

  it('lets any error other than an overflow through', () => {
    const fails = () => {
      throw new TypeError('not this')
    }
    expect(() => firstTime(fails, 5n)).toThrow(TypeError)
  })
})
