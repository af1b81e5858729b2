import type { Address, Hex } from 'viem'

/**
 * How a Safe makes its call, numbered as in the contract: 0 calls, 1 delegates and so runs foreign code as the Safe.
 */
export type SafeOperation = 0 | 1

export const CALL = 0
export const DELEGATE_CALL = 1

/** A call that a Safe is to make. */
export interface SafeCall {
  readonly to: Address
  /** [wei] */
  readonly value: bigint
  readonly data: Hex
}

/** A transaction of a Safe: the ten fields that its owners sign, in their order. */
export interface SafeTransaction extends SafeCall {
  readonly operation: SafeOperation
  /** Gas for the inner call. 0: all there is, and a failure of the inner call reverts (since 1.3.0). */
  readonly safeTxGas: bigint
  /** Gas that is refunded in addition to what the inner call used. */
  readonly baseGas: bigint
  /** Price of a refund, 0 for none [wei, or units of `gasToken`, per gas]. */
  readonly gasPrice: bigint
  /** Token of the refund; zero for ether. */
  readonly gasToken: Address
  /** Who is refunded; zero for the sender. */
  readonly refundReceiver: Address
  readonly nonce: bigint
}

/** The Safe, chain and version that a hash is valid for. */
export interface SafeDomain {
  readonly chainId: bigint
  readonly safe: Address
  /** `VERSION()` */
  readonly version: string
}
