import type { Address } from 'viem'
import { isFreezer, isOwner } from '@/lib/console/authority'
import type { Leaf } from '@/lib/console/leaf'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { SafeFacts } from '@/lib/console/safe-facts'
import type { ActionRequest } from './action'
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

/** The ways on which an account can freeze relayers of a Generator: by itself, or through a Safe that it owns. */
export interface FreezeRoutes {
  /** Whether it holds FREEZER itself. */
  readonly direct: Leaf<boolean>
  /** Freezer Safes that it owns, or of which that could not be read. */
  readonly safes: readonly SafeFacts[]
}

export function freezeRoutes(model: ConsoleModel, generator: GeneratorModel, account: Address): FreezeRoutes {
  return {
    direct: isFreezer(generator, account),
    safes: freezerSafes(model, generator).filter((safe) => {
      const owns = isOwner(safe, account)
      return !owns.ok || owns.value
    }),
  }
}

/**
 * The request on the way that the account has: directly where it may, or may for all that is known; else through the
 * first Safe that it owns. A request that names its way keeps it.
 */
export function routed(request: ActionRequest, model: ConsoleModel, account: Address): ActionRequest {
  if (!isFreeze(request) || request.through !== undefined) return request
  const generator = model.generators.find(({ id }) => id === request.generator)
  if (!generator) return request
  const { direct, safes } = freezeRoutes(model, generator, account)
  const [first] = safes.filter((safe) => {
    const owns = isOwner(safe, account)
    return owns.ok && owns.value
  })
  return first && direct.ok && !direct.value ? { ...request, through: first.id } : request
}

export function isFreeze(request: ActionRequest): request is FreezeRequest {
  return request.kind === 'freeze-relayer' || request.kind === 'freeze-all'
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
