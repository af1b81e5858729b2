import { describe, expect, it } from 'vitest'
import { afterUse, currentLimit, type RateLimit } from '@/lib/limits'
import { MAX_UINT256, min, WAD, wad } from '@/lib/math'
import { nextStep, paceOf } from './pace'
import { windowOpensAt } from './window'

const DAY = 86_400n
/** A midnight. */
const T = 20_000n * DAY
const millions = (n: bigint) => wad(n * 10n ** 6n * WAD)

/** 25M a step and 10M a day, full at the start. */
const limit: RateLimit = {
  maxAmount: millions(25n),
  slope: millions(10n) / DAY,
  lastAmount: millions(25n),
  lastUpdated: T,
}

describe('how long it takes to move an amount through a limit', () => {
  it('is three steps and a little more than three days for 56.2M at 25M a step and 10M a day', () => {
    const { steps, doneAt } = paceOf([wad(562n * 10n ** 5n * WAD)], limit, T)
    expect(steps).toBe(3n)
    // 31.2M refill in 3.12 days, which is 02:52 UTC.
    expect(((doneAt ?? 0n) - T) / 3_600n).toBe(74n)
  })

  it('is one step while the limit holds it, to the wei, and two for one wei more', () => {
    expect(paceOf([millions(25n)], limit, T)).toEqual({ steps: 1n, doneAt: T })
    expect(paceOf([wad(millions(25n) + 1n)], limit, T)).toEqual({ steps: 2n, doneAt: T + 1n })
    expect(paceOf([wad(0n)], limit, T)).toEqual({ steps: 0n, doneAt: T })
  })

  it('is what making the steps one after the other takes', () => {
    for (const left of [26n, 50n, 56n, 75n, 76n, 101n].map(millions)) {
      const { steps, doneAt } = paceOf([left], limit, T)
      let stored = limit
      let rest = left
      let made = 0n
      let at = T
      while (rest > 0n) {
        const goal = made === 0n ? currentLimit(stored, at) : min(rest, stored.maxAmount)
        const missing = goal - currentLimit(stored, at)
        at += missing <= 0n ? 0n : (missing + stored.slope - 1n) / stored.slope
        stored = afterUse(stored, goal, at)
        rest = wad(rest - goal)
        made += 1n
      }
      expect(made).toBe(steps)
      // Each step waits for a whole second.
      const late = windowOpensAt(at) - (doneAt ?? 0n)
      expect(late >= 0n && late <= made, `${late} s late`).toBe(true)
    }
  })

  it('ends no step inside the Processing Window', () => {
    const full = paceOf([millions(1n)], limit, T + 13n * 3_600n)
    expect(full).toEqual({ steps: 1n, doneAt: T + 16n * 3_600n })
    // Half a day and a bit refills 5.5M: at 13:12 UTC.
    const { doneAt } = paceOf([wad(millions(30n) + millions(1n) / 2n)], limit, T)
    expect(doneAt).toBe(T + 16n * 3_600n)
  })

  it('is never where the limit lets nothing through, and says why', () => {
    expect(paceOf([millions(1n)], { ...limit, maxAmount: 0n }, T)).toEqual({ never: 'disabled' })
    const empty = { maxAmount: 0n, slope: 0n, lastAmount: 0n, lastUpdated: 0n }
    expect(paceOf([millions(1n)], empty, T)).toEqual({ never: 'not-set' })
    expect(paceOf([millions(26n)], { ...limit, slope: 0n }, T)).toEqual({ never: 'no-refill' })
    expect(paceOf([millions(25n)], { ...limit, slope: 0n }, T)).toEqual({ steps: 1n, doneAt: T })
  })

  it('is one step through an unlimited limit', () => {
    const unlimited = { maxAmount: MAX_UINT256, slope: 0n, lastAmount: 0n, lastUpdated: 0n }
    expect(paceOf([millions(900n)], unlimited, T)).toEqual({ steps: 1n, doneAt: T })
  })

  it('takes one call for each legacy ilk that owes something', () => {
    expect(paceOf([millions(5n), wad(0n), millions(5n)], limit, T)).toEqual({ steps: 2n, doneAt: T })
    const unlimited = { ...limit, maxAmount: MAX_UINT256 }
    expect(paceOf([millions(5n), millions(5n)], unlimited, T)).toEqual({ steps: 2n, doneAt: T })
  })

  it('loses the refill of a limit that is full inside the Processing Window', () => {
    // 10 an hour and at most 10, full at noon: 10 at 12:00, nearly 10 before 13:00, 10 each at 16:00, 17:00 and 18:00.
    const hourly = { maxAmount: 36_000n, slope: 10n, lastAmount: 36_000n, lastUpdated: T }
    const noon = T + 12n * 3_600n
    const { steps, doneAt } = paceOf([wad(180_000n)], hourly, noon)
    // What the second before 13:00 did not let through takes a second and a call of its own.
    expect([steps, doneAt]).toEqual([6n, T + 18n * 3_600n + 1n])
    const slow = { ...hourly, slope: 1n, lastAmount: 0n, lastUpdated: T + 4n * 3_600n }
    // Full at 14:00: what is there before 13:00 is used then, unless the step is the last one.
    expect(nextStep(wad(72_000n), slow, T + 4n * 3_600n + 60n)).toEqual({
      at: T + 13n * 3_600n - 1n,
      amount: 9n * 3_600n - 1n,
    })
    expect(nextStep(wad(36_000n), slow, T + 4n * 3_600n + 60n)).toEqual({
      at: T + 16n * 3_600n,
      amount: 36_000n,
    })
  })

  it('waits for a refill that is worth a step, and takes what is there of one that never comes', () => {
    const used = { ...limit, lastAmount: 0n, lastUpdated: T }
    const second = T + 1n
    expect(nextStep(millions(56n), used, second)).toEqual({
      at: T + (millions(25n) + limit.slope - 1n) / limit.slope,
      amount: millions(25n),
    })
    // A tenth is worth it, to the wei.
    const tenth = { ...used, slope: 1n, lastAmount: millions(25n) / 10n }
    expect(nextStep(millions(56n), tenth, T)).toEqual({ at: T, amount: millions(25n) / 10n })
    expect(nextStep(millions(56n), { ...tenth, lastAmount: tenth.lastAmount - 1n }, T)?.at).toBeGreaterThan(T)
    expect(nextStep(millions(56n), { ...used, slope: 0n, lastAmount: 5n }, T)).toEqual({ at: T, amount: 5n })
    expect(nextStep(millions(56n), { ...used, slope: 0n }, T)).toBeNull()
  })

  it('counts thousands of steps by the refill', () => {
    const { steps, doneAt } = paceOf([millions(100n)], { ...limit, maxAmount: millions(1n) / 100n }, T)
    expect(steps ?? 0n).toBeGreaterThanOrEqual(10_000n)
    expect((doneAt ?? 0n) - T).toBeGreaterThanOrEqual((99n * DAY) / 10n)
  })
})
