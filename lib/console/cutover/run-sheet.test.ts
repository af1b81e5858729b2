import { describe, expect, it } from 'vitest'
import type { Leaf } from '@/lib/leaf'
import { RAD, WAD } from '@/lib/math'
import { CEILING, type FakeMigration, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime } from '@/lib/testing/fakes/model'
import { type RunStepId, runSheet } from './run-sheet'

const HOUR = 3_600n
const lineOf = (state: FakeMigration, outputs: FakeOutputs = {}) =>
  runSheet(migratingModel(state, outputs))[0]!
function known<T>(leaf: Leaf<T> | undefined): T {
  if (!leaf?.ok) throw new Error(leaf?.reason.message ?? 'There is none')
  return leaf.value
}
const turns = (line: ReturnType<typeof lineOf>) =>
  Object.fromEntries(line.steps.map(({ id, turn }) => [id, known(turn)])) as Record<RunStepId, string>

describe('the run sheet of a Prime', () => {
  it('begins with the schedule, then the dual-run', () => {
    expect(turns(lineOf({ phase: 'Legacy', epoch: 0n }))).toEqual({
      ...{ schedule: 'now', 'dual-run': 'later', migrate: 'later', 'cut-over': 'later', retire: 'later' },
    })
    expect(turns(lineOf({ phase: 'Legacy' }))).toMatchObject({ schedule: 'done', 'dual-run': 'now' })
  })

  it('moves the debt in dual-run, and cuts over when none is left or the epoch has come', () => {
    const owing = { phase: 'DualRun', Art: 40n * WAD, line: CEILING } as const
    expect(turns(lineOf(owing))).toMatchObject({ migrate: 'now', 'cut-over': 'later' })
    expect(turns(lineOf({ ...owing, epoch: fakeTime }))).toMatchObject({ migrate: 'now', 'cut-over': 'now' })
    expect(turns(lineOf({ phase: 'DualRun' }))).toMatchObject({ migrate: 'done', 'cut-over': 'now' })
  })

  it('moves what is left after the cutover, and then retires it', () => {
    expect(turns(lineOf({ phase: 'CutOver', Art: WAD }))).toMatchObject({ migrate: 'now', retire: 'later' })
    expect(turns(lineOf({ phase: 'CutOver' }))).toMatchObject({ migrate: 'done', retire: 'now' })
    expect(new Set(Object.values(turns(lineOf({ phase: 'Retired' }))))).toEqual(new Set(['done']))
  })

  it('counts the steps at the limit of today: 20 now, 30 at most, one an hour', () => {
    const { pace, left } = lineOf({ phase: 'DualRun', Art: 40n * WAD, line: CEILING })
    expect(known(left)).toBe(40n * WAD)
    expect(known(pace)).toMatchObject({ steps: 2n })
    // 20 refill in 20 hours and a second, since the slope is cut to whole units.
    expect((known(pace).doneAt ?? 0n) - fakeTime).toBe(20n * HOUR + 1n)
  })

  it('says no sooner than the epoch, and no sooner than the delay of governance', () => {
    const from = (state: FakeMigration, id: RunStepId, outputs: FakeOutputs = {}) =>
      known(lineOf(state, outputs).steps.find((step) => step.id === id)?.from)
    const delay = { 'delay()': () => [48n * HOUR] }
    expect(from({ phase: 'DualRun', epoch: fakeTime + 1n }, 'cut-over', delay)).toBe(fakeTime + 48n * HOUR)
    expect(from({ phase: 'DualRun', epoch: fakeTime + 72n * HOUR }, 'cut-over', delay)).toBe(
      fakeTime + 72n * HOUR,
    )
  })

  it('names what does not hold, and leaves out what only waits', () => {
    const shut = (state: FakeMigration) =>
      lineOf(state)
        .steps.find(({ id }) => id === 'cut-over')
        ?.shut.map(({ id }) => id)
    expect(shut({ phase: 'DualRun', line: RAD, epoch: fakeTime + HOUR })).toContain('ceilings')
    expect(shut({ phase: 'DualRun', approved: false })).toContain('rollback')
    for (const id of ['epoch', 'window']) expect(shut({ phase: 'DualRun' })).not.toContain(id)
  })

  it('says where a schedule contradicts itself', () => {
    const said = (state: FakeMigration) => known(lineOf(state).contradictions)
    expect(said({ phase: 'DualRun', epoch: fakeTime + HOUR })).toEqual([])
    const owing = { Art: 40n * WAD, line: CEILING }
    expect(said({ phase: 'DualRun', epoch: fakeTime + HOUR, ...owing })).toEqual(['too-slow'])
    expect(said({ phase: 'Legacy', epoch: fakeTime - 1n })).toContain('late-start')
    expect(said({ phase: 'DualRun', epoch: 0n })).toContain('phase-without-epoch')
  })

  it('is unknown where the phase or the debt could not be read', () => {
    const unread = lineOf({ phase: 'DualRun' }, { 'ilks(bytes32)': () => null })
    expect(unread.left.ok).toBe(false)
    expect(unread.steps.every(({ turn }) => !turn.ok)).toBe(true)
    expect(unread.contradictions.ok).toBe(false)
    // Behind the cutover nothing is forecast, so the debt is not asked for.
    const behind = lineOf({ phase: 'CutOver' }, { 'ilks(bytes32)': () => null })
    expect(known(behind.contradictions)).toEqual([])
  })

  it('moves nothing before the dual-run can begin: pace and contradictions count from there', () => {
    const delay = { 'delay()': () => [48n * HOUR] }
    const owing = { phase: 'Legacy', Art: 40n * WAD, line: CEILING } as const
    const line = lineOf({ ...owing, epoch: fakeTime + 57n * HOUR }, delay)
    // The limit is full by then: 30 at once, and 10 in ten hours.
    expect(known(line.pace)).toEqual({ steps: 2n, doneAt: fakeTime + 58n * HOUR + 1n })
    expect(known(line.contradictions)).toEqual(['too-slow'])
    expect(known(lineOf({ ...owing, epoch: fakeTime + 59n * HOUR }, delay).contradictions)).toEqual([])
  })

  it('says that nothing more is migrated of a Prime that is retired, though it owes', () => {
    const line = lineOf({ phase: 'Retired', Art: WAD })
    expect(turns(line)).toMatchObject({ migrate: 'done', retire: 'done' })
    expect(known(line.pace)).toEqual({ never: 'retired' })
    expect(known(line.contradictions)).toEqual([])
  })

  it('says what stops a step of a relayer, and from when it can be made', () => {
    const owing = { phase: 'DualRun', Art: 40n * WAD, line: CEILING } as const
    const migrate = (state: Partial<FakeMigration> = {}, outputs: FakeOutputs = {}) => {
      const step = lineOf({ ...owing, ...state }, outputs).steps.find(({ id }) => id === 'migrate')!
      const { barred, from } = step
      return {
        by: barred === null ? null : barred.ok ? barred.value.binding : barred.reason.kind,
        from: from.ok ? from.value - (state.time ?? fakeTime) : from.reason.message,
      }
    }
    const limit = (maxAmount: bigint, slope: bigint, lastAmount: bigint): FakeOutputs => ({
      'getRateLimitData(bytes32)': () => [{ maxAmount, slope, lastAmount, lastUpdated: fakeTime }],
    })
    expect(migrate()).toEqual({ by: null, from: 0n })
    expect(migrate({}, limit(0n, 0n, 0n))).toEqual({
      by: 'migration-limit',
      from: 'Nothing goes through as things stand.',
    })
    expect(migrate({}, limit(30n * WAD, 0n, 0n)).by).toBe('migration-limit')
    // What refills is waited for, and so is the end of the Processing Window.
    expect(migrate({}, limit(24n * WAD, WAD, 0n))).toEqual({ by: null, from: 24n })
    expect(migrate({ time: fakeTime + 6n * HOUR })).toEqual({ by: null, from: 2n * HOUR })
    expect(migrate({ held: false })).toEqual({
      by: 'generator-controller-on-prime',
      from: 'Nothing goes through as things stand.',
    })
    // Inside the window as well.
    expect(migrate({ held: false, time: fakeTime + 6n * HOUR }).by).toBe('generator-controller-on-prime')
    expect(migrate({}, { 'allowance(address,address)': () => null }).from).toBeTypeOf('string')
    expect(migrate({ phase: 'Legacy' }).by).toBeNull()
  })
})
