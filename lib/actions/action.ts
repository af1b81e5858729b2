import type { Address, Hex } from 'viem'
import type { Effect } from '@/lib/console/diff'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { Leaf } from '@/lib/leaf'
import type { PauseScope } from '@/lib/vaults'
import type { SafeRoute } from './safe/through-safe'

/** What somebody wants done, as it can be put into a link: nothing of it was read from a chain. */
export type ActionRequest =
  | ({ readonly kind: 'freeze-relayer'; readonly relayer: Address } & FreezeTarget)
  | ({ readonly kind: 'freeze-all' } & FreezeTarget)
  | { readonly kind: 'pause-timelock' }
  | { readonly kind: 'stop-configurator' }
  | { readonly kind: 'guardian-freeze'; readonly beam: Address }
  | RevokeRequest
  | LimitRequest
  | MigrateRequest
  | RollbackRequest
  | GuardrailRequest

interface Routed {
  /** The Safe that is to do it; without it the account does it itself. */
  readonly through?: Address
}

interface FreezeTarget extends Routed {
  readonly generator: Address
}

export interface RevokeRequest extends Routed {
  readonly kind: 'revoke-cbeam'
  readonly cBeam: Address
}

export interface LimitRequest {
  readonly kind: 'raise-limit' | 'lower-limit' | 'remove-limit'
  readonly generator: Address
  readonly key: Hex
  readonly maxAmount: bigint
  /** [units/s] */
  readonly slope: bigint
}

/** A step of a Prime's migration, by a relayer. */
export interface MigrateRequest extends PrimeTarget {
  /** Over to the Generator's ilk, or back. */
  readonly kind: 'migrate' | 'migrate-back'
  /** Name of the legacy ilk. */
  readonly ilk: string
  /** What to move at most [wad]. */
  readonly amount: bigint
}

/** Reopens the legacy surface of a Prime, by a cBEAM. */
export interface RollbackRequest extends PrimeTarget {
  readonly kind: 'rollback'
}

/** What an operator of a Prime's vault does with its guardrails. */
export type GuardrailRequest =
  | PauseVaultRequest
  | UnpauseVaultRequest
  | WithdrawalPolicyRequest
  | LiquidityBufferRequest

/** Stops takes, withdrawals or both for a time. */
export interface PauseVaultRequest extends PrimeTarget, PauseScope {
  readonly kind: 'pause-vault'
  /** [s] */
  readonly duration: bigint
}

/** Ends the pause of takes, withdrawals or both. */
export interface UnpauseVaultRequest extends PrimeTarget, PauseScope {
  readonly kind: 'unpause-vault'
}

export interface WithdrawalPolicyRequest extends PrimeTarget {
  readonly kind: 'set-withdrawal-policy'
  /** Share of settled idle assets that may leave at once, and refills [wad]. */
  readonly share: bigint
  /** [s] */
  readonly period: bigint
}

export interface LiquidityBufferRequest extends PrimeTarget {
  readonly kind: 'set-liquidity-buffer'
  /** What takes must leave in the vault [unit of the asset]. */
  readonly assets: bigint
}

interface PrimeTarget {
  readonly generator: Address
  /** Slug of the Prime. */
  readonly prime: string
}

/** An action built from a model: pure data, complete and frozen. Simulation, review and signing only read it. */
export interface Action {
  readonly request: ActionRequest
  /** Verb and object, as on the button: "Freeze relayer 0x…". Addresses in full. */
  readonly title: string
  /** Emergency actions are exempt from the daily window and stay possible when rights could not be read. */
  readonly emergency: boolean
  readonly from: Address
  /** Sent one after the other, each its own transaction. */
  readonly calls: readonly ActionCall[]
  /** The right it takes. */
  readonly permission: Requirement
  readonly requirements: readonly Requirement[]
  /** Every read value that it changes, stated before anything is simulated. */
  readonly effects: readonly Effect[]
  /** Every event that it makes contracts emit, stated before anything is simulated. */
  readonly events: readonly ExpectedEvent[]
  /** What no longer works afterwards, in sentences. */
  readonly disables: readonly string[]
  /** Who can undo it, how, and how soon. */
  readonly undo: string
  /** What is left to do where there are several calls and a Safe cannot make them in one transaction. */
  readonly oneByOne?: string
  /** Set where a Safe takes the action: its calls are then those of the account towards it. */
  readonly through?: SafeRoute
}

export interface ActionCall {
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
  /** The call that it makes in its turn, where the called contract swallows the reason of a revert. */
  readonly inner?: { readonly from: Address; readonly to: Address; readonly data: Hex }
}

/** Something that must hold for the action to make sense. */
export interface Requirement {
  readonly id: string
  /** As a statement, with the time where one waits for it: "Next increase 07:00 UTC, in 6 h 12 min". */
  readonly text: string
  readonly holds: Leaf<boolean>
  /** `confirm`: a person may override it by typing; `warn`: it only has to be read. */
  readonly weight: 'blocks' | 'confirm' | 'warn'
}

/** What stands in the way: nothing, something known, or something that could not be checked. */
export type Readiness =
  | { readonly state: 'ready' }
  | { readonly state: 'blocked'; readonly because: readonly Requirement[] }
  | { readonly state: 'unknown'; readonly because: readonly Requirement[] }

/**
 * Whether the action can be offered. A requirement that could not be checked never blocks an emergency action: it
 * is offered with the warning.
 */
export function readinessOf({ permission, requirements, emergency }: Action): Readiness {
  const binding = [permission, ...requirements].filter(({ weight }) => weight === 'blocks')
  const broken = binding.filter(({ holds }) => holds.ok && !holds.value)
  if (broken.length > 0) return { state: 'blocked', because: broken }
  const unsure = binding.filter(({ holds }) => !holds.ok)
  if (unsure.length === 0) return { state: 'ready' }
  return { state: emergency ? 'unknown' : 'blocked', because: unsure }
}
