import { describe, expect, it } from 'vitest'
import { type DebtState, debtNow } from '@/lib/debt'
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
  it('takes a hundredth more than the debt, rounded up', () => {
    expect(one(legacy())?.needed).toBe(debtMillions(60) + debtMillions(60) / 100n)
    const odd = legacy({ ilk: { Art: wad(art + 1n) } })
    expect(wayBackRoom([ilk(odd)], wad(1n), NOW)[0]?.needed).toBe(
      (art + 1n) * RAY + ((art + 1n) * RAY + WAD - 1n) / WAD,
    )
  })

  it('counts the fees up to now, dripped or not', () => {
    const state = legacy({ jug: { duty: ray(RAY + 10n ** 18n) } })
    const later = NOW + 86_400n
    const debt = debtNow(state, later)
    expect(debt).toBeGreaterThan(debtMillions(60))
    expect(one(state, later)?.needed).toBe(debt + (debt + 99n) / 100n)
  })

  it('asks nothing of an ilk that was wound down before', () => {
    expect(wayBackRoom([ilk(legacy(), rad(0n))], MARGIN, NOW)).toEqual([])
    expect(wayBackRoom([], MARGIN, NOW)).toEqual([])
  })

  it('takes what the collateral carries of the debt of the AllocatorVault alone', () => {
    const least = (art * 101n + 99n) / 100n
    expect(one(legacy({ urn: { ink: wad(least) } }))?.isCovered).toBe(true)
    expect(one(legacy({ urn: { ink: wad(least - 1n) } }))?.isCovered).toBe(false)
    // Somebody else owes a part of it.
    const shared = legacy({ ilk: { Art: wad(art * 2n) }, urn: { ink: wad(least), art } })
    expect(one(shared)?.isCovered).toBe(false)
  })

  it('takes room in the total as it is when the ilks were closed and opened again', () => {
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
    // What the spell closes comes back, up to what is recorded.
    expect(fits(debtMillions(500) + margin, false)).toBe(true)
    expect(fits(debtMillions(500) + margin - 1n, false)).toBe(false)
    expect(fits(debtMillions(500) + margin, false, debtMillions(101))).toBe(false)
    // So does what MigrationMom closed before.
    expect(fits(debtMillions(400) + margin, true, 0n)).toBe(true)
    expect(fits(debtMillions(400) + margin - 1n, true, 0n)).toBe(false)
    // What somebody else closed gets the room that it needs, but no more than its ceiling.
    expect(fits(debtMillions(500), false, 0n)).toBe(true)
    expect(fits(debtMillions(400) + margin, false, 0n)).toBe(true)
    expect(fits(debtMillions(400) + margin - 1n, false, 0n)).toBe(false)
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
    expect(fits(debtMillions(100) + 2n * fees)).toEqual([true, true])
    expect(fits(debtMillions(100) + 2n * fees - 1n)).toEqual([true, false])
    expect(fits(debtMillions(100) + fees - 1n)).toEqual([false, false])
  })
})
