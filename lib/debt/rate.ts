import {
  add,
  mul,
  mulDown,
  mulUp,
  RAY,
  type Rad,
  type Ray,
  rad,
  rpow,
  type Seconds,
  sub,
  type Wad,
  wad,
} from '@/lib/math'
import type { Accrual, DebtState, Urn } from './types'

/**
 * The rate to which `Jug.drip` brings an ilk at time t: `rpow(base + duty, t − rho) × rate / RAY`, rounded down.
 *
 * @param t unix time [s]
 * @returns [ray]
 * @throws {Uint256Error} where the Jug reverts: t before `rho`, or a power that overflows
 */
export function rateNow(accrual: Accrual, t: Seconds): Ray {
  const kept = lastRates.get(accrual)
  if (kept?.t === t) return kept.rate
  const { ilk, jug, base } = accrual
  const factor = rpow(add(base, jug.duty), sub(t, jug.rho), RAY)
  const rate = mulDown(factor, ilk.rate, RAY)
  lastRates.set(accrual, { t, rate })
  return rate
}

/** The last rate of each state is kept, since all Primes share one ilk and ask for the same second. */
const lastRates = new WeakMap<Accrual, { readonly t: Seconds; readonly rate: Ray }>()

/**
 * Debt of an ilk at time t, fees not yet dripped included: `Art × rateNow`.
 *
 * @param t unix time [s]
 * @returns [rad]
 * @throws {Uint256Error} as `rateNow`
 */
export function debtNow(accrual: Accrual, t: Seconds): Rad {
  return mul(accrual.ilk.Art, rateNow(accrual, t))
}

/**
 * The part of `debtNow` that no drip has booked yet, and by which a drip at time t raises `Vat.debt`.
 *
 * @param t unix time [s]
 * @returns [rad]
 * @throws {Uint256Error} as `rateNow`, and for a fee below zero
 */
export function undrippedFees(accrual: Accrual, t: Seconds): Rad {
  const { Art, rate } = accrual.ilk
  return mul(Art, sub(rateNow(accrual, t), rate))
}

/**
 * What `Jug.drip` leaves behind at time t. Every `draw` and `wipe` begins with a drip.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} as `rateNow`, and where the debt overflows
 */
export function afterDrip(state: DebtState, t: Seconds): DebtState {
  const { ilk, jug, vat } = state
  const rate = rateNow(state, t)
  return {
    ...state,
    ilk: { ...ilk, rate },
    jug: { ...jug, rho: t },
    vat: { ...vat, debt: rad(vat.debt + ilk.Art * (rate - ilk.rate)) },
  }
}

/**
 * The least amount that repays an urn in full at time t: `ceil(art × rateNow / RAY)`, since `wipe` rounds down what
 * an amount repays.
 *
 * @param t unix time [s]
 * @returns [wad]
 * @throws {Uint256Error} as `rateNow`
 */
export function fullWipe(state: Accrual & { readonly urn: Pick<Urn, 'art'> }, t: Seconds): Wad {
  return mulUp(state.urn.art, rateNow(state, t), RAY)
}

/**
 * The greatest amount that `wipe` takes at time t; one wei more reverts without a reason. It is the full wipe, or
 * a wei or two above it, which then repay nothing.
 *
 * @param t unix time [s]
 * @returns [wad]
 * @throws {Uint256Error} as `rateNow`
 */
export function greatestWipe(state: Accrual & { readonly urn: Pick<Urn, 'art'> }, t: Seconds): Wad {
  return sub(mulUp(add(state.urn.art, wad(1n)), rateNow(state, t), RAY), wad(1n))
}
