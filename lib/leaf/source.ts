import type { Address, Hex } from 'viem'

/** A read of the chain that anyone can repeat: an `eth_call`, or the code of an account. */
export interface Source {
  readonly kind: 'call' | 'code'
  /** The contract that is called; for `code` the account itself. */
  readonly address: Address
  /** `getRateLimitData(bytes32)`; for `code` the JSON-RPC method. */
  readonly signature: string
  /** Decoded arguments as text, in order. */
  readonly args: readonly string[]
  /** Calldata of the `eth_call`; empty for `code`. */
  readonly data: Hex
}

/** The block that every value of a reading belongs to. */
export interface BlockRef {
  readonly number: bigint
  readonly hash: Hex
  readonly parentHash: Hex
  /** [s] */
  readonly timestamp: bigint
}
