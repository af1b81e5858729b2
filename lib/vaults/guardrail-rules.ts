import { max, WAD } from '@/lib/math'
import { coolDownEnds, type Guardrails, isPaused, type PauseKind } from './guardrails'

/** What a call pauses, or ends the pause of. */
export interface PauseScope {
  readonly takes: boolean
  readonly withdrawals: boolean
}

export interface PauseRequest extends PauseScope {
  /** [s] */
  readonly duration: bigint
}

export interface Policy {
  /** Share of settled idle assets that may leave at once, and refills [wad]. */
  readonly share: bigint
  /** [s]; 0 with a share of 0 ends the policy. */
  readonly period: bigint
}

/** Who moves a guardrail: the operator within the bounds, or governance. */
export type Mover = 'operator' | 'governance'

/** The reasons with which a vault refuses to move a guardrail. */
export type GuardrailRefusal =
  | 'SparkVault/nothing-to-pause'
  | 'SparkVault/zero-pause'
  | 'SparkVault/pause-too-long'
  | 'SparkVault/cool-down'
  | 'SparkVault/not-paused'
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
      /** From when it would pass, where that is a matter of time [unix s]. */
      readonly at?: bigint
    }

const PASSES: GuardrailVerdict = { ok: true }
const refuse = (reason: GuardrailRefusal): GuardrailVerdict => ({ ok: false, reason })

/** The kinds that a scope names. */
export const kindsOf = ({ takes, withdrawals }: PauseScope): readonly PauseKind[] => [
  ...(takes ? (['takes'] as const) : []),
  ...(withdrawals ? (['withdrawals'] as const) : []),
]

/** Whether `pause` passes at time t, for whoever may. @param t unix time [s] */
export function judgePause(guardrails: Guardrails, request: PauseRequest, t: bigint): GuardrailVerdict {
  const kinds = kindsOf(request)
  if (kinds.length === 0) return refuse('SparkVault/nothing-to-pause')
  if (request.duration === 0n) return refuse('SparkVault/zero-pause')
  if (request.duration > guardrails.bounds.maxPause) return refuse('SparkVault/pause-too-long')
  const at = max(t, ...kinds.map((kind) => coolDownEnds(guardrails, kind)))
  return at > t ? { ok: false, reason: 'SparkVault/cool-down', at } : PASSES
}

/** Whether `unpause` passes at time t, for whoever may. @param t unix time [s] */
export function judgeUnpause(guardrails: Guardrails, scope: PauseScope, t: bigint): GuardrailVerdict {
  const kinds = kindsOf(scope)
  const all = kinds.length > 0 && kinds.every((kind) => isPaused(guardrails, kind, t))
  return all ? PASSES : refuse('SparkVault/not-paused')
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
  assets: bigint,
  by: Mover,
): GuardrailVerdict {
  const within = assets >= bounds.minBuffer && assets <= bounds.maxBuffer
  return by === 'governance' || within ? PASSES : refuse('SparkVault/buffer-out-of-bounds')
}

/** The guardrails after a `pause` or `unpause` that passes: what it names ends at `until` [unix s]. */
export function withPauses(guardrails: Guardrails, scope: PauseScope, until: bigint): Guardrails {
  return {
    ...guardrails,
    takesPausedUntil: scope.takes ? until : guardrails.takesPausedUntil,
    withdrawalsPausedUntil: scope.withdrawals ? until : guardrails.withdrawalsPausedUntil,
  }
}
