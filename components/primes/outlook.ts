import { formatCompact } from '@/lib/format'
import { fullAt, limitState, type RateLimit } from '@/lib/limits'
import { MAX_UINT256, max, min, sumOf, type Wad, wad } from '@/lib/math'
import {
  aboveBuffer,
  type Capacity,
  canAdd,
  type FunnelInputs,
  type Guardrails,
  policyAllowance,
  whenCanTake,
} from '@/lib/vaults'
import type { Larger } from '@/lib/words/funnel'

const EVERYTHING = wad(MAX_UINT256)

const DAY = 86_400n

/** The least that a picture of the next days looks ahead [s]. */
export const shortestHorizon = DAY
const STEP = 300n

/**
 * The next amount worth naming above what a Prime can take now: what waiting alone brings, out of what lies idle; else
 * what the Generator can add now. Null where neither brings more, or so little more that it reads the same.
 * @param now [unix s]
 */
export function largerDraw(
  inputs: FunnelInputs,
  { amount }: Pick<Capacity, 'amount'>,
  now: bigint,
): Larger | null {
  const { takeLimit, vault } = inputs.prime
  const byWaiting = reach(takeLimit, vault.guardrails, vault.idle)
  const withGenerator = reach(takeLimit, vault.guardrails, sumOf([vault.idle, canAdd(inputs, now).amount]))
  for (const target of [byWaiting, withGenerator]) {
    if (target <= amount || formatCompact(target, 18) === formatCompact(amount, 18)) continue
    const when = whenCanTake(inputs, target, now)
    if (when.at !== undefined) return { amount: target, when }
  }
  return null
}

/** The most that a take ever lets through of so much idle: out of the limit, a whole period and above the buffer. */
function reach(limit: RateLimit, guardrails: Guardrails, idle: Wad): Wad {
  const period = guardrails.period === 0n ? EVERYTHING : policyAllowance(guardrails, idle)
  return min(mostOf(limit), period, aboveBuffer(guardrails, idle))
}

/** The most that a limit of USDS [wad] ever holds without being changed. */
function mostOf(limit: RateLimit): Wad {
  const state = limitState(limit)
  if (state === 'unlimited') return EVERYTHING
  if (state !== 'limited') return wad(0n)
  return wad(limit.slope === 0n ? limit.lastAmount : limit.maxAmount)
}

/**
 * From when a picture of the next days is drawn [unix s]: the time of the chain in steps of five minutes, so that a
 * second that passes draws nothing anew, but never before the block.
 */
export function drawnFrom(now: bigint, block: bigint): bigint {
  return max(block, now - (now % STEP))
}

/**
 * How far the picture looks ahead [s]: a bit beyond the moment when all limits are full and no
 * pause runs, between one and seven days.
 */
export function horizonOf({ prime, generator }: FunnelInputs, from: bigint): bigint {
  const limits = [prime.takeLimit, prime.depositLimit, prime.withdrawLimit, generator.mintLimit]
  const { takesPausedUntil, withdrawalsPausedUntil } = prime.vault.guardrails
  const last = limits.reduce(
    (latest, one) => max(latest, fullAt(one, from).at ?? from),
    max(from, takesPausedUntil, withdrawalsPausedUntil),
  )
  return min(max(((last - from) * 5n) / 4n, DAY), 7n * DAY)
}
