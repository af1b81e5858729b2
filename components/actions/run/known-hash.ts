import { type Address, type Hex, isAddressEqual } from 'viem'
import type { ActionCall } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { proposedIn } from '@/lib/react/run/proposed'

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
  return own && proposedIn(model, { from, calls: [call] }, hash) !== null
    ? `a transaction of ${own.name} (its safeTxHash)`
    : null
}
