import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wad } from '@/lib/math'
import { amount, DAY, guardrailsState, HOUR, millions, NOW } from '@/lib/testing/states/vaults'
import type { Guardrails } from './guardrail-state'
import { countedIn, countedOut, held, settledOf, settlings, unsettledLots } from './settling'

const daily = guardrailsState({ period: DAY })
const waits = (lots: Guardrails, t: bigint) => {
  const { young, old } = unsettledLots(lots, t)
  return young + old
}

describe('what was deposited lately', () => {
  it('does not count until a period after the deposit, or a day where no policy names a period', () => {
    for (const [rails, wait] of [
      [daily, DAY],
      [guardrailsState({ period: HOUR }), HOUR],
      [guardrailsState(), DAY],
    ] as const) {
      const lots = countedIn(rails, millions(9), NOW)
      expect(settledOf(lots, millions(10), NOW + wait - 1n)).toBe(millions(1))
      expect(settledOf(lots, millions(10), NOW + wait)).toBe(millions(10))
      expect(settlings(lots, NOW)).toEqual([NOW + wait])
      expect(settlings(lots, NOW + wait)).toEqual([])
    }
  })

  it('waits for a period of its own beside earlier deposits, and for two at most', () => {
    const first = countedIn(daily, wad(1n), NOW)
    const joined = countedIn(first, millions(9), NOW + DAY - 1n)
    expect(settlings(joined, NOW + DAY)).toEqual([NOW + 2n * DAY - 1n])
    const next = countedIn(joined, wad(5n), NOW + DAY)
    expect(unsettledLots(next, NOW + DAY)).toEqual({ young: 5n, old: millions(9) + 1n })
    expect(settlings(next, NOW + DAY)).toEqual([NOW + 2n * DAY - 1n, NOW + 2n * DAY])
  })

  it('lets the latest deposits leave first, and never counts more than is idle', () => {
    const lots = countedIn(countedIn(daily, wad(100n), NOW), wad(30n), NOW + DAY - 1n)
    const both = countedIn(lots, wad(50n), NOW + DAY)
    expect(unsettledLots(countedOut(both, wad(60n), NOW + DAY), NOW + DAY)).toEqual({ young: 0n, old: 120n })
    expect(waits(countedOut(both, wad(500n), NOW + DAY), NOW + DAY)).toBe(0n)
    expect(settledOf(both, wad(10n), NOW + DAY)).toBe(0n)
    expect(countedIn(both, wad(0n), NOW + DAY)).toEqual(both)
  })

  it('is not touched by a deposit of nothing', () => {
    const lots = countedIn(daily, wad(5n), NOW)
    expect(countedIn(lots, wad(0n), NOW + 1n)).toBe(lots)
  })

  it('begins anew where all of the last lot has left, or counts', () => {
    const left = countedOut(countedIn(daily, wad(5n), NOW), wad(5n), NOW + 1n)
    const [since, t] = [NOW + 2n, NOW + 2n]
    const begun = { youngAssets: 7n, youngSince: since, youngLast: t }
    expect(countedIn(left, wad(7n), t)).toEqual({ ...left, ...begun, heldUntil: 0n })
    const settled = {
      ...daily,
      youngAssets: wad(9n),
      youngLast: NOW - DAY,
      oldAssets: wad(3n),
      heldUntil: NOW,
    }
    expect(countedIn(settled, wad(7n), t)).toEqual({ ...settled, ...begun, heldUntil: 0n })
  })

  it('goes on to be held where the older lot still is', () => {
    const lots = { ...daily, oldAssets: wad(8n), oldLast: NOW - HOUR, heldUntil: NOW + DAY }
    const begun = { youngAssets: 5n, youngSince: NOW, youngLast: NOW }
    expect(countedIn(lots, wad(5n), NOW)).toEqual({ ...lots, ...begun })
  })

  it('is held, at a change of the period, until the last of it would have counted', () => {
    expect(held(daily, NOW)).toEqual(daily)
    const old = { ...daily, oldAssets: wad(5n), oldLast: NOW - HOUR, youngLast: NOW }
    expect(held(old, NOW).heldUntil).toBe(NOW - HOUR + DAY)
    expect(held({ ...old, youngAssets: wad(5n) }, NOW).heldUntil).toBe(NOW + DAY)
  })

  it('settles no deposit sooner for a shorter period, however often the period changes', () => {
    let lots: Guardrails = countedIn(guardrailsState({ period: 7n * DAY }), wad(5n), NOW)
    for (let turn = 0; turn < 4; turn++) {
      lots = { ...held(lots, NOW + DAY), period: turn % 2 === 0 ? HOUR : 7n * DAY }
    }
    expect(settlings({ ...lots, period: HOUR }, NOW + DAY)).toEqual([NOW + 7n * DAY])
  })

  it('holds back at least the deposits of one period and at most those of two, in any order of deposits', () => {
    const moves = fc.array(fc.tuple(amount, fc.bigInt({ min: 0n, max: DAY })), { maxLength: 20 })
    fc.assert(
      fc.property(moves, (deposits) => {
        let [lots, t] = [daily, NOW]
        const made: (readonly [bigint, bigint])[] = []
        const within = (time: bigint) =>
          made.reduce((sum, [at, assets]) => (t - at < time ? sum + assets : sum), 0n)
        for (const [assets, pause] of deposits) {
          t += pause
          lots = countedIn(lots, wad(assets), t)
          made.push([t, assets])
          expect(waits(lots, t)).toBeGreaterThanOrEqual(within(DAY))
          expect(waits(lots, t)).toBeLessThanOrEqual(within(2n * DAY))
        }
      }),
    )
  })
})
