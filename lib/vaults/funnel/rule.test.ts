import { describe, expect, it } from 'vitest'
import { Uint256Error, wad } from '@/lib/math'
import { computed, growing } from './rule'

describe('an amount that grows', () => {
  it('never comes where it can no longer be computed before', () => {
    const rule = growing('generator-shares', 'prime', (t) => {
      if (t >= 100n) throw new Uint256Error('overflow', 'The power')
      return wad(t)
    })
    expect(rule.opens(wad(99n), 5n)).toEqual({ at: 99n })
    expect(rule.opens(wad(100n), 5n)).toEqual({ never: 'fixed', most: 5n })
  })
})

describe('an amount that the contract cannot compute', () => {
  it('is closed, and no other error is taken for it', () => {
    const overflows = () => {
      throw new Uint256Error('overflow', 'The power')
    }
    expect(computed(overflows)).toEqual({ state: 'closed', reason: 'overflow' })
    const fails = () => {
      throw new TypeError('not this')
    }
    expect(() => computed(fails)).toThrow(TypeError)
  })
})
