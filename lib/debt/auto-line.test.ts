import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_UINT256, rad, wad } from '@/lib/math'
import { anyDebtState, debtMillions, debtState, later, NOW } from '@/lib/testing/states/debt'
import { afterExec, headroomAfterExec, increaseAllowedAt, nextCeiling, targetCeiling } from './auto-line'
import { headrooms } from './headroom'

const BLOCK = 11n
const ALLOWED = NOW - 3_600n + 86_400n

describe('nextCeiling', () => {
  const state = debtState()
  const target = rad(state.ilk.Art * state.ilk.rate + state.autoLine.gap)

  it('raises the ceiling to debt plus gap once enough time since the last increase has passed', () => {
    expect(increaseAllowedAt(state)).toBe(ALLOWED)
    expect(nextCeiling(state, ALLOWED, BLOCK)).toEqual({
      ok: true,
      change: 'up',
      line: target,
      Line: state.vat.Line + target - state.ilk.line,
    })
    expect(nextCeiling(state, ALLOWED - 1n, BLOCK)).toMatchObject({ change: 'none', why: 'waits' })
  })

  it('does not count fees that nobody has dripped', () => {
    expect(nextCeiling(state, ALLOWED + 10n ** 7n, BLOCK)).toMatchObject({ line: target })
  })

  it('raises the ceiling no further than the highest ceiling', () => {
    const capped = debtState({ autoLine: { line: debtMillions(251) } })
    expect(nextCeiling(capped, ALLOWED, BLOCK)).toMatchObject({ change: 'up', line: debtMillions(251) })
    expect(targetCeiling(capped)).toBe(debtMillions(251))
  })

  it('aims at the highest ceiling where debt plus gap is the most that fits, and at nothing beyond', () => {
    const owed = state.ilk.Art * state.ilk.rate
    const most = debtState({ autoLine: { gap: rad(MAX_UINT256 - owed) } })
    expect(targetCeiling(most)).toBe(most.autoLine.line)
    expect(targetCeiling(debtState({ autoLine: { gap: rad(MAX_UINT256 - owed + 1n) } }))).toBeNull()
  })

  it('lowers the ceiling at once', () => {
    const high = debtState({ ilk: { line: debtMillions(900) } })
    expect(nextCeiling(high, NOW, BLOCK)).toMatchObject({ change: 'down', line: target })
  })

  it('changes a ceiling once a block, never that of an ilk outside AutoLine, and never one at its target', () => {
    expect(nextCeiling(state, ALLOWED, 10n)).toMatchObject({ change: 'none', why: 'already-this-block' })
    const out = debtState({ autoLine: { line: rad(0n), gap: rad(0n), ttl: 0n, last: 0n, lastInc: 0n } })
    expect(nextCeiling(out, ALLOWED, BLOCK)).toMatchObject({ change: 'none', why: 'not-in-auto-line' })
    expect(increaseAllowedAt(out)).toBeNull()
    expect(targetCeiling(out)).toBeNull()
    expect(nextCeiling(debtState({ ilk: { line: target } }), ALLOWED, BLOCK)).toMatchObject({
      change: 'none',
      why: 'at-target',
      line: target,
    })
  })

  it('fails where the contracts revert', () => {
    expect(nextCeiling(debtState({ vat: { live: 0n } }), ALLOWED, BLOCK)).toEqual({
      ok: false,
      reason: 'Vat/not-live',
    })
    // A ceiling of all below that of one ilk: the subtraction fails.
    expect(nextCeiling(debtState({ vat: { Line: debtMillions(249) } }), ALLOWED, BLOCK)).toEqual({
      ok: false,
      reason: 'none',
    })
    expect(nextCeiling(debtState({ autoLine: { gap: rad(MAX_UINT256) } }), ALLOWED, BLOCK)).toEqual({
      ok: false,
      reason: 'none',
    })
    const raised = target - state.ilk.line
    const full = (Line: bigint) => nextCeiling(debtState({ vat: { Line: rad(Line) } }), ALLOWED, BLOCK)
    expect(full(MAX_UINT256 - raised)).toMatchObject({ change: 'up', Line: MAX_UINT256 })
    expect(full(MAX_UINT256 - raised + 1n)).toEqual({ ok: false, reason: 'none' })
    expect(full(state.ilk.line)).toMatchObject({ change: 'up', Line: target })
    // Where nothing would change, nothing fails.
    expect(nextCeiling(debtState(), NOW, BLOCK)).toMatchObject({ why: 'waits' })
  })

  it('promises no increase of a Vat that is shut down', () => {
    const caged = debtState({ vat: { live: 0n } })
    expect(nextCeiling(caged, NOW, BLOCK)).toMatchObject({ ok: true, change: 'none', why: 'vat-not-live' })
    expect(increaseAllowedAt(caged)).toBeNull()
    expect(nextCeiling(caged, ALLOWED, BLOCK)).toEqual({ ok: false, reason: 'Vat/not-live' })
  })
})

describe('afterExec', () => {
  it('moves both ceilings by the same amount, and only an increase restarts the clock', () => {
    fc.assert(
      fc.property(anyDebtState, later, (state, t) => {
        const next = afterExec(state, t, BLOCK)
        expect(next.vat.Line - state.vat.Line).toBe(next.ilk.line - state.ilk.line)
        expect(next.autoLine.lastInc).toBe(next.ilk.line > state.ilk.line ? t : state.autoLine.lastInc)
        expect(next.autoLine.last).toBe(next.ilk.line === state.ilk.line ? 10n : BLOCK)
        expect(afterExec(next, t, BLOCK)).toEqual(next)
      }),
    )
  })

  it('leaves the whole state as it is where exec reverts', () => {
    const dead = debtState({ vat: { live: 0n } })
    expect(afterExec(dead, ALLOWED, BLOCK)).toBe(dead)
  })

  it('gives the headroom that exec opens, below both ceilings', () => {
    const state = debtState({ vat: { Line: debtMillions(2_100) }, ilk: { line: debtMillions(200) } })
    const before = headrooms(state, ALLOWED)
    const after = headroomAfterExec(state, ALLOWED, BLOCK)
    expect(after.ilk - before.ilk).toBeGreaterThan(wad(0n))
    const difference = after.global - before.global - (after.ilk - before.ilk)
    expect(difference * difference).toBeLessThanOrEqual(4n)
    expect(headroomAfterExec(state, ALLOWED - 1n, BLOCK)).toEqual(headrooms(state, ALLOWED - 1n))
  })
})
