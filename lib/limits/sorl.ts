import { MAX_UINT256, max, min, type Seconds, WAD, type Wad } from '@/lib/math'
import { currentLimit, isComputable } from './limit'
import type { LimitParams, Moment, RateLimit } from './types'

/**
 * The second-order rate limit (SORL): how far and how often a cBEAM may raise a limit. These functions mirror
 * `Configurator.setRateLimit`, check by check and in its order.
 */
export interface SorlInputs {
  readonly limit: RateLimit
  /** `BeamState.getInitRateLimits(key, rateLimits)`: granted without steps. */
  readonly init: LimitParams
  /** `BeamState.getHop(rateLimits)`: least time between two increases of a key [s]; 0 is not set. */
  readonly hop: Seconds
  /** `BeamState.getMaxChange(rateLimits)`: greatest factor of an increase [wad]. */
  readonly maxChange: Wad
  /** `Configurator.zzz(rateLimits, key)`: time of the last increase [unix s]; 0 is none. */
  readonly zzz: Seconds
  /** `BeamState.stopped()`. */
  readonly stopped: boolean
  /** `BeamState.rateLimitsCBeams(rateLimits, caller) == 1`; left out when the question is not about a caller. */
  readonly paired?: boolean
}

/** The reasons with which `setRateLimit` reverts; the last is an arithmetic overflow. */
export type ConfiguratorRevert =
  | 'Configurator/stopped'
  | 'Configurator/not-authorized-ratelimits-cBeam'
  | 'Configurator/unlimited-incorrect-params'
  | 'Configurator/exceeds-max-amount'
  | 'Configurator/exceeds-max-slope'
  | 'Configurator/hop-not-set'
  | 'Configurator/increment-too-soon'
  | 'Panic(0x11)'

export type ChangeKind = 'increase' | 'decrease' | 'same'

export type Judgement =
  | { readonly ok: true; readonly kind: ChangeKind }
  | {
      readonly ok: false
      readonly reason: ConfiguratorRevert
      /** From when the same call passes [unix s], where only time is missing. */
      readonly at?: Seconds
    }

/** (2^256 − 1, 0). A key with a slope above 0 can be unlimited as well, but is not protected. */
export function isUnlimited({ maxAmount, slope }: LimitParams): boolean {
  return maxAmount === MAX_UINT256 && slope === 0n
}

/**
 * Whether a cBEAM can set nothing but (2^256 − 1, 0), at once and at any time: because of its init, or because it has
 * no init and is unlimited now, like the emergency exits.
 */
export function isLocked({ limit, init }: Pick<SorlInputs, 'limit' | 'init'>): boolean {
  const hasInit = init.maxAmount !== 0n || init.slope !== 0n
  return isUnlimited(hasInit ? init : limit)
}

/** Whether the change needs and uses up a hop. Lowering one number while raising the other does, too. */
export function isIncrease(limit: LimitParams, next: LimitParams): boolean {
  return next.maxAmount > limit.maxAmount || next.slope > limit.slope
}

/** What `setRateLimit(rateLimits, key, next)` does at time t [unix s]: passes, or the reason of its revert. */
export function judge(inputs: SorlInputs, next: LimitParams, t: Seconds): Judgement {
  const { limit, init, hop, zzz } = inputs
  if (inputs.stopped) return refuse('Configurator/stopped')
  if (inputs.paired === false) return refuse('Configurator/not-authorized-ratelimits-cBeam')

  if (isLocked(inputs)) {
    return isUnlimited(next) ? pass(limit, next) : refuse('Configurator/unlimited-incorrect-params')
  }

  const amountAllowed = allows(next.maxAmount, limit.maxAmount, init.maxAmount, inputs.maxChange)
  if (amountAllowed === 'overflow') return refuse('Panic(0x11)')
  if (!amountAllowed) return refuse('Configurator/exceeds-max-amount')
  const slopeAllowed = allows(next.slope, limit.slope, init.slope, inputs.maxChange)
  if (slopeAllowed === 'overflow') return refuse('Panic(0x11)')
  if (!slopeAllowed) return refuse('Configurator/exceeds-max-slope')

  if (isIncrease(limit, next)) {
    if (hop === 0n) return refuse('Configurator/hop-not-set')
    const at = zzz + hop
    if (at > MAX_UINT256) return refuse('Panic(0x11)')
    if (t < at) return { ok: false, reason: 'Configurator/increment-too-soon', at }
  }
  return isComputable(limit, t) ? pass(limit, next) : refuse('Panic(0x11)')
}

/** How far a cBEAM may go in one step, once it may take a step. */
export interface AllowedBand extends LimitParams {
  /** Nothing but (2^256 − 1, 0) is accepted. */
  readonly unlimitedOnly: boolean
}

