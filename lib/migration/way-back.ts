import { afterDrip, type DebtState, debtNow, rateNow, undrippedFees } from '@/lib/debt'
import { min, mul, WAD } from '@/lib/math'
import { totalRaise } from './rollback'

/** A legacy ilk as a cutover asks about it. Ceilings are [rad]. */
export interface WayBackIlk {
  /** Name of the ilk. */
  readonly id: string
  /** The ceiling that a rollback restores; 0 for an ilk that was wound down before, of which nothing is asked. */
  readonly recorded: bigint
  /** Whether MigrationMom closed it, and `Vat.Line` fell with its ceiling. */
  readonly closed: boolean
  readonly state: DebtState
}

/** What a rollback would leave a Prime to draw in. All [rad]. */
export interface WayBackRoom {
  readonly id: string
  readonly recorded: bigint
  /** The least ceiling that the facet accepts: the debt with its margin. */
  readonly needed: bigint
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
export function wayBackRoom(ilks: readonly WayBackIlk[], margin: bigint, t: bigint): readonly WayBackRoom[] {
  const [first] = ilks
  if (!first) return []
  const { Line: before } = first.state.vat
  // The spell closes what is open; what is closed already it leaves as it was.
  const Line = ilks.reduce((left, { state }) => left - min(state.ilk.line, left), before as bigint)
  let debt: bigint = first.state.vat.debt
  return ilks
    .filter(({ recorded }) => recorded > 0n)
    .map(({ id, recorded, closed, state }) => {
      const owed = debtNow(state, t)
      const extra = mulUp(owed, margin)
      const own = mul(state.urn.art, rateNow(state, t))
      // The facet drips each ilk before it looks at it.
      debt += undrippedFees(state, t)
      const raised = totalRaise({
        ...{ restored: recorded, line: 0n, owed, closed: closed || state.ilk.line > 0n },
        vat: { Line, debt },
      })
      return {
        id,
        recorded,
        needed: owed + extra,
        isCovered: mul(state.urn.ink, afterDrip(state, t).ilk.spot) >= own + extra,
        fits: Line + raised >= debt + extra,
      }
    })
}

/** `ceil(value × share)`. @param share [wad] */
const mulUp = (value: bigint, share: bigint): bigint => (value * share + WAD - 1n) / WAD
