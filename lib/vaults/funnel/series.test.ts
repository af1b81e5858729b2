import { describe, expect, it } from 'vitest'
import { WAD, wad } from '@/lib/math'
import {
  DAY,
  debtMillions,
  debtState,
  funnel,
  guardrailsState,
  HOUR,
  limitOf,
  millions,
  NOW,
  UNLIMITED,
  vaultState,
} from '@/lib/testing/states/vaults'
import { canAdd, canRecall, canTake } from './answers'
import { answerSeries, FUNNEL_ANSWERS, funnelSeries } from './series'

describe('funnelSeries', () => {
  it('holds the answers of its moments, in order, from now to the horizon', () => {
    const series = funnelSeries(funnel(), NOW, 2n * DAY, 9)
    const times = series.map(({ t }) => t)
    expect(times[0]).toBe(NOW)
    expect(times.at(-1)).toBe(NOW + 2n * DAY)
    expect(times).toEqual([...new Set(times)].sort((a, b) => (a < b ? -1 : 1)))
    for (let step = 0n; step <= 8n; step++) expect(times).toContain(NOW + step * 6n * HOUR)
    for (const { t, take, add, recall } of series) {
      expect(take).toBe(canTake(funnel(), t).amount)
      expect(add).toBe(canAdd(funnel(), t).amount)
      expect(recall).toBe(canRecall(funnel(), t).amount)
    }
  })

  it('has the moments at which a limit is full', () => {
    const times = funnelSeries(funnel({ takeLimit: limitOf(11, 10) }), NOW, DAY, 2).map(({ t }) => t)
    expect(times).toContain(NOW + HOUR + 1n)
  })

  it('shows what exec would add, from the second in which it may', () => {
    const debt = debtState({ ilk: { line: debtMillions(110) } })
    const inputs = funnel({ depositLimit: UNLIMITED }, { debt, mintLimit: UNLIMITED })
    const series = funnelSeries(inputs, NOW, 2n * DAY, 3)
    const allowed = NOW - HOUR + DAY
    const at = (t: bigint) => series.find((point) => point.t === t)
    expect(at(allowed - 1n)?.addAfterExec).toBe(at(allowed - 1n)?.add)
    expect(at(allowed)?.add).toBeLessThan(millions(10))
    expect(at(allowed)?.addAfterExec).toBeGreaterThan(millions(25))
  })

  it('rises at once where a pause ends or a deposit settles, and bends where the policy is full', () => {
    const guardrails = guardrailsState({
      share: wad(WAD / 4n),
      period: DAY,
      lastLeft: wad(0n),
      lastUpdated: NOW - 20n * HOUR,
      youngAssets: millions(8),
      youngSince: NOW - 12n * HOUR,
      youngLast: NOW - 12n * HOUR,
      takesPausedUntil: NOW + HOUR,
      withdrawalsPausedUntil: NOW + 2n * HOUR,
    })
    const inputs = funnel({ takeLimit: UNLIMITED, vault: vaultState({ guardrails }) })
    const series = funnelSeries(inputs, NOW, 2n * DAY, 2)
    const at = (t: bigint) => series.find((point) => point.t === t)
    const full = NOW + 4n * HOUR
    const settles = NOW + 12n * HOUR
    expect([NOW + HOUR - 1n, NOW + HOUR, full, settles - 1n, settles].map((t) => at(t)?.take)).toEqual([
      0n,
      (millions(1) * 21n) / 24n,
      millions(1),
      millions(1),
      millions(3),
    ])
    expect(at(NOW + 2n * HOUR - 1n)?.recall).toBe(0n)
    expect(at(NOW + 2n * HOUR)?.recall).toBeGreaterThan(0n)
  })

  it('falls at once where the exchange rate trips', () => {
    const wide = { vault: vaultState({ depositCap: millions(10_000) }), depositLimit: UNLIMITED }
    const series = funnelSeries(funnel(wide), NOW, 1_000n * DAY, 3)
    const first = series.findIndex(({ add }) => add === 0n)
    expect(series[first]!.t - series[first - 1]!.t).toBe(1n)
    expect(series[first - 1]!.add).toBeGreaterThan(0n)
  })
})

describe('answerSeries', () => {
  it('is a column of the series, with the moments at which it bends itself', () => {
    const inputs = funnel({ takeLimit: limitOf(11, 10), depositLimit: limitOf(30, 7) })
    const whole = new Map(funnelSeries(inputs, NOW, 2n * DAY, 9).map((point) => [point.t, point]))
    const alone = FUNNEL_ANSWERS.map((answer) => {
      const series = answerSeries(answer, inputs, NOW, 2n * DAY, 9)
      for (const { t, amount } of series) expect(amount).toBe(whole.get(t)?.[answer])
      return series.map(({ t }) => t)
    })
    // All moments of the whole are those of one of the answers, or of exec.
    expect(new Set(alone.flat()).size).toBeGreaterThanOrEqual(whole.size - 2)
    expect(alone[0]).toContain(NOW + HOUR + 1n)
    expect(alone[2]).not.toContain(NOW + HOUR + 1n)
  })
})
