import {
  type Address,
  concat,
  encodeAbiParameters,
  type Hex,
  keccak256,
  pad,
  size,
  stringToHex,
  toHex,
} from 'viem'
import { hasTag } from '@/lib/math'
import type { SafeDomain, SafeTransaction } from './types'

const SAFE_TX = [
  { name: 'to', type: 'address' },
  { name: 'value', type: 'uint256' },
  { name: 'data', type: 'bytes' },
  { name: 'operation', type: 'uint8' },
  { name: 'safeTxGas', type: 'uint256' },
  { name: 'baseGas', type: 'uint256' },
  { name: 'gasPrice', type: 'uint256' },
  { name: 'gasToken', type: 'address' },
  { name: 'refundReceiver', type: 'address' },
  { name: 'nonce', type: 'uint256' },
] as const

const typeHash = (name: string, fields: readonly { readonly name: string; readonly type: string }[]): Hex =>
  keccak256(stringToHex(`${name}(${fields.map((field) => `${field.type} ${field.name}`).join(',')})`))

const CHAIN_ID = { name: 'chainId', type: 'uint256' } as const
const VERIFYING_CONTRACT = { name: 'verifyingContract', type: 'address' } as const

/** `SAFE_TX_TYPEHASH` of the contract, 1.0.0 and later. */
export const SAFE_TX_TYPE_HASH = typeHash('SafeTx', SAFE_TX)
/** `DOMAIN_SEPARATOR_TYPEHASH`, 1.3.0 and later. */
export const DOMAIN_TYPE_HASH = typeHash('EIP712Domain', [CHAIN_ID, VERIFYING_CONTRACT])
/** `DOMAIN_SEPARATOR_TYPEHASH`, 1.2.0 and earlier: not bound to a chain. */
export const DOMAIN_TYPE_HASH_WITHOUT_CHAIN = typeHash('EIP712Domain', [VERIFYING_CONTRACT])

/** A version whose hashes are not known: before 1.0.0 owners signed another type, and 2 does not exist yet. */
export class UnsupportedSafeVersionError extends Error {
  override readonly name = 'UnsupportedSafeVersionError'
  readonly tag = 'unsupported-safe-version'

  constructor(readonly version: string) {
    super(`How a Safe of version "${version}" hashes its transactions is not known: 1.x is`)
  }
}

export const isUnsupportedSafeVersion = (error: unknown): error is UnsupportedSafeVersionError =>
  hasTag(error, 'unsupported-safe-version')

/** @throws UnsupportedSafeVersionError */
function minorOf(version: string): number {
  const minor = /^1\.(\d+)\.\d+(\+[\w.]+)?$/.exec(version)?.[1]
  if (minor === undefined) throw new UnsupportedSafeVersionError(version)
  return Number(minor)
}

const bindsChain = (version: string): boolean => minorOf(version) >= 3

/**
 * Whether a Safe asks an owner that is a contract about the signed bytes. From 1.5.0 on it asks about their hash, which
 * is signed as another message.
 * @throws UnsupportedSafeVersionError
 */
export const bindsContractsByBytes = (version: string): boolean => minorOf(version) < 5

/**
 * `domainSeparator()` of a Safe; hardware wallets show it as *domain hash*.
 * @throws UnsupportedSafeVersionError
 */
export function domainSeparator({ chainId, safe, version }: SafeDomain): Hex {
  return keccak256(
    bindsChain(version)
      ? encodeAbiParameters(
          [{ type: 'bytes32' }, { type: 'uint256' }, { type: 'address' }],
          [DOMAIN_TYPE_HASH, chainId, safe],
        )
      : encodeAbiParameters(
          [{ type: 'bytes32' }, { type: 'address' }],
          [DOMAIN_TYPE_HASH_WITHOUT_CHAIN, safe],
        ),
  )
}

/** The hash of the transaction alone (EIP-712 `hashStruct`); hardware wallets show it as *message hash*. */
export function messageHash(transaction: SafeTransaction): Hex {
  const members = SAFE_TX.map(({ type }) => ({ type: type === 'bytes' ? 'bytes32' : type }))
  const values = SAFE_TX.map(({ name }) =>
    name === 'data' ? keccak256(transaction.data) : transaction[name],
  )
  return keccak256(encodeAbiParameters([{ type: 'bytes32' }, ...members], [SAFE_TX_TYPE_HASH, ...values]))
}

/**
 * What the owners approve or sign: `getTransactionHash(…)` of the Safe.
 * @throws UnsupportedSafeVersionError
 */
export function safeTxHash(domain: SafeDomain, transaction: SafeTransaction): Hex {
  return keccak256(concat(['0x1901', domainSeparator(domain), messageHash(transaction)]))
}

/** A domain as typed data has it. @throws UnsupportedSafeVersionError */
export function typedDomain({ chainId, safe, version }: SafeDomain): SafeTypedData['domain'] {
  return { ...(bindsChain(version) && { chainId }), verifyingContract: safe }
}

/** Typed data of a transaction in the shape that viem expects, which adds the types of the domain from its fields. */
export interface SafeTypedData {
  readonly types: { readonly SafeTx: typeof SAFE_TX }
  readonly primaryType: 'SafeTx'
  readonly domain: { readonly chainId?: bigint; readonly verifyingContract: Address }
  readonly message: SafeTransaction
}

/**
 * A transaction as typed data for `eth_signTypedData_v4`, for an owner who signs instead of approving on chain.
 * @throws UnsupportedSafeVersionError
 */
export function safeTypedData(domain: SafeDomain, transaction: SafeTransaction): SafeTypedData {
  return {
    types: { SafeTx: SAFE_TX },
    primaryType: 'SafeTx',
    domain: typedDomain(domain),
    message: transaction,
  }
}

/**
 * The calldata digest of ERC-8213, which wallets show for the bytes of a call: keccak256 of their length as a word and
 * themselves.
 */
export function calldataDigest(data: Hex): Hex {
  return keccak256(concat([pad(toHex(size(data)), { size: 32 }), data]))
}
