import fc from 'fast-check'
import { type Address, getAddress, type Hex, toHex } from 'viem'
import type { SafeCall, SafeTransaction } from '@/lib/safe/types'
import { amount } from './limits'

export const address: fc.Arbitrary<Address> = fc
  .bigInt({ min: 1n, max: 2n ** 160n - 1n })
  .map((value) => getAddress(toHex(value, { size: 20 })))

/** Bytes of every length, around that of a word and that of a call. */
export const bytes: fc.Arbitrary<Hex> = fc.uint8Array({ maxLength: 200 }).map((value) => toHex(value))

export const safeCall: fc.Arbitrary<SafeCall> = fc.record({ to: address, value: amount, data: bytes })

export const anyTransaction: fc.Arbitrary<SafeTransaction> = fc.record({
  to: address,
  value: amount,
  data: bytes,
  operation: fc.constantFrom<0 | 1>(0, 1),
  safeTxGas: amount,
  baseGas: amount,
  gasPrice: amount,
  gasToken: address,
  refundReceiver: address,
  nonce: amount,
})

/** Values of the right length for a hash. */
export const hash: fc.Arbitrary<Hex> = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((value) => toHex(value))
