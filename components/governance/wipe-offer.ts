import { type Address, zeroAddress } from 'viem'
import { buildAction, routesOf, type WipeCeilingRequest } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import type { Offer } from './operation-offer'

/**
 * The button that sets the ceiling of an ilk to 0. It is off with what stands in the way, and for an account that LineMom
 * does not let; what could not be read keeps it, and so does a missing wallet.
 */
export function wipeOffer(
  ilk: string,
  model: ConsoleModel,
  account: Address | null,
): Offer<WipeCeilingRequest> {
  const request = { kind: 'wipe-ceiling', ilk } as const
  const requirements = buildAction(request, model, account ?? zeroAddress)?.requirements ?? []
  const first = requirements.find(({ weight, holds }) => weight === 'blocks' && holds.ok && !holds.value)
  if (first) return { request, reason: titleOf(first) }
  const routes = account && routesOf(request, model, account)
  const cannot = routes?.safes.length === 0 && routes.direct.ok && !routes.direct.value
  return { request, reason: cannot ? 'LineMom does not let this account' : undefined }
}
