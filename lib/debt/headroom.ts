import {
  isUint256Error,
  MAX_UINT256,
  min,
  mul,
  RAY,
  type Ray,
  rad,
  type Seconds,
  Uint256Error,
  type Wad,
  wad,
} from '@/lib/math'
import { afterDrip, debtNow, rateNow } from './rate'
import type { Accrual, DebtState, Ilk } from './types'

const NO_FEES = rad(0n)

/** The Vat counts changes of debt in an int256. */
const MAX_INT256 = MAX_UINT256 / 2n

/**
 * The greatest amount that fits below the ceiling of the ilk at time t, as `draw` counts it: after a drip, and with the
 * normalised debt rounded up. `floor(floor((line − Art × rate') / rate') × rate' / RAY)`.
 *
 * It shrinks while fees accrue, except that the rounding of `draw` can raise it by a wei.
 *
 * @param t unix time [s]
 * @returns [wad]
 * @throws {Uint256Error} where the Jug reverts, or the ilk does not exist
 */
export function headroom(
  state: Accrual & { readonly ilk: Pick<Ilk, 'Art' | 'rate' | 'line'> },
  t: Seconds,
): Wad {
  return drawableWithin(state.ilk.line - debtNow(state, t), rateNow(state, t))
}

/**
 * The headroom below the ceiling of all debt, after the drip that begins a draw and raises `Vat.debt`. The fees of
 * other ilks reduce it too, as soon as somebody drips them.
 *
 * @param t unix time [s]
 * @param dripped fees of other ilks that are dripped before the draw [rad]
 * @returns [wad]
 * @throws {Uint256Error} as `headroom`
 */
export function globalHeadroom(state: DebtState, t: Seconds, dripped = NO_FEES): Wad {
  const { ilk, vat } = afterDrip(state, t)
  return drawableWithin(vat.Line - vat.debt - dripped, ilk.rate)
}

/** The headroom below each of the two ceilings. */
export interface Ceilings {
  /** Below the ceiling of the ilk [wad]. */
  readonly ilk: Wad
  /** Below that of all debt [wad]. */
  readonly global: Wad
}

/**
 * Both headrooms at time t.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} as `headroom`
 */
export function headrooms(state: DebtState, t: Seconds): Ceilings {
  return { ilk: headroom(state, t), global: globalHeadroom(state, t) }
}

/**
 * The headroom below what the collateral carries. An allocator ilk has so much ink that this never binds, unless
 * governance lowers `spot`.
 *
 * @param t unix time [s]
 * @returns [wad]
 * @throws {Uint256Error} as `headroom`
 */
export function collateralHeadroom(state: DebtState, t: Seconds): Wad {
  const rate = rateNow(state, t)
  return drawableWithin(mul(state.urn.ink, state.ilk.spot) - mul(state.urn.art, rate), rate)
}

/**
 * The greatest amount that `AllocatorVault.draw` gives at time t; 0 where it gives nothing, for the reason that
 * `judgeDraw` names.
 *
 * @param t unix time [s]
 * @returns [wad]
 */
export function greatestDraw(state: DebtState, t: Seconds): Wad {
  const oneWei = judgeDraw(state, wad(1n), t)
  // One wei may be too little for the dust; any other check that refuses one wei refuses more, too.
  if (!oneWei.ok && oneWei.reason !== 'Vat/dust') return wad(0n)
  const most = min(headroom(state, t), globalHeadroom(state, t), collateralHeadroom(state, t))
  return judgeDraw(state, most, t).ok ? most : wad(0n)
}

/** The reasons with which `draw` reverts for an ALMProxy that may call it; `none` is a revert without data. */
export type DrawRevert =
  | 'AllocatorVault/overflow'
  | 'Jug/invalid-now'
  | 'Vat/not-live'
  | 'Vat/ilk-not-init'
  | 'Vat/ceiling-exceeded'
  | 'Vat/not-safe'
  | 'Vat/dust'
  | 'Jug/invalid-now'
  | 'Panic(0x11)'
  | 'Panic(0x12)'
  | 'none'

export type DrawVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: DrawRevert }

/**
 * What `AllocatorVault.draw(amount)` does at time t, check by check in the order of the contracts: `Jug.drip`, then
 * `Vat.frob`.
 *
 * @param amount [wad]
 * @param t unix time [s]
 */
export function judgeDraw(state: DebtState, amount: Wad, t: Seconds): DrawVerdict {
  if (t < state.jug.rho) return refuse('Jug/invalid-now')
  const rate = orNull(() => rateNow(state, t))
  if (rate === null) return refuse('none')
  if (state.vat.live !== 1n) return refuse('Vat/not-live')
  const dripped = orNull(() => afterDrip(state, t))
  if (dripped === null) return refuse('none')

  const normalised = amount * RAY
  if (normalised > MAX_UINT256) return refuse('Panic(0x11)')
  if (rate === 0n) return refuse(amount === 0n ? 'Vat/ilk-not-init' : 'Panic(0x12)')
  const dart = (normalised + rate - 1n) / rate
  if (dart > MAX_INT256) return refuse('AllocatorVault/overflow')
  return judgeFrob(dripped, dart)
}

/** `Vat.frob` of an urn that takes on debt and keeps its collateral. */
function judgeFrob({ ilk, urn, vat }: DebtState, dart: bigint): DrawVerdict {
  const art = urn.art + dart
  const ilkDebt = (ilk.Art + dart) * ilk.rate
  const tab = art * ilk.rate
  const debt = vat.debt + dart * ilk.rate
  const ink = urn.ink * ilk.spot
  if (dart * ilk.rate > MAX_INT256 || [tab, debt, ilkDebt].some((value) => value > MAX_UINT256)) {
    return refuse('none')
  }
  if (dart > 0n && (ilkDebt > ilk.line || debt > vat.Line)) return refuse('Vat/ceiling-exceeded')
  if (ink > MAX_UINT256) return refuse('none')
  if (dart > 0n && tab > ink) return refuse('Vat/not-safe')
  return art > 0n && tab < ilk.dust ? refuse('Vat/dust') : { ok: true }
}

/** The greatest amount whose normalised debt, rounded up, is worth no more than `room` [rad]. */
function drawableWithin(room: bigint, rate: Ray): Wad {
  if (rate === 0n) throw new Uint256Error('division-by-zero', 'The headroom')
  if (room <= 0n) return wad(0n)
  const dart = min(room, MAX_INT256) / rate
  return wad((dart * rate) / RAY)
}

function orNull<T>(compute: () => T): T | null {
  try {
    return compute()
  } catch (error) {
    if (isUint256Error(error)) return null
    throw error
  }
}

function refuse(reason: DrawRevert): DrawVerdict {
  return { ok: false, reason }
}
