import { type Address, type Hex, isAddressEqual } from 'viem'
import type { ActionCall } from '@/lib/actions'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { ConsoleModel } from '@/lib/console/model'
import { safeTransaction, safeTxHash } from '@/lib/safe'

/** How far from its present nonce a Safe as the wallet may have put its transaction. */
const NONCES_BEFORE = 3n
const NONCES = 20

/**
 * What a hash is that belongs to no transaction: the safeTxHash of one that the console watches, or of the one
 * that a Safe as the wallet makes of the call. @returns null for one that it does not know
 */
export function knownAs(
  hash: Hex,
  model: ConsoleModel,
  from: Address,
  call: Pick<ActionCall, 'to' | 'data' | 'value'>,
): string | null {
  const watching = model.safes.find(({ watched }) => watched.some(({ id }) => id === hash))
  if (watching) return `a transaction of ${watching.name} (its safeTxHash)`
  const own = model.safes.find(({ id }) => isAddressEqual(id, from))
  if (!own?.nonce.ok) return null
  const domain = domainOf(own, model.chainId)
  if (!domain.ok) return null
  const first = own.nonce.value < NONCES_BEFORE ? 0n : own.nonce.value - NONCES_BEFORE
  const made = Array.from({ length: NONCES }, (_, index) =>
    safeTxHash(domain.value, safeTransaction([call], first + BigInt(index))),
  )
  return made.includes(hash) ? `a transaction of ${own.name} (its safeTxHash)` : null
}
