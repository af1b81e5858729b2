import { type Hex, isAddressEqual } from 'viem'
import type { Action } from '@/lib/actions'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { ConsoleModel } from '@/lib/console/model'
import { nonceProposed } from '@/lib/safe'

/**
 * The nonce at which a hash is that of just the calls of an action that a Safe takes itself; null where it is at none, or
 * where the Safe is not one of the deployment.
 */
export function proposedIn(
  { safes, chainId }: Pick<ConsoleModel, 'safes' | 'chainId'>,
  { from, calls }: Pick<Action, 'from' | 'calls'>,
  hash: Hex,
): bigint | null {
  const safe = safes.find(({ id }) => isAddressEqual(id, from))
  if (!safe?.nonce.ok) return null
  const domain = domainOf(safe, chainId)
  return domain.ok ? nonceProposed(domain.value, calls, safe.nonce.value, hash) : null
}
