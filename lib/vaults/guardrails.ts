import { MAX_UINT256, max, min, WAD } from '@/lib/math'
import type { Guardrails } from './guardrail-state'
import { held, settledOf, settlings } from './settling'

/** What a vault without guardrails amounts to, and what a new one has. */
export const NO_GUARDRAILS: Guardrails = {
  share: 0n,
  period: 0n,
  lastLeft: 0n,
  lastUpdated: 0n,
  youngSince: 0n,
  youngLast: 0n,
  oldLast: 0n,
  heldUntil: 0n,
  youngAssets: 0n,
  oldAssets: 0n,
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

/** What can be paused, each with pauses of its own. */
export type PauseKind = 'takes' | 'withdrawals'

/** First second at which it is not paused any more [unix s]; 0 where it never was. */
export function pausedUntil(guardrails: Guardrails, kind: PauseKind): bigint {
  return kind === 'takes' ? guardrails.takesPausedUntil : guardrails.withdrawalsPausedUntil
}

/** @param t unix time [s] */
export function isPaused(guardrails: Guardrails, kind: PauseKind, t: bigint): boolean {
  return t < pausedUntil(guardrails, kind)
}

/** What the policy lets out of so much that counts, once it is full; rounded down. */
export function policyAllowance({ share }: Pick<Guardrails, 'share'>, settled: bigint): bigint {
  return (settled * share) / WAD
}

/** The least that must count for the policy to let an amount out; null where no amount does. */
export function idleForPolicy({ share }: Pick<Guardrails, 'share'>, amount: bigint): bigint | null {
  if (amount === 0n) return 0n
  return share === 0n ? null : (amount * WAD + share - 1n) / share
}

/**
 * What the policy lets out at time t: what it did after the last take, and what refilled since, up to its share;
 * 2^256 − 1 without a policy.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function policyLeft(guardrails: Guardrails, idle: bigint, t: bigint): bigint {
  const { period, lastLeft, lastUpdated } = guardrails
  if (period === 0n) return MAX_UINT256
  const most = policyAllowance(guardrails, settledOf(guardrails, idle, t))
  const time = t - lastUpdated
  return time >= period ? most : min(most, lastLeft + (most * time) / period)
}

/** The first time in [from, ∞) at which the policy lets an amount out, or the most that it ever does of so much idle. */
export function policyOpens(
  guardrails: Guardrails,
  idle: bigint,
  amount: bigint,
  from: bigint,
): { readonly at: bigint; readonly most?: never } | { readonly most: bigint; readonly at?: never } {
  if (policyLeft(guardrails, idle, from) >= amount) return { at: from }
  const { period, lastLeft, lastUpdated } = guardrails
  const begins = [from, ...settlings(guardrails, from)]
  for (const [index, begin] of begins.entries()) {
    const most = policyAllowance(guardrails, settledOf(guardrails, idle, begin))
    if (most < amount) continue
    // Rounded up: the second in which so much has refilled.
    const refill = amount > lastLeft ? ((amount - lastLeft) * period + most - 1n) / most : 0n
    const at = max(begin, lastUpdated + refill)
    const next = begins[index + 1]
    if (next === undefined || at < next) return { at }
  }
  return { most: policyAllowance(guardrails, idle) }
}

/**
 * First second at which the policy lets out all of its share of what counts now [unix s]; null while it does.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function policyFullAt(guardrails: Guardrails, idle: bigint, t: bigint): bigint | null {
  if (guardrails.period === 0n) return null
  // Deposits that settle later would make it another share.
  const settled = settledOf(guardrails, idle, t)
  const counted = { ...guardrails, youngAssets: 0n, oldAssets: 0n }
  const { at } = policyOpens(counted, settled, policyAllowance(counted, settled), t)
  return at === undefined || at === t ? null : at
}

/** What the buffer leaves to takes. @param settled what is idle and counts */
export function aboveBuffer({ buffer }: Pick<Guardrails, 'buffer'>, settled: bigint): bigint {
  return atLeastZero(settled - buffer)
}

/**
 * What one take lets through at time t, apart from what is granted as credit in its own transaction.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function maxTake(guardrails: Guardrails, idle: bigint, t: bigint): bigint {
  if (isPaused(guardrails, 'takes', t)) return 0n
  if (guardrails.period === 0n && guardrails.buffer === 0n) return idle
  return min(policyLeft(guardrails, idle, t), aboveBuffer(guardrails, settledOf(guardrails, idle, t)))
}

/**
 * The guardrails after a policy is set at time t: it begins with what both, the old and the new, let out.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function withPolicy(
  guardrails: Guardrails,
  { share, period }: Pick<Guardrails, 'share' | 'period'>,
  idle: bigint,
  t: bigint,
): Guardrails {
  const set = { ...held(guardrails, t), share, period }
  if (period === 0n) return set
  const most = policyAllowance(set, settledOf(guardrails, idle, t))
  return { ...set, lastLeft: min(policyLeft(guardrails, idle, t), most), lastUpdated: t }
}

const atLeastZero = (value: bigint): bigint => (value > 0n ? value : 0n)
