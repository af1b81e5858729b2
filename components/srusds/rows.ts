import type { ChartPoint } from '@/components/charts/point'
import type { State } from '@/components/ui/state'
import type { SettlementEvent } from '@/lib/console/facts/srusds'
import { type Check, checkState, titleOf } from '@/lib/console/model/check'
import type { BalanceModel, SrUsdsModel } from '@/lib/console/model/srusds'
import { formatCompact, formatExact, plural } from '@/lib/format'
import { type DayRecord, isOnTime } from '@/lib/lcts'
import { balanceSentences } from '@/lib/words/srusds'

/** The answer of the page: the rate, what waits, and where the day stands. */
export function srUsdsSentence(model: SrUsdsModel): string {
  const { rate, subscribe, redeem } = model
  const worth = rate.ok
    ? `1 srUSDS is worth ${formatExact(rate.value, 18)} sUSDS`
    : 'The rate of srUSDS is unknown'
  const waits = [subscribe, redeem].map(({ totalUnderlying }) =>
    totalUnderlying.ok ? formatCompact(totalUnderlying.value, 18) : '—',
  )
  return `${worth}; ${waits[0]} sUSDS wait to enter and ${waits[1]} srUSDS to leave`
}

/** What of srUSDS has to be looked at, as one line under the answer. */
export function srUsdsDetail(checks: readonly Check[]): string {
  const own = checks.filter(({ area }) => area === 'srusds')
  const bad = own.filter((check) => checkState(check) !== 'pass')
  if (bad.length === 0) return `All ${plural(own.length, 'check')} of srUSDS passed at this block.`
  return `${bad.map(titleOf).join('. ')}.`
}

/**
 * The rate from before the first settlement to now. Times at which it was set again to the same value are points too.
 *
 * @param settlements all of them: with some missing, a line between them would be a guess
 * @param rate as it is now
 */
export function ratePoints(
  settlements: readonly SettlementEvent[],
  rate: bigint,
  now: bigint,
): readonly ChartPoint[] {
  const point = (at: bigint, value: bigint): ChartPoint => ({
    t: Number(at),
    value: Number(value) / 1e18,
    text: formatExact(value, 18),
  })
  const [first] = settlements
  const last = settlements.at(-1)
  if (!first || !last) return []
  const moves = settlements.map(({ at, rateAfter }) => point(at, rateAfter))
  return [point(first.at, first.rateBefore), ...moves, ...(last.at < now ? [point(now, rate)] : [])]
}

/** How a day is shown: green only where it was on time. */
export function dayLook(day: DayRecord): { readonly state: State; readonly word: string } {
  const is = isOnTime(day)
  if (is === null) return { state: 'idle', word: 'Not over' }
  if (is) return { state: 'ok', word: 'On time' }
  const { lock, settle, settlements } = day
  if (settle.state === 'failed' || settle.state === 'missing') return { state: 'wrong', word: 'Not settled' }
  if (settlements.length > 1) return { state: 'unknown', word: 'Settled twice' }
  return { state: 'unknown', word: SETTLES[settle.state] ?? LOCKS[lock.state] ?? 'Late' }
}

const SETTLES: Readonly<Partial<Record<DayRecord['settle']['state'], string>>> = {
  skipped: 'Skipped',
  overdue: 'Overdue',
  early: 'Early',
}

const LOCKS: Readonly<Partial<Record<DayRecord['lock']['state'], string>>> = {
  'not-locked': 'Not locked',
  'still-locked': 'Still locked',
}

/** An identity as a row of the table. */
export interface BalanceRow extends BalanceModel {
  readonly title: string
}

export const balanceRows = (balances: readonly BalanceModel[]): readonly BalanceRow[] =>
  balances.map((balance) => ({
    ...balance,
    title: titleOf({ holds: balance.holds, says: balanceSentences(balance.id) }),
  }))
