import { max as later, MAX_UINT256, min, type Seconds, seconds } from '@/lib/math'
import {
  allowedBand,
  applySetRateLimit,
  isIncrease,
  isLocked,
  isUnlimited,
  judge,
  type SorlInputs,
} from './sorl'
import type { LimitParams, Moment } from './types'

/** How often a limit is raised: as often as the hop allows, or once a day, which is the policy in quiet times. */
export type Pace = 'hop' | 'daily'

const DAY = 86_400n

/** Most steps that are planned: with a factor of 1.01, they multiply a limit by 20,000. */
export const MOST_STEPS = 1_000

/** One call of `setRateLimit`, with both numbers. */
export interface RampStep {
  /** The earliest time at which the Configurator accepts it [unix s]. */
  readonly at: Seconds
  readonly to: LimitParams
}

/**
 * Why no sequence of steps arrives. `locked`: the key accepts nothing but unlimited. `out-of-reach`: the next step would
 * change nothing. `too-many`: more than `MOST_STEPS`. `overflow`: a step, or the refill of the key, does not fit 256 bits.
 */
export type NoArrival =
  | 'stopped'
  | 'not-paired'
  | 'hop-not-set'
  | 'locked'
  | 'out-of-reach'
  | 'too-many'
  | 'overflow'

export interface RampPlan {
  /** The steps up to the target, or as far as they lead. */
  readonly steps: readonly RampStep[]
  /** When the limit is at the target [unix s]. */
  readonly arrival: Moment<NoArrival>
}

/**
 * The steps by which a cBEAM brings a limit to a target: each as large as the second-order rate limit allows, at the
 * earliest second at which it is accepted, if nobody else changes the limit in between. A number that has to come down
 * does so with the first step. Source: DOMAIN.md §6.2.
 *
 * @param t earliest time of the first step [unix s]
 */
export function planTo(inputs: SorlInputs, target: LimitParams, t: Seconds, pace: Pace): RampPlan {
  const steps: RampStep[] = []
  const never = (reason: NoArrival): RampPlan => ({ steps, arrival: { never: reason } })
  if (inputs.stopped) return never('stopped')
  if (inputs.paired === false) return never('not-paired')
  if (isSame(inputs.limit, target)) return { steps, arrival: { at: t } }
  if (isLocked(inputs) && !isUnlimited(target)) return never('locked')

  let state = inputs
  let at = t
  while (!isSame(state.limit, target)) {
    if (steps.length === MOST_STEPS) return never('too-many')
    const to = nextStep(state, target)
    if (isSame(state.limit, to)) return never('out-of-reach')
    const spendsHop = !isLocked(state) && isIncrease(state.limit, to)
    if (spendsHop && state.hop === 0n) return never('hop-not-set')
    const earliest = spendsHop ? state.zzz + spacing(state, pace) : t
    if (earliest > MAX_UINT256) return never('overflow')
    at = later(at, seconds(earliest))
    if (!judge(state, to, at).ok) return never('overflow')
    steps.push({ at, to })
    const limit = applySetRateLimit(state.limit, to, at, state.init)
    state = { ...state, limit, zzz: spendsHop ? at : state.zzz }
  }
  return { steps, arrival: { at } }
}

/**
 * The highest that a cBEAM can bring a limit to by a time, if nobody stops it: a step in every hop. This is what one
 * that was taken over can do.
 *
 * @param t time of the first step, at the earliest [unix s]
 * @param until [unix s]
 * @returns null where it takes more than `MOST_STEPS`
 */
export function reachableBy(inputs: SorlInputs, t: Seconds, until: Seconds): LimitParams | null {
  const highest = { maxAmount: MAX_UINT256, slope: isLocked(inputs) ? 0n : MAX_UINT256 }
  const { steps, arrival } = planTo(inputs, highest, t, 'hop')
  const taken = steps.filter(({ at }) => at <= until)
  if (arrival.never === 'too-many' && taken.length === MOST_STEPS) return null
  const { maxAmount, slope } = taken.at(-1)?.to ?? inputs.limit
  return { maxAmount, slope }
}

const isSame = (a: LimitParams, b: LimitParams) => a.maxAmount === b.maxAmount && a.slope === b.slope

/** As far towards the target as one call may go. */
function nextStep(inputs: SorlInputs, target: LimitParams): LimitParams {
  const band = allowedBand(inputs)
  if (band.unlimitedOnly) return { maxAmount: band.maxAmount, slope: band.slope }
  return {
    maxAmount: min(target.maxAmount, band.maxAmount),
    slope: min(target.slope, band.slope),
  }
}

/** Least time between two increases [s]. */
const spacing = ({ hop }: SorlInputs, pace: Pace): bigint => (pace === 'hop' || hop > DAY ? hop : DAY)
