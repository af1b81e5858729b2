import type { Address } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import type { Action, ActionRequest, GuardrailRequest, RollbackRequest } from './action'
import { freeze } from './freeze'
import { guardianFreeze } from './guardian-freeze'
import type { GuardedVault } from './guardrail-parts'
import { migrate } from './migrate'
import { pauseTimelock } from './pause-timelock'
import { pauseVault, unpauseVault } from './pause-vault'
import { revokeCBeam } from './revoke-cbeam'
import { rollback } from './rollback'
import { throughSafe } from './safe/through-safe'
import { setLiquidityBuffer, setWithdrawalPolicy } from './set-guardrail'
import { retoldLimit, setRateLimit } from './set-rate-limit'
import { stopConfigurator } from './stop-configurator'

export {
  type Action,
  type ActionCall,
  type ActionRequest,
  type GuardrailRequest,
  type LimitRequest,
  type LiquidityBufferRequest,
  type MigrateRequest,
  type PauseVaultRequest,
  type Readiness,
  type Requirement,
  type RevokeRequest,
  type RollbackRequest,
  readinessOf,
  type UnpauseVaultRequest,
  type WithdrawalPolicyRequest,
} from './action'
export { callsOfFreezes, relayersOf } from './freeze'
export { type BuiltAction, changedMeaning, isSettled, type MeaningChange } from './meaning'
export { readBack, readBackInner } from './read-back'
export { type DecodedCall, decodeCall } from './read-back/decode'
export type { ReadBack } from './read-back/statement'
export { callsOfRevocations } from './revoke-cbeam'
export {
  councilSafes,
  type FreezeRequest,
  freezeRoutes,
  freezerSafes,
  freezesThrough,
  isFreeze,
  isRouted,
  type RoutedRequest,
  type Routes,
  revocationsThrough,
  routed,
  routesOf,
} from './routes'
export { type Completion, NONCES_AHEAD, type SafeProposal } from './safe/proposal'
export type { SafeRoute } from './safe/through-safe'
export { approvedWords } from './safe/words'

/**
 * Builds an action for an account from a model, for the model's time.
 * @returns null when the request names something that the model does not have: a Generator, a Prime, a limit, a Safe.
 */
export function buildAction(request: ActionRequest, model: ConsoleModel, from: Address): Action | null {
  const action = build(request, model, from)
  return action && Object.freeze(action)
}

/**
 * A request whose name no longer fits what it would do, under the name that does: a lowering that somebody else has
 * overtaken raises. @returns null where the name still fits
 */
export function retold(request: ActionRequest, { generators }: ConsoleModel): ActionRequest | null {
  switch (request.kind) {
    case 'raise-limit':
    case 'lower-limit':
    case 'remove-limit': {
      const generator = generators.find(({ id }) => id === request.generator)
      const limit = generator?.limits.find(({ id }) => id === request.key)
      return limit ? retoldLimit(request, limit) : null
    }
    default:
      return null
  }
}

function primeOf(request: Pick<RollbackRequest, 'generator' | 'prime'>, { generators }: ConsoleModel) {
  const generator = generators.find(({ id }) => id === request.generator)
  const prime = generator?.primes.find(({ id }) => id === request.prime)
  return generator && prime ? { generator, prime } : null
}

function moveGuardrail(request: GuardrailRequest, where: GuardedVault, from: Address): Action {
  switch (request.kind) {
    case 'pause-vault':
      return pauseVault(request, where, from)
    case 'unpause-vault':
      return unpauseVault(request, where, from)
    case 'set-withdrawal-policy':
      return setWithdrawalPolicy(request, where, from)
    case 'set-liquidity-buffer':
      return setLiquidityBuffer(request, where, from)
  }
}

/** The vault of a Prime, where it has guardrails. */
function guardedVault(request: GuardrailRequest, model: ConsoleModel): GuardedVault | null {
  const found = primeOf(request, model)
  const guardrails = found?.prime.vault.guardrails
  return found && guardrails ? { ...found, guardrails, model } : null
}

function build(request: ActionRequest, model: ConsoleModel, from: Address): Action | null {
  switch (request.kind) {
    case 'freeze-relayer':
    case 'freeze-all': {
      const generator = model.generators.find(({ id }) => id === request.generator)
      if (!generator) return null
      if (request.through === undefined) return freeze(request, generator, model, from)
      const safe = model.safes.find(({ id }) => id === request.through)
      return safe ? throughSafe(request, freeze(request, generator, model, safe.id), safe, model, from) : null
    }
    case 'pause-timelock':
      return pauseTimelock(request, model, from)
    case 'stop-configurator':
      return stopConfigurator(request, model, from)
    case 'guardian-freeze': {
      const { guardians } = model.configurator
      return guardians && guardianFreeze(request, guardians, model, from)
    }
    case 'revoke-cbeam': {
      if (request.through === undefined) return revokeCBeam(request, model, from)
      const safe = model.safes.find(({ id }) => id === request.through)
      return safe ? throughSafe(request, revokeCBeam(request, model, safe.id), safe, model, from) : null
    }
    case 'raise-limit':
    case 'lower-limit':
    case 'remove-limit': {
      const generator = model.generators.find(({ id }) => id === request.generator)
      const limit = generator?.limits.find(({ id }) => id === request.key)
      return generator && limit ? setRateLimit(request, model, generator, limit, from) : null
    }
    case 'migrate':
    case 'migrate-back': {
      const found = primeOf(request, model)
      const ilk = found?.prime.legacy.find(({ id }) => id === request.ilk)
      return found?.prime.migration && ilk
        ? migrate(request, model, found.generator, found.prime, ilk, from)
        : null
    }
    case 'pause-vault':
    case 'unpause-vault':
    case 'set-withdrawal-policy':
    case 'set-liquidity-buffer': {
      const where = guardedVault(request, model)
      return where && moveGuardrail(request, where, from)
    }
    case 'rollback': {
      const found = primeOf(request, model)
      const migration = found?.prime.migration
      return found && migration
        ? rollback(request, model, found.generator, found.prime, migration, from)
        : null
    }
  }
}
