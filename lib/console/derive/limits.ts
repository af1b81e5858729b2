import { andThen, combine, given, type Leaf, map, some } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import {
  allowedBand,
  currentLimit,
  fullAt,
  limitStanding,
  type NoCaller,
  nextIncreaseAt,
  perDay,
  type RateLimit,
  type SorlInputs,
} from '@/lib/limits'
import { type Seconds, seconds, wad } from '@/lib/math'
import type { GeneratorFacts, LimitFacts, ScopeFacts } from '../facts'
import type { StoredLimitFacts } from '../facts/limits'
import type { LimitModel } from '../model'
import type { StoredLimitModel } from '../model/primes'

/** A limit at time `t` [s], with what the Configurator lets a cBEAM do to it. */
export function deriveLimit(
  facts: LimitFacts,
  scope: ScopeFacts,
  stopped: Leaf<boolean>,
  noCaller: Leaf<NoCaller | null>,
  t: Seconds,
): LimitModel {
  const sorl = sorlInputs(facts, scope, stopped)
  return {
    ...facts,
    ...deriveStored(facts, t),
    band: map(sorl, allowedBand),
    nextIncrease: andThen(sorl, (inputs): LimitModel['nextIncrease'] => {
      const next = nextIncreaseAt(inputs, t)
      if (next.never !== undefined) return given(next)
      return map(noCaller, (why) => (why === null ? next : { never: why }))
    }),
  }
}

/** Why nobody can set limits of a Generator through the Configurator; null where somebody can. */
export function noCallerOf({ scope, wires }: Pick<GeneratorFacts, 'scope' | 'wires'>): Leaf<NoCaller | null> {
  const pairs = scope.pairs.filter(({ kind }) => kind === 'rateLimits')
  const paired = some(pairs.map(({ active }) => active))
  // The cBEAMs are known from events. The RateLimits' registration is read too, which shows that BeamState answers.
  return andThen(scope.rateLimitsRegistered, () =>
    andThen(wires.configuratorOnRateLimits, (authorised): Leaf<NoCaller | null> => {
      if (!authorised) return given('not-authorised')
      return map(paired, (any) => (any ? null : 'nobody-paired'))
    }),
  )
}

/** A limit at time `t` [s], whoever may change it. */
export function deriveStored(facts: StoredLimitFacts, t: Seconds): StoredLimitModel {
  const limit = storedLimit(facts)
  return {
    ...facts,
    state: map(limit, limitStanding),
    current: currentAt(limit, t),
    perDay: map(limit, perDay),
    full: map(limit, (stored) => fullAt(stored, t)),
  }
}

/** What RateLimits stores for the key. */
export function storedLimit(facts: StoredLimitFacts): Leaf<RateLimit> {
  const { maxAmount, slope, lastAmount, lastUpdated } = facts
  return combine({ maxAmount, slope, lastAmount, lastUpdated }, (stored) => stored)
}

/** Everything that `Configurator.setRateLimit` reads, except for the caller. */
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
export function currentAt(limit: Leaf<RateLimit>, t: Seconds): Leaf<bigint> {
  return attempt(limit, (stored) => currentLimit(stored, t))
}
