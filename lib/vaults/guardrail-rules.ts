import type { Address } from 'viem'
import { max, type Seconds, WAD, type Wad } from '@/lib/math'
import type { Guardrails } from './guardrail-state'
import { isPaused, type PauseKind } from './guardrails'
import { endOfPauses, isRunning, type Pauses, pausableFrom, withoutPause, withPause } from './pauses'

/** What a call pauses or unpauses. */
export interface PauseScope {
  readonly takes: boolean
  readonly withdrawals: boolean
}

export interface PauseRequest extends PauseScope {
  /** [s] */
  readonly duration: Seconds
}

export interface Policy {
  /** Share of settled idle assets that may leave at once, and refills [wad]. */
  readonly share: Wad
  /** [s]; 0 with a share of 0 ends the policy. */
  readonly period: Seconds
}

/** Who changes a guardrail: an operator within the bounds, or governance. */
export type Mover = 'operator' | 'governance'

/** The reasons with which a vault refuses to change a guardrail. */
export type GuardrailRefusal =
  | 'SparkVault/nothing-to-pause'
  | 'SparkVault/zero-pause'
  | 'SparkVault/pause-too-long'
  | 'SparkVault/cool-down'
  | 'SparkVault/not-paused'
  | 'SparkVault/pause-of-another'
  | 'SparkVault/share-too-high'
  | 'SparkVault/zero-period'
  | 'SparkVault/share-out-of-bounds'
  | 'SparkVault/period-out-of-bounds'
  | 'SparkVault/buffer-out-of-bounds'

export type GuardrailVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly reason: GuardrailRefusal
      /** From when it would pass, where only time is missing [unix s]. */
      readonly at?: Seconds
    }

const PASSES: GuardrailVerdict = { ok: true }
const refuse = (reason: GuardrailRefusal): GuardrailVerdict => ({ ok: false, reason })

/** The kinds that a scope names. */
export const kindsOf = ({ takes, withdrawals }: PauseScope): readonly PauseKind[] => [
  ...(takes ? (['takes'] as const) : []),
  ...(withdrawals ? (['withdrawals'] as const) : []),
]

/** Who pauses, or ends a pause. */
export interface Pauser {
  readonly account: Address
  readonly as: Mover
}

type PauseState = Pick<Guardrails, 'bounds' | 'takesPausedUntil' | 'withdrawalsPausedUntil'> & {
  readonly pauses: Pauses
}

/** Whether `pause` by somebody passes at time t. @param t unix time [s] */
export function judgePause(
  { bounds, pauses }: Pick<PauseState, 'bounds' | 'pauses'>,
  request: PauseRequest,
  by: Pauser,
  t: Seconds,
): GuardrailVerdict {
  const kinds = kindsOf(request)
  if (kinds.length === 0) return refuse('SparkVault/nothing-to-pause')
  if (request.duration === 0n) return refuse('SparkVault/zero-pause')
  if (request.duration > bounds.maxPause) return refuse('SparkVault/pause-too-long')
  if (by.as === 'governance') return PASSES
  const at = max(t, ...kinds.map((kind) => pausableFrom(pauses[kind], by.account, bounds)))
  return at > t ? { ok: false, reason: 'SparkVault/cool-down', at } : PASSES
}

/** Whether `unpause` by somebody passes at time t: governance ends every pause, an operator its own. @param t unix time [s] */
export function judgeUnpause(
  guardrails: Guardrails & Pick<PauseState, 'pauses'>,
  scope: PauseScope,
  by: Pauser,
  t: Seconds,
): GuardrailVerdict {
  const kinds = kindsOf(scope)
  if (kinds.length === 0) return refuse('SparkVault/not-paused')
  // The vault checks kind by kind, too.
  for (const kind of kinds) {
    if (!isPaused(guardrails, kind, t)) return refuse('SparkVault/not-paused')
    const own = by.as === 'governance' || isRunning(guardrails.pauses[kind], by.account, t)
    if (!own) return refuse('SparkVault/pause-of-another')
  }
  return PASSES
}

/** Whether `setWithdrawalPolicy` passes. */
export function judgePolicy(
  { bounds }: Pick<Guardrails, 'bounds'>,
  { share, period }: Policy,
  by: Mover,
): GuardrailVerdict {
  if (share > WAD) return refuse('SparkVault/share-too-high')
  const ends = by === 'governance' && share === 0n
  if (period === 0n && !ends) return refuse('SparkVault/zero-period')
  if (by === 'governance') return PASSES
  if (share < bounds.minShare || share > bounds.maxShare) return refuse('SparkVault/share-out-of-bounds')
  if (period < bounds.minPeriod || period > bounds.maxPeriod) return refuse('SparkVault/period-out-of-bounds')
  return PASSES
}

/** Whether `setLiquidityBuffer` passes. */
export function judgeBuffer(
  { bounds }: Pick<Guardrails, 'bounds'>,
  assets: Wad,
  by: Mover,
): GuardrailVerdict {
  const within = assets >= bounds.minBuffer && assets <= bounds.maxBuffer
  return by === 'governance' || within ? PASSES : refuse('SparkVault/buffer-out-of-bounds')
}

/** The pauses after a `pause` of an account that passes at time t. @param t unix time [s] */
export function afterPause(pauses: Pauses, request: PauseRequest, account: Address, t: Seconds): Pauses {
  const pause = { by: account, start: t, until: t + request.duration }
  return {
    takes: request.takes ? withPause(pauses.takes, pause) : pauses.takes,
    withdrawals: request.withdrawals ? withPause(pauses.withdrawals, pause) : pauses.withdrawals,
  }
}

/** The pauses after an `unpause` of an operator that passes at time t. @param t unix time [s] */
export function afterUnpause(pauses: Pauses, scope: PauseScope, account: Address, t: Seconds): Pauses {
  return {
    takes: scope.takes ? withoutPause(pauses.takes, account, t) : pauses.takes,
    withdrawals: scope.withdrawals ? withoutPause(pauses.withdrawals, account, t) : pauses.withdrawals,
  }
}

/** The guardrails with the ends of these pauses. */
export function withPauses(guardrails: Guardrails, { takes, withdrawals }: Pauses): Guardrails {
  return {
    ...guardrails,
    takesPausedUntil: endOfPauses(takes),
    withdrawalsPausedUntil: endOfPauses(withdrawals),
  }
}
