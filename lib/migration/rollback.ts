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
  /** What closing it took from `Vat.Line`, and no rollback has given back. */
  readonly taken: bigint
}

/**
 * The ceiling of a legacy ilk after a rollback: MigrationMom raises it to what the facet asks for, but to no more than
 * it has listed, and never lowers it. The facet does not ask for an ilk that had no ceiling.
 *
 * @returns [rad]
 */
export function restoredLine({ line, recorded, listed }: Omit<ClosedIlk, 'taken'>): bigint {
  const target = recorded < listed ? recorded : listed
  return target > line ? target : line
}

/**
 * By how much a rollback raises `Vat.Line` for a legacy ilk: as the ceiling, but by no more than closing it took.
 *
 * @returns [rad]
 */
export function givenBack(ilk: ClosedIlk): bigint {
  const raised = restoredLine(ilk) - ilk.line
  return raised < ilk.taken ? raised : ilk.taken
}
