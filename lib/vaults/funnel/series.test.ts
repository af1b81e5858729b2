import { describe, expect, it } from 'vitest'
import { RAY, rad, WAD, wad } from '@/lib/math'
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
import { depositRoomEndsAt } from '../vault'
import { canAdd, canRecall, canTake } from './answers'
import { answerSeries, FUNNEL_ANSWERS, type FunnelAnswer, funnelSeries } from './series'

describe('funnelSeries', () => {
  it('holds the answers at each moment, in order, from now to the horizon', () => {
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

  it('includes the moments at which a limit is full', () => {
    const times = funnelSeries(funnel({ takeLimit: limitOf(11, 10) }), NOW, DAY, 2).map(({ t }) => t)
    expect(times).toContain(NOW + HOUR + 1n)
  })

  it('shows what exec would add, from the first second in which it may be called', () => {
    const debt = debtState({ ilk: { line: debtMillions(110) } })
    const inputs = funnel({ depositLimit: UNLIMITED }, { debt, mintLimit: UNLIMITED })
    const series = funnelSeries(inputs, NOW, 2n * DAY, 3)
    const allowed = NOW - HOUR + DAY
    const at = (t: bigint) => series.find((point) => point.t === t)
    expect(at(allowed - 1n)?.addAfterExec).toBe(at(allowed - 1n)?.add)
    expect(at(allowed)?.add).toBeLessThan(millions(10))
    expect(at(allowed)?.addAfterExec).toBeGreaterThan(millions(25))
  })

  it('shows nothing more where exec would change nothing', () => {
    const debt = debtState({ autoLine: { line: rad(0n) } })
    const series = funnelSeries(funnel({}, { debt }), NOW, 2n * DAY, 3)
    expect(series.length).toBeGreaterThan(2)
    for (const { add, addAfterExec } of series) expect(addAfterExec).toBe(add)
  })

  it('rises at once where a pause ends or a deposit settles, and bends where the policy is full again', () => {
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

  it('falls at once when the exchange rate trips', () => {
    const wide = { vault: vaultState({ depositCap: millions(10_000) }), depositLimit: UNLIMITED }
    const series = funnelSeries(funnel(wide), NOW, 1_000n * DAY, 3)
    const first = series.findIndex(({ add }) => add === 0n)
    expect(series[first]!.t - series[first - 1]!.t).toBe(1n)
    expect(series[first - 1]!.add).toBeGreaterThan(0n)
  })
})

describe('answerSeries', () => {
  const timesOf = (answer: FunnelAnswer, ...[prime, generator]: Parameters<typeof funnel>) =>
    answerSeries(answer, funnel(prime, generator), NOW, 30n * DAY, 2).map(({ t }) => t)

  it('bends where a limit of that answer is full, and where a vault has no more room', () => {
    const full = NOW + HOUR + 1n
    expect(timesOf('recall', { withdrawLimit: limitOf(9, 8) })).toContain(full)
    expect(timesOf('add', { depositLimit: limitOf(26, 25) })).toContain(full)
    expect(timesOf('add', {}, { mintLimit: limitOf(41, 40) })).toContain(full)
    const vault = vaultState({ depositCap: wad(millions(50) + millions(1) / 100n) })
    const ends = depositRoomEndsAt(vault, wad(1n), NOW)
    expect((ends! - NOW) / HOUR).toBe(37n)
    expect(timesOf('add', { vault })).toContain(ends)
  })

  it('has its ends alone where nothing bends', () => {
    const vault = vaultState({ vsr: RAY })
    const limits = { depositLimit: UNLIMITED, withdrawLimit: UNLIMITED, takeLimit: UNLIMITED }
    for (const answer of FUNNEL_ANSWERS) {
      expect(timesOf(answer, { ...limits, vault }, { mintLimit: UNLIMITED })).toEqual([NOW, NOW + 30n * DAY])
    }
  })

  it('equals a column of the whole series, with the moments at which this answer itself bends', () => {
    const inputs = funnel({ takeLimit: limitOf(11, 10), depositLimit: limitOf(30, 7) })
    const whole = new Map(funnelSeries(inputs, NOW, 2n * DAY, 9).map((point) => [point.t, point]))
    const alone = FUNNEL_ANSWERS.map((answer) => {
      const series = answerSeries(answer, inputs, NOW, 2n * DAY, 9)
      for (const { t, amount } of series) expect(amount).toBe(whole.get(t)?.[answer])
      return series.map(({ t }) => t)
    })
    // Every moment of the whole series comes from one of the answers, or from exec.
    expect(new Set(alone.flat()).size).toBeGreaterThanOrEqual(whole.size - 2)
    expect(alone[0]).toContain(NOW + HOUR + 1n)
    expect(alone[2]).not.toContain(NOW + HOUR + 1n)
  })
})
