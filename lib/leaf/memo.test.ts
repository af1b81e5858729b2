import { describe, expect, it, vi } from 'vitest'
import { memo } from './memo'

describe('memo', () => {
  it('computes once for the same objects, and again for others', () => {
    const f = vi.fn((a: { n: number }, b: { n: number }) => a.n + b.n)
    const kept = memo(f)
    const [one, two] = [{ n: 1 }, { n: 2 }]
    expect([kept(one, two), kept(one, two), kept(two, one), kept({ n: 1 }, two)]).toEqual([3, 3, 3, 3])
    expect(f).toHaveBeenCalledTimes(3)
  })

  it('keeps a result of undefined too', () => {
    const f = vi.fn((_: object) => undefined)
    const kept = memo(f)
    const key = {}
    kept(key)
    kept(key)
    expect(f).toHaveBeenCalledTimes(1)
  })
})
