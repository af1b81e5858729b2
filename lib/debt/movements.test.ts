import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RAY, ray, Uint256Error, wad } from '@/lib/math'
import { anyDebtState, debtState, later, NOW } from '@/lib/testing/states/debt'
import { greatestDraw } from './headroom'
import { afterDraw, afterWipe } from './movements'
import { afterDrip, fullWipe, greatestWipe, rateNow } from './rate'

const odd = { ilk: { ...debtState().ilk, Art: wad(10n), rate: ray((RAY * 3n) / 2n) } }

describe('afterDraw', () => {
  it('rounds the normalised debt of a draw up, in the ilk, the urn and the debt of all', () => {
    const state = { ...debtState(), ...odd, urn: { ink: wad(1_000n), art: wad(10n) } }
    // 4 at a rate of 1.5 are 2.67 units.
    const after = afterDraw(state, wad(4n), NOW)
    expect([after.ilk.Art, after.urn.art]).toEqual([13n, 13n])
    expect(after.vat.debt - state.vat.debt).toBe(3n * state.ilk.rate)
  })

  it('keeps the greatest draw below the ceilings, and drips before it', () => {
    fc.assert(
      fc.property(anyDebtState, later, (state, t) => {
        const after = afterDraw(state, greatestDraw(state, t), t)
        expect(after.jug.rho).toBe(t)
        expect(after.ilk.rate).toBe(rateNow(state, t))
        const drawn = after.ilk.Art > state.ilk.Art
        if (drawn) expect(after.ilk.Art * after.ilk.rate).toBeLessThanOrEqual(state.ilk.line)
        if (drawn) expect(after.vat.debt).toBeLessThanOrEqual(state.vat.Line)
      }),
    )
  })
})

describe('afterWipe', () => {
  it('rounds a wipe down, so that a full wipe leaves no debt and one wei less leaves a unit', () => {
    fc.assert(
      fc.property(anyDebtState, later, (state, t) => {
        const whole = fullWipe(state, t)
        expect(afterWipe(state, whole, t).urn.art).toBe(0n)
        expect(afterWipe(state, greatestWipe(state, t), t).urn.art).toBe(0n)
        const less = wad(whole > 0n ? whole - 1n : 0n)
        expect(afterWipe(state, less, t).urn.art).toBe(state.urn.art > 0n ? 1n : 0n)
      }),
    )
  })

  it('takes back in a wipe what a draw of the same amount brought, except for one unit of rounding', () => {
    fc.assert(
      fc.property(anyDebtState, later, fc.bigInt({ min: 0n, max: 10n ** 30n }), (state, t, amount) => {
        const before = afterDrip(state, t)
        const after = afterWipe(afterDraw(state, wad(amount), t), wad(amount), t)
        expect(after.ilk.Art - before.ilk.Art).toBeLessThanOrEqual(1n)
        expect(after.vat.debt - before.vat.debt).toBe((after.ilk.Art - before.ilk.Art) * after.ilk.rate)
      }),
    )
  })

  it('has no result where more is wiped than is owed', () => {
    const state = debtState()
    expect(() => afterWipe(state, wad(greatestWipe(state, NOW) + 1n), NOW)).toThrow(Uint256Error)
  })
})
