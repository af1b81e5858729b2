import { formatDuration, plural, whenWords } from '@/lib/format'
import { MOST_STEPS, type NoArrival, type Pace, type RampPlan } from '@/lib/limits'

/** @param steps how many steps can be made all the same */
const NEVER: Readonly<Record<NoArrival, (steps: number) => string>> = {
  stopped: () => 'Never while the Configurator is stopped',
  'not-paired': () => 'Never for an account that is not a cBEAM of these RateLimits',
  'hop-not-set': () => 'Never: BeamState has no hop for these RateLimits',
  locked: () => 'Never: this key can only be set to unlimited',
  'out-of-reach': (steps) =>
    steps === 0
      ? 'Never: a step would change nothing. An init through the timelock, or governance by spell, can'
      : `Never: after ${plural(steps, 'step')} the next one changes nothing`,
  'too-many': () => `Not within ${MOST_STEPS} steps`,
  overflow: (steps) =>
    `Never: after ${plural(steps, 'step')} a number does not fit 256 bits, and the call reverts`,
}

/** When a plan arrives, in one line. @param now [unix s] */
export function arrivalWords({ steps, arrival }: RampPlan, now: bigint): string {
  if (arrival.never !== undefined) return NEVER[arrival.never](steps.length)
  if (steps.length === 0) return 'The limit is there already'
  return `${plural(steps.length, 'step')}, the last ${whenWords(arrival.at, now)}`
}

/** How often a step is made. @param hop [s] */
export function paceWords(pace: Pace, hop: bigint): string {
  return pace === 'hop' ? `A step every hop (${formatDuration(hop)})` : 'A step a day'
}

/** What a lowering on the way costs. @param back the plan from half of the target @param t when it begins [unix s] */
export function loweringWords({ steps, arrival }: RampPlan, t: bigint): string {
  if (arrival.never !== undefined) return 'From half of the target, no steps lead back to it.'
  const takes = arrival.at - t
  return `From half of the target it takes ${plural(steps.length, 'step')} again, ${formatDuration(takes)}.`
}

/** What a stop on the way costs. @param least shortest time until a start can be executed [s] @param at arrival without it [unix s] */
export function stopWords(least: bigint, at: bigint, now: bigint): string {
  return `A start waits ${formatDuration(least)} in the timelock. With a stop before the last step, that one comes ${whenWords(at + least, now)} or later.`
}
