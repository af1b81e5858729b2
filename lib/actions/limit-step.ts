import type { Address } from 'viem'
import { configuratorAbi, rateLimitsAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { GeneratorModel, LimitModel } from '@/lib/console/model'
import { whenWords } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import {
  applySetRateLimit,
  currentLimit,
  isIncrease,
  isLocked,
  type Judgement,
  judge,
  type LimitParams,
  type SorlInputs,
} from '@/lib/limits'
import { emits } from './emits'

/** Why the Configurator would refuse a step, and from when it would not, in words. @param now [unix s] */
export function sorlText(verdict: Leaf<Judgement>, now: bigint): string {
  if (!verdict.ok)
    return `The second-order rate limit allows it (could not be checked: ${verdict.reason.message})`
  if (verdict.value.ok) return 'The second-order rate limit allows it'
  const { reason, at } = verdict.value
  if (at !== undefined) return `Next increase ${whenWords(at, now)} (${reason})`
  switch (reason) {
    case 'Configurator/exceeds-max-amount':
      return `The maximum is above what one step allows (${reason})`
    case 'Configurator/exceeds-max-slope':
      return `The slope is above what one step allows (${reason})`
    case 'Configurator/hop-not-set':
      return `No hop is set, so nothing can be raised (${reason})`
    case 'Configurator/stopped':
      return `The Configurator is stopped: limits can be neither raised nor lowered (${reason})`
    case 'Configurator/unlimited-incorrect-params':
      return `This key is protected: a cBEAM can only set it to unlimited, maximum 2^256-1 with slope 0. Only governance can lower it, unless an init allows it (${reason})`
    default:
      return `The Configurator would refuse (${reason})`
  }
}

/** Every value that a step changes. @param time of the block [unix s]. Source: DOMAIN.md §6.2. */
export function limitEffects(
  step: LimitParams,
  generator: GeneratorModel,
  limit: LimitModel,
  inputs: SorlInputs,
  time: bigint,
): readonly Effect[] {
  const place = places.generators(generator.id).limits(limit.id)
  // Where the Configurator refuses, there is no effect to state. The `sorl` requirement says why.
  if (!judge(inputs, step, time).ok) return []
  const next = applySetRateLimit(inputs.limit, step, time, inputs.init)
  const spendsHop = !isLocked(inputs) && isIncrease(inputs.limit, step)
  return [
    sets(place.maxAmount, next.maxAmount),
    sets(place.slope, next.slope),
    timed(place.lastAmount, next.lastAmount),
    timed(place.lastUpdated, next.lastUpdated),
    timed(place.contractCurrent, currentLimit(next, time)),
    ...(spendsHop ? [timed(place.zzz, time)] : []),
  ]
}

/** Every event of a step. @param time of the block [unix s]. Source: Configurator, RateLimits. */
export function limitEvents(
  { maxAmount, slope }: LimitParams,
  configurator: Address,
  { rateLimits, id: key }: LimitModel,
  inputs: SorlInputs,
  time: bigint,
): readonly ExpectedEvent[] {
  if (!judge(inputs, { maxAmount, slope }, time).ok) return []
  const next = applySetRateLimit(inputs.limit, { maxAmount, slope }, time, inputs.init)
  return [
    emits(rateLimits, rateLimitsAbi, 'RateLimitDataSet', { key, ...next }),
    emits(configurator, configuratorAbi, 'SetRateLimit', { rateLimits, key, maxAmount, slope }),
  ]
}
