import type { Address } from 'viem'
import { isGuardrailOperator } from '@/lib/console/authority'
import { storedVault } from '@/lib/console/derive/funnel'
import { storedGuardrails } from '@/lib/console/derive/guardrails'
import type { Effect } from '@/lib/console/diff'
import { places, timed } from '@/lib/console/effects'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel, VaultModel } from '@/lib/console/model/primes'
import { combine, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import type { Place } from '@/lib/leaf/path'
import type { Seconds, Shares, Wad } from '@/lib/math'
import { type Guardrails, type GuardrailVerdict, maxTake, maxWithdraw, type Vault } from '@/lib/vaults'
import { asItStands, type Requirement } from './direct'
import type { PauseVaultRequest, UnpauseVaultRequest } from './pause-vault/request'
import { primeOf, vaultName } from './prime-of'
import type { LiquidityBufferRequest, WithdrawalPolicyRequest } from './set-guardrail/request'

/** What an operator can do with the guardrails of a Prime's vault. */
export type GuardrailRequest =
  | PauseVaultRequest
  | UnpauseVaultRequest
  | WithdrawalPolicyRequest
  | LiquidityBufferRequest

/** A Prime's vault with guardrails, and the model that it is in. */
export interface GuardedVault {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly guardrails: GuardrailModel
}

/** The vault of the Prime that a request names; null where the model does not have it or it has no guardrails. */
export function guardedVault(request: GuardrailRequest, model: ConsoleModel): GuardedVault | null {
  const found = primeOf(request, model)
  const guardrails = found?.prime.vault.guardrails
  return found && guardrails ? { ...found, guardrails, model } : null
}

/** The guardrails as the vault stores them. */
export const storedRails = ({ prime }: GuardedVault): Leaf<Guardrails> => storedGuardrails(prime.vault)

/** The right that every change of a guardrail needs. */
export function operatorPermission(where: GuardedVault, from: Address): Requirement {
  const { prime, model } = where
  const vault = vaultName(where, model)
  return {
    id: 'operator',
    says: {
      holds: `${from} holds GUARDRAIL_ROLE on ${vault}`,
      fails: `${from} does not hold GUARDRAIL_ROLE on ${vault}`,
    },
    holds: isGuardrailOperator(prime, from),
    weight: 'blocks',
  }
}

/** Whether the vault accepts the call. @param text tells a verdict, with the reason of a refusal */
export function verdictRequirement(
  verdict: Leaf<GuardrailVerdict>,
  text: (verdict: GuardrailVerdict) => string,
): Requirement {
  return {
    id: 'accepted',
    says: asItStands(
      verdict.ok
        ? text(verdict.value)
        : `The vault accepts it (could not be checked: ${verdict.reason.message})`,
    ),
    holds: map(verdict, ({ ok }) => ok),
    weight: 'blocks',
  }
}

/**
 * What the call sets, and which views of the vault itself it changes.
 *
 * @param settings what the call sets, given the place of the guardrails
 * @param after computes the guardrails after the call
 */
export function guardrailEffects(
  { model, generator, prime }: GuardedVault,
  settings: (rails: Place<GuardrailModel>) => readonly Effect[],
  after: (before: Guardrails, idle: Wad) => Guardrails,
): readonly Effect[] {
  const place = places.generators(generator.id).primes(prime.id).vault
  const { vault } = prime
  const moved = attempt(
    combine({ stored: storedVault(vault), shares: vault.generatorShares }, (known) => known),
    ({ stored, shares }) => {
      const before = ownViews(place, stored, shares, model.time)
      const then = ownViews(
        place,
        { ...stored, guardrails: after(stored.guardrails, stored.idle) },
        shares,
        model.time,
      )
      return then.filter(({ value }, index) => value !== before[index]?.value)
    },
  )
  return [
    ...settings(place.guardrails),
    ...(moved.ok ? moved.value : []).map(({ view, value }) => timed(view, value)),
  ]
}

/** What the vault's own views answer at time `t` [unix s]. The console reads them as cross-checks of its formulas. */
const ownViews = (place: Place<VaultModel>, vault: Vault, shares: Shares, t: Seconds) => [
  { view: place.guardrails.contractMaxTake, value: maxTake(vault.guardrails, vault.idle, t) },
  { view: place.contractMaxWithdraw, value: maxWithdraw(vault, shares, t) },
]
