import type { Address } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import { safeAbi } from '@/lib/safe'
import { deepFreeze } from './deep-freeze'
import { type Action, type ActionRequest, definitionOf, definitions, routingOf } from './kinds'
import { readBackAction, readBackProposal } from './read-back'
import { decoderOf } from './read-back/decode'
import type { Asked, ReadBack } from './read-back/statement'
import type { SafeRoute } from './safe/route'
import { throughSafe } from './safe/through-safe'

export { type ActionReadiness, readinessOf } from './action'
export {
  callsOfCancellations,
  cancellationsThrough,
  cancellerSafes,
  mayCancel,
} from './cancel-operation/action'
export type { CancelOperationRequest } from './cancel-operation/request'
export { type Carried, mostSignatures } from './carried'
export type { ClaimFinalizedRequest } from './claim-finalized/request'
export type { ClaimRewardsRequest, LeaveQueueRequest } from './claim-from-queue/request'
export type { ControllerActionRequest } from './controller-action/request'
export { councilSafes } from './core-council'
export type { CreateDropSpellRequest } from './create-drop-spell/request'
export type { DeleteApprovalRequest } from './delete-approval/request'
export type { DeleteInitRequest } from './delete-init/request'
export { type Derived, derivedIn, derivedThroughSafes, FILLED_IN } from './derived'
export type { ActionCall, Requirement } from './direct'
export type { DropPlanRequest } from './drop-plan/request'
export type { EnterQueueRequest } from './enter-queue/request'
export type { ExecuteOperationRequest } from './execute-operation/request'
export { takesEffect } from './execute-operation/takes-effect'
export type { ExecutePlanRequest } from './execute-plan/request'
export { callsOfFreezes, freezerSafes, freezesThrough, relayersOf } from './freeze/action'
export { type FreezeRequest, isFreeze } from './freeze/request'
export { callsOfFundsFreeze, fundsFreezesThroughSafes } from './freeze-funds/action'
export type { FreezeFundsRequest } from './freeze-funds/request'
export { callsOfGuardianFreeze, guardianFreezesThroughSafes } from './guardian-freeze-all/action'
export type { GuardianFreezeAllRequest } from './guardian-freeze-all/request'
export type { GuardrailRequest } from './guardrail-parts'
export {
  type Action,
  type ActionKind,
  type ActionRequest,
  type FormKind,
  isRouted,
  type RoutedRequest,
  storedRequest,
} from './kinds'
export { callsOfQueues, lctsSafes, queueActsThroughSafes } from './lcts-operator'
export type { LockQueuesRequest } from './lock-queues/request'
export { type BuiltAction, changedMeaning, isSettled, type MeaningChange } from './meaning'
export type { MigrateRequest } from './migrate/request'
export { operatorSafes } from './operator-safes'
export type { PairKind, PairSide } from './pair-cbeam/request'
export type { PauseVaultRequest, UnpauseVaultRequest } from './pause-vault/request'
export { MOST_CAPACITY, MOST_FACTOR, type PublishSettlementRequest } from './publish-settlement/request'
export type { DecodedCall } from './read-back/decode'
export type { ReadBack } from './read-back/statement'
export type { ReplaceKind, ReplaceRequest } from './replace-operator/request'
export { callsOfRevocations, revocationsThrough } from './revoke-cbeam/action'
export type { RevokeRequest } from './revoke-cbeam/request'
export type { RollbackRequest } from './rollback/request'
export { freezeRoutes, type Routes, routed, routesOf } from './routes'
export { nestedSafes, type OffChainSigner, offChainSigners, turnOf } from './safe/carried'
export { NONCES_AHEAD } from './safe/proposal'
export type { Completion, SafeProposal, SafeRoute } from './safe/route'
export { approvedWords } from './safe/words'
export { callsScheduled, proposerSafes, saltFor } from './schedule-operation/action'
export {
  DELAYED_FUNCTIONS,
  type DelayedCall,
  type DelayedFunction,
  mostScheduled,
  type ScheduleRequest,
} from './schedule-operation/request'
export type { LiquidityBufferRequest, WithdrawalPolicyRequest } from './set-guardrail/request'
export { limitSafes } from './set-limits/action'
export { type LimitStep, mostLimits, type SetLimitsRequest } from './set-limits/request'
export type { LimitRequest } from './set-rate-limit/request'
export type { SettleQueuesRequest } from './settle-queues/request'
export { ilkShownAt, type ShownIlk } from './shown-ilk'
export type { Registered, UnregisterRequest } from './unregister/request'
export { leastShares, mostShares } from './vault-shares'
export { callsOfWipes, wiperSafes, wipesThrough } from './wipe-ceiling/action'
export type { WipeCeilingRequest } from './wipe-ceiling/request'

/**
 * Builds an action for an account from a model, for the model's time.
 * @returns null when the request names something that the model does not have: a Generator, a Prime, a limit, a Safe.
 */
export function buildAction(request: ActionRequest, model: ConsoleModel, from: Address): Action | null {
  return deepFreeze(build(request, model, from))
}

function build(request: ActionRequest, model: ConsoleModel, from: Address): Action | null {
  const definition = definitionOf(request)
  const through = 'through' in request && routingOf(request) ? request.through : undefined
  if (through === undefined) return definition.build(request, model, from)
  const safe = model.safes.find(({ id }) => id === through)
  const inner = safe && definition.build(request, model, safe.id)
  return inner ? throughSafe(request, inner, safe, model, from) : null
}

/**
 * The request under another name, where its own no longer fits what it would do. @returns null where the name still fits
 */
export function retold(request: ActionRequest, model: ConsoleModel): ActionRequest | null {
  return (definitionOf(request).retold?.(request, model) ?? null) as ActionRequest | null
}

/** Accounts that have to be read before it can be told what the request does. */
export const accountsAsked = (request: ActionRequest): readonly Address[] =>
  definitionOf(request).asks?.(request) ?? []

/** What signing the request does, in lower case: "freeze relayer". */
export const verbOf = (request: ActionRequest): string => definitionOf(request).verb

/** Decodes calldata; null when no known function has its selector, or when the rest is not exactly its arguments. */
export const decodeCall = decoderOf([...definitions.flatMap(({ abi }) => abi), ...safeAbi])

const askedFor = (request: ActionRequest, model: ConsoleModel): Asked => ({
  decode: decodeCall,
  expected: definitionOf(request).expected(request, model),
})

/** Reads every transaction of an action back from its bytes. For one sent to a Safe, also what the Safe is made to call. */
export function readBack(action: Action, model: ConsoleModel): readonly ReadBack[] {
  return readBackAction(action, model, askedFor(action.request, model))
}

/** What the Safe will call, read from the transaction that its owners approve. It does not depend on who acts next. */
export function readBackInner(
  route: SafeRoute,
  request: ActionRequest,
  model: ConsoleModel,
): readonly ReadBack[] {
  return readBackProposal(route, askedFor(request, model))
}
