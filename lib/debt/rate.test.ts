import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RAY, ray, Uint256Error, wad } from '@/lib/math'
import { anyDebtState, debtState, later, NOW } from '@/lib/testing/states/debt'
import { afterDrip, debtNow, fullWipe, greatestWipe, rateNow, undrippedFees } from './rate'

const YEAR = 31_536_000n

describe('rateNow', () => {
  it('is the stored rate in the second of the drip, and compounds from there', () => {
    const state = debtState()
    expect(rateNow(state, NOW)).toBe(state.ilk.rate)
    const grown = (rateNow(state, NOW + YEAR) * 10n ** 9n) / state.ilk.rate
    expect(grown).toBe(1_044_999_999n)
  })

  it('is rounded down', () => {
    const state = debtState({ ilk: { rate: ray(RAY + 1n) }, jug: { duty: ray(RAY + 1n) } })
    // (1e27 + 1)² / 1e27 is 1e27 + 2 and a part.
    expect(rateNow(state, NOW + 1n)).toBe(RAY + 2n)
  })

  it('adds the base to the factor of the ilk', () => {
    const state = debtState()
    const split = { ...state, base: ray(5n), jug: { ...state.jug, duty: ray(state.jug.duty - 5n) } }
    expect(rateNow(split, NOW + YEAR)).toBe(rateNow(state, NOW + YEAR))
  })

  it('has no rate before the last drip or where the power overflows', () => {
    expect(() => rateNow(debtState(), NOW - 1n)).toThrow(Uint256Error)
    expect(() => rateNow(debtState({ jug: { duty: ray(2n * RAY) } }), NOW + 300n)).toThrow(Uint256Error)
  })
})

describe('debtNow', () => {
  it('counts fees in the debt that nobody has dripped yet', () => {
    const state = debtState()
    expect(debtNow(state, NOW)).toBe(state.ilk.Art * state.ilk.rate)
    expect(undrippedFees(state, NOW)).toBe(0n)
    const t = NOW + YEAR
    expect(debtNow(state, t) - undrippedFees(state, t)).toBe(state.ilk.Art * state.ilk.rate)
    expect(undrippedFees(state, t) / 10n ** 45n).toBe(4_724_999n)
  })

  it('keeps the debt the same through a drip, which adds the fees to the debt of all', () => {
    fc.assert(
      fc.property(anyDebtState, later, (state, t) => {
        const dripped = afterDrip(state, t)
        expect(debtNow(dripped, t)).toBe(debtNow(state, t))
        expect(undrippedFees(dripped, t)).toBe(0n)
        expect(dripped.vat.debt - state.vat.debt).toBe(undrippedFees(state, t))
      }),
    )
  })
})

describe('fullWipe', () => {
  it('repays every unit of normalised debt, and one wei less does not', () => {
    fc.assert(
      fc.property(anyDebtState, later, (state, t) => {
        const rate = rateNow(state, t)
        const repaid = (amount: bigint) => (amount * RAY) / rate
        const { art } = state.urn
        expect(repaid(fullWipe(state, t))).toBe(art)
        if (art > 0n) expect(repaid(fullWipe(state, t) - 1n)).toBe(art - 1n)
        expect(repaid(greatestWipe(state, t))).toBe(art)
        expect(repaid(greatestWipe(state, t) + 1n)).toBe(art + 1n)
      }),
    )
  })

  it('rounds the full wipe up', () => {
    const state = debtState({ urn: { art: wad(3n) }, ilk: { rate: ray((RAY * 3n) / 2n) } })
    expect(fullWipe(state, NOW)).toBe(5n)
    expect(greatestWipe(state, NOW)).toBe(5n)
    expect(greatestWipe(debtState({ urn: { art: wad(2n) }, ilk: { rate: ray((RAY * 3n) / 2n) } }), NOW)).toBe(
      4n,
    )
  })
})
