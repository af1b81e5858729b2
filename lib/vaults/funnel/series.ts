import { fullAt, type RateLimit } from '@/lib/limits'
import { exchangeRateTripsAt } from '../exchange-rate'
import { periodEnds } from '../guardrails'
import { depositRoomEndsAt } from '../vault'
import { canAdd, canRecall, canTake } from './answers'
import type { FunnelInputs } from './types'
import { raises } from './when'

/** A point of the chart: what goes through in one go at that time, if nothing happens until then. */
export interface FunnelPoint {
  /** Unix time [s]. */
  readonly t: bigint
  readonly take: bigint
  readonly add: bigint
  /** The same, if somebody calls `AutoLine.exec` as soon as it raises the ceiling. */
  readonly addAfterExec: bigint
  readonly recall: bigint
}

/**
 * The three answers from `from` to `from + horizon`: `points` moments at even distance, and those at which a line
 * bends or steps (a limit is full, `exec` may raise the ceiling, the deposit cap is used up, the exchange rate trips, a
 * pause or a period of the withdrawal policy ends).
 *
 * @param from unix time [s]: now
 * @param horizon [s]
 * @param points at least 2
 */
export function funnelSeries(
  inputs: FunnelInputs,
  from: bigint,
  horizon: bigint,
  points: number,
): FunnelPoint[] {
  const [raise] = raises(inputs.generator.debt, from)
  const raised: FunnelInputs | null =
    raise === undefined ? null : { ...inputs, generator: { ...inputs.generator, debt: raise.debt } }
  const times = new Set([...evenly(from, horizon, points), ...bends(inputs, from)])
  if (raise !== undefined) step(times, raise.at)

  return [...times]
    .filter((t) => t >= from && t <= from + horizon)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((t) => {
      const add = canAdd(inputs, t).amount
      return {
        t,
        take: canTake(inputs, t).amount,
        add,
        addAfterExec:
          raised !== null && raise !== undefined && t >= raise.at ? canAdd(raised, t).amount : add,
        recall: canRecall(inputs, t).amount,
      }
    })
}

function evenly(from: bigint, horizon: bigint, points: number): bigint[] {
  const steps = BigInt(Math.max(points, 2) - 1)
  return Array.from({ length: Number(steps) + 1 }, (_, index) => from + (horizon * BigInt(index)) / steps)
}

/** Both sides of a step, so that the line falls or rises at once. */
function step(times: Set<bigint>, at: bigint): void {
  times.add(at - 1n).add(at)
}

function bends({ prime, generator }: FunnelInputs, from: bigint): Set<bigint> {
  const { vault, maxExchangeRate } = prime
  const limits: RateLimit[] = [prime.takeLimit, prime.depositLimit, prime.withdrawLimit, generator.mintLimit]
  const times = new Set(limits.flatMap((one) => fullAt(one, from).at ?? []))
  const capped = depositRoomEndsAt(vault, 1n, from)
  if (capped !== null) times.add(capped)
  const trips = exchangeRateTripsAt(vault, maxExchangeRate, from).at
  if (trips !== undefined) step(times, trips)
  const { guardrails } = vault
  const { takesPausedUntil, withdrawalsPausedUntil } = guardrails
  for (const end of [takesPausedUntil, withdrawalsPausedUntil, periodEnds(guardrails, from)]) {
    if (end !== null) step(times, end)
  }
  return times
}
