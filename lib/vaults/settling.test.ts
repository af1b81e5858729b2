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
  it('does not count until a period after it, a day where no policy names one', () => {
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

  it('waits for a period of its own beside what came before it, and for two at most', () => {
    const first = countedIn(daily, wad(1n), NOW)
    const joined = countedIn(first, millions(9), NOW + DAY - 1n)
    expect(settlings(joined, NOW + DAY)).toEqual([NOW + 2n * DAY - 1n])
    const next = countedIn(joined, wad(5n), NOW + DAY)
    expect(unsettledLots(next, NOW + DAY)).toEqual({ young: 5n, old: millions(9) + 1n })
    expect(settlings(next, NOW + DAY)).toEqual([NOW + 2n * DAY - 1n, NOW + 2n * DAY])
  })

  it('leaves first what came last, and never counts more than is idle', () => {
    const lots = countedIn(countedIn(daily, wad(100n), NOW), wad(30n), NOW + DAY - 1n)
    const both = countedIn(lots, wad(50n), NOW + DAY)
    expect(unsettledLots(countedOut(both, wad(60n), NOW + DAY), NOW + DAY)).toEqual({ young: 0n, old: 120n })
    expect(waits(countedOut(both, wad(500n), NOW + DAY), NOW + DAY)).toBe(0n)
    expect(settledOf(both, wad(10n), NOW + DAY)).toBe(0n)
    expect(countedIn(both, wad(0n), NOW + DAY)).toEqual(both)
  })

  it('settles no sooner for a shorter period, however often it is turned', () => {
    let lots: Guardrails = countedIn(guardrailsState({ period: 7n * DAY }), wad(5n), NOW)
    for (let turn = 0; turn < 4; turn++) {
      lots = { ...held(lots, NOW + DAY), period: turn % 2 === 0 ? HOUR : 7n * DAY }
    }
    expect(settlings({ ...lots, period: HOUR }, NOW + DAY)).toEqual([NOW + 7n * DAY])
  })

  it('is, in any order of deposits, at least what came within a period and at most within two', () => {
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
