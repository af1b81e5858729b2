import fc from 'fast-check'
import type { DebtState } from '@/lib/debt/types'
import { RAY, type Rad, type Ray, rad, ray, type Wad, wad } from '@/lib/math'

/** The time near which the states of the tests were last dripped [unix s]. */
export const NOW = 1_800_000_000n

/** Millions of USDS. */
export const millions = (count: number | bigint): Wad => wad(BigInt(count) * 10n ** 24n)
/** Millions of USDS, as debt. */
export const debtMillions = (count: number | bigint): Rad => rad(BigInt(count) * 10n ** 51n)

/** 4.5 % a year. */
export const DUTY = ray(1_000_000_001_395_766_281_313_196_627n)

type Changes = { readonly [Part in keyof DebtState]?: Partial<DebtState[Part]> }

/** 100 million of debt at a rate of 1.05 under a ceiling of 250 million, dripped at `NOW`. */
export function debtState(changes: Changes = {}): DebtState {
  const art = wad(millions(100) - 7n)
  return {
    ilk: {
      Art: art,
      rate: ray((RAY * 105n) / 100n),
      spot: RAY,
      line: debtMillions(250),
      dust: rad(0n),
      ...changes.ilk,
    },
    urn: { ink: millions(1_000_000), art, ...changes.urn },
    jug: { duty: DUTY, rho: NOW, ...changes.jug },
    base: ray(0n),
    vat: { debt: debtMillions(2_000), Line: debtMillions(3_000), live: 1n, ...changes.vat },
    autoLine: {
      line: debtMillions(1_000),
      gap: debtMillions(150),
      ttl: 86_400n,
      last: 10n,
      lastInc: NOW - 3_600n,
      ...changes.autoLine,
    },
  }
}

const upTo = (most: bigint) => fc.bigInt({ min: 0n, max: most })

/** Factors per second of 0 to about 100 % a year. */
export const factor: fc.Arbitrary<Ray> = fc
  .oneof({ weight: 1, arbitrary: fc.constant(0n) }, { weight: 5, arbitrary: upTo(22n * 10n ** 18n) })
  .map((growth) => ray(RAY + growth))

/** States of every size, with the ceilings near the debt half the time and far from it otherwise. */
export const anyDebtState: fc.Arbitrary<DebtState> = fc
  .record({
    art: fc.integer({ min: 0, max: 100 }).chain((bits) => upTo(2n ** BigInt(bits))),
    rate: upTo(3n * RAY),
    duty: factor,
    slack: fc.tuple(upTo(10n ** 54n), upTo(10n ** 54n), upTo(10n ** 9n)),
    others: upTo(10n ** 55n),
    ink: fc.oneof(fc.constant(10n ** 30n), upTo(10n ** 30n)),
    over: fc.boolean(),
  })
  .map(({ art, rate: more, duty, slack: [ilkRoom, room, gap], others, ink, over }) => {
    const rate = RAY + more
    const debt = art * rate
    return debtState({
      ilk: { Art: wad(art), rate: ray(rate), line: rad(over ? debt : debt + ilkRoom) },
      urn: { art: wad(art), ink: wad(ink) },
      jug: { duty, rho: NOW },
      vat: { debt: rad(debt + others), Line: rad(debt + others + room) },
      autoLine: { gap: rad(gap * 10n ** 45n) },
    })
  })

/** Times up to some years after `NOW` [unix s]. */
export const later: fc.Arbitrary<bigint> = fc
  .oneof(upTo(100n), upTo(86_400n), upTo(5n * 31_536_000n))
  .map((elapsed) => NOW + elapsed)
