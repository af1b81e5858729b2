import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_UINT256, seconds, WAD, wad } from '@/lib/math'
import { MOST_STEPS, planTo, reachableBy } from './planner'
import { judge, ramp, type SorlInputs } from './sorl'
import type { LimitParams } from './types'

const DAY = 86_400n
const HOP = 64_800n
const T = seconds(1_800_000_000n)
const NONE = { maxAmount: 0n, slope: 0n }

const inputsOf = (limit: LimitParams, changes: Partial<SorlInputs> = {}): SorlInputs => ({
  limit: { ...limit, lastAmount: 0n, lastUpdated: T },
  init: NONE,
  hop: seconds(HOP),
  maxChange: wad((125n * WAD) / 100n),
  zzz: T,
  stopped: false,
  ...changes,
})

const thousand = 1_000n * WAD
/** A hundred thousand, with no refill to raise. */
const start = inputsOf({ maxAmount: 100n * thousand, slope: 0n })

describe('planTo', () => {
  it('repeats the table of a bootstrap at one step a day: 100K at +25 %', () => {
    const { steps } = planTo(start, { maxAmount: 100_000n * thousand, slope: 0n }, T, 'daily')
    const onDay = (day: bigint) => steps.find(({ at }) => at === T + day * DAY)?.to.maxAmount
    const inThousands = [7n, 14n, 21n, 28n, 30n].map((day) => Number((onDay(day) ?? 0n) / thousand))
    expect(inThousands).toEqual([476, 2_273, 10_842, 51_698, 80_779])
    expect(steps.slice(0, 30).map(({ to }) => to.maxAmount)).toEqual(
      ramp(seconds(100n * thousand), start.maxChange, 30).slice(1),
    )
  })

  it('takes the last step only as far as the target', () => {
    const target = { maxAmount: 150n * thousand, slope: 0n }
    const { steps, arrival } = planTo(start, target, T, 'hop')
    expect(steps).toEqual([
      { at: T + HOP, to: { maxAmount: 125n * thousand, slope: 0n } },
      { at: T + 2n * HOP, to: target },
    ])
    expect(arrival).toEqual({ at: T + 2n * HOP })
  })

  it('waits for the hop by hop, and for a day a day, but never for less than the hop', () => {
    const first = (pace: 'hop' | 'daily', hop: bigint) =>
      planTo({ ...start, hop: seconds(hop) }, { maxAmount: 101n * thousand, slope: 0n }, T, pace).arrival.at
    expect([first('hop', HOP), first('daily', HOP), first('daily', 2n * DAY)]).toEqual([
      T + HOP,
      T + DAY,
      T + 2n * DAY,
    ])
  })

  it('begins at once where the last increase is long ago or never was', () => {
    const target = { maxAmount: 101n * thousand, slope: 0n }
    for (const zzz of [0n, T - HOP]) {
      expect(planTo({ ...start, zzz: seconds(zzz) }, target, T, 'hop').arrival).toEqual({ at: T })
    }
  })

  it('jumps to the init, and goes on from there', () => {
    const init = { maxAmount: 400n * thousand, slope: 5n }
    const { steps } = planTo({ ...start, init }, { maxAmount: 500n * thousand, slope: 6n }, T, 'hop')
    expect(steps.map(({ to }) => to)).toEqual([init, { maxAmount: 500n * thousand, slope: 6n }])
  })

  it('lowers a number with the first step, and at once where nothing rises', () => {
    const both = inputsOf({ maxAmount: 100n, slope: 100n })
    expect(planTo(both, { maxAmount: 40n, slope: 40n }, T, 'hop')).toEqual({
      steps: [{ at: T, to: { maxAmount: 40n, slope: 40n } }],
      arrival: { at: T },
    })
    expect(planTo(both, { maxAmount: 40n, slope: 125n }, T, 'hop').steps).toEqual([
      { at: T + HOP, to: { maxAmount: 40n, slope: 125n } },
    ])
  })

  it('has no step where the limit is there already', () => {
    expect(planTo(start, start.limit, T, 'hop')).toEqual({ steps: [], arrival: { at: T } })
  })

  it('says why a target is never reached, with the steps that lead nearest', () => {
    const more = { maxAmount: 200n * thousand, slope: 0n }
    const never = (inputs: SorlInputs, target: LimitParams = more) => {
      const { steps, arrival } = planTo(inputs, target, T, 'hop')
      return [arrival.never, steps.length]
    }
    const open = { maxAmount: MAX_UINT256, slope: 0n }
    expect(never({ ...start, stopped: true })).toEqual(['stopped', 0])
    expect(never({ ...start, paired: false })).toEqual(['not-paired', 0])
    expect(never({ ...start, hop: seconds(0n) })).toEqual(['hop-not-set', 0])
    expect(never(inputsOf(open))).toEqual(['locked', 0])
    expect(never({ ...start, init: open })).toEqual(['locked', 0])
    expect(never(inputsOf(NONE))).toEqual(['out-of-reach', 0])
    expect(never(inputsOf({ maxAmount: 3n, slope: 0n }))).toEqual(['out-of-reach', 0])
    expect(never({ ...start, zzz: seconds(MAX_UINT256) })).toEqual(['overflow', 0])
    expect(never({ ...start, maxChange: wad(WAD + 10n ** 12n) })).toEqual(['too-many', MOST_STEPS])
    const [reason, steps] = never(start, open)
    expect(reason).toBe('out-of-reach')
    expect(steps).toBeGreaterThan(300)
  })

  it('sets an unlimited init at once, hop or not', () => {
    const open = { maxAmount: MAX_UINT256, slope: 0n }
    expect(planTo({ ...start, init: open, hop: seconds(0n) }, open, T, 'hop')).toEqual({
      steps: [{ at: T, to: open }],
      arrival: { at: T },
    })
  })

  it('plans steps that the Configurator accepts at their second, and neither a second earlier nor a unit higher', () => {
    const number = fc.bigInt({ min: 0n, max: 10n ** 30n })
    const params = fc.record({ maxAmount: number, slope: number })
    fc.assert(
      fc.property(
        fc.record({
          limit: params,
          init: fc.oneof(fc.constant(NONE), params),
          target: params,
          hop: fc.bigInt({ min: 1n, max: 3n * DAY }),
          change: fc.bigInt({ min: WAD, max: 3n * WAD }),
          ago: fc.bigInt({ min: 0n, max: 3n * DAY }),
          pace: fc.constantFrom('hop' as const, 'daily' as const),
        }),
        ({ limit, init, target, hop, change, ago, pace }) => {
          let inputs = inputsOf(limit, {
            ...{ init, hop: seconds(hop), maxChange: wad(change), zzz: seconds(T - ago) },
          })
          const { steps } = planTo(inputs, target, T, pace)
          for (const { at, to } of steps.slice(0, 40)) {
            const verdict = judge(inputs, to, at)
            expect(verdict.ok).toBe(true)
            if (pace === 'hop' && at > T) expect(judge(inputs, to, seconds(at - 1n)).ok).toBe(false)
            for (const part of ['maxAmount', 'slope'] as const) {
              if (to[part] === target[part]) continue
              expect(judge(inputs, { ...to, [part]: to[part] + 1n }, at).ok).toBe(false)
            }
            const rises = verdict.ok && verdict.kind === 'increase'
            inputs = {
              ...inputs,
              limit: { ...to, lastAmount: 0n, lastUpdated: at },
              zzz: rises ? at : inputs.zzz,
            }
          }
        },
      ),
    )
  })
})

