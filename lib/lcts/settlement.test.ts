import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_UINT256, min, sharesOf, WAD, type Wad, wad } from '@/lib/math'
import { lockedQueue, NEW_QUEUE, queueOf } from '@/lib/testing/states/lcts'
import {
  boughtWith,
  capacitiesOf,
  haircutOf,
  rateAfter,
  settlementOf,
  type Terms,
  UNCHANGED,
  worthOf,
} from './settlement'

const NOTHING = wad(0n)
const units = (n: bigint): bigint => n * WAD
const rate = (percent: bigint): Wad => wad((WAD * percent) / 100n)
const FREE = { mintLimit: wad(MAX_UINT256), redeemLimit: NOTHING }
/** Nothing was published. */
const NETTING: Terms = { ...FREE, published: null }
const published = (capacity: bigint, factor: Wad = UNCHANGED): Terms => ({
  ...FREE,
  published: { capacity: wad(capacity), factor },
})

describe('the rate', () => {
  it('is multiplied by yield or haircut and rounded down', () => {
    expect(rateAfter(rate(102n), UNCHANGED)).toBe(rate(102n))
    expect(rateAfter(wad(10n), rate(95n))).toBe(9n)
    expect(rateAfter(WAD, rate(0n))).toBe(0n)
    expect(boughtWith(WAD, NOTHING)).toBe(0n)
  })
})

describe('a haircut', () => {
  it('takes what the supply lost, and nothing where the rate rose', () => {
    expect(haircutOf(wad(units(1000n)), WAD, rate(95n))).toBe(units(50n))
    expect(haircutOf(wad(units(1000n)), rate(95n), WAD)).toBe(0n)
  })
})

describe('netting', () => {
  it('compares by value: 100 srUSDS at a rate of 2 take 200 sUSDS', () => {
    const { netted, subscribe, redeem } = capacitiesOf(
      lockedQueue(units(300n)),
      lockedQueue(units(100n)),
      rate(200n),
      NETTING,
    )
    expect({ netted, subscribe, redeem }).toEqual({
      netted: units(200n),
      subscribe: units(200n),
      redeem: units(100n),
    })
  })

  it('clears a side whole, though its amount does not convert back', () => {
    // 7 units at a rate of 1.1 are worth 7 rounded down, and 7 buys 6 again.
    const { redeem } = capacitiesOf(lockedQueue(1000n), lockedQueue(7n), rate(110n), NETTING)
    expect(boughtWith(worthOf(wad(7n), rate(110n)), rate(110n))).toBe(6n)
    expect(redeem).toBe(7n)
  })

  it('converts more as far as the published capacity and the limits let in and out', () => {
    const queues = [lockedQueue(1000n), lockedQueue(100n)] as const
    const subscribed = (terms: Terms) => capacitiesOf(...queues, WAD, terms).subscribe
    expect(subscribed(published(50n))).toBe(150n)
    expect(subscribed({ ...published(50n), mintLimit: wad(20n) })).toBe(120n)
    expect(subscribed(published(5000n))).toBe(1000n)
    expect(subscribed(published(900n))).toBe(1000n)
    expect(subscribed(published(899n))).toBe(999n)
    const backlog = [lockedQueue(100n), lockedQueue(1000n)] as const
    expect(capacitiesOf(...backlog, WAD, NETTING).redeem).toBe(100n)
    const redeemed = (terms: Terms, limit: bigint) =>
      capacitiesOf(...backlog, WAD, { ...terms, redeemLimit: wad(limit) }).redeem
    expect(redeemed(published(0n), 30n)).toBe(130n)
    expect(redeemed(published(0n), 900n)).toBe(1000n)
    expect(redeemed(published(0n), MAX_UINT256)).toBe(1000n)
    // Without a publication the fallback nets, and no more.
    expect(redeemed(NETTING, MAX_UINT256)).toBe(100n)
  })

  it('converts nothing for a reward that would round to 0', () => {
    expect(capacitiesOf(lockedQueue(1n), lockedQueue(5n), rate(200n), NETTING).subscribe).toBe(0n)
    expect(capacitiesOf(lockedQueue(5n), lockedQueue(1n), rate(50n), NETTING).redeem).toBe(0n)
  })

  it('does not count a queue that is not locked, and skips it', () => {
    const open = queueOf(units(5n))
    const settled = settlementOf(open, lockedQueue(units(5n)), WAD, NETTING)
    expect(settled.subscribe).toBeNull()
    expect(settled.capacities).toEqual({ netted: 0n, subscribe: 0n, redeem: 0n })
    expect(settled.redeem?.queue).toEqual(queueOf(units(5n)))
    expect(settlementOf(NEW_QUEUE, NEW_QUEUE, WAD, published(0n, rate(95n)))).toMatchObject({
      rateBefore: WAD,
      rateAfter: rate(95n),
      subscribe: null,
      redeem: null,
    })
  })
})

describe('a settlement of both queues', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 27n })
  const someRate = fc.bigInt({ min: 10n ** 16n, max: 10n ** 20n })

  it('first moves the rate: what waits to be redeemed carries the haircut', () => {
    const settled = settlementOf(
      lockedQueue(units(100n)),
      lockedQueue(units(50n)),
      WAD,
      published(0n, rate(90n)),
    )
    expect(settled.redeem?.reward).toBe(units(45n))
    expect(settled.subscribe?.converted).toBe(units(45n))
    expect(settled.subscribe?.reward).toBe(units(50n))
  })

  it('converts no more than there is, lets no value out beyond the limits, and leaves one backlog without them', () => {
    fc.assert(
      fc.property(amount, amount, someRate, amount, amount, (entering, leaving, at, capacity, limit) => {
        const [subscribe, redeem] = [lockedQueue(entering), lockedQueue(leaving)]
        const terms = { ...published(capacity), redeemLimit: wad(limit) }
        const found = capacitiesOf(subscribe, redeem, wad(at), terms)
        expect(found.subscribe).toBeLessThanOrEqual(entering)
        expect(found.redeem).toBeLessThanOrEqual(leaving)
        const netted = min(wad(entering), worthOf(wad(leaving), wad(at)))
        expect(found.subscribe - netted).toBeLessThanOrEqual(capacity)
        expect(worthOf(found.redeem, wad(at))).toBeLessThanOrEqual(netted + limit)
        const bare = capacitiesOf(subscribe, redeem, wad(at), NETTING)
        // But for what is too little to be paid for.
        const left = min(wad(entering - bare.subscribe), worthOf(wad(leaving - bare.redeem), wad(at)))
        expect(boughtWith(left, wad(at)) * worthOf(wad(leaving - bare.redeem), wad(at))).toBe(0n)
      }),
    )
  })

  it('pays out no more than nets out, and no more than its worth, without a publication', () => {
    fc.assert(
      fc.property(amount, amount, someRate, (entering, leaving, at) => {
        const { subscribe, redeem, capacities } = settlementOf(
          lockedQueue(entering, { totalShares: sharesOf(entering + 1n) }),
          lockedQueue(leaving, { totalShares: sharesOf(leaving + 1n) }),
          wad(at),
          NETTING,
        )
        // A side that is worth less than a unit gives nothing, and the other is settled all the same.
        const least = min(wad(entering), worthOf(wad(leaving), wad(at)))
        expect(capacities.netted === 0n || capacities.netted === least).toBe(true)
        expect(redeem?.reward).toBeLessThanOrEqual(least)
        expect(worthOf(subscribe?.reward ?? NOTHING, wad(at))).toBeLessThanOrEqual(subscribe?.converted ?? 0n)
      }),
    )
  })
})
