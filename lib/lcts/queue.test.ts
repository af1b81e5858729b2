import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RAY, ray, sharesOf, WAD, wad } from '@/lib/math'
import { lockedQueue, NEW_QUEUE, positionOf, queueOf } from '@/lib/testing/states/lcts'
import {
  afterEntry,
  afterExit,
  afterLock,
  afterSettle,
  exitValueOf,
  finalPaymentOf,
  healthOf,
  isThin,
  pendingOf,
  sharesOnEntry,
  THIN,
} from './queue'

const amount = fc.bigInt({ min: 1n, max: 10n ** 28n })

describe('entering a queue', () => {
  it('begins a generation with as many shares as assets, and gives later shares by what is left', () => {
    const first = afterEntry(NEW_QUEUE, null, wad(100n))
    expect(first.queue).toEqual(queueOf(100n))
    expect(first.position).toEqual(positionOf(100n))
    // Half was converted: a share stands for half a unit.
    const half = { ...first.queue, totalUnderlying: wad(50n) }
    expect(sharesOnEntry(half, wad(7n))).toBe(14n)
    expect(afterEntry(half, null, wad(7n)).queue).toMatchObject({ totalShares: 114n, totalUnderlying: 57n })
  })

  it('gives no share for less than one is worth, which the queue refuses', () => {
    expect(sharesOnEntry(queueOf(100n, { totalShares: sharesOf(10n) }), wad(9n))).toBe(0n)
    expect(sharesOnEntry(queueOf(100n, { totalShares: sharesOf(10n) }), wad(10n))).toBe(1n)
  })

  it('adds to a position of the same generation, and begins anew in another', () => {
    const queue = queueOf(100n, { rewardPerToken: ray(5n) })
    expect(afterEntry(queue, positionOf(40n), wad(10n)).position).toEqual(positionOf(50n, ray(5n)))
    const ended = { ...queue, gen: 3n }
    expect(afterEntry(ended, positionOf(40n), wad(10n)).position).toEqual(positionOf(10n, ray(5n), 3n))
    expect(afterEntry({ ...NEW_QUEUE, gen: 3n }, positionOf(40n, ray(0n), 3n), wad(10n)).position.gen).toBe(
      4n,
    )
  })

  it('never gives a newcomer more than was put in', () => {
    fc.assert(
      fc.property(amount, amount, amount, (shares, left, assets) => {
        const queue = queueOf(left, { totalShares: sharesOf(shares) })
        const { queue: after, position } = afterEntry(queue, null, wad(assets))
        expect(exitValueOf(after, position)).toBeLessThanOrEqual(assets)
      }),
    )
  })
})

describe('leaving a queue', () => {
  it('gives the part that has not been converted, rounded down, and the last exit leaves it dormant', () => {
    const queue = queueOf(10n, { totalShares: sharesOf(3n) })
    expect(exitValueOf(queue, positionOf(1n))).toBe(3n)
    expect(afterExit(queue, positionOf(1n))).toMatchObject({ totalShares: 2n, totalUnderlying: 7n })
    expect(afterExit(queue, positionOf(3n))).toMatchObject({
      status: 'DORMANT',
      totalShares: 0n,
      totalUnderlying: 0n,
    })
    expect(exitValueOf(NEW_QUEUE, positionOf(0n))).toBe(0n)
  })
})

describe('a lock', () => {
  it('locks what is active and nothing else', () => {
    expect(afterLock(queueOf(1n)).status).toBe('LOCKED')
    expect(afterLock(NEW_QUEUE)).toBe(NEW_QUEUE)
    const locked = lockedQueue(1n)
    expect(afterLock(locked)).toBe(locked)
  })
})