describe('reachableBy', () => {
  it('is the limit times the factor for every hop that fits', () => {
    const at = (t: bigint) => reachableBy(start, T, seconds(T + t))?.maxAmount
    const [, one, two] = ramp(seconds(100n * thousand), start.maxChange, 2)
    expect([at(HOP - 1n), at(HOP), at(2n * HOP - 1n), at(2n * HOP)]).toEqual([100n * thousand, one, one, two])
  })

  it('is 46 times as much after 14 days at 16 hours and a fifth more each', () => {
    const deployed = { ...start, hop: seconds(16n * 3_600n), maxChange: wad((12n * WAD) / 10n) }
    const reached = reachableBy(deployed, T, seconds(T + 14n * DAY))?.maxAmount ?? 0n
    expect(reached / (100n * thousand)).toBe(46n)
  })

  it('stays where nothing can rise, and is not known where it takes too many steps', () => {
    expect(reachableBy({ ...start, stopped: true }, T, seconds(T + DAY))).toEqual({
      maxAmount: 100n * thousand,
      slope: 0n,
    })
    const slow = { ...start, hop: seconds(1n), maxChange: wad(WAD + 10n ** 12n) }
    expect(reachableBy(slow, T, seconds(T + DAY))).toBeNull()
    expect(reachableBy(slow, T, seconds(T + 10n))).not.toBeNull()
  })
})
