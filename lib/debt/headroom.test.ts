import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_UINT256, min, RAY, rad, ray, Uint256Error, wad } from '@/lib/math'
import { anyDebtState, debtMillions, debtState, later, millions, NOW } from '@/lib/testing/states/debt'
import { collateralHeadroom, globalHeadroom, greatestDraw, headroom, headrooms, judgeDraw } from './headroom'
import { undrippedFees } from './rate'

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

  it('is eaten by fees that nobody has dripped yet', () => {
    const state = debtState()
    const before = headroom(state, NOW)
    const t = NOW + 30n * DAY
    const eaten = before - headroom(state, t)
    expect(eaten - undrippedFees(state, t) / RAY).toBeLessThanOrEqual(2n)
    expect(eaten - undrippedFees(state, t) / RAY).toBeGreaterThanOrEqual(-2n)
  })

  it('is nothing, and not negative, once the debt has passed the ceiling', () => {
    const line = rad(100n * 10n ** 51n)
    expect(headroom(debtState({ ilk: { line } }), NOW)).toBe(0n)
    expect(headroom(debtState({ ilk: { line: rad(0n) } }), NOW)).toBe(0n)
  })

  it('has no value for an ilk that does not exist', () => {
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

  it('is nothing where the debt of all has passed its ceiling', () => {
    expect(headrooms(debtState({ vat: { Line: rad(0n) } }), NOW).global).toBe(0n)
  })

  it('is less by what other ilks owe in fees, where they are dripped before', () => {
    const state = debtState({ ilk: { rate: RAY } })
    expect(globalHeadroom(state, NOW, debtMillions(3))).toBe(globalHeadroom(state, NOW) - millions(3))
    expect(globalHeadroom(state, NOW, debtMillions(3_000))).toBe(0n)
  })
})

describe('greatestDraw', () => {
  it('is drawn, and one wei more is refused', () => {
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

  it('is nothing where a draw is refused whatever its amount', () => {
    expect(greatestDraw(debtState({ vat: { live: 0n } }), NOW)).toBe(0n)
    expect(greatestDraw(debtState({ ilk: { rate: ray(0n) } }), NOW)).toBe(0n)
    expect(greatestDraw(debtState(), NOW - 1n)).toBe(0n)
  })

  it('is all or nothing under a dust that no draw can reach', () => {
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

  it('names the check that refuses', () => {
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

  it('lets a draw of nothing through above the ceilings', () => {
    expect(reason(debtState({ ilk: { line: rad(0n), spot: ray(0n) } }), 0n)).toBe('ok')
  })
})
