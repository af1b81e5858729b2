import {
  allowedBand,
  currentLimit,
  fullAt,
  limitState,
  nextIncreaseAt,
  perDay,
  type RateLimit,
  type SorlInputs,
} from '@/lib/limits'
import { seconds, wad } from '@/lib/math'
import { attempt } from './attempt'
import type { LimitFacts, ScopeFacts } from './facts'
import { combine, type Leaf, map } from './leaf'
import type { StoredLimitFacts } from './limit-facts'
import type { LimitModel } from './model'
import type { StoredLimitModel } from './prime-model'

/** A limit at time `t` [s], with what the Configurator lets a cBEAM do to it. */
export function deriveLimit(
  facts: LimitFacts,
  scope: ScopeFacts,
  stopped: Leaf<boolean>,
  t: bigint,
): LimitModel {
  const sorl = sorlInputs(facts, scope, stopped)
  return {
    ...facts,
    ...deriveStored(facts, t),
    band: map(sorl, allowedBand),
    nextIncrease: map(sorl, nextIncreaseAt),
  }
}

/** A limit at time `t` [s], whoever may change it. */
export function deriveStored(facts: StoredLimitFacts, t: bigint): StoredLimitModel {
  const limit = storedLimit(facts)
  return {
    ...facts,
    state: map(limit, limitState),
    current: currentAt(limit, t),
    perDay: map(limit, perDay),
    full: map(limit, fullAt),
  }
}

/** What RateLimits stores for the key. */
export function storedLimit(facts: StoredLimitFacts): Leaf<RateLimit> {
  const { maxAmount, slope, lastAmount, lastUpdated } = facts
  return combine({ maxAmount, slope, lastAmount, lastUpdated }, (stored) => stored)
}

/** Everything that `Configurator.setRateLimit` looks at, but the caller. */
export function sorlInputs(facts: LimitFacts, scope: ScopeFacts, stopped: Leaf<boolean>): Leaf<SorlInputs> {
  const { initMaxAmount, initSlope, zzz } = facts
  const { hop, maxChange } = scope
  return combine(
    { limit: storedLimit(facts), initMaxAmount, initSlope, zzz, hop, maxChange, stopped },
    (read) => ({
      limit: read.limit,
      init: { maxAmount: read.initMaxAmount, slope: read.initSlope },
      hop: seconds(read.hop),
      maxChange: wad(read.maxChange),
      zzz: read.zzz,
      stopped: read.stopped,
    }),
  )
}

/** Current capacity at `t` [s]; unknown where the contract itself would revert. */
export function currentAt(limit: Leaf<RateLimit>, t: bigint): Leaf<bigint> {
  return attempt(limit, (stored) => currentLimit(stored, t))
}
