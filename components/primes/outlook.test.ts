import { describe, expect, it } from 'vitest'
import { MAX_UINT256, RAY, ray, sharesOf, wad } from '@/lib/math'
import { debtState, millions, NOW } from '@/lib/testing/states/debt'
import { EXCHANGE_RATE_PRECISION, FUNNEL_ANSWERS, type FunnelInputs, NO_GUARDRAILS } from '@/lib/vaults'
import { drawnFrom, horizonOf, largerDraw } from './outlook'
import { outlookPanel, outlookPanels } from './outlook-panels'

const HOUR = 3_600n
const limit = (max: number, now: number, perHour: number) => ({
  maxAmount: millions(max),
  slope: millions(perHour) / HOUR,
  lastAmount: millions(now),
  lastUpdated: NOW,
})

/** 12 million idle, a take limit that holds 10 of 20 and refills 5 an hour; the Generator has 30 idle. */
function inputs(prime: Partial<FunnelInputs['prime']> = {}): FunnelInputs {
  const wires = { relayer: 'active' as const, controllerOnRateLimits: true, controllerOnProxy: true }
  return {
    prime: {
      vault: {
        chi: ray(RAY),
        vsr: ray(RAY),
        rho: NOW,
        totalSupply: sharesOf(millions(50)),
        depositCap: millions(200),
        idle: millions(12),
        guardrails: NO_GUARDRAILS,
      },
      generatorShares: sharesOf(millions(50)),
      takeLimit: limit(20, 10, 5),
      depositLimit: limit(60, 25, 1),
      withdrawLimit: limit(30, 8, 1),
      maxExchangeRate: 2n * EXCHANGE_RATE_PRECISION,
      wires: { ...wires, takeFunction: true, taker: true, depositorIsNoTaker: true, depositor: true },
      ...prime,
    },
    generator: {
      debt: debtState(),
      idle: millions(30),
      mintLimit: limit(100, 0, 0),
      bufferAllowance: wad(MAX_UINT256),
      zeroLimitBlocksRecall: false,
      wires: {
        ...wires,
        mintFunction: true,
        depositFunction: true,
        withdrawFunction: true,
        allocatorVault: true,
      },
    },
  }
}

describe('largerDraw', () => {
  it('names what waiting brings out of what lies idle', () => {
    const larger = largerDraw(inputs(), { amount: millions(10) }, NOW)
    expect(larger?.amount).toBe(millions(12))
    // 2 million at 5 an hour, the slope rounded down.
    expect(larger?.when).toEqual({ at: NOW + 1_441n, steps: [] })
  })

  it('names what the Generator can add where idle funds bind, with the deposit that it presumes', () => {
    const wide = inputs({ takeLimit: limit(40, 40, 0) })
    const larger = largerDraw(wide, { amount: millions(12) }, NOW)
    expect(larger?.amount).toBe(millions(37))
    expect(larger?.when.at).toBe(NOW)
    expect(larger?.when.steps).toEqual([{ kind: 'deposit', by: 'generator', at: NOW, amount: millions(25) }])
  })

  it('names nothing where nothing more comes, or only what reads the same', () => {
    const full = { ...limit(12, 12, 0), lastAmount: millions(12) }
    expect(largerDraw(inputs({ takeLimit: full }), { amount: millions(12) }, NOW)).toBeNull()
    expect(largerDraw(inputs({ takeLimit: full }), { amount: wad(millions(12) - 1n) }, NOW)?.amount).toBe(
      millions(12),
    )
    const dust = millions(12) + 10n ** 18n
    const almost = { ...limit(12, 12, 0), maxAmount: dust, lastAmount: dust }
    expect(largerDraw(inputs({ takeLimit: almost }), { amount: millions(12) }, NOW)).toBeNull()
    const disabled = { maxAmount: 0n, slope: 0n, lastAmount: 0n, lastUpdated: NOW }
    expect(largerDraw(inputs({ takeLimit: disabled }), { amount: wad(0n) }, NOW)).toBeNull()
  })
})

describe('drawnFrom', () => {
  it('stands still for five minutes, and never before the block', () => {
    expect(drawnFrom(NOW + 299n, NOW - 10n)).toBe(NOW)
    expect(drawnFrom(NOW + 300n, NOW)).toBe(NOW + 300n)
    expect(drawnFrom(NOW + 200n, NOW + 150n)).toBe(NOW + 150n)
  })
})

describe('horizonOf', () => {
  it('looks a bit beyond the moment when all limits are full, between one and seven days', () => {
    // The deposit limit needs 35 hours, the slope rounded down.
    const thirtyFive = horizonOf(inputs(), NOW)
    expect(thirtyFive).toBeGreaterThanOrEqual((35n * HOUR * 5n) / 4n)
    expect(thirtyFive).toBeLessThan(44n * HOUR)
    const full = { depositLimit: limit(60, 60, 1), withdrawLimit: limit(30, 30, 1) }
    expect(horizonOf(inputs(full), NOW)).toBe(86_400n)
    const slow = inputs({ depositLimit: { ...limit(60, 0, 0), slope: 1n } })
    expect(horizonOf(slow, NOW)).toBe(7n * 86_400n)
  })
})

describe('outlookPanels', () => {
  const panels = outlookPanels(inputs(), NOW, 86_400n)

  it('draws each answer with figures at the same moments, exact in the table', () => {
    expect(panels.map(({ id }) => id)).toEqual(['take', 'add', 'recall'])
    const times = panels.flatMap(({ lines }) => lines.map(({ points }) => points.map(({ t }) => t)))
    for (const each of times) expect(each).toEqual(times[0])
    expect(panels[0]?.lines[0]?.points[0]).toEqual({ t: Number(NOW), value: 10e6, text: '10,000,000' })
    expect(panels[0]?.lines[0]?.points.at(-1)?.text).toBe('12,000,000')
  })

  it('labels bounds, and leaves out unlimited limits', () => {
    expect(panels[0]?.bounds).toEqual([
      { label: 'idle 12M', value: 12e6 },
      { label: 'max 20M', value: 20e6 },
    ])
    const none = { maxAmount: MAX_UINT256, slope: 0n, lastAmount: 0n, lastUpdated: 0n }
    const [take] = outlookPanels(inputs({ takeLimit: none }), NOW, 86_400n)
    expect(take?.bounds.map(({ label }) => label)).toEqual(['idle 12M'])
  })

  it('draws one answer alone, with the same title, bounds and figures', () => {
    for (const [index, answer] of FUNNEL_ANSWERS.entries()) {
      const { lines, ...rest } = outlookPanel(answer, inputs(), NOW, 86_400n)
      const { lines: all, ...whole } = panels[index]!
      expect(rest).toEqual(whole)
      const figures = new Map(all[0]?.points.map(({ t, text }) => [t, text]))
      for (const { t, text } of lines[0]!.points) expect(text).toBe(figures.get(t))
    }
  })
})
