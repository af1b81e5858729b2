import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_UINT256, min, RAY, rad, ray, Uint256Error, wad } from '@/lib/math'
import { anyDebtState, debtMillions, debtState, later, millions, NOW } from '@/lib/testing/states/debt'
import { collateralHeadroom, globalHeadroom, greatestDraw, headroom, headrooms, judgeDraw } from './headroom'
import { undrippedFees } from './rate'
import type { DebtState } from './types'

const DAY = 86_400n

describe('headroom', () => {
  it('is what the ceiling leaves after a drip, rounded as draw rounds', () => {
    const state = debtState({
      ilk: { Art: wad(10n), rate: ray((RAY * 3n) / 2n), line: rad(25n * RAY) },
    })
    // 25 − 15 leaves 6 units of debt at 1.5, worth 9.
    expect(headroom(state, NOW)).toBe(9n)
    expect(headroom(debtState({ ilk: { Art: wad(0n), rate: RAY, line: debtMillions(3) } }), NOW)).toBe(
      millions(3),
    )
  })

  it('shrinks by fees that nobody has dripped yet', () => {
    const state = debtState()
    const before = headroom(state, NOW)
    const t = NOW + 30n * DAY
    const eaten = before - headroom(state, t)
    expect(eaten - undrippedFees(state, t) / RAY).toBeLessThanOrEqual(2n)
    expect(eaten - undrippedFees(state, t) / RAY).toBeGreaterThanOrEqual(-2n)
  })

  it('is zero, not negative, once the debt has passed the ceiling', () => {
    const line = rad(100n * 10n ** 51n)
    expect(headroom(debtState({ ilk: { line } }), NOW)).toBe(0n)
    expect(headroom(debtState({ ilk: { line: rad(0n) } }), NOW)).toBe(0n)
  })

  it('has no headroom for an ilk that does not exist', () => {
    expect(() => headroom(debtState({ ilk: { rate: ray(0n) } }), NOW)).toThrow(Uint256Error)
  })
})

describe('globalHeadroom', () => {
  it('counts the fees of the drip as debt of all', () => {
    const state = debtState()
    const t = NOW + 365n * DAY
    const left = (state.vat.Line - state.vat.debt - undrippedFees(state, t)) / RAY
    expect(left - globalHeadroom(state, t)).toBeGreaterThanOrEqual(0n)
    expect(left - globalHeadroom(state, t)).toBeLessThanOrEqual(2n)
    expect(globalHeadroom(state, t)).toBeLessThan(globalHeadroom(state, NOW) - millions(4))
  })

  it('is zero where the debt of all ilks has passed its ceiling', () => {
    expect(headrooms(debtState({ vat: { Line: rad(0n) } }), NOW).global).toBe(0n)
  })

  it('shrinks by the fees of other ilks that are dripped before the draw', () => {
    const state = debtState({ ilk: { rate: RAY } })
    expect(globalHeadroom(state, NOW, debtMillions(3))).toBe(globalHeadroom(state, NOW) - millions(3))
    expect(globalHeadroom(state, NOW, debtMillions(3_000))).toBe(0n)
  })
})

describe('greatestDraw', () => {
  it('finds the greatest draw: it passes, and one wei more is refused', () => {
    fc.assert(
      fc.property(anyDebtState, later, (state, t) => {
        const most = greatestDraw(state, t)
        expect(most).toBe(min(headroom(state, t), globalHeadroom(state, t), collateralHeadroom(state, t)))
        expect(judgeDraw(state, most, t)).toEqual({ ok: true })
        const more = judgeDraw(state, wad(most + 1n), t)
        expect(more.ok ? 'drawn' : more.reason).toMatch(/^Vat\/(ceiling-exceeded|not-safe)$/)
      }),
      { numRuns: 500 },
    )
  })

  it('is zero where a draw of any amount is refused', () => {
    expect(greatestDraw(debtState({ vat: { live: 0n } }), NOW)).toBe(0n)
    expect(greatestDraw(debtState({ ilk: { rate: ray(0n) } }), NOW)).toBe(0n)
    expect(greatestDraw(debtState(), NOW - 1n)).toBe(0n)
  })

  it('gives the whole headroom where that reaches the dust, and nothing where it does not', () => {
    const young = { ilk: { Art: wad(0n), dust: debtMillions(250) }, urn: { art: wad(0n) } }
    expect(greatestDraw(debtState({ ...young, ilk: { ...young.ilk, line: debtMillions(300) } }), NOW)).toBe(
      headroom(debtState({ ilk: { Art: wad(0n), line: debtMillions(300) } }), NOW),
    )
    expect(greatestDraw(debtState({ ...young, ilk: { ...young.ilk, line: debtMillions(200) } }), NOW)).toBe(
      0n,
    )
  })
})

