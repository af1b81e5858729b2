import { MAX_UINT256, min, WAD } from '@/lib/math'

/** Within what the operator of a vault moves its guardrails. Names are those of the contract. */
export interface GuardrailBounds {
  /** Share of idle assets per period [wad]. */
  readonly minShare: bigint
  readonly maxShare: bigint
  /** [s] */
  readonly minPeriod: bigint
  readonly maxPeriod: bigint
  /** [unit of the asset] */
  readonly minBuffer: bigint
  readonly maxBuffer: bigint
  /** Longest pause [s]; 0 for none. */
  readonly maxPause: bigint
  /** Time after the end of a pause before the next [s]. */
  readonly coolDown: bigint
}

/** What a vault stores of its guardrails. Names are those of the contract. */
export interface Guardrails {
  /** Share of idle assets that may leave per period [wad]. */
  readonly share: bigint
  /** Length of a period [s]; 0 for no policy. */
  readonly period: bigint
  /** When the period in which was taken last began [unix s]; 0 for none. */
  readonly periodStart: bigint
  /** What was idle then. */
  readonly periodIdle: bigint
  /** What left in it. */
  readonly periodTaken: bigint
  /** What a take must leave. */
  readonly buffer: bigint
  /** First second at which takes are not paused any more [unix s]; 0 where they never were. */
  readonly takesPausedUntil: bigint
  /** The same of withdrawals and redemptions. */
  readonly withdrawalsPausedUntil: bigint
  readonly bounds: GuardrailBounds
}

/** What a vault without guardrails amounts to, and what a new one has. */
export const NO_GUARDRAILS: Guardrails = {
  share: 0n,
  period: 0n,
  periodStart: 0n,
  periodIdle: 0n,
  periodTaken: 0n,
  buffer: 0n,
  takesPausedUntil: 0n,
  withdrawalsPausedUntil: 0n,
  bounds: {
    minShare: 0n,
    maxShare: 0n,
    minPeriod: 0n,
    maxPeriod: 0n,
    minBuffer: 0n,
    maxBuffer: 0n,
    maxPause: 0n,
    coolDown: 0n,
  },
}

/** What can be paused, each with an end and a cool-down of its own. */
export type PauseKind = 'takes' | 'withdrawals'

/** First second at which it is not paused any more [unix s]; 0 where it never was. */
export function pausedUntil(guardrails: Guardrails, kind: PauseKind): bigint {
  return kind === 'takes' ? guardrails.takesPausedUntil : guardrails.withdrawalsPausedUntil
}

/** @param t unix time [s] */
export function isPaused(guardrails: Guardrails, kind: PauseKind, t: bigint): boolean {
  return t < pausedUntil(guardrails, kind)
}

/** First second at which it can be paused again [unix s]; 0 where nothing has to be waited for. */
export function coolDownEnds(guardrails: Guardrails, kind: PauseKind): bigint {
  const until = pausedUntil(guardrails, kind)
  return until === 0n ? 0n : until + guardrails.bounds.coolDown
}

/** Whether what was taken last still counts. @param t unix time [s] */
export function periodRuns({ period, periodStart }: Guardrails, t: bigint): boolean {
  return periodStart > 0n && t - periodStart < period
}

/**
 * First second at which what was taken until now no longer counts [unix s]; null while nothing does.
 *
 * @param t unix time [s]
 */
export function periodEnds(guardrails: Guardrails, t: bigint): bigint | null {
  return periodRuns(guardrails, t) ? guardrails.periodStart + guardrails.period : null
}

/** What the policy lets out in a period that begins with so much idle, rounded down. */
export function policyAllowance({ share }: Pick<Guardrails, 'share'>, idle: bigint): bigint {
  return (idle * share) / WAD
}

/**
 * The least that must be idle at the beginning of a period for the policy to let an amount out; null where no amount
 * of idle assets does.
 */
export function idleForPolicy({ share }: Pick<Guardrails, 'share'>, amount: bigint): bigint | null {
  if (amount === 0n) return 0n
  return share === 0n ? null : (amount * WAD + share - 1n) / share
}

/**
 * What the policy still lets out at time t; 2^256 − 1 without a policy. Without a running period, a take would begin one.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function policyLeft(guardrails: Guardrails, idle: bigint, t: bigint): bigint {
  if (guardrails.period === 0n) return MAX_UINT256
  if (!periodRuns(guardrails, t)) return policyAllowance(guardrails, idle)
  return atLeastZero(policyAllowance(guardrails, guardrails.periodIdle) - guardrails.periodTaken)
}

/** What the buffer leaves to takes. @param idle what the vault holds */
export function aboveBuffer({ buffer }: Pick<Guardrails, 'buffer'>, idle: bigint): bigint {
  return atLeastZero(idle - buffer)
}

/**
 * What one take lets through at time t, apart from what is deposited in its own transaction.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function maxTake(guardrails: Guardrails, idle: bigint, t: bigint): bigint {
  if (isPaused(guardrails, 'takes', t)) return 0n
  return min(policyLeft(guardrails, idle, t), aboveBuffer(guardrails, idle))
}

const atLeastZero = (value: bigint): bigint => (value > 0n ? value : 0n)
