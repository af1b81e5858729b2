import { add, divUp, mul, mulDown, mulUp, RAY, type Ray, type Seconds, sub, type Wad, wad } from '@/lib/math'
import { rateNow } from './rate'
import type { DebtState } from './types'

/** The part of an ilk's state that decides whether the debt of its urn is below `dust`. */
type Dusty = Pick<DebtState, 'jug' | 'base'> & {
  readonly ilk: Pick<DebtState['ilk'], 'Art' | 'rate' | 'dust'>
  readonly urn: Pick<DebtState['urn'], 'art'>
}

/**
 * Whether a draw at time t leaves the urn with no less debt than `dust`, so that the Vat accepts it: a small first draw
 * does not (`Vat/dust`).
 *
 * @param amount [wad]
 * @param t unix time [s]
 * @throws {Uint256Error} where the Jug reverts, or the ilk does not exist
 */
export function drawMeetsDust(state: Dusty, amount: Wad, t: Seconds): boolean {
  if (state.ilk.dust === 0n) return true
  const rate = rateNow(state, t)
  return isEnough(state, add(state.urn.art, mulUp(amount, RAY, rate)), rate)
}

/**
 * Whether a wipe at time t leaves the urn with no less debt than `dust`, or with none.
 *
 * @param amount [wad]
 * @param t unix time [s]
 * @throws {Uint256Error} as `drawMeetsDust`
 */
export function wipeMeetsDust(state: Dusty, amount: Wad, t: Seconds): boolean {
  if (state.ilk.dust === 0n) return true
  const rate = rateNow(state, t)
  const dart = mulDown(amount, RAY, rate)
  return dart >= state.urn.art || isEnough(state, sub(state.urn.art, dart), rate)
}

/**
 * The greatest amount that a partial wipe takes at time t without leaving less than `dust`; 0 where any partial wipe
 * would.
 *
 * @param t unix time [s]
 * @returns [wad]
 * @throws {Uint256Error} as `drawMeetsDust`
 */
export function greatestPartialWipe(state: Dusty, t: Seconds): Wad {
  const rate = rateNow(state, t)
  const kept = wad(divUp(state.ilk.dust, rate))
  if (kept > state.urn.art) return wad(0n)
  // The greatest amount whose repaid part, rounded down, leaves at least the debt that has to stay.
  return sub(mulUp(add(sub(state.urn.art, kept), wad(1n)), rate, RAY), wad(1n))
}

/** `Vat.frob`: an urn has no debt, or at least `dust`. */
function isEnough({ ilk }: Dusty, art: Wad, rate: Ray): boolean {
  return art === 0n || mul(art, rate) >= ilk.dust
}
