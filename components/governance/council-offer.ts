import { type Address, zeroAddress } from 'viem'
import { notAllowed, refusalOf } from '@/components/actions/forms/refusal'
import { buildAction, type RoutedRequest, routesOf } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import type { Offer } from './operation-offer'

/** The button of what the Core Council does at once in BeamState, and why it cannot be pressed. */
export function councilOffer<Request extends RoutedRequest>(
  request: Request,
  model: ConsoleModel,
  account: Address | null,
): Offer<Request> {
  const action = buildAction(request, model, account ?? zeroAddress)
  const routes = account && routesOf(request, model, account)
  const without =
    routes && routes.safes.length > 0 ? undefined : notAllowed(action, account, 'Not IMMEDIATE in BeamState')
  return {
    request,
    reason: without ?? (action ? refusalOf(action) : 'This deployment has no such Unit.'),
  }
}
