import type { Address } from 'viem'
import { isFreezer, isOwner } from '@/lib/console/authority'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import { freezerSafes } from './freeze/action'
import { type ActionRequest, isRouted, type RoutedRequest, routingOf } from './kinds'

/** The ways in which an account can do something: by itself, or through a Safe that it owns. */
export interface Routes {
  /** Whether the account holds the right itself. */
  readonly direct: Leaf<boolean>
  /** Safes that hold the right and that the account owns, and those for which one of the two could not be read. */
  readonly safes: readonly SafeFacts[]
}

/** @returns null where the request names a Generator that the model does not have. */
export function routesOf(request: RoutedRequest, model: ConsoleModel, account: Address): Routes | null {
  const routing = routingOf(request)
  const direct = routing?.direct(request, model, account)
  return routing && direct ? { direct, safes: ownedBy(account, routing.safes(request, model)) } : null
}

export function freezeRoutes(model: ConsoleModel, generator: GeneratorModel, account: Address): Routes {
  return { direct: isFreezer(generator, account), safes: ownedBy(account, freezerSafes(model, generator)) }
}

function ownedBy(account: Address, safes: readonly SafeFacts[]): readonly SafeFacts[] {
  return safes.filter((safe) => {
    const owns = isOwner(safe, account)
    return !owns.ok || owns.value
  })
}

/**
 * The request with the route that the account has. The account acts directly if it holds the right, or if that could not
 * be read; otherwise through the first Safe that it owns. A request that already names a Safe keeps it.
 */
export function routed(request: ActionRequest, model: ConsoleModel, account: Address): ActionRequest {
  if (!isRouted(request) || request.through !== undefined) return request
  const routes = routesOf(request, model, account)
  if (!routes) return request
  const { direct, safes } = routes
  const [first] = safes.filter((safe) => {
    const owns = isOwner(safe, account)
    return owns.ok && owns.value
  })
  return first && direct.ok && !direct.value ? { ...request, through: first.id } : request
}
