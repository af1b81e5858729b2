import { add, mul, mulDown, mulUp, RAY, type Seconds, sub, type Wad } from '@/lib/math'
import { afterDrip } from './rate'
import type { DebtState } from './types'

/**
 * What `AllocatorVault.draw(amount)` leaves behind at time t, if it passes. The normalised debt is rounded up.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} as `afterDrip`, and where the debt overflows
 */
export function afterDraw(state: DebtState, amount: Wad, t: Seconds): DebtState {
  const dripped = afterDrip(state, t)
  const { ilk, urn, vat } = dripped
  const dart = mulUp(amount, RAY, ilk.rate)
  return {
    ...dripped,
    ilk: { ...ilk, Art: add(ilk.Art, dart) },
    urn: { ...urn, art: add(urn.art, dart) },
    vat: { ...vat, debt: add(vat.debt, mul(dart, ilk.rate)) },
  }
}

/**
 * What `AllocatorVault.wipe(amount)` leaves behind at time t, if it passes. The normalised debt is rounded down.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} as `afterDrip`, and where more is wiped than is owed
 */
export function afterWipe(state: DebtState, amount: Wad, t: Seconds): DebtState {
  const dripped = afterDrip(state, t)
  const { ilk, urn, vat } = dripped
  const dart = mulDown(amount, RAY, ilk.rate)
  return {
    ...dripped,
    ilk: { ...ilk, Art: sub(ilk.Art, dart) },
    urn: { ...urn, art: sub(urn.art, dart) },
    vat: { ...vat, debt: sub(vat.debt, mul(dart, ilk.rate)) },
  }
}