/**
 * The greatest maximum and the greatest slope that one call may set, each separately: the greatest of init, present
 * value and floor(present × maxChange / 1e18). Everything below is allowed too, unless `unlimitedOnly`. Whether a step
 * may be taken yet is up to `nextIncreaseAt`.
 */
export function allowedBand({ limit, init, maxChange }: SorlInputs): AllowedBand {
  if (isLocked({ limit, init })) return { maxAmount: MAX_UINT256, slope: 0n, unlimitedOnly: true }
  return {
    maxAmount: ceiling(limit.maxAmount, init.maxAmount, maxChange),
    slope: ceiling(limit.slope, init.slope, maxChange),
    unlimitedOnly: false,
  }
}

/** Why waiting brings no increase. `at-ceiling`: the band reaches no higher than the limit already is. */
export type NoIncrease =
  | 'stopped'
  | 'not-paired'
  | 'hop-not-set'
  | 'at-ceiling'
  | 'overflow'
  | 'refill-overflow'
  | NoCaller

/**
 * Why nobody can call `setRateLimit` at all: the Configurator does not administer these RateLimits, or no cBEAM is paired
 * with them. A guardian's freeze takes a cBEAM its pairs.
 */
export type NoCaller = 'not-authorised' | 'nobody-paired'

/**
 * From when an increase within the band passes for a caller who may raise; a time in the past means that it passes now.
 * `refill-overflow`: what the key holds cannot be computed then, so the call panics.
 *
 * @param t unix time [s]
 */
export function nextIncreaseAt(inputs: SorlInputs, t: Seconds): Moment<NoIncrease> {
  if (inputs.stopped) return { never: 'stopped' }
  if (inputs.paired === false) return { never: 'not-paired' }
  const band = allowedBand(inputs)
  // A locked key needs no hop; only that it is unlimited already can be in the way.
  if (band.unlimitedOnly) return inputs.limit.maxAmount === MAX_UINT256 ? { never: 'at-ceiling' } : { at: 0n }
  if (!isIncrease(inputs.limit, band)) return { never: 'at-ceiling' }
  if (inputs.hop === 0n) return { never: 'hop-not-set' }
  const at = inputs.zzz + inputs.hop
  if (at > MAX_UINT256) return { never: 'overflow' }
  return isComputable(inputs.limit, max(at, t)) ? { at } : { never: 'refill-overflow' }
}

/**
 * What RateLimits stores after `setRateLimit` passed at time t: a higher maximum adds no capacity, a lower one cuts
 * what is there, and a new key starts empty.
 *
 * @param t unix time [s]
 * @param init needed only to tell the two ways to (2^256 − 1, 0) apart: by an unlimited init `lastAmount` becomes 2^256
 * − 1, by a step from a limited key it stays what the key held. Without it, an unlimited init is assumed.
 * @throws {Uint256Error} where `currentLimit` does
 */
export function applySetRateLimit(
  limit: RateLimit,
  next: LimitParams,
  t: Seconds,
  init: LimitParams = { maxAmount: MAX_UINT256, slope: 0n },
): RateLimit {
  const unlimited = isLocked({ limit, init }) && isUnlimited(next)
  const lastAmount = unlimited ? MAX_UINT256 : min(next.maxAmount, currentLimit(limit, t))
  return { maxAmount: next.maxAmount, slope: next.slope, lastAmount, lastUpdated: t }
}

/**
 * The values of a number that is raised by the factor `maxChange` in each step, rounded down as the Configurator does:
 * `start`, then one value for each step. The caller decides whether a step is a hop or a day.
 *
 * @param maxChange [wad]
 */
export function ramp(start: Seconds, maxChange: Wad, steps: number): bigint[] {
  const values = [start]
  for (let value = start, step = 0; step < steps; step++) {
    value = min((value * maxChange) / WAD, MAX_UINT256)
    values.push(value)
  }
  return values
}

/** floor(present × maxChange / 1e18), or null where the product does not fit 256 bits and the contract panics. */
function stepOf(present: bigint, maxChange: Wad): bigint | null {
  const product = present * maxChange
  return product > MAX_UINT256 ? null : product / WAD
}

function allows(next: bigint, present: bigint, init: bigint, maxChange: Wad): boolean | 'overflow' {
  if (next <= init || next <= present) return true
  const step = stepOf(present, maxChange)
  return step === null ? 'overflow' : next <= step
}

/** A step that overflows reverts, so then nothing above init and the present value can be set. */
function ceiling(present: bigint, init: bigint, maxChange: Wad): bigint {
  return max(present, init, stepOf(present, maxChange) ?? 0n)
}

function pass(limit: LimitParams, next: LimitParams): Judgement {
  if (isIncrease(limit, next)) return { ok: true, kind: 'increase' }
  const same = next.maxAmount === limit.maxAmount && next.slope === limit.slope
  return { ok: true, kind: same ? 'same' : 'decrease' }
}

function refuse(reason: ConfiguratorRevert): Judgement {
  return { ok: false, reason }
}
