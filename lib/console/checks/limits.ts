import { formatExact } from '@/lib/format'
import { combine, given, map } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'
import { currentAt, storedLimit } from '../derive/limits'
import type { GeneratorModel, LimitModel } from '../model'
import type { Check } from '../model/check'

/** @param timestamp time of the block, for which the contract's own view answers [s]. */
export function limitChecks(generator: GeneratorModel, timestamp: bigint): readonly Check[] {
  return generator.limits.flatMap((limit) => [
    agrees(limit, timestamp),
    ...(limit.name ? [] : [unnamed(limit)]),
    notUsedUp(limit),
    protectedIfUnlimited(limit),
  ])
}

/** A limit that is unlimited on purpose is an emergency exit; with a slope, a cBEAM could narrow it. */
function protectedIfUnlimited(limit: LimitModel): Check {
  const open = combine(
    { maxAmount: limit.maxAmount, slope: limit.slope },
    ({ maxAmount, slope }) => maxAmount === MAX_UINT256 && slope > 0n,
  )
  return {
    id: `limits/unprotected/${limit.rateLimits}/${limit.id}`,
    area: 'limits',
    says: {
      holds: `${subjectOf(limit)} is protected where it is unlimited`,
      fails: `${subjectOf(limit)} is unlimited, but a cBEAM can lower it`,
    },
    level: 'attention',
    holds: map(open, (is) => !is),
    found: map(open, (is) =>
      is ? 'It has a slope, which is what lets a cBEAM lower it.' : 'Protected, or limited.',
    ),
    expected: 'A slope of 0 where the maximum is 2^256 − 1',
    remedy: 'A cBEAM can lower it at once, and not raise it again. Governance sets its slope to 0.',
    shownAt: { page: 'limit', key: limit.id, generator: null },
  }
}

function agrees(limit: LimitModel, timestamp: bigint): Check {
  const computed = currentAt(storedLimit(limit), timestamp)
  return {
    id: `limits/agrees/${limit.rateLimits}/${limit.id}`,
    area: 'limits',
    says: {
      holds: `RateLimits agrees with the console on ${labelOf(limit)}`,
      fails: `RateLimits and the console differ on ${labelOf(limit)}`,
    },
    level: 'critical',
    holds: combine({ computed, contract: limit.contractCurrent }, (both) => both.computed === both.contract),
    found: combine(
      { computed, contract: limit.contractCurrent },
      (both) =>
        `Computed ${exactly(both.computed)}, the contract says ${exactly(both.contract)} (smallest units).`,
    ),
    expected: 'getCurrentRateLimit equals min(slope × elapsed + lastAmount, maxAmount)',
    remedy: 'Do not act on this limit: this RateLimits does not work as its interface says.',
    shownAt: { page: 'limit', key: limit.id, generator: null },
  }
}

function unnamed(limit: LimitModel): Check {
  return {
    id: `limits/named/${limit.rateLimits}/${limit.id}`,
    area: 'limits',
    says: {
      holds: `The limit key ${limit.id} has a name`,
      fails: `The limit key ${limit.id} has no name that is known here`,
    },
    level: 'attention',
    holds: given(false),
    found: given('No known name over known addresses hashes to this key.'),
    expected: 'A name, or nothing set',
    remedy:
      'Find out which facet uses the key. Its unit is not known, so amounts are shown in smallest units.',
    shownAt: { page: 'limit', key: limit.id, generator: null },
  }
}

function notUsedUp(limit: LimitModel): Check {
  const used = combine(
    { current: limit.current, state: limit.state },
    ({ current, state }) => state === 'limited' && current === 0n,
  )
  return {
    id: `limits/used-up/${limit.rateLimits}/${limit.id}`,
    area: 'limits',
    says: {
      holds: `${subjectOf(limit)} has capacity left`,
      fails: `${subjectOf(limit)} is used up`,
    },
    level: 'attention',
    holds: map(used, (isUsed) => !isUsed),
    found: map(used, (isUsed) => (isUsed ? 'Nothing is left.' : 'Not used up, or no limit is set.')),
    expected: 'More than 0, where a limit is set',
    remedy: 'It refills with its slope; a cBEAM can raise slope or maximum.',
    shownAt: { page: 'limit', key: limit.id, generator: null },
  }
}

function exactly(amount: bigint): string {
  return amount === MAX_UINT256 ? 'unlimited' : formatExact(amount, 0)
}

/** Name of a limit with its addresses in full, which the screen replaces by names. */
export function labelOf({ name, id }: Pick<LimitModel, 'name' | 'id'>): string {
  return name ? [name.name, ...name.addresses].join(' ') : `key ${id}`
}

/** The name at the beginning of a sentence. */
const subjectOf = (limit: LimitModel): string => (limit.name ? labelOf(limit) : `Key ${limit.id}`)
