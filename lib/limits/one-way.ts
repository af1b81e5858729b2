import { MAX_UINT256, max, type Seconds, WAD, type Wad } from '@/lib/math'
import { isLocked, type SorlInputs } from './sorl'
import type { LimitParams } from './types'

/** A number that a cBEAM would lower without a way back, or could never lower again. */
export interface OneWayPart {
  readonly part: 'maxAmount' | 'slope'
  /**
   * `hop-not-set`: no increase passes until a hop is set. `cannot-grow`: no sequence of steps leads back. `locks`: an
   * unlimited key without an init accepts no other values from a cBEAM any more.
   */
  readonly reason: 'hop-not-set' | 'cannot-grow' | 'locks'
}

/**
 * The numbers that `next` lowers and that the same cBEAM cannot bring back to their present value, under the present
 * init, hop and maxChange. A number x can be raised to the greater of init and floor(x × maxChange / 1e18), so 0
 * without an init stays 0, and so does 3 at +25 %. Only lowered numbers are listed. *Unlimited* can be reached again
 * only through an init. Governance and a later init can still raise every number.
 */
export function oneWayParts(inputs: SorlInputs, next: LimitParams): OneWayPart[] {
  // Only (2^256 − 1, 0) passes, and it can be set again at any time.
  if (isLocked(inputs)) return []
  if (isLocked({ limit: { ...inputs.limit, ...next }, init: inputs.init })) {
    return [{ part: 'maxAmount', reason: 'locks' }]
  }
  const parts: OneWayPart[] = []
  for (const part of ['maxAmount', 'slope'] as const) {
    const present = inputs.limit[part]
    if (next[part] >= present) continue
    if (inputs.hop === 0n) parts.push({ part, reason: 'hop-not-set' })
    else if (!canReach(present, next[part], inputs.init[part], inputs.maxChange)) {
      parts.push({ part, reason: 'cannot-grow' })
    }
  }
  return parts
}

/** Whether `next` lowers something that the cBEAM cannot raise back: see `oneWayParts`. */
export function isOneWay(inputs: SorlInputs, next: LimitParams): boolean {
  return oneWayParts(inputs, next).length > 0
}

/** Whether steps of the SORL lead from `from` up to `target`. */
function canReach(target: bigint, from: Seconds, init: bigint, maxChange: Wad): boolean {
  const start = max(from, init)
  if (start >= target) return true
  // From any finite amount, unlimited is hundreds of hops away; for people that is no way back.
  if (target === MAX_UINT256) return false
  // Growth never stalls later: if a step adds at least 1 to x, it adds at least 1 to everything above x.
  if ((start * maxChange) / WAD <= start) return false
  // The last step starts from the smallest value that reaches the target, and that step must not overflow.
  const last = (target * WAD + maxChange - 1n) / maxChange
  return last * maxChange <= MAX_UINT256
}
