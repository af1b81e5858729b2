import type { Hex } from 'viem'
import { primeVaultAbi } from '@/lib/abi'
import { limitOf, vaultLeaves } from '@/lib/console/derive/funnel'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { combine, type Leaf } from '@/lib/leaf'
import { settled } from '@/lib/leaf/consult'
import type { Place } from '@/lib/leaf/path'
import { limitKeyFor, type RateLimit } from '@/lib/limits'
import { RAY, type Wad } from '@/lib/math'
import type { Vault } from '@/lib/vaults'
import type { AnyRequest } from './direct'
import { emits } from './emits'
import { primeOf } from './prime-of'
import type { PrimeTarget } from './request'
import { type HeldVault, railEffects, storedEffects, viewEffects } from './vault-effects'

/** A Generator, and the Prime that it adds to or recalls from. */
export interface GeneratorWhere {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  /** Place of the Generator. */
  readonly own: Place<GeneratorModel>
  /** Time of the call [unix s]. */
  readonly time: bigint
}

/** Null where the model does not have the Prime that a request names. */
export function generatorWhere(
  request: AnyRequest & PrimeTarget,
  model: ConsoleModel,
): GeneratorWhere | null {
  const found = primeOf(request, model)
  return found && { ...found, model, own: places.generators(found.generator.id), time: model.time }
}

/** What a movement between the Generator's ALMProxy and a vault starts from, or leaves behind. */
export interface Funded extends HeldVault {
  /** Whether the Generator's ALMProxy holds TAKER_ROLE, so that it may deposit nothing. */
  readonly takes: boolean
  /** USDS in the Generator's ALMProxy. */
  readonly held: Wad
  readonly depositLimit: RateLimit
  readonly withdrawLimit: RateLimit
}

/** All of it, known as far as the vault holds USDS. */
export function fundedOf({ generator, prime }: GeneratorWhere): Leaf<Funded> {
  const { vault } = prime.addresses
  return combine(
    {
      vault: settled(vaultLeaves(prime.vault, generator)) as Leaf<Vault>,
      generatorShares: prime.vault.generatorShares,
      takes: prime.wires.depositorTakes,
      held: generator.proxyIdle,
      depositLimit: limitOf(generator, 'LIMIT_4626_DEPOSIT', vault),
      withdrawLimit: limitOf(generator, 'LIMIT_4626_WITHDRAW', vault),
    },
    (known) => known,
  )
}

export const depositKey = ({ prime }: GeneratorWhere): Hex =>
  limitKeyFor('LIMIT_4626_DEPOSIT', prime.addresses.vault)

export const withdrawKey = ({ prime }: GeneratorWhere): Hex =>
  limitKeyFor('LIMIT_4626_WITHDRAW', prime.addresses.vault)

/** What such a movement changes besides limits and debt. */
export function fundingEffects(
  { generator, prime, own, time }: GeneratorWhere,
  before: Funded,
  after: Funded,
): readonly Effect[] {
  const { vault } = places.generators(generator.id).primes(prime.id)
  return [
    sets(vault.idle, after.vault.idle),
    sets(own.proxyIdle, after.held),
    ...storedEffects(vault, after),
    ...viewEffects(vault, after, before.takes, time),
    ...(prime.vault.guardrails === null
      ? []
      : railEffects(vault.guardrails, before.vault, after.vault, time)),
  ]
}

/** The drip with which a deposit and a withdrawal begin. */
export function vaultDrip(
  { prime }: Pick<GeneratorWhere, 'prime'>,
  { vault: { totalSupply, chi: before } }: Pick<Funded, 'vault'>,
  { vault: { chi } }: Pick<Funded, 'vault'>,
): ExpectedEvent {
  const diff = (totalSupply * chi) / RAY - (totalSupply * before) / RAY
  return emits(prime.addresses.vault, primeVaultAbi, 'Drip', { chi, diff })
}
