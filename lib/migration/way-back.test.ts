import { describe, expect, it } from 'vitest'
import { type DebtState, debtNow, rateNow } from '@/lib/debt'
import { RAY, rad, ray, WAD, wad } from '@/lib/math'
import { debtMillions, debtState, millions, NOW } from '@/lib/testing/states/debt'
import { wayBackRoom } from './way-back'

const MARGIN = wad(WAD / 100n)
const art = millions(60)
/** 60 million of debt at a rate of 1, without fees unless told otherwise. */
const legacy = (changes: Parameters<typeof debtState>[0] = {}): DebtState =>
  debtState({
    ...changes,
    ilk: { Art: art, rate: RAY, line: debtMillions(100), ...changes.ilk },
    urn: { art, ...changes.urn },
    jug: { duty: RAY, ...changes.jug },
  })
const ilk = (state: DebtState, recorded = debtMillions(100), closed = false) => ({
  ...{ id: 'ALLOCATOR-KEEL-A', recorded, closed, state },
})
const [one] = [(state: DebtState, t = NOW) => wayBackRoom([ilk(state)], MARGIN, t)[0]]

describe('what a rollback would leave to draw in', () => {
  it('needs a hundredth more than the debt, rounded up', () => {
    expect(one(legacy())?.needed).toBe(debtMillions(60) + debtMillions(60) / 100n)
    const odd = legacy({ ilk: { Art: wad(art + 1n) } })
    expect(wayBackRoom([ilk(odd)], wad(1n), NOW)[0]?.needed).toBe(
      (art + 1n) * RAY + ((art + 1n) * RAY + WAD - 1n) / WAD,
    )
  })

  it('rounds the margin up, to the smallest unit of debt', () => {
    const odd = legacy({ ilk: { Art: wad(art + 1n), rate: ray(RAY + 1n) } })
    const owed = (art + 1n) * (RAY + 1n)
    const third = wad(WAD / 3n)
    expect((owed * third) % WAD).not.toBe(0n)
    expect(wayBackRoom([ilk(odd)], third, NOW)[0]?.needed).toBe(owed + (owed * third) / WAD + 1n)
  })

  it('leaves room for the smallest draw where there is no debt to take a hundredth of', () => {
    const rate = ray(RAY + 7n)
    const none = { Art: wad(0n), rate }
    const needed = (state: DebtState) => wayBackRoom([ilk(state)], MARGIN, NOW)[0]?.needed
    expect(needed(legacy({ ilk: none, urn: { art: wad(0n) } }))).toBe(RAY + rate)
    const dusty = { ...none, dust: debtMillions(5) }
    expect(needed(legacy({ ilk: dusty, urn: { art: wad(0n) } }))).toBe(debtMillions(5) + rate)
    // What owes already may draw less than the dust.
    const owing = { rate: RAY, Art: wad(1n), dust: debtMillions(5) }
    expect(needed(legacy({ ilk: owing, urn: { art: wad(1n) } }))).toBe(RAY + RAY + RAY)
  })

  it('counts the fees up to now, dripped or not', () => {
    const state = legacy({ jug: { duty: ray(RAY + 10n ** 18n) } })
    const later = NOW + 86_400n
    const debt = debtNow(state, later)
    expect(debt).toBeGreaterThan(debtMillions(60))
    expect(one(state, later)?.needed).toBe(debt + (debt + 99n) / 100n)
  })

  it('requires nothing of an ilk that had been wound down before', () => {
    expect(wayBackRoom([ilk(legacy(), rad(0n))], MARGIN, NOW)).toEqual([])
    expect(wayBackRoom([], MARGIN, NOW)).toEqual([])
  })

  it('needs collateral only for the debt of the AllocatorVault', () => {
    const least = (art * 101n + 99n) / 100n
    expect(one(legacy({ urn: { ink: wad(least) } }))?.isCovered).toBe(true)
    expect(one(legacy({ urn: { ink: wad(least - 1n) } }))?.isCovered).toBe(false)
    // Somebody else owes a part of the ilk's debt.
    const shared = legacy({ ilk: { Art: wad(art * 2n) }, urn: { ink: wad(least), art } })
    expect(one(shared)?.isCovered).toBe(false)
  })

  it('needs room in the total as it is after the ilks were closed and opened again', () => {
    const margin = debtMillions(60) / 100n
    const fits = (Line: bigint, closed: boolean, line = debtMillions(100) as bigint) =>
      wayBackRoom(
        [
          ilk(
            legacy({ ilk: { line: line as never }, vat: { debt: debtMillions(500), Line: Line as never } }),
            debtMillions(100),
            closed,
          ),
        ],
        MARGIN,
        NOW,
      )[0]?.fits
    // What the spell closes is restored, up to what is recorded.
    expect(fits(debtMillions(500) + margin, false)).toBe(true)
    expect(fits(debtMillions(500) + margin - 1n, false)).toBe(false)
    expect(fits(debtMillions(500) + margin, false, debtMillions(101))).toBe(false)
    // What MigrationMom closed before is restored, too.
    expect(fits(debtMillions(400) + margin, true, 0n)).toBe(true)
    expect(fits(debtMillions(400) + margin - 1n, true, 0n)).toBe(false)
    // What somebody else closed gets the room that it needs, but no more than its ceiling.
    expect(fits(debtMillions(500), false, 0n)).toBe(true)
    expect(fits(debtMillions(400) + margin, false, 0n)).toBe(true)
    expect(fits(debtMillions(400) + margin - 1n, false, 0n)).toBe(false)
  })

  it('gets back in full only what the spell or MigrationMom closed, also where the ceiling is too low', () => {
    // 60 million are restored over as much debt: no room of its own, but all of it comes back to the total.
    const fits = (Line: number, line: number, closed: boolean) =>
      wayBackRoom(
        [
          ilk(
            legacy({
              ilk: { line: debtMillions(line) },
              vat: { debt: debtMillions(500), Line: debtMillions(Line) },
            }),
            debtMillions(60),
            closed,
          ),
        ],
        MARGIN,
        NOW,
      )[0]?.fits
    expect(fits(550, 100, false)).toBe(true)
    expect(fits(450, 0, true)).toBe(true)
    expect(fits(450, 0, false)).toBe(false)
  })

  it('counts the fees of every ilk that is dripped on the way', () => {
    const state = legacy({
      ilk: { line: debtMillions(0) },
      jug: { duty: ray(RAY + 10n ** 18n) },
      vat: { debt: debtMillions(500), Line: debtMillions(400) },
    })
    const at = NOW + 86_400n
    const fees = debtNow(state, at) - debtNow(state, NOW)
    const fits = (recorded: bigint) =>
      wayBackRoom([ilk(state, rad(recorded), true), ilk(state, rad(recorded), true)], wad(0n), at).map(
        (room) => room.fits,
      )
    // No share of the debt is asked for here; room for the smallest draw always is.
    const least = debtMillions(100) + RAY + rateNow(state, at)
    expect(fits(least + 2n * fees)).toEqual([true, true])
    expect(fits(least + 2n * fees - 1n)).toEqual([true, false])
    expect(fits(least + fees - 1n)).toEqual([false, false])
  })
})
