import { type Address, encodeFunctionData, type Hex, keccak256, parseAbi } from 'viem'

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
  readonly line: bigint
  /** What the facet recorded, and asks for. */
  readonly recorded: bigint
  /** What MigrationMom restores at most; 0 for an ilk that is not listed. */
  readonly listed: bigint
}

/**
 * The ceiling of a legacy ilk after a rollback: MigrationMom raises it to what the facet asks for, but to no more than
 * it has listed, and never lowers it. The facet does not ask for an ilk that had no ceiling.
 *
 * @returns [rad]
 */
export function restoredLine({ line, recorded, listed }: ClosedIlk): bigint {
  const target = recorded < listed ? recorded : listed
  return target > line ? target : line
}

/** An ilk of which a rollback restores the ceiling, and the total. All [rad]. */
export interface RestoredIlk {
  readonly restored: bigint
  /** Its ceiling before. */
  readonly line: bigint
  /** Its debt, as dripped last. */
  readonly owed: bigint
  /** Whether MigrationMom closed it, so that `Vat.Line` fell with its ceiling. */
  readonly closed: boolean
  readonly vat: { readonly Line: bigint; readonly debt: bigint }
}

/**
 * By how much a rollback raises `Vat.Line` for a legacy ilk: as the ceiling where MigrationMom closed it; else only as far
 * as the room that the ceiling opens needs.
 *
 * @returns [rad]
 */
export function totalRaise({ restored, line, owed, closed, vat }: RestoredIlk): bigint {
  const raised = restored - line
  if (closed) return raised
  const room = restored > owed ? restored - owed : 0n
  const missing = vat.debt + room - vat.Line
  return missing < 0n ? 0n : missing < raised ? missing : raised
}
