import { excess, MAX_UINT256, max, min, type Seconds, sub, WAD, type Wad, wad } from '@/lib/math'
import type { Guardrails } from './guardrail-state'
import { countedOut, held, settledOf, settlings } from './settling'

const NOTHING = wad(0n)

/** What the policy lets out where there is no policy. */
const EVERYTHING = wad(MAX_UINT256)

/** The guardrails of a vault that has none, and of a new vault. */
export const NO_GUARDRAILS: Guardrails = {
  share: NOTHING,
  period: 0n,
  lastLeft: NOTHING,
  lastUpdated: 0n,
  youngSince: 0n,
  youngLast: 0n,
  oldLast: 0n,
  heldUntil: 0n,
  youngAssets: NOTHING,
  oldAssets: NOTHING,
  buffer: NOTHING,
  takesPausedUntil: 0n,
  withdrawalsPausedUntil: 0n,
  bounds: {
    minShare: NOTHING,
    maxShare: NOTHING,
    minPeriod: 0n,
    maxPeriod: 0n,
    minBuffer: NOTHING,
    maxBuffer: NOTHING,
    maxPause: 0n,
    coolDown: 0n,
  },
}

/** What can be paused; each kind has pauses of its own. */
export type PauseKind = 'takes' | 'withdrawals'

/** First second at which it is no longer paused [unix s]; 0 where it never was. */
export function pausedUntil(guardrails: Guardrails, kind: PauseKind): bigint {
  return kind === 'takes' ? guardrails.takesPausedUntil : guardrails.withdrawalsPausedUntil
}

/** @param t unix time [s] */
export function isPaused(guardrails: Guardrails, kind: PauseKind, t: Seconds): boolean {
  return t < pausedUntil(guardrails, kind)
}

/** What a full policy lets out of `settled`, rounded down. */
export function policyAllowance({ share }: Pick<Guardrails, 'share'>, settled: Wad): Wad {
  return wad((settled * share) / WAD)
}

/** The least that must count for the policy to let an amount out; null where no amount does. */
export function idleForPolicy({ share }: Pick<Guardrails, 'share'>, amount: Wad): Wad | null {
  if (amount === 0n) return NOTHING
  return share === 0n ? null : wad((amount * WAD + share - 1n) / share)
}

/**
 * What the policy lets out at time t: what was left after the last take, plus what has refilled since, up to its share;
 * 2^256 − 1 without a policy.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function policyLeft(guardrails: Guardrails, idle: Wad, t: Seconds): Wad {
  const { period, lastLeft, lastUpdated } = guardrails
  if (period === 0n) return EVERYTHING
  const most = policyAllowance(guardrails, settledOf(guardrails, idle, t))
  const time = t - lastUpdated
  return time >= period ? most : wad(min<bigint>(most, lastLeft + (most * time) / period))
}

/**
 * The first time in [from, ∞) at which the policy lets an amount out, or the most that it ever lets out of the present
 * idle funds.
 */
export function policyOpens(
  guardrails: Guardrails,
  idle: Wad,
  amount: Wad,
  from: Seconds,
): { readonly at: Seconds; readonly most?: never } | { readonly most: Wad; readonly at?: never } {
  if (policyLeft(guardrails, idle, from) >= amount) return { at: from }
  const { period, lastLeft, lastUpdated } = guardrails
  const begins = [from, ...settlings(guardrails, from)]
  for (const [index, begin] of begins.entries()) {
    const most = policyAllowance(guardrails, settledOf(guardrails, idle, begin))
    if (most < amount) continue
    // Rounded up: the second in which enough has refilled.
    const refill = amount > lastLeft ? ((amount - lastLeft) * period + most - 1n) / most : 0n
    const at = max(begin, lastUpdated + refill)
    const next = begins[index + 1]
    if (next === undefined || at < next) return { at }
  }
  return { most: policyAllowance(guardrails, idle) }
}

/**
 * First second at which the policy lets out all of its share of what counts now [unix s]; null where it already does.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function policyFullAt(guardrails: Guardrails, idle: Wad, t: Seconds): bigint | null {
  if (guardrails.period === 0n) return null
  // Deposits that settle later would change the share.
  const settled = settledOf(guardrails, idle, t)
  const counted = { ...guardrails, youngAssets: NOTHING, oldAssets: NOTHING }
  const { at } = policyOpens(counted, settled, policyAllowance(counted, settled), t)
  return at === undefined || at === t ? null : at
}

/**
 * How much the buffer leaves to takes.
 * @param settled what is idle and counts
 */
export function aboveBuffer({ buffer }: Pick<Guardrails, 'buffer'>, settled: Wad): Wad {
  return excess(settled, buffer)
}

/**
 * What one take lets through at time t, without what is granted as credit in its own transaction.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function maxTake(guardrails: Guardrails, idle: Wad, t: Seconds): Wad {
  if (isPaused(guardrails, 'takes', t)) return NOTHING
  if (guardrails.period === 0n && guardrails.buffer === 0n) return idle
  return min(policyLeft(guardrails, idle, t), aboveBuffer(guardrails, settledOf(guardrails, idle, t)))
}

/**
 * The guardrails after a take at time t, if it passes, without credit. It uses up the policy; without policy and buffer
 * it takes what counts first.
 *
 * @param idle what the vault holds before it
 * @param t unix time [s]
 */
export function afterTakeOut(guardrails: Guardrails, idle: Wad, assets: Wad, t: Seconds): Guardrails {
  if (assets === 0n) return guardrails
  const { period, buffer } = guardrails
  if (period > 0n) {
    return { ...guardrails, lastLeft: sub(policyLeft(guardrails, idle, t), assets), lastUpdated: t }
  }
  if (buffer > 0n) return guardrails
  return countedOut(guardrails, excess(assets, settledOf(guardrails, idle, t)), t)
}

/**
 * The guardrails after a policy is set at time t: it begins with what both the old and the new policy let out.
 *
 * @param idle what the vault holds
 * @param t unix time [s]
 */
export function withPolicy(
  guardrails: Guardrails,
  { share, period }: Pick<Guardrails, 'share' | 'period'>,
  idle: Wad,
  t: Seconds,
): Guardrails {
  const set = { ...held(guardrails, t), share, period }
  if (period === 0n) return set
  const most = policyAllowance(set, settledOf(guardrails, idle, t))
  return { ...set, lastLeft: min(policyLeft(guardrails, idle, t), most), lastUpdated: t }
}
