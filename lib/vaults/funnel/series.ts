import { fullAt, type RateLimit } from '@/lib/limits'
import { type Seconds, type Wad, wad } from '@/lib/math'
import { exchangeRateTripsAt } from '../exchange-rate'
import { policyFullAt } from '../guardrails'
import { settlings } from '../settling'
import { depositRoomEndsAt } from '../vault'
import { canAdd, canRecall, canTake } from './answers'
import type { FunnelInputs } from './types'
import { raises } from './when'

/** A point of the chart: what goes through in one go at that time, if nothing happens until then. */
export interface FunnelPoint {
  /** Unix time [s]. */
  readonly t: Seconds
  readonly take: Wad
  readonly add: Wad
  /** What `add` would be if somebody calls `AutoLine.exec` as soon as it raises the ceiling. */
  readonly addAfterExec: Wad
  readonly recall: Wad
}

/**
 * The three answers from `from` to `from + horizon`: at `points` evenly spaced moments, and at those where a line bends
 * or steps (a limit or the withdrawal policy is full, `exec` may raise the ceiling, the deposit cap is used up, the
 * exchange rate trips, a pause ends, a deposit settles).
 *
 * @param from unix time [s]: now
 * @param horizon [s]
 * @param points at least 2
 */
export function funnelSeries(
  inputs: FunnelInputs,
  from: Seconds,
  horizon: Seconds,
  points: number,
): FunnelPoint[] {
  const [raise] = raises(inputs.generator.debt, from)
  const raised: FunnelInputs | null =
    raise === undefined ? null : { ...inputs, generator: { ...inputs.generator, debt: raise.debt } }
  const times = new Set([...evenly(from, horizon, points), ...bends(inputs, from)])
  if (raise !== undefined) step(times, raise.at)

  return within(times, from, horizon).map((t) => {
    const add = canAdd(inputs, t).amount
    return {
      t,
      take: canTake(inputs, t).amount,
      add,
      addAfterExec: raised !== null && raise !== undefined && t >= raise.at ? canAdd(raised, t).amount : add,
      recall: canRecall(inputs, t).amount,
    }
  })
}

function evenly(from: Seconds, horizon: Seconds, points: number): bigint[] {
  const steps = BigInt(Math.max(points, 2) - 1)
  return Array.from({ length: Number(steps) + 1 }, (_, index) => from + (horizon * BigInt(index)) / steps)
}

/** The two points on either side of a step, so that the line falls or rises at once. */
function step(times: Set<Seconds>, at: Seconds): void {
  times.add(at - 1n).add(at)
}

function bends(inputs: FunnelInputs, from: Seconds): Set<bigint> {
  return new Set(FUNNEL_ANSWERS.flatMap((answer) => bendsOf(answer, inputs, from)))
}

/** The moments at which one answer bends or steps. It reads only what this answer rests on. */
function bendsOf(answer: FunnelAnswer, { prime, generator }: FunnelInputs, from: Seconds): readonly bigint[] {
  const { vault } = prime
  const times = new Set<bigint>()
  const fill = (...limits: readonly RateLimit[]) => {
    for (const { at } of limits.map((one) => fullAt(one, from))) if (at !== undefined) times.add(at)
  }
  if (answer === 'take') {
    fill(prime.takeLimit)
    const { guardrails, idle } = vault
    const settled = settlings(guardrails, from)
    for (const end of [guardrails.takesPausedUntil, ...settled]) step(times, end)
    for (const begin of [from, ...settled]) {
      const full = policyFullAt(guardrails, idle, begin)
      if (full !== null) times.add(full)
    }
  } else if (answer === 'recall') {
    fill(prime.withdrawLimit)
    step(times, vault.guardrails.withdrawalsPausedUntil)
  } else {
    fill(prime.depositLimit, generator.mintLimit)
    const capped = depositRoomEndsAt(vault, wad(1n), from)
    if (capped !== null) times.add(capped)
    const trips = exchangeRateTripsAt(vault, prime.maxExchangeRate, from).at
    if (trips !== undefined) step(times, trips)
  }
  return [...times]
}

/** The three answers. */
export type FunnelAnswer = 'take' | 'add' | 'recall'

export const FUNNEL_ANSWERS = ['take', 'add', 'recall'] as const satisfies readonly FunnelAnswer[]

const answerTo = { take: canTake, add: canAdd, recall: canRecall } as const

/** A point of a single answer. */
export interface AnswerPoint {
  /** Unix time [s]. */
  readonly t: Seconds
  readonly amount: Wad
}

/**
 * One answer alone, as `funnelSeries` has it. It reads only what this answer rests on, so it can be drawn where the
 * others cannot.
 */
export function answerSeries(
  answer: FunnelAnswer,
  inputs: FunnelInputs,
  from: Seconds,
  horizon: Seconds,
  points: number,
): AnswerPoint[] {
  const times = new Set([...evenly(from, horizon, points), ...bendsOf(answer, inputs, from)])
  return within(times, from, horizon).map((t) => ({ t, amount: answerTo[answer](inputs, t).amount }))
}

/** Sorted, and only the times within the horizon. */
function within(times: ReadonlySet<bigint>, from: Seconds, horizon: Seconds): bigint[] {
  return [...times].filter((t) => t >= from && t <= from + horizon).sort((a, b) => (a < b ? -1 : 1))
}
