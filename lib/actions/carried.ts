import type { Address } from 'viem'
import type { OffChainSignature, SafeTransaction } from '@/lib/safe'
import { address, bytes, list, MalformedError, optional, type Read, shape, uint } from './stored'

/**
 * What owners have signed off chain, as it travels with a request: the transaction as its sender had it, and the
 * signatures. It is compared with what this console builds, and never sent.
 */
export interface Carried {
  readonly transaction: SafeTransaction
  readonly signatures: readonly OffChainSignature[]
}

/** The most signatures of one proposal that are read: more owners than any Safe here has. */
export const mostSignatures = 64

const operation: Read<0 | 1> = (value) => {
  if (value === 0 || value === 1) return value
  throw new MalformedError('not 0 or 1')
}

/** Reads a transaction of a Safe from what somebody wrote. @throws MalformedError */
export const storedTransaction: Read<SafeTransaction> = shape({
  to: address,
  value: uint,
  data: bytes,
  operation,
  safeTxGas: uint,
  baseGas: uint,
  gasPrice: uint,
  gasToken: address,
  refundReceiver: address,
  nonce: uint,
})

const signature: Read<OffChainSignature> = shape({
  signer: address,
  within: optional(address) as Read<Address | undefined>,
  signature: bytes,
})

/** Reads what came with a request. @throws MalformedError */
export const storedCarried: Read<Carried> = shape({
  transaction: storedTransaction,
  signatures: list(signature, mostSignatures),
})
