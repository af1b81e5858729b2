import { describe, expect, it } from 'vitest'
import { RAD, WAD } from '@/lib/math'
import { type FakeMigration, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime } from '@/lib/testing/fakes/model'
import { modelOf, ofStep } from '@/lib/testing/fakes/plans'
import { haltsAfter, inOrder, MOST_BLOCKS, rehearsalPlan } from './plan'

const HOUR = 3_600n
const MOVED = 'Its debt is moved; the cutover is a spell of governance'

/** The limit of everything: at most `max` USDS, of which `held` are there. */
const limited = (max: bigint, held: bigint, slope = WAD / HOUR): FakeOutputs => ({
  'getRateLimitData(bytes32)': () => [
    { maxAmount: max * WAD, slope, lastAmount: held * WAD, lastUpdated: fakeTime },
  ],
})

function planFor(state: FakeMigration, outputs: FakeOutputs = {}, most?: number) {
  const modelAt = (time: bigint) => migratingModel({ ...state, time }, outputs)
  return rehearsalPlan(modelAt(fakeTime), modelAt, undefined, most)
}
const passing = (plan: ReturnType<typeof planFor>) =>
  plan.blocks.map((step) => ({ step, outcome: { ok: true } }))
const whys = ({ halts }: ReturnType<typeof haltsAfter>) => halts.map(({ why }) => why)

/** Needs two steps: 20 of 30 are there. */
const owing = { phase: 'DualRun', Art: 40n * WAD, line: 70n * RAD } as const

describe('where a rehearsal comes to a halt', () => {
  it('says that the debt is moved where every step was played and passed', () => {
    const plan = planFor(owing)
    expect(plan.blocks).toHaveLength(2)
    const after = haltsAfter(plan.halts, passing(plan))
    expect([whys(after), after.more]).toEqual([[MOVED], 0n])
  })

  it('says how many were not played, where the page plays fewer', () => {
    const plan = planFor(owing, {}, 1)
    const after = haltsAfter(plan.halts, passing(plan))
    expect([whys(after), after.more]).toEqual([['1 step more would follow and is not played'], 1n])
  })

  it('counts the steps beyond the most that are put together', () => {
    const plan = planFor({ ...owing, Art: 57n * WAD - 1n }, limited(1n, 1n, WAD))
    expect(plan.blocks).toHaveLength(MOST_BLOCKS)
    const after = haltsAfter(plan.halts, passing(plan))
    expect(after.more).toBe(33n)
    expect(whys(after)).toEqual(['33 steps more would follow and are not played'])
  })

  it('says nothing further of a Prime of which a step failed', () => {
    const plan = planFor(owing)
    const [first, ...others] = passing(plan)
    const after = haltsAfter(plan.halts, [{ ...first!, outcome: { ok: false } }, ...others])
    expect([whys(after), after.more]).toEqual([
      ['A step of it is blocked, so what would follow is not known'],
      0n,
    ])
  })
})

describe('what a rehearsal plays of a relayer', () => {
  const amounts = ({ blocks }: ReturnType<typeof planFor>) =>
    blocks.map(({ request }) => (request.kind === 'migrate' ? request.amount / WAD : request.kind))

  it('moves what is there of a limit that does not refill, and then says so', () => {
    const plan = planFor({ ...owing, Art: 50n * WAD }, limited(25n, 25n, 0n))
    expect(amounts(plan)).toEqual([25n])
    expect(whys(haltsAfter(plan.halts, passing(plan)))).toEqual(['Its migration limit does not refill'])
    expect(amounts(planFor(owing, limited(25n, 0n, 0n)))).toEqual([])
  })

  it('makes its first step no larger than everything lets through, and names what follows it waits for', () => {
    const outputs = { 'depositCap()': () => [105n * WAD] }
    const plan = planFor(owing, outputs)
    expect(amounts(plan)).toEqual([5n])
    expect(whys(haltsAfter(plan.halts, passing(plan)))).toEqual([
      'After its first step, what follows waits: deposit cap binds',
    ])
  })

  it('waits for a refill that is worth a step', () => {
    const plan = planFor(owing, limited(20n, 0n))
    expect(amounts(plan)[0]).toBe(20n)
    expect((plan.blocks[0]?.time ?? 0n) - fakeTime).toBeGreaterThanOrEqual(20n * HOUR)
  })

  it('plays a plan of governance that is pending besides, at its time', () => {
    const modelAt = (time: bigint) => modelOf(ofStep('cutOver'), { ...owing, epoch: fakeTime + HOUR, time })
    const plan = rehearsalPlan(modelAt(fakeTime), modelAt)
    // The first moves what a second refilled as well.
    expect(amounts(plan)).toEqual([20n, 'execute-plan', 19n])
    expect(plan.blocks[1]?.time).toBe(fakeTime + HOUR)
    expect(whys(haltsAfter(plan.halts, passing(plan)))).toEqual([
      'Its debt is moved; after its plan, what comes next is decided by governance and relayers',
    ])
  })

  it('pushes no block into the Processing Window', () => {
    const before = fakeTime - (fakeTime % (24n * HOUR)) + 37n * HOUR - 1n
    const block = (time: bigint) => ({ time })
    expect(inOrder([block(before), block(before)], before - 5n).map(({ time }) => time)).toEqual([
      before,
      before + 3n * HOUR + 1n,
    ])
  })
})
