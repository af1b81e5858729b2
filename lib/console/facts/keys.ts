import type { Address } from 'viem'
import { combine, type Leaf, map, unknown } from '@/lib/leaf'
import type { SafeFacts } from './safes'

/** By how many keys an account acts. */
export type Keys =
  /** One key: there is no code at its address. */
  | { readonly kind: 'key' }
  /** One key whose account runs the code of another address: a delegation by EIP-7702 is 23 bytes long. */
  | { readonly kind: 'delegated' }
  /** A Safe of the deployment: so many of its owners sign. */
  | { readonly kind: 'safe'; readonly threshold: bigint; readonly owners: number }
  /** A contract: what its code lets whom do is told by its own powers, if the deployment names it. */
  | { readonly kind: 'contract' }

/** Size of the code of an account that delegates: 0xef0100 and an address [bytes]. */
const DELEGATION = 23n

/**
 * By how many keys an account acts.
 * @param sizes size of the code at each address that was asked for it [bytes]
 */
export function keysOf(
  safes: readonly Pick<SafeFacts, 'id' | 'owners' | 'threshold'>[],
  sizes: ReadonlyMap<Address, Leaf<bigint>>,
  account: Address,
): Leaf<Keys> {
  const safe = safes.find(({ id }) => id === account)
  if (safe) {
    return combine({ threshold: safe.threshold, owners: safe.owners }, ({ threshold, owners }): Keys => {
      return { kind: 'safe', threshold, owners: owners.length }
    })
  }
  const size = sizes.get(account)
  if (!size)
    return unknown({ kind: 'being-read', message: 'The code at this address has not been read yet.' })
  return map(
    size,
    (bytes): Keys => ({ kind: bytes === 0n ? 'key' : bytes === DELEGATION ? 'delegated' : 'contract' }),
  )
}
