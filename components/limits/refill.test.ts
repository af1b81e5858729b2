import { describe, expect, it } from 'vitest'
import { MAX_UINT256 } from '@/lib/math'
import { refillOf } from './refill'

const HOUR = 3_600n
const now = 1_790_000_000n
const limit = { maxAmount: 100_000n, slope: 1n, lastAmount: 10_000n, lastUpdated: now - HOUR }

describe('refillOf', () => {
  it('ends its history at the present and starts its forecast there', () => {
    const series = refillOf(limit, now, 0)
    expect(series?.history[0]).toMatchObject({ t: Number(now - HOUR), text: '10,000' })
    expect(series?.history.at(-1)).toEqual({ t: Number(now), value: 13_600, text: '13,600' })
    expect(series?.forecast[0]).toEqual(series?.history.at(-1))
    expect(series?.max).toEqual({ value: 100_000, text: '100K' })
  })

  it('shows the moment at which the limit is full', () => {
    const series = refillOf(limit, now, 0)
    const full = series?.forecast.find(({ value }) => value === 100_000)
    expect(full?.t).toBe(Number(limit.lastUpdated + 90_000n))
    expect(series?.forecast.at(-1)?.t).toBeGreaterThan(full?.t ?? 0)
  })

  it('never looks back beyond the last change, which it knows nothing of', () => {
    const old = refillOf({ ...limit, lastUpdated: now - 30n * 24n * HOUR }, now, 0)
    expect(old?.history[0]?.t).toBe(Number(now - 24n * HOUR))
    const justNow = refillOf({ ...limit, lastUpdated: now }, now, 0)
    expect(justNow?.history.every(({ t }) => t === Number(now))).toBe(true)
  })

  it('draws nothing where there is no amount to draw', () => {
    expect(refillOf({ ...limit, maxAmount: MAX_UINT256 }, now, 0)).toBeNull()
    expect(refillOf({ ...limit, maxAmount: 0n }, now, 0)).toBeNull()
    expect(refillOf({ ...limit, slope: MAX_UINT256, lastAmount: 1n }, now, 0)).toBeNull()
    expect(refillOf(limit, limit.lastUpdated - 1n, 0)).toBeNull()
  })
})
