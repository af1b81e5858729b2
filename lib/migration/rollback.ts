import { type Address, encodeFunctionData, type Hex, keccak256, parseAbi } from 'viem'
import { excess, min, type Rad, sub, sumOf } from '@/lib/math'

const rollbackAbi = parseAbi(['function rollback(address prime)'])

/**
 * Calldata of `rollback(prime)` on the Generator's Diamond, as a cBEAM passes it to `callControllerAction`.
 *
 * @param prime ALMProxy of the Prime
 */
export function rollbackCall(prime: Address): Hex {
  return encodeFunctionData({ abi: rollbackAbi, functionName: 'rollback', args: [prime] })
}

/** The key under which BeamState approves that call: the hash of the calldata. */
export function rollbackHash(prime: Address): Hex {
  return keccak256(rollbackCall(prime))
}

/** A legacy ilk before a rollback. Ceilings are [rad]. */
export interface ClosedIlk {
  /** Present ceiling. */
  readonly line: Rad
  /** The ceiling that the facet recorded, and asks MigrationMom to restore. */
  readonly recorded: Rad
  /** The most that MigrationMom restores; 0 for an ilk that is not listed. */
  readonly listed: Rad
}

/**
 * The ceiling of a legacy ilk after a rollback. MigrationMom raises it to what the facet asks for, but no higher than
 * it has listed, and never lowers it. The facet does not ask for an ilk that had no ceiling.
 *
 * @returns [rad]
 */
export function restoredLine({ line, recorded, listed }: ClosedIlk): Rad {
  const target = recorded < listed ? recorded : listed
  return target > line ? target : line
}

/** An ilk whose ceiling a rollback restores, and the total. All [rad]. */
export interface RestoredIlk {
  readonly restored: Rad
  /** Its ceiling before. */
  readonly line: Rad
  /** Its debt at the last drip. */
  readonly owed: Rad
  /** Whether MigrationMom closed it, so that `Vat.Line` fell with its ceiling. */
  readonly closed: boolean
  readonly vat: { readonly Line: Rad; readonly debt: Rad }
}

/**
 * By how much a rollback raises `Vat.Line` for a legacy ilk. Where MigrationMom closed the ilk, it is as much as the
 * ceiling rises; otherwise only as much as the room below the ceiling needs.
 *
 * @returns [rad]
 */
export function totalRaise({ restored, line, owed, closed, vat }: RestoredIlk): Rad {
  const raised = sub(restored, line)
  if (closed) return raised
  const room = excess(restored, owed)
  return min(excess(sumOf([vat.debt, room]), vat.Line), raised)
}
