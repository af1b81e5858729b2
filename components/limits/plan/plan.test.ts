import { describe, expect, it } from 'vitest'
import { type LimitParams, planTo, type SorlInputs } from '@/lib/limits'
import { MAX_UINT256, seconds, WAD, wad } from '@/lib/math'
import { amountText } from './amount-text'
import { planPanels } from './plan-panels'
import { arrivalWords, loweringWords, stopWords } from './plan-words'

const HOUR = 3_600n
/** 2026-11-20 07:00 UTC. */
const T = seconds(1_795_158_000n)
const inputs: SorlInputs = {
  limit: { maxAmount: 100n * WAD, slope: 0n, lastAmount: 0n, lastUpdated: T },
  init: { maxAmount: 0n, slope: 0n },
  ...{ hop: seconds(18n * HOUR), maxChange: wad((125n * WAD) / 100n), zzz: T, stopped: false },
}

const plan = (maxAmount: bigint, changes: Partial<SorlInputs> = {}) =>
  planTo({ ...inputs, ...changes }, { maxAmount, slope: 0n }, T, 'hop')

describe('the answer of a plan', () => {
  it('is how many steps it takes, and when the last may be made', () => {
    expect(arrivalWords(plan(150n * WAD), T)).toBe('2 steps, the last 2026-11-21 19:00 UTC, in 1 d 12 h')
    expect(arrivalWords(plan(101n * WAD, { zzz: seconds(0n) }), T)).toBe('1 step, the last now')
    expect(arrivalWords(plan(100n * WAD), T)).toBe('The limit is there already')
  })

  it('is never, and why', () => {
    const open = { maxAmount: MAX_UINT256, slope: 0n }
    const low = { ...inputs.limit, maxAmount: 3n }
    expect(arrivalWords(plan(200n * WAD, { stopped: true }), T)).toBe(
      'Never while the Configurator is stopped',
    )
    expect(arrivalWords(plan(200n * WAD, { hop: seconds(0n) }), T)).toContain('has no hop')
    expect(arrivalWords(plan(200n * WAD, { init: open }), T)).toContain('can only be set to unlimited')
    expect(arrivalWords(plan(200n * WAD, { limit: low }), T)).toContain('a step would change nothing')
    expect(arrivalWords(plan(MAX_UINT256), T)).toMatch(
      /^Never: after \d+ steps the next one changes nothing$/,
    )
    expect(arrivalWords(plan(200n * WAD, { maxChange: wad(WAD + 1n) }), T)).toBe('Not within 1000 steps')
    expect(arrivalWords(plan(200n * WAD, { zzz: seconds(MAX_UINT256) }), T)).toContain(
      'does not fit 256 bits',
    )
  })

  it('says what a lowering and a stop on the way cost', () => {
    const half = { ...inputs.limit, maxAmount: 50n * WAD }
    expect(loweringWords(plan(100n * WAD, { limit: half }), T)).toBe(
      'From half of the target it takes 4 steps again, 3 d.',
    )
    expect(loweringWords(plan(2n, { limit: { ...half, maxAmount: 1n } }), T)).toContain('no steps lead back')
    expect(stopWords(14n * 24n * HOUR, T + HOUR, T)).toContain(
      'comes 2026-12-04 08:00 UTC, in 14 d 1 h or later.',
    )
  })
})

describe('the picture of a plan', () => {
  const target: LimitParams = { maxAmount: 150n * WAD, slope: 0n }
  const plans = {
    hop: planTo(inputs, target, T, 'hop'),
    daily: planTo(inputs, target, T, 'daily'),
  }

  it('is a stair for each pace, and has none for a number that stays', () => {
    const panels = planPanels(plans, inputs.limit, target, T, 18)
    expect(panels.map(({ id }) => id)).toEqual(['maximum'])
    const [hop, daily] = panels[0]?.lines ?? []
    const at = (hours: bigint) => Number(T + hours * HOUR)
    expect(hop?.points.map(({ t, text }) => [t, text])).toEqual([
      [at(0n), '100'],
      [at(18n) - 1, '100'],
      [at(18n), '125'],
      [at(24n) - 1, '125'],
      [at(24n), '125'],
      [at(36n) - 1, '125'],
      [at(36n), '150'],
      [at(48n) - 1, '150'],
      [at(48n), '150'],
    ])
    expect(daily?.points.map(({ value }) => value)).toEqual([100, 100, 100, 100, 125, 125, 125, 125, 150])
  })

  it('draws a long plan by a part of its steps, and ends at its target all the same', () => {
    const slow = { ...inputs, hop: seconds(1n), maxChange: wad((101n * WAD) / 100n) }
    const far = { maxAmount: 10_000n * WAD, slope: 0n }
    const long = { hop: planTo(slow, far, T, 'hop'), daily: planTo(slow, far, T, 'daily') }
    expect(long.hop.steps.length).toBeGreaterThan(400)
    const points = planPanels(long, slow.limit, far, T, 18)[0]?.lines[1]?.points ?? []
    expect(points.length).toBeLessThan(500)
    expect(points.at(-1)?.text).toBe('10,000')
  })
})

describe('a number of a plan', () => {
  it('is unlimited where it is 2^256 − 1, and exact to the smallest unit else', () => {
    expect(amountText(MAX_UINT256, 18).exact).toBe('Unlimited')
    expect(amountText(MAX_UINT256 - 1n, 0).exact).not.toBe('Unlimited')
    expect(amountText(1_250_000n * WAD + 1n, 18)).toEqual({
      text: '1.25M',
      exact: '1,250,000.000000000000000001',
    })
  })
})
