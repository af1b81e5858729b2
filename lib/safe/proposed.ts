import type { Hex } from 'viem'
import { safeTxHash } from './hash'
import { safeTransaction } from './transaction'
import type { SafeCall, SafeDomain } from './types'

/** How far from its present nonce a Safe's interface may have put its transaction. */
const BEFORE = 3n
const NONCES = 32

/**
 * The nonce at which a hash is that of just these calls, near the present nonce of the Safe: whoever knows it knows what
 * a proposal will do. Null where it is at none: it may be another transaction, or the same put together otherwise.
 *
 * @param nonce `nonce()` of the Safe
 */
export function nonceProposed(
  domain: SafeDomain,
  calls: readonly SafeCall[],
  nonce: bigint,
  hash: Hex,
): bigint | null {
  if (calls.length === 0) return null
  const first = nonce < BEFORE ? 0n : nonce - BEFORE
  const nonces = Array.from({ length: NONCES }, (_, index) => first + BigInt(index))
  const wanted = hash.toLowerCase()
  return nonces.find((at) => safeTxHash(domain, safeTransaction(calls, at)).toLowerCase() === wanted) ?? null
}