describe('judgeDraw', () => {
  const reason = (state: ReturnType<typeof debtState>, amount = 1n, t = NOW) => {
    const verdict = judgeDraw(state, wad(amount), t)
    return verdict.ok ? 'ok' : verdict.reason
  }

  it('names the check that refuses a draw', () => {
    expect(reason(debtState())).toBe('ok')
    expect(reason(debtState(), 1n, NOW - 1n)).toBe('Jug/invalid-now')
    expect(reason(debtState({ jug: { duty: ray(MAX_UINT256) } }), 1n, NOW + 1n)).toBe('none')
    expect(reason(debtState({ vat: { live: 0n } }))).toBe('Vat/not-live')
    expect(reason(debtState(), MAX_UINT256 / RAY + 1n)).toBe('Panic(0x11)')
    expect(reason(debtState({ ilk: { rate: ray(0n) } }))).toBe('Panic(0x12)')
    expect(reason(debtState({ ilk: { rate: ray(0n) } }), 0n)).toBe('Vat/ilk-not-init')
    expect(reason(debtState({ ilk: { rate: ray(1n) } }), MAX_UINT256 / RAY)).toBe('AllocatorVault/overflow')
    expect(reason(debtState({ ilk: { line: rad(0n) } }))).toBe('Vat/ceiling-exceeded')
    expect(reason(debtState({ vat: { Line: rad(0n) } }))).toBe('Vat/ceiling-exceeded')
    expect(reason(debtState({ ilk: { spot: ray(0n) } }))).toBe('Vat/not-safe')
    expect(reason(debtState({ ilk: { spot: ray(MAX_UINT256) } }), 0n)).toBe('none')
    expect(reason(debtState({ ilk: { dust: debtMillions(200) } }))).toBe('Vat/dust')
    expect(reason(debtState({ vat: { debt: rad(MAX_UINT256) } }), 1n, NOW + 1n)).toBe('none')
    expect(reason(debtState({ vat: { debt: rad(MAX_UINT256) } }))).toBe('none')
    expect(reason(debtState({ urn: { ink: wad(MAX_UINT256) } }), 0n)).toBe('none')
  })

  it('fails in the drip before it looks whether the Vat lives', () => {
    const state = debtState({ jug: { duty: ray(MAX_UINT256) }, vat: { live: 0n } })
    expect(reason(state, 1n, NOW + 1n)).toBe('none')
  })

  it('reaches every bound, and passes none', () => {
    const fresh = { ilk: { Art: wad(0n), rate: RAY }, urn: { art: wad(0n) } }
    const at = (ilk: Partial<DebtState['ilk']>, vat: Partial<DebtState['vat']> = {}) =>
      debtState({ ...fresh, ilk: { ...fresh.ilk, ...ilk }, vat })
    expect(reason(at({ line: rad(RAY) }))).toBe('ok')
    expect(reason(at({ line: rad(RAY - 1n) }))).toBe('Vat/ceiling-exceeded')
    expect(reason(at({}, { Line: rad(debtMillions(2_000) + RAY) }))).toBe('ok')
    expect(reason(at({}, { Line: rad(debtMillions(2_000) + RAY - 1n) }))).toBe('Vat/ceiling-exceeded')
    expect(reason(debtState({ ...fresh, urn: { art: wad(0n), ink: wad(1n) } }))).toBe('ok')
    expect(reason(debtState({ ...fresh, urn: { art: wad(1n), ink: wad(1n) } }))).toBe('Vat/not-safe')
    const spot = ray(MAX_UINT256)
    expect(reason(debtState({ ilk: { ...fresh.ilk, spot }, urn: { art: wad(0n), ink: wad(1n) } }))).toBe('ok')
    // The debt of all reaches 2^256 − 1, and the change of debt 2^255 − 1.
    expect(reason(at({}, { debt: rad(MAX_UINT256 - RAY) }))).toBe('Vat/ceiling-exceeded')
    const most = MAX_UINT256 / 2n
    const none = { debt: rad(0n) }
    expect(reason(at({}, none), most / RAY)).toBe('Vat/ceiling-exceeded')
    expect(reason(at({}, none), most / RAY + 1n)).toBe('none')
    // A rate that divides 2^255 − 1, and is greater than what an amount leaves of it.
    const rate = ray(((2n ** 51n - 1n) * (2n ** 85n - 1n)) / (2n ** 17n - 1n))
    expect(most % rate).toBe(0n)
    expect(reason(at({ rate }, none), most / RAY)).toBe('Vat/ceiling-exceeded')
  })

  it('lets the dust itself through, and no debt at all', () => {
    const owing = (art: bigint, dust: bigint) =>
      debtState({ ilk: { rate: RAY, dust: rad(dust * RAY) }, urn: { art: wad(art) } })
    expect(reason(owing(1n, 2n))).toBe('ok')
    expect(reason(owing(1n, 3n))).toBe('Vat/dust')
    expect(reason(owing(0n, 1n), 0n)).toBe('ok')
  })

  it('lets a draw of nothing through above the ceilings', () => {
    expect(reason(debtState({ ilk: { line: rad(0n), spot: ray(0n) } }), 0n)).toBe('ok')
  })
})
