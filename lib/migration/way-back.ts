import { afterDrip, type DebtState, debtNow, rateNow, undrippedFees } from '@/lib/debt'
import { add, min, mul, mulUp, type Rad, rad, type Seconds, sub, WAD, type Wad } from '@/lib/math'
import { totalRaise } from './rollback'

/** A legacy ilk as a cutover asks about it. Ceilings are [rad]. */
export interface WayBackIlk {
  /** Name of the ilk. */
  readonly id: string
  /** The ceiling that a rollback restores; 0 for an ilk that was wound down before, of which nothing is asked. */
  readonly recorded: Rad
  /** Whether MigrationMom closed it, and `Vat.Line` fell with its ceiling. */
  readonly closed: boolean
  readonly state: DebtState
}

/** What a rollback would leave a Prime to draw in. All [rad]. */
export interface WayBackRoom {
  readonly id: string
  readonly recorded: Rad
  /** The least ceiling that the facet accepts: the debt with its margin. */
  readonly needed: Rad
  /** Whether the collateral carries the debt of the AllocatorVault with that margin. */
  readonly isCovered: boolean
  /** Whether `Vat.Line`, as it is after the rollback, leaves room for the margin. */
  readonly fits: boolean
}

/**
 * For each legacy ilk with a ceiling to restore what the cutover asks at time t, presuming that the spell of the cutover
 * closes them all first. Source: `LibWayBack` of the facet.
 *
 * @param margin by how much of the debt a restored ceiling has to exceed it [wad]
 * @param t unix time [s]
 * @throws {Uint256Error} where the Jug reverts
 */
export function wayBackRoom(ilks: readonly WayBackIlk[], margin: Wad, t: Seconds): readonly WayBackRoom[] {
  const [first] = ilks
  if (!first) return []
  const { Line: before } = first.state.vat
  // The spell closes what is open; what is closed already it leaves as it was.
  const Line = ilks.reduce((left, { state }) => sub(left, min(state.ilk.line, left)), before)
  let debt = first.state.vat.debt
  return ilks
    .filter(({ recorded }) => recorded > 0n)
    .map(({ id, recorded, closed, state }) => {
      const owed = debtNow(state, t)
      const extra = mulUp(owed, margin, WAD)
      const own = mul(state.urn.art, rateNow(state, t))
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

const NO_CEILING = rad(0n)
