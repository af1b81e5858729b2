import { shownAmount, unitName } from '@/components/model/amounts'
import type { LimitModel } from '@/lib/console/model'
import { coming, formatDuration, formatUtc, plural, sinceWords, whenWords } from '@/lib/format'
import { combine, type Leaf, map, orElse } from '@/lib/leaf'
import type { AllowedBand, LimitStanding, Moment, NeverFull, NoIncrease } from '@/lib/limits'

/** A text for a cell, and the whole of it. */
export interface Told {
  readonly short: string
  readonly exact: string
}

/** The states, never to be taken for each other. */
export const STATE_WORDS: Readonly<Record<LimitStanding, Told>> = {
  'not-set': {
    short: 'Not set',
    exact: 'Not set: nothing was ever written under this key, so nothing passes',
  },
  disabled: { short: 'Disabled', exact: 'Disabled: somebody set a maximum of 0, so nothing passes' },
  paused: {
    short: 'Paused in effect',
    exact: 'Paused in effect: its maximum is one smallest unit, so next to nothing passes',
  },
  limited: { short: 'Limited', exact: 'Limited: up to its maximum, refilled with its slope' },
  unlimited: { short: 'Unlimited', exact: 'Unlimited: a maximum of 2^256 − 1, nothing is counted' },
}

const NEVER_FULL: Readonly<Record<NeverFull, Told>> = {
  'not-set': { short: 'Never', exact: 'Never: it is not set' },
  disabled: { short: 'Never', exact: 'Never: it is disabled' },
  unlimited: { short: 'Always', exact: 'Always: it is unlimited' },
  'no-refill': { short: 'Never', exact: 'Never: its slope is 0, so it does not refill' },
  overflow: { short: 'Never', exact: 'Never: its refill overflows, and then RateLimits reverts' },
}

const NO_INCREASE: Readonly<Record<NoIncrease, Told>> = {
  stopped: { short: 'Stopped', exact: 'None while the Configurator is stopped' },
  'not-paired': { short: 'Not paired', exact: 'None for an account that is not a cBEAM of these RateLimits' },
  'hop-not-set': { short: 'No hop', exact: 'None: BeamState has no hop for these RateLimits' },
  'at-ceiling': {
    short: 'None',
    exact: 'None: neither its init nor a step from the present value reaches higher than it is',
  },
  overflow: { short: 'None', exact: 'None: the time of the next increase overflows' },
  'refill-overflow': { short: 'Reverts', exact: 'None: its refill overflows, so that RateLimits reverts' },
  'not-authorised': {
    short: 'No right',
    exact: 'None: the Configurator does not administer these RateLimits',
  },
  'nobody-paired': { short: 'No cBEAM', exact: 'None: no cBEAM is paired with these RateLimits' },
}

/** When a limit is full. @param now [unix s] */
export function fullWords({ at, never }: Moment<NeverFull>, now: bigint): Told {
  if (never !== undefined) return NEVER_FULL[never]
  const moment = coming(at, now)
  if (moment === null) return { short: 'Full', exact: `Full ${sinceWords(at)}` }
  return { short: `in ${moment.left}`, exact: moment.date }
}

/** When a limit was last raised through the Configurator. @param zzz 0 is never [unix s] @param now [unix s] */
export function lastIncreaseWords(zzz: bigint, now: bigint): Told {
  if (zzz === 0n) return { short: 'Never', exact: 'Never raised through the Configurator' }
  return { short: `${formatDuration(now - zzz)} ago`, exact: formatUtc(zzz) }
}

/** When a cBEAM may raise it next. @param now [unix s] */
export function nextIncreaseWords({ at, never }: Moment<NoIncrease>, now: bigint): Told {
  if (never !== undefined) return NO_INCREASE[never]
  if (at === 0n) return { short: 'Now', exact: 'At any time: no hop plays a part' }
  const moment = coming(at, now)
  if (moment === null) return { short: 'Now', exact: 'Now: the hop has passed' }
  return { short: `in ${moment.left}`, exact: whenWords(at, now) }
}

/** How far one step may go. */
export function bandWords({
  band,
  unit,
}: Pick<LimitModel, 'band' | 'unit'>): Leaf<Told & { perDay: string }> {
  const slope = shownAmount(
    map(band, (allowed) => allowed.slope * 86_400n),
    unit,
  )
  const max = shownAmount(
    map(band, (allowed) => allowed.maxAmount),
    unit,
  )
  return combine({ band, slope, max }, (read: { band: AllowedBand; slope: Amount; max: Amount }) =>
    read.band.unlimitedOnly
      ? { short: 'Unlimited only', exact: 'Unlimited, and nothing else, at any time', perDay: '' }
      : {
          short: read.max.compact,
          exact: `Maximum ${read.max.exact}, ${read.slope.exact} a day`,
          perDay: `${read.slope.compact} a day`,
        },
  )
}

interface Amount {
  readonly compact: string
  readonly exact: string
}

/** A limit in one sentence. @param now [unix s] */
export function limitSentence(
  limit: Pick<LimitModel, 'state' | 'current' | 'maxAmount' | 'full' | 'unit'>,
  now: bigint,
): Leaf<string> {
  const { state, full, unit } = limit
  const current = shownAmount(limit.current, unit)
  const max = shownAmount(limit.maxAmount, unit)
  if (state.ok && state.value !== 'limited') return map(state, (known) => `${STATE_WORDS[known].exact}.`)
  return combine({ state, current, max, full }, (read) => {
    const symbol = orElse(unitName(unit), '')
    const amounts = `${read.current.compact} of ${read.max.compact} ${symbol} can be used now`
    if (read.full.never !== undefined)
      return `${amounts}. It is full ${NEVER_FULL[read.full.never].exact.toLowerCase()}.`
    return coming(read.full.at, now) === null
      ? `${amounts}: it is full.`
      : `${amounts}. Full at ${whenWords(read.full.at, now)}.`
  })
}

/** The answer of the page: how many limits there are, by state. */
export function limitsSentence(limits: readonly Pick<LimitModel, 'state' | 'current' | 'name'>[]): string {
  const inState = (wanted: LimitStanding) =>
    limits.filter(({ state }) => state.ok && state.value === wanted).length
  const usedUp = limits.filter(
    ({ state, current }) => state.ok && state.value === 'limited' && current.ok && current.value === 0n,
  ).length
  const parts = [
    [inState('limited'), 'limited'],
    [inState('unlimited'), 'unlimited'],
    [inState('paused'), 'paused in effect'],
    [inState('disabled'), 'disabled'],
    [inState('not-set'), 'not set'],
    [limits.filter(({ state }) => !state.ok).length, 'could not be read'],
  ] as const
  const states = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  const unnamed = limits.filter(({ name }) => name === null).length
  const remarks = [
    ...(usedUp > 0 ? [`${usedUp} used up`] : []),
    ...(unnamed > 0 ? [`${unnamed} under ${unnamed === 1 ? 'a key' : 'keys'} without a name`] : []),
  ]
  return [
    `${plural(limits.length, 'limit')}${states.length > 0 ? `: ${states.join(', ')}` : ''}`,
    ...remarks,
  ].join('; ')
}
