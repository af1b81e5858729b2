import type { Address } from 'viem'
import { isGuardrailOperator } from '@/lib/console/authority'
import { storedVault } from '@/lib/console/derive/funnel'
import { storedGuardrails } from '@/lib/console/derive/guardrails'
import type { Effect } from '@/lib/console/diff'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { combine, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import type { Seconds, Shares, Wad } from '@/lib/math'
import { type Guardrails, type GuardrailVerdict, maxTake, maxWithdraw, type Vault } from '@/lib/vaults'
import { asItStands, type Requirement } from './direct'
import type { PauseVaultRequest, UnpauseVaultRequest } from './pause-vault/request'
import { primeOf } from './prime-of'
import type { LiquidityBufferRequest, WithdrawalPolicyRequest } from './set-guardrail/request'

/** What an operator of a Prime's vault does with its guardrails. */
export type GuardrailRequest =
  | PauseVaultRequest
  | UnpauseVaultRequest
  | WithdrawalPolicyRequest
  | LiquidityBufferRequest

/** The vault of a Prime that has guardrails, at the time of the model. */
export interface GuardedVault {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly guardrails: GuardrailModel
}

/** The vault of the Prime that a request names; null where it is not there, or has no guardrails. */
export function guardedVault(request: GuardrailRequest, model: ConsoleModel): GuardedVault | null {
  const found = primeOf(request, model)
  const guardrails = found?.prime.vault.guardrails
  return found && guardrails ? { ...found, guardrails, model } : null
}

/** What the vault stores of its guardrails. */
export const storedRails = ({ prime }: GuardedVault): Leaf<Guardrails> => storedGuardrails(prime.vault)

/** The right that every move of a guardrail takes. */
export function operatorPermission({ prime }: GuardedVault, from: Address): Requirement {
  return {
    id: 'operator',
    says: {
      holds: `${from} holds GUARDRAIL_ROLE on ${prime.name}'s vault`,
      fails: `${from} does not hold GUARDRAIL_ROLE on ${prime.name}'s vault`,
    },
    holds: isGuardrailOperator(prime, from),
    weight: 'blocks',
  }
}

/** Whether the vault accepts it. @param text of a verdict; it gives the reason where there is one */
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

/** A value of the guardrails that a call sets, by its path below them. */
export interface Setting {
  readonly path: keyof GuardrailModel
  readonly value: unknown
  readonly timed?: boolean
}

/**
 * What the call sets, and which of the vault's own views it moves.
 *
 * @param after the guardrails after the call
 */
export function guardrailEffects(
  { model, generator, prime }: GuardedVault,
  settings: readonly Setting[],
  after: (before: Guardrails, idle: Wad) => Guardrails,
): readonly Effect[] {
  const path = `generators/${generator.id}/primes/${prime.id}/vault`
  const { vault } = prime
  const moved = attempt(
    combine({ stored: storedVault(vault), shares: vault.generatorShares }, (known) => known),
    ({ stored, shares }) => {
      const before = ownViews(stored, shares, model.time)
      const then = ownViews(
        { ...stored, guardrails: after(stored.guardrails, stored.idle) },
        shares,
        model.time,
      )
      return then.filter(({ value }, index) => value !== before[index]?.value)
    },
  )
  return [
    ...settings.map((setting) => ({
      path: `${path}/guardrails/${setting.path}`,
      after: { value: setting.value },
      ...(setting.timed ? { timed: true } : {}),
    })),
    ...(moved.ok ? moved.value : []).map(({ view, value }) => ({
      path: `${path}/${view}`,
      after: { value },
      timed: true,
    })),
  ]
}

/** What the vault itself says of its guardrails at time `t` [s], in views that are read as cross-checks. */
const ownViews = (vault: Vault, shares: Shares, t: Seconds) =>
  [
    { view: 'guardrails/contractMaxTake', value: maxTake(vault.guardrails, vault.idle, t) },
    { view: 'contractMaxWithdraw', value: maxWithdraw(vault, shares, t) },
  ] as const
