import { afterUse, amountAvailableAt, currentLimit, limitState, type RateLimit } from '@/lib/limits'
import { divUp, max, min, type Seconds, type Wad, wad } from '@/lib/math'
import { processingWindow, windowOpensAt } from './window'

/** How long it takes to move a debt through a limit. */
export type Pace =
  | {
      /** How many calls, if each moves as much as the limit then holds of one legacy ilk. */
      readonly steps: bigint
      /** The earliest time of the last step, outside the Processing Window [unix s]. */
      readonly doneAt: Seconds
      readonly never?: never
    }
  | {
      /** `retired`: the facet moves nothing more of it. */
      readonly never: 'not-set' | 'disabled' | 'no-refill' | 'retired'
      readonly steps?: never
      readonly doneAt?: never
    }

/** One step through a limit. */
export interface LimitStep {
  /** Outside the Processing Window [unix s]. */
  readonly at: Seconds
  /** What it moves [wad]. */
  readonly amount: Wad
}

/** What the limit holds is worth a step from this part of what one step could move on. */
const WORTH = 10n

/** Steps that are counted one by one; what is left after them is counted by the refill alone. */
const COUNTED = 1_000

/**
 * The next step of the earliest way to move an amount through a limit. It takes what is there where that is a tenth or more
 * of what one step can move, and else waits until the limit holds all of that. A limit that fills up inside the Processing
 * Window stops refilling there: while more is left than it ever holds, the step before that is made in the last second
 * before the window. Null where nothing is there and nothing refills.
 *
 * @param left what is to be moved [wad]: more than 0
 * @param from unix time [s]: no sooner
 * @throws {Uint256Error} where the limit cannot be computed
 */
export function nextStep(left: Wad, limit: RateLimit, from: Seconds): LimitStep | null {
  const open = windowOpensAt(from)
  const goal = min(left, wad(limit.maxAmount))
  const held = min(goal, wad(currentLimit(limit, open)))
  if (held > 0n && held * WORTH >= goal) return { at: open, amount: held }
  const full = amountAvailableAt(limit, goal).at
  if (full === undefined || goal === 0n) return held > 0n ? { at: open, amount: held } : null
  const at = max(open, full)
  const { phase, endsAt } = processingWindow(at)
  if (phase === 'Active') return { at, amount: goal }
  if (left > goal) {
    const before = endsAt - WINDOW - 1n
    const amount = before > open ? wad(currentLimit(limit, before)) : wad(0n)
    if (amount * WORTH >= goal) return { at: before, amount }
  }
  return { at: endsAt, amount: goal }
}

/** Length of the Processing Window [s]. */
const WINDOW = 3n * 3_600n

/**
 * How many steps move a debt through a migration limit, and when the last of them can be made at the earliest: 56.2M left at
 * 25M a step and 10M a day. It presumes that the limit stays as it is and nothing else binds.
 *
 * @param owed what is to be moved of each legacy ilk [wad]: one call moves the debt of one of them
 * @param t unix time [s]: no step can be made sooner
 * @throws {Uint256Error} where the limit cannot be computed
 */
export function paceOf(owed: readonly Wad[], limit: RateLimit, t: Seconds): Pace {
  const ilks = owed.filter((each) => each > 0n)
  if (ilks.length === 0) return { steps: 0n, doneAt: t }
  const standing = limitState(limit)
  if (standing === 'unlimited') return { steps: BigInt(ilks.length), doneAt: windowOpensAt(t) }
  if (standing !== 'limited') return { never: standing }
  let state = limit
  let steps = 0n
  let at = t
  for (const all of ilks) {
    let left = all
    while (left > 0n) {
      const step = nextStep(left, state, at)
      if (step === null) return { never: 'no-refill' }
      if (steps >= COUNTED && state.slope > 0n) {
        // The last of them: as if nothing of the refill were lost.
        const rest = wad(left - step.amount)
        const wait = divUp(rest, state.slope)
        steps += 1n + divUp(rest, state.maxAmount)
        at = windowOpensAt(step.at + wait)
        state = { ...state, lastAmount: 0n, lastUpdated: at }
        break
      }
      state = afterUse(state, step.amount, step.at)
      left = wad(left - step.amount)
      at = step.at
      steps += 1n
    }
  }
  return { steps, doneAt: at }
}
