import { type Address, type Hex, keccak256, parseTransaction, type TransactionSerialized, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Handed } from '@/lib/chain/track/sent'

export const owner = privateKeyToAccount(`0x${'11'.repeat(32)}`)
export const stranger = privateKeyToAccount(`0x${'22'.repeat(32)}`)

/** What was given to the wallet of the owner. */
export const handedOver = {
  chainId: 31_337,
  from: owner.address,
  to: '0x00000000000000000000000000000000000000D1',
  data: `0x60f0a5ac${'0'.repeat(24)}${'ab'.repeat(20)}`,
  value: 7n,
} as const satisfies Omit<Handed, 'hash'>

const { from: _, ...content } = handedOver

/** The transaction that was handed over, as a wallet sends it. */
export const plainTransaction = {
  ...content,
  ...{ type: 'eip1559', nonce: 3, gas: 100_000n },
  ...{ maxFeePerGas: 3n * 10n ** 9n, maxPriorityFeePerGas: 10n ** 9n },
} as const

export interface FakeTransaction {
  readonly handed: Handed
  /** As a node returns it. */
  readonly node: Record<string, unknown> & { readonly hash: Hex }
}

/** An account that signs a transaction. */
interface Signer {
  readonly address: Address
  readonly signTransaction: (transaction: never) => Promise<Hex>
}

/** A signed transaction as a node returns it, with what was handed over under its hash. */
export async function told(
  transaction: object = plainTransaction,
  signer: Signer = owner,
): Promise<FakeTransaction> {
  const raw = (await signer.signTransaction(transaction as never)) as TransactionSerialized
  const hash = keccak256(raw)
  const { type, data: input = '0x', ...parsed } = parseTransaction(raw) as unknown as Record<string, unknown>
  const numbers = Object.entries({ nonce: 0, value: 0n, ...defined(parsed) }).map(([key, value]) => [
    key,
    typeof value === 'bigint' || typeof value === 'number' ? toHex(value) : value,
  ])
  const types = ['legacy', 'eip2930', 'eip1559', 'eip4844', 'eip7702']
  return {
    handed: { ...handedOver, hash },
    node: {
      ...Object.fromEntries(numbers),
      ...{ hash, input, from: signer.address.toLowerCase(), type: toHex(types.indexOf(String(type))) },
    },
  }
}

const defined = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
