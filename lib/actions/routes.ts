import type { Address } from 'viem'
import { isFreezer, isImmediate, isOwner } from '@/lib/console/authority'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import type { ActionRequest, RevokeRequest } from './action'
import { relayersOf } from './freeze'

export type FreezeRequest = Extract<ActionRequest, { kind: 'freeze-relayer' | 'freeze-all' }>

/** Safes of the deployment that hold FREEZER of a Generator, or of which that could not be read. */
export function freezerSafes(
  model: Pick<ConsoleModel, 'safes'>,
  generator: GeneratorModel,
): readonly SafeFacts[] {
  return model.safes.filter(({ id }) => {
    const holds = isFreezer(generator, id)
    return !holds.ok || holds.value
  })
}

/** Requests that a Safe can take in the place of the account. */
export type RoutedRequest = FreezeRequest | RevokeRequest

/** The ways on which an account can do something: by itself, or through a Safe that it owns. */
export interface Routes {
  /** Whether it holds the right itself. */
  readonly direct: Leaf<boolean>
  /** Safes that hold it and that the account owns, or of which that could not be read. */
  readonly safes: readonly SafeFacts[]
}

/** @returns null where the request names a Generator that the model does not have. */
export function routesOf(request: RoutedRequest, model: ConsoleModel, account: Address): Routes | null {
  if (request.kind === 'revoke-cbeam') {
    return { direct: isImmediate(model, account), safes: ownedBy(account, councilSafes(model)) }
  }
  const generator = model.generators.find(({ id }) => id === request.generator)
  return generator ? freezeRoutes(model, generator, account) : null
}

export function freezeRoutes(model: ConsoleModel, generator: GeneratorModel, account: Address): Routes {
  return { direct: isFreezer(generator, account), safes: ownedBy(account, freezerSafes(model, generator)) }
}

/** Safes that may hold the IMMEDIATE role, for all that is known. */
export function councilSafes(model: ConsoleModel): readonly SafeFacts[] {
  return model.safes.filter(({ id }) => {
    if (!model.configurator.users.some((user) => user.id === id)) return false
    const holds = isImmediate(model, id)
    return !holds.ok || holds.value
  })
}

function ownedBy(account: Address, safes: readonly SafeFacts[]): readonly SafeFacts[] {
  return safes.filter((safe) => {
    const owns = isOwner(safe, account)
    return !owns.ok || owns.value
  })
}

/**
 * The request on the way that the account has: directly where it may, or may for all that is known; else through the
 * first Safe that it owns. A request that names its way keeps it.
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

export function isRouted(request: ActionRequest): request is RoutedRequest {
  return isFreeze(request) || request.kind === 'revoke-cbeam'
}

export function isFreeze(request: ActionRequest): request is FreezeRequest {
  return request.kind === 'freeze-relayer' || request.kind === 'freeze-all'
}

/** Every revocation that a Safe may be at. */
export function revocationsThrough(
  safe: SafeFacts,
  { configurator }: ConsoleModel,
): readonly RevokeRequest[] {
  return configurator.cBeams.map(({ id: cBeam }) => ({ kind: 'revoke-cbeam', cBeam, through: safe.id }))
}

/** Every freeze of a Generator that a Safe may be at: all relayers at once, and each of them. */
export function freezesThrough(safe: SafeFacts, generator: GeneratorModel): readonly FreezeRequest[] {
  const relayers = relayersOf(generator)
  const through = safe.id
  return [
    ...(relayers.length > 1 ? [{ kind: 'freeze-all', generator: generator.id, through } as const] : []),
    ...relayers.map(
      (relayer) => ({ kind: 'freeze-relayer', generator: generator.id, relayer, through }) as const,
    ),
  ]
}
