import { describe, expect, it } from 'vitest'
import { rateScale, rateTickText } from './rate-history'

const point = (value: number) => ({ t: 0, value, text: String(value) })

describe('the scale of a rate', () => {
  it('leaves room above and below what moved, and does not begin at zero', () => {
    const { from, to } = rateScale([point(1), point(1.02), point(0.98)])
    expect(from).toBeCloseTo(0.974)
    expect(to).toBeCloseTo(1.026)
  })

  it('has a height where nothing moved', () => {
    const { from, to } = rateScale([point(1), point(1)])
    expect(to - from).toBeGreaterThan(0.001)
    expect((from + to) / 2).toBeCloseTo(1)
  })

  it('has ticks that differ', () => {
    const scale = { from: 0.9999, to: 1.0003 }
    expect(rateTickText(1.0001, scale)).not.toBe(rateTickText(1.0002, scale))
    expect(rateTickText(1.05, { from: 0, to: 2 })).toBe('1.05')
  })
})
