import { type Address, encodeAbiParameters, type Hex, keccak256 } from 'viem'

/** What waits in the pause: code, its hash, the calldata to run it with, and when it may run. */
export interface Plan {
  /** Contract whose code the pause proxy runs by delegatecall. */
  readonly usr: Address
  /** Hash of that code, which the pause checks again when the plan runs. */
  readonly tag: Hex
  readonly fax: Hex
  /** First second at which it may run [unix s]. */
  readonly eta: bigint
}

/** The id of a plan, as the key of `DSPause.plans`. */
export function planId({ usr, tag, fax, eta }: Plan): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: 'address' }, { type: 'bytes32' }, { type: 'bytes' }, { type: 'uint256' }],
      [usr, tag, fax, eta],
    ),
  )
}
