import { add, divUp, mul, RAY, rad, sub, type Wad, wad } from '@/lib/math'
import { afterDrip } from './rate'
import type { DebtState } from './types'

/**
 * What `AllocatorVault.draw(amount)` leaves behind at time t, where it passes: the normalised debt rounded up.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} as `afterDrip`, and where the debt overflows
 */
export function afterDraw(state: DebtState, amount: Wad, t: bigint): DebtState {
  const dripped = afterDrip(state, t)
  const { ilk, urn, vat } = dripped
  const dart = divUp(mul(amount, RAY), ilk.rate)
  return {
    ...dripped,
    ilk: { ...ilk, Art: wad(add(ilk.Art, dart)) },
    urn: { ...urn, art: wad(add(urn.art, dart)) },
    vat: { ...vat, debt: rad(add(vat.debt, mul(dart, ilk.rate))) },
  }
}

/**
 * What `AllocatorVault.wipe(amount)` leaves behind at time t, where it passes: the normalised debt rounded down.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} as `afterDrip`, and where more is wiped than is owed
 */
export function afterWipe(state: DebtState, amount: Wad, t: bigint): DebtState {
  const dripped = afterDrip(state, t)
  const { ilk, urn, vat } = dripped
  const dart = mul(amount, RAY) / ilk.rate
  return {
    ...dripped,
    ilk: { ...ilk, Art: wad(sub(ilk.Art, dart)) },
    urn: { ...urn, art: wad(sub(urn.art, dart)) },
    vat: { ...vat, debt: rad(sub(vat.debt, mul(dart, ilk.rate))) },
  }
}
