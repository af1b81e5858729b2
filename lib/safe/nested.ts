import { type Address, concat, encodeAbiParameters, type Hex, keccak256, stringToHex } from 'viem'
import { domainSeparator, messageHash } from './hash'
import type { SafeDomain, SafeTransaction } from './types'

const SAFE_MESSAGE = [{ name: 'message', type: 'bytes' }] as const

/** `SAFE_MSG_TYPEHASH` of the CompatibilityFallbackHandler. */
export const SAFE_MESSAGE_TYPE_HASH: Hex = keccak256(stringToHex('SafeMessage(bytes message)'))

/** The hashes that the owners of a Safe see when they sign in its name. */
export interface NestedHashes {
  readonly domainHash: Hex
  readonly messageHash: Hex
  /** What they sign. */
  readonly hash: Hex
}

/**
 * What a Safe hands to its owners that are contracts: the bytes whose hash is the safeTxHash. Before 1.5.0, an owner that
 * is a Safe is asked by `isValidSignature(bytes,bytes)` about these very bytes.
 */
export function signedBytes(domain: SafeDomain, transaction: SafeTransaction): Hex {
  return concat(['0x1901', domainSeparator(domain), messageHash(transaction)])
}

/**
 * What the owners of an owner sign: a message of their own Safe about the transaction of the other.
 * @param own the Safe that is an owner
 * @param outer the Safe whose transaction it is
 * @throws UnsupportedSafeVersionError
 */
export function nestedHashes(own: SafeDomain, outer: SafeDomain, transaction: SafeTransaction): NestedHashes {
  const domainHash = domainSeparator(own)
  const message = keccak256(
    encodeAbiParameters(
      [{ type: 'bytes32' }, { type: 'bytes32' }],
      [SAFE_MESSAGE_TYPE_HASH, keccak256(signedBytes(outer, transaction))],
    ),
  )
  return { domainHash, messageHash: message, hash: keccak256(concat(['0x1901', domainHash, message])) }
}

export const nestedHash = (own: SafeDomain, outer: SafeDomain, transaction: SafeTransaction): Hex =>
  nestedHashes(own, outer, transaction).hash

/** Typed data of a message of a Safe, in the shape that viem expects. */
export interface NestedTypedData {
  readonly types: { readonly SafeMessage: typeof SAFE_MESSAGE }
  readonly primaryType: 'SafeMessage'
  readonly domain: { readonly chainId?: bigint; readonly verifyingContract: Address }
  readonly message: { readonly message: Hex }
}

/**
 * That message as typed data for `eth_signTypedData_v4`.
 * @param domain the domain of the own Safe as typed data has it
 */
export function nestedTypedData(
  domain: NestedTypedData['domain'],
  outer: SafeDomain,
  transaction: SafeTransaction,
): NestedTypedData {
  return {
    types: { SafeMessage: SAFE_MESSAGE },
    primaryType: 'SafeMessage',
    domain,
    message: { message: signedBytes(outer, transaction) },
  }
}
