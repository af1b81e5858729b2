import type { Address } from 'viem'
import { vaultLeaves } from '@/lib/console/derive/funnel'
import { storedLimit } from '@/lib/console/derive/limits'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel, StoredLimitModel } from '@/lib/console/model/primes'
import type { PauReader } from '@/lib/deployment'
import { combine, type Leaf } from '@/lib/leaf'
import { settled } from '@/lib/leaf/consult'
import type { Place } from '@/lib/leaf/path'
import type { RateLimit } from '@/lib/limits'
import type { Shares, Wad } from '@/lib/math'
import type { Vault } from '@/lib/vaults'
import type { AnyRequest } from './direct'
import { type ByController, primeOf, workingPrime } from './prime-of'
import type { PrimeTarget } from './request'
import { idleViewEffects, limitEffects, railEffects } from './vault-effects'

/** A Prime, and how its controller is called. */
export interface PrimeWhere {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly reader: PauReader
}

/**
 * The Prime that a request names; null where the model does not have it, or where nobody says what its controller is, so
 * that it is not known what calls it takes.
 */
export function primeWhere(
  request: AnyRequest & PrimeTarget & ByController,
  model: ConsoleModel,
): PrimeWhere | null {
  const found = workingPrime(request, model)
  const reader = found?.prime.controllers[0].reader
  return found && reader ? { ...found, model, reader } : null
}

/** By which controller, where it is not the one that works unless another is named: the two have limits of their own. */
export const byOther = (request: ByController & PrimeTarget, { model, prime }: PrimeWhere): string =>
  prime.addresses.controller === primeOf(request, model)?.prime.addresses.controller
    ? ''
    : ` by its controller ${prime.addresses.controller}`

/** What a movement between a vault and its Prime's ALMProxy starts from. */
export interface Before {
  readonly vault: Vault
  /** Shares that the Generator's ALMProxy holds. */
  readonly generatorShares: Shares
  /** USDS in the Prime's ALMProxy. */
  readonly held: Wad
  readonly limit: RateLimit
}

/** All of it, known as far as the vault holds USDS. @param limit that the movement uses */
export function beforeOf({ prime, generator }: PrimeWhere, limit: StoredLimitModel): Leaf<Before> {
  return combine(
    {
      vault: settled(vaultLeaves(prime.vault, generator)) as Leaf<Vault>,
      generatorShares: prime.vault.generatorShares,
      held: prime.proxyIdle,
      limit: storedLimit(limit),
    },
    (known) => known,
  )
}

/** The movement of an amount, at a time. */
export interface Movement {
  readonly before: Before
  readonly after: Pick<Before, 'vault' | 'held' | 'limit'>
  readonly amount: Wad
  /** [unix s] */
  readonly time: bigint
}

/** Place of a limit of the controller that works. */
const limitPlace = (
  place: Place<PrimeModel>,
  { model, generator, prime }: PrimeWhere,
  limit: 'takeLimit' | 'returnLimit',
): Place<StoredLimitModel> => {
  const known = primeOf({ generator: generator.id, prime: prime.id }, model)?.prime.controllers[0].id
  const [{ id }] = prime.controllers
  return id === known ? place[limit] : place.otherLimits(id)[limit]
}

/** @param limit that the movement uses */
export function movementEffects(
  where: PrimeWhere,
  { before, after, time }: Movement,
  limit: 'takeLimit' | 'returnLimit',
): readonly Effect[] {
  const { generator, prime } = where
  const place = places.generators(generator.id).primes(prime.id)
  const { generatorShares } = before
  return [
    sets(place.vault.idle, after.vault.idle),
    sets(place.proxyIdle, after.held),
    ...idleViewEffects(place.vault, { vault: after.vault, generatorShares }, time),
    ...(prime.vault.guardrails === null
      ? []
      : railEffects(place.vault.guardrails, before.vault, after.vault, time)),
    ...limitEffects(limitPlace(place, where, limit), after.limit, time),
  ]
}

/** Where a movement is logged by its limit. */
export const keyOf = ({ rateLimits, id }: StoredLimitModel): { rateLimits: Address; key: `0x${string}` } => ({
  rateLimits,
  key: id,
})
