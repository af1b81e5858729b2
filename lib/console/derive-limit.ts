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
import { seconds, Uint256Error, wad } from '@/lib/math'
import type { LimitFacts, ScopeFacts } from './facts'
import { chain, combine, given, type Leaf, map, unknown } from './leaf'
import type { LimitModel } from './model'

/** A limit at time `t` [s], with what the Configurator lets a cBEAM do to it. */
export function deriveLimit(
  facts: LimitFacts,
  scope: ScopeFacts,
  stopped: Leaf<boolean>,
  t: bigint,
): LimitModel {
  const limit = storedLimit(facts)
  const sorl = sorlInputs(facts, scope, stopped)
  return {
    ...facts,
    state: map(limit, limitState),
    current: currentAt(limit, t),
    perDay: map(limit, perDay),
    full: map(limit, fullAt),
    band: map(sorl, allowedBand),
    nextIncrease: map(sorl, nextIncreaseAt),
  }
}

/** What RateLimits stores for the key. */
export function storedLimit(facts: LimitFacts): Leaf<RateLimit> {
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
  return chain(limit, (stored) => {
    try {
      return given(currentLimit(stored, t))
    } catch (error) {
      if (!(error instanceof Uint256Error)) throw error
      return unknown({
        kind: 'out-of-range',
        message: 'RateLimits itself reverts on this key: its refill overflows.',
      })
    }
  })
}