describe('the settlement of a queue', () => {
  it('pays every share alike, and ends the generation where all is converted', () => {
    const { queue, final } = afterSettle(lockedQueue(100n), wad(100n), wad(50n))
    expect(queue).toEqual({ ...NEW_QUEUE, gen: 1n, rewardPerToken: 0n })
    expect(final).toEqual({ rewardPerToken: RAY / 2n, underlyingPerToken: 0n })
    expect(finalPaymentOf(final!, positionOf(40n))).toEqual({ reward: 20n, assets: 0n })
  })

  it('goes on where something is left, and with a capacity of 0 as it was', () => {
    const partly = afterSettle(lockedQueue(100n), wad(60n), wad(60n))
    expect(partly.queue).toMatchObject({ status: 'ACTIVE', totalShares: 100n, totalUnderlying: 40n })
    expect(partly.final).toBeNull()
    expect(pendingOf(partly.queue, positionOf(10n))).toBe(6n)
    expect(afterSettle(lockedQueue(100n), wad(0n), wad(0n)).queue).toEqual(queueOf(100n))
  })

  it('ends a thin generation and gives back what was left of it', () => {
    const edge = lockedQueue(10n, { totalShares: sharesOf(10n * THIN) })
    expect(afterSettle(edge, wad(0n), wad(0n)).final).toBeNull()
    const thin = lockedQueue(10n, { totalShares: sharesOf(10n * THIN + 1n) })
    const { final } = afterSettle(thin, wad(0n), wad(0n))
    expect(finalPaymentOf(final!, positionOf(10n * THIN + 1n)).assets).toBe(9n)
    expect(isThin(queueOf(0n))).toBe(true)
    // One unit is left of 1e24: the next entrant would have had 1e48 shares.
    const one = afterSettle(lockedQueue(10n ** 24n), wad(10n ** 24n - 1n), wad(10n ** 24n))
    expect(one.queue.status).toBe('DORMANT')
    expect(finalPaymentOf(one.final!, positionOf(10n ** 24n))).toEqual({ reward: 10n ** 24n, assets: 1n })
  })

  it('keeps a queue that is converted to 99 % and filled again each day below 1e9 shares for a unit', () => {
    let queue = lockedQueue(10n ** 24n)
    let ended = 0
    for (let day = 0; day < 16; day++) {
      const settled = afterSettle(queue, wad((queue.totalUnderlying * 99n) / 100n), wad(10n ** 24n))
      if (settled.final !== null) ended += 1
      const { queue: filled } = afterEntry(settled.queue, null, wad(10n ** 24n))
      expect(healthOf(filled)).toBeLessThanOrEqual(THIN * WAD)
      queue = afterLock(filled)
    }
    expect(ended).toBeGreaterThan(0)
  })

  it('pays out no more than it received, and loses less than a unit a holder and one of each share’s fraction', () => {
    const holders = fc.array(fc.bigInt({ min: 1n, max: 10n ** 26n }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(holders, fc.bigInt({ min: 0n, max: 100n }), amount, (owned, percent, paidFor) => {
        const all = owned.reduce((sum, one) => sum + one, 0n)
        const converted = (all * percent) / 100n
        // The queue refuses a reward for nothing.
        const reward = converted === 0n ? 0n : paidFor
        const settled = afterSettle(lockedQueue(all), wad(converted), wad(reward))
        const paid = owned.map((shares) =>
          settled.final
            ? finalPaymentOf(settled.final, positionOf(shares))
            : {
                reward: pendingOf(settled.queue, positionOf(shares)),
                assets: exitValueOf(settled.queue, positionOf(shares)),
              },
        )
        const rewards = paid.reduce((sum, one) => sum + one.reward, 0n)
        const assets = paid.reduce((sum, one) => sum + one.assets, 0n)
        const left = all - settled.converted
        const bound = BigInt(owned.length) + all / RAY + 1n
        expect(rewards).toBeLessThanOrEqual(reward)
        expect(reward - rewards).toBeLessThanOrEqual(bound)
        expect(assets).toBeLessThanOrEqual(left)
        expect(left - assets).toBeLessThanOrEqual(bound)
      }),
    )
  })
})

describe('shares for a unit of what is left', () => {
  it('grow with each conversion, and are none without a generation', () => {
    expect(healthOf(queueOf(100n))).toBe(WAD)
    expect(healthOf(queueOf(1n, { totalShares: sharesOf(100n) }))).toBe(100n * WAD)
    expect(healthOf(NEW_QUEUE)).toBeNull()
  })
})
