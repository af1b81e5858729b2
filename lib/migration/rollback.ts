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
  /** Ceiling of now. */
  readonly line: Rad
  /** What the facet recorded, and asks for. */
  readonly recorded: Rad
  /** What MigrationMom restores at most; 0 for an ilk that is not listed. */
  readonly listed: Rad
}

/**
 * The ceiling of a legacy ilk after a rollback: MigrationMom raises it to what the facet asks for, but to no more than
 * it has listed, and never lowers it. The facet does not ask for an ilk that had no ceiling.
 *
 * @returns [rad]
 */
export function restoredLine({ line, recorded, listed }: ClosedIlk): Rad {
  const target = recorded < listed ? recorded : listed
  return target > line ? target : line
}

/** An ilk of which a rollback restores the ceiling, and the total. All [rad]. */
export interface RestoredIlk {
  readonly restored: Rad
  /** Its ceiling before. */
  readonly line: Rad
  /** Its debt, as dripped last. */
  readonly owed: Rad
  /** Whether MigrationMom closed it, so that `Vat.Line` fell with its ceiling. */
  readonly closed: boolean
  readonly vat: { readonly Line: Rad; readonly debt: Rad }
}

/**
 * By how much a rollback raises `Vat.Line` for a legacy ilk: as the ceiling where MigrationMom closed it; else only as far
 * as the room that the ceiling opens needs.
 *
 * @returns [rad]
 */
export function totalRaise({ restored, line, owed, closed, vat }: RestoredIlk): Rad {
  const raised = sub(restored, line)
  if (closed) return raised
  const room = excess(restored, owed)
  return min(excess(sumOf([vat.debt, room]), vat.Line), raised)
}
