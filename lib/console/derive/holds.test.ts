import { type Address, encodeFunctionData, getAddress, type Hex, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { legacyMigrationFacetAbi } from '@/lib/abi'
import type { MigrationStep, PlanContent, PlannedAction } from '@/lib/governance'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { PHASES, type Phase } from '@/lib/migration'
import { fakeTime } from '@/lib/testing/fakes/model'
import type { OperationFacts } from '../facts'
import type { PlanFacts } from '../facts/governance'
import type { Executable, Hold } from '../model/executable'
import type { Gate } from '../model/gates'
import { type MigrationSurface, operationExecutable, planExecutable, sooner } from './executable'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const id = (n: number): Hex => toHex(n, { size: 32 })
const HOUR = 3_600n
/** 14:00 UTC, in the Processing Window; `fakeTime` is 8:00. */
const inWindow = fakeTime + 6n * HOUR
const [DIAMOND, OTHER_DIAMOND, PRIME, OTHER_PRIME] = [at(1), at(2), at(3), at(4)]

describe('an operation of the timelock', () => {
  const executable = (timestamp: bigint, more: Partial<OperationFacts> = {}) =>
    operationExecutable(
      {
        timestamp: given(timestamp),
        queued: { predecessor: id(0) },
        kept: null,
        predecessorTimestamp: null,
        ...more,
      } as OperationFacts,
      { paused: given(false) },
      fakeTime,
    )

  it('is nothing to execute once it is done, and before it is scheduled', () => {
    for (const timestamp of [0n, 1n]) expect(executable(timestamp)).toMatchObject({ ok: true, value: null })
  })

  it('can be executed from the second on at which its delay is over', () => {
    expect(executable(fakeTime)).toMatchObject({ value: { holds: [] } })
    expect(executable(fakeTime + 1n)).toMatchObject({ value: { holds: [{ why: 'delay' }] } })
  })

  it('has the predecessor that the contract keeps, whatever its event named', () => {
    const kept = { predecessor: given(id(7)) } as OperationFacts['kept']
    const waiting = { kept, predecessorTimestamp: given(fakeTime) }
    expect(executable(fakeTime, waiting)).toMatchObject({
      value: { holds: [{ why: 'predecessor', operation: id(7), stands: 'pending' }] },
    })
  })

  it('is unknown where no event named its predecessor', () => {
    const queued = { predecessor: null } as OperationFacts['queued']
    expect(executable(fakeTime, { queued })).toMatchObject({
      ok: false,
      reason: { kind: 'not-read', message: 'The event that names its predecessor was not seen.' },
    })
  })
})

describe('a plan of governance', () => {
  const gate = (name: string, open: boolean) =>
    ({ of: 'cutover', id: name, prime: 'Spark', holds: given(open), fact: given(null) }) as unknown as Gate
  const readiness = (...gates: readonly Gate[]) => ({ gates }) as never
  const surface = (changes: object = {}): MigrationSurface => ({
    id: DIAMOND,
    primes: [
      { addresses: { almProxy: OTHER_PRIME }, migration: null },
      {
        addresses: { almProxy: PRIME },
        migration: {
          phaseName: given<Phase>('Legacy'),
          dualRun: readiness(gate('taker', false), gate('controller', false)),
          cutover: readiness(gate('rights', false), gate('ceilings', false), gate('auto-line', false)),
          retirement: readiness(gate('debt', false)),
          epoch: given(fakeTime + HOUR),
          ...changes,
        },
      },
    ],
  })
  const migrating = (name: MigrationStep['name'], diamond = DIAMOND, prime = PRIME): PlannedAction =>
    ({ type: 'migration', step: { name, wiring: { diamond }, prime } }) as unknown as PlannedAction
  const calling = (...calls: readonly { readonly target: Address; readonly data: Hex }[]): PlannedAction =>
    ({ type: 'calls', calls }) as unknown as PlannedAction

  const executable = (
    action: PlannedAction,
    time = fakeTime,
    { plotted = true, code = id(1), surfaces = [surface()], eta = fakeTime } = {},
  ): Leaf<Executable | null> =>
    planExecutable(
      { event: { tag: id(1), eta }, plotted: given(plotted), code: { hash: given(code) } } as PlanFacts,
      { action, certain: true } as PlanContent,
      surfaces,
      time,
    )
  const holdsOf = (...input: Parameters<typeof executable>): readonly Hold[] | null | undefined => {
    const found = executable(...input)
    return found.ok ? found.value?.holds : null
  }

  it('is nothing to execute where it is not plotted', () => {
    expect(executable({ type: 'opaque' }, fakeTime, { plotted: false })).toMatchObject({
      ok: true,
      value: null,
    })
  })

  it('waits for its code only once its time has come', () => {
    expect(holdsOf({ type: 'opaque' }, fakeTime, { code: id(2) })).toEqual([{ why: 'code' }])
    expect(holdsOf({ type: 'opaque' }, fakeTime, { code: id(2), eta: fakeTime + 1n })).toEqual([
      { why: 'delay', until: fakeTime + 1n },
    ])
  })

  it.each<[MigrationStep['name'], readonly unknown[]]>([
    ['schedule', []],
    ['recordCeilings', [{ of: 'phase', is: 'DualRun' }]],
    // A plan opens these gates itself: `controller`, `ceilings` and `auto-line`.
    ['startDualRun', [{ of: 'cutover', id: 'taker', prime: 'Spark' }]],
    ['cutOver', [{ of: 'cutover', id: 'rights', prime: 'Spark' }]],
    ['retire', [{ of: 'cutover', id: 'debt', prime: 'Spark' }]],
  ])('waits for the gates of its step that are closed: %s', (name, gates) => {
    const closed = holdsOf(migrating(name))!.filter(({ why }) => why === 'gate')
    expect(closed).toEqual(gates.map((closedGate) => ({ why: 'gate', gate: closedGate })))
    const epochs = holdsOf(migrating(name))!.filter(({ why }) => why === 'epoch')
    expect(epochs).toEqual(name === 'cutOver' ? [{ why: 'epoch', until: fakeTime + HOUR }] : [])
  })

  it.each<[MigrationStep['name'], Phase]>([
    ['schedule', 'Legacy'],
    ['recordCeilings', 'DualRun'],
  ])('takes the step %s in the phase %s alone', (name, phase) => {
    const open = PHASES.filter((phaseName) => {
      const surfaces = [surface({ phaseName: given(phaseName) })]
      return holdsOf(migrating(name), fakeTime, { surfaces })?.length === 0
    })
    expect(open).toEqual([phase])
  })

  it('waits for the epoch up to its second', () => {
    const epochs = (epoch: bigint) =>
      holdsOf(migrating('cutOver'), fakeTime, { surfaces: [surface({ epoch: given(epoch) })] })!.map(
        ({ why }) => why,
      )
    expect(epochs(fakeTime)).toEqual(['gate'])
    expect(epochs(fakeTime + 1n)).toEqual(['epoch', 'gate'])
  })

  it('waits for the end of the window where it takes a step, also of a Prime that is not known here', () => {
    const windowed = (action: PlannedAction) => holdsOf(action, inWindow)!.some(({ why }) => why === 'window')
    for (const action of [
      migrating('schedule'),
      migrating('schedule', OTHER_DIAMOND),
      migrating('schedule', DIAMOND, at(9)),
      migrating('schedule', DIAMOND, OTHER_PRIME),
    ]) {
      expect(windowed(action)).toBe(true)
    }
    expect(windowed({ type: 'opaque' })).toBe(false)
  })

  it('waits for the end of the window where one of its calls is a step, to one of several Diamonds', () => {
    const step = {
      data: encodeFunctionData({ abi: legacyMigrationFacetAbi, functionName: 'retire', args: [PRIME] }),
    }
    const other = { target: DIAMOND, data: '0x12345678' as Hex }
    const surfaces = [surface(), { id: OTHER_DIAMOND, primes: [] }]
    const windowed = (...calls: readonly { readonly target: Address; readonly data: Hex }[]) =>
      holdsOf(calling(...calls), inWindow, { surfaces })!.some(({ why }) => why === 'window')
    expect(windowed({ ...step, target: DIAMOND })).toBe(true)
    expect(windowed({ ...step, target: OTHER_DIAMOND })).toBe(true)
    expect(windowed(other, { ...step, target: DIAMOND })).toBe(true)
    expect(windowed(other)).toBe(false)
    expect(windowed({ ...step, target: at(9) })).toBe(false)
  })

  it('is unknown where a gate is', () => {
    const dark = {
      ...gate('debt', false),
      holds: unknown({ kind: 'reverted', message: 'It reverted.' }),
    } as Gate
    const surfaces = [surface({ retirement: readiness(dark) })]
    expect(executable(migrating('retire'), fakeTime, { surfaces }).ok).toBe(false)
  })

  it('can be executed at the latest of the times that it waits for, and at no time where it waits for more', () => {
    const until = (action: PlannedAction, time: bigint, surfaces = [surface()]) => {
      const found = executable(action, time, { surfaces, eta: time + HOUR })
      return found.ok ? found.value?.at : 'unknown'
    }
    const open = [surface({ cutover: readiness(), epoch: given(fakeTime + 2n * HOUR) })]
    expect(until(migrating('cutOver'), fakeTime, open)).toBe(fakeTime + 2n * HOUR)
    expect(until({ type: 'opaque' }, fakeTime, open)).toBe(fakeTime + HOUR)
    expect(until(migrating('cutOver'), fakeTime)).toBeNull()
    const now = executable({ type: 'opaque' })
    expect(now).toMatchObject({ value: { holds: [], at: null } })
  })
})

describe('what passes first', () => {
  const now: Executable = { holds: [], at: null, certain: true }
  const later = (until: bigint): Executable => ({
    holds: [{ why: 'delay', until }],
    at: until,
    certain: true,
  })
  const never: Executable = { holds: [{ why: 'paused' }], at: null, certain: true }

  it('is what anyone can execute, then what time lets pass, then what waits for more', () => {
    const sorted = [now, later(5n), later(6n), never]
    for (const mixed of [sorted.toReversed(), [never, now, later(6n), later(5n)]]) {
      expect(mixed.toSorted(sooner)).toEqual(sorted)
    }
    for (const same of [now, later(5n), never]) expect(sooner(same, { ...same })).toBe(0)
    expect(sooner(later(5n), later(6n))).toBe(-1)
    expect(sooner(later(6n), later(5n))).toBe(1)
    expect([sooner(now, never), sooner(never, now)]).toEqual([-1, 1])
    expect([sooner(later(5n), never), sooner(never, later(5n))]).toEqual([-1, 1])
  })
})
