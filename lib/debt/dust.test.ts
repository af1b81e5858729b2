import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RAY, type Rad, rad, ray, Uint256Error, type Wad, wad } from '@/lib/math'
import { anyDebtState, debtState, later, NOW } from '@/lib/testing/states/debt'
import { drawMeetsDust, greatestPartialWipe, wipeMeetsDust } from './dust'
import { judgeDraw } from './headroom'
import { afterWipe } from './movements'
import { fullWipe } from './rate'

/** An urn of 10 units at a rate of 1.5, which are worth 15, and a dust in the same worth. */
const urnOf = (art: Wad, dust: bigint) =>
  debtState({ ilk: { Art: art, rate: ray((RAY * 3n) / 2n), dust: rad(dust * RAY) }, urn: { art } })

/** The same state with a dust. */
const withDust = (state: ReturnType<typeof debtState>, dust: Rad) => ({
  ...state,
  ilk: { ...state.ilk, dust },
})

describe('drawMeetsDust', () => {
  it('counts what the urn owes already, and rounds the units of the draw up', () => {
    // 4 are 3 units, worth 4.5.
    expect(drawMeetsDust(urnOf(wad(0n), 5n), wad(4n), NOW)).toBe(false)
    expect(drawMeetsDust(urnOf(wad(0n), 4n), wad(4n), NOW)).toBe(true)
    expect(drawMeetsDust(urnOf(wad(1n), 6n), wad(4n), NOW)).toBe(true)
    expect(drawMeetsDust(urnOf(wad(1n), 7n), wad(4n), NOW)).toBe(false)
  })

  it('accepts no debt at all, and the dust itself', () => {
    expect(drawMeetsDust(urnOf(wad(0n), 5n), wad(0n), NOW)).toBe(true)
    expect(drawMeetsDust(urnOf(wad(0n), 6n), wad(5n), NOW)).toBe(true)
  })

  it('asks for no rate where there is no dust', () => {
    expect(drawMeetsDust(urnOf(wad(0n), 0n), wad(1n), NOW - 1n)).toBe(true)
    expect(() => drawMeetsDust(urnOf(wad(0n), 1n), wad(1n), NOW - 1n)).toThrow(Uint256Error)
  })

  it('says what the Vat says', () => {
    fc.assert(
      fc.property(anyDebtState, later, fc.bigInt({ min: 0n, max: 10n ** 30n }), (state, t, amount) => {
        const verdict = judgeDraw(withDust(state, rad(10n ** 50n)), wad(amount), t)
        if (!verdict.ok && verdict.reason !== 'Vat/dust') return
        expect(drawMeetsDust(withDust(state, rad(10n ** 50n)), wad(amount), t)).toBe(verdict.ok)
      }),
    )
  })
})

describe('wipeMeetsDust', () => {
  it('rounds the units of the wipe down, and leaves the dust or nothing', () => {
    // 4 of 15 repay 2 of 10 units: 12 stay.
    expect(wipeMeetsDust(urnOf(wad(10n), 12n), wad(4n), NOW)).toBe(true)
    expect(wipeMeetsDust(urnOf(wad(10n), 13n), wad(4n), NOW)).toBe(false)
    expect(wipeMeetsDust(urnOf(wad(10n), 13n), wad(14n), NOW)).toBe(false)
    expect(wipeMeetsDust(urnOf(wad(10n), 13n), wad(15n), NOW)).toBe(true)
    expect(wipeMeetsDust(urnOf(wad(10n), 13n), wad(1_000n), NOW)).toBe(true)
  })

  it('asks for no rate where there is no dust', () => {
    expect(wipeMeetsDust(urnOf(wad(10n), 0n), wad(1n), NOW - 1n)).toBe(true)
    expect(() => wipeMeetsDust(urnOf(wad(10n), 1n), wad(1n), NOW - 1n)).toThrow(Uint256Error)
  })
})

describe('greatestPartialWipe', () => {
  it('leaves the dust, rounded up to a unit', () => {
    // A dust of 12 are 8 units, so 2 go: less than 3 units, which are worth 4.5.
    expect(greatestPartialWipe(urnOf(wad(10n), 12n), NOW)).toBe(4n)
    expect(greatestPartialWipe(urnOf(wad(10n), 13n), NOW)).toBe(2n)
    expect(greatestPartialWipe(urnOf(wad(10n), 15n), NOW)).toBe(1n)
  })

  it('is nothing below the dust', () => {
    expect(greatestPartialWipe(urnOf(wad(10n), 16n), NOW)).toBe(0n)
    expect(greatestPartialWipe(urnOf(wad(0n), 1n), NOW)).toBe(0n)
  })

  it('meets the dust, and one wei more repays a unit too many', () => {
    fc.assert(
      fc.property(anyDebtState, later, fc.bigInt({ min: 1n, max: 10n ** 57n }), (some, t, dust) => {
        const state = withDust(some, rad(dust))
        const most = greatestPartialWipe(state, t)
        if (most === 0n || most >= fullWipe(state, t)) return
        expect(wipeMeetsDust(state, most, t)).toBe(true)
        const more = wad(most + 1n)
        expect(afterWipe(state, more, t).urn.art).toBe(afterWipe(state, most, t).urn.art - 1n)
        if (more < fullWipe(state, t)) expect(wipeMeetsDust(state, more, t)).toBe(false)
      }),
    )
  })
})
