import type { RateLimit } from '@/lib/limits'
import type { Seconds, Wad } from '@/lib/math'
import {
  answerTo,
  type Capacity,
  type ConstraintId,
  limit,
  type PrimeWires,
  type Rule,
  relayer,
  shrinking,
  type When,
  whenAll,
  wire,
} from './funnel'

/** Everything that decides what a Prime can send back to its vault, as stored at one block. */
export interface ReturnInputs {
  /** USDS in the Prime's ALMProxy. */
  readonly held: Wad
  /** LIMIT_ASSET_TRANSFER of USDS to the vault, on the Prime's own RateLimits. */
  readonly limit: RateLimit
  readonly wires: Pick<PrimeWires, 'relayer' | 'controllerOnRateLimits' | 'controllerOnProxy'> & {
    /** The Prime's controller has `transferAsset`. */
    readonly returnFunction: boolean
  }
}

/** What bounds a return besides what bounds a take. */
export type ReturnId = 'return-function' | 'return-limit' | 'prime-held'
export type ReturnConstraintId = ConstraintId | ReturnId

/** `transferAsset(usds, vault, amount)` of the Prime's controller, in the order in which the contracts check. */
function returnCall({ held, limit: stored, wires }: ReturnInputs): Rule<ReturnConstraintId>[] {
  return [
    wire('return-function', 'prime', wires.returnFunction),
    relayer('prime-relayer', 'prime', wires.relayer),
    wire('prime-controller-on-rate-limits', 'prime', wires.controllerOnRateLimits),
    limit('return-limit', 'prime', stored),
    wire('prime-controller-on-proxy', 'prime', wires.controllerOnProxy),
    shrinking('prime-held', 'prime', 'fixed', () => held),
  ]
}

/**
 * What the Prime can return to its vault at time t, in one go.
 *
 * @param t unix time [s]
 */
export function canReturn(inputs: ReturnInputs, t: Seconds): Capacity<ReturnConstraintId> {
  return answerTo(returnCall(inputs), t)
}

/**
 * The first time from which the Prime can return an amount in one go.
 *
 * @param from unix time [s]: now
 */
export function whenCanReturn(inputs: ReturnInputs, amount: Wad, from: Seconds): When<ReturnConstraintId> {
  const when = whenAll(returnCall(inputs), amount, from)
  return when.at === undefined ? when : { at: when.at, steps: [] }
}
