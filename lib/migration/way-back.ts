import { afterDrip, type DebtState, debtNow, rateNow, undrippedFees } from '@/lib/debt'
import { add, max, min, mul, mulUp, RAY, type Rad, rad, type Seconds, sub, WAD, type Wad } from '@/lib/math'
import { totalRaise } from './rollback'

/** The state of a legacy ilk that a cutover checks. Ceilings are [rad]. */
export interface WayBackIlk {
  /** Name of the ilk. */
  readonly id: string
  /**
   * The ceiling that a rollback restores; 0 for an ilk that had been wound down before, of which nothing is required.
   */
  readonly recorded: Rad
  /** Whether MigrationMom closed it, and `Vat.Line` fell with its ceiling. */
  readonly closed: boolean
  readonly state: DebtState
}

/** The room that a rollback would leave a Prime to draw in. All [rad]. */
export interface WayBackRoom {
  readonly id: string
  readonly recorded: Rad
  /** The least ceiling that the facet accepts: the debt plus its margin, or plus the smallest draw where that is more. */
  readonly needed: Rad
  /** Whether the collateral carries the debt of the AllocatorVault plus that margin. */
  readonly isCovered: boolean
  /** Whether `Vat.Line`, as it is after the rollback, leaves room for the margin. */
  readonly fits: boolean
}

/**
 * What the cutover requires of each legacy ilk with a ceiling to restore, at time t; it presumes that the spell of the
 * cutover closes them all first. Source: `LibWayBack` of the facet.
 *
 * @param margin by how much of the debt a restored ceiling has to exceed it [wad]
 * @param t unix time [s]
 * @throws {Uint256Error} where the Jug reverts
 */
export function wayBackRoom(ilks: readonly WayBackIlk[], margin: Wad, t: Seconds): readonly WayBackRoom[] {
  const [first] = ilks
  if (!first) return []
  const { Line: before } = first.state.vat
  // The spell closes what is open, and leaves what is closed already as it was.
  const Line = ilks.reduce((left, { state }) => sub(left, min(state.ilk.line, left)), before)
  let debt = first.state.vat.debt
  return ilks
    .filter(({ recorded }) => recorded > 0n)
    .map(({ id, recorded, closed, state }) => {
      const owed = debtNow(state, t)
      const own = mul(state.urn.art, rateNow(state, t))
      const extra = max(mulUp(owed, margin, WAD), smallestDraw(state, t))
      // The facet drips each ilk before it looks at it.
      debt = add(debt, undrippedFees(state, t))
      const raised = totalRaise({
        ...{ restored: recorded, line: NO_CEILING, owed, closed: closed || state.ilk.line > 0n },
        vat: { Line, debt },
      })
      return {
        id,
        recorded,
        needed: add(owed, extra),
        isCovered: mul(state.urn.ink, afterDrip(state, t).ilk.spot) >= add(own, extra),
        fits: add(Line, raised) >= add(debt, extra),
      }
    })
}

/** Room for the smallest draw of an AllocatorVault, whose normalised debt is rounded up [rad]. */
function smallestDraw(state: DebtState, t: Seconds): Rad {
  const least = state.urn.art === 0n ? max(rad(RAY), state.ilk.dust) : rad(RAY)
  return add(least, rad(rateNow(state, t)))
}

const NO_CEILING = rad(0n)
