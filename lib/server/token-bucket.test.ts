import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TokenBuckets } from './token-bucket'

describe('TokenBuckets', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('gives each client a burst of its own, then what comes back over time', () => {
    const buckets = new TokenBuckets(10, 2)
    expect(buckets.take('a', 10)).toBe(0)
    expect(buckets.take('a', 1)).toBe(0.5)
    expect(buckets.take('b', 10)).toBe(0)
    vi.advanceTimersByTime(499)
    expect(buckets.take('a', 1)).toBeGreaterThan(0)
    vi.advanceTimersByTime(1)
    expect(buckets.take('a', 1)).toBe(0)
  })

  it('never holds more than the burst', () => {
    const buckets = new TokenBuckets(3, 100)
    buckets.take('a', 1)
    vi.advanceTimersByTime(60_000)
    expect(buckets.take('a', 3)).toBe(0)
    expect(buckets.take('a', 1)).toBeGreaterThan(0)
  })

  it('takes nothing when there are too few tokens', () => {
    const buckets = new TokenBuckets(5, 1)
    expect(buckets.take('a', 6)).toBe(1)
    expect(buckets.take('a', 5)).toBe(0)
  })

  it('remembers a limited number of clients', () => {
    const buckets = new TokenBuckets(1, 0.001)
    buckets.take('first', 1)
    for (let client = 0; client < 10_000; client++) buckets.take(`client ${client}`, 1)
    expect(buckets.take('first', 1)).toBe(0)
    expect(buckets.take('client 9999', 1)).toBeGreaterThan(0)
  })
})
