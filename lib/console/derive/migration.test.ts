import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { RAD, RAY, WAD } from '@/lib/math'
import { PHASES } from '@/lib/migration'
import { CEILING, type FakeMigration, migratingModel as modelOf, stored } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, someone } from '@/lib/testing/fakes/model'
import { tellGate } from '@/lib/words/gates'
import type { ConsoleModel } from '../model'
import { checkState } from '../model/check'
import type { Transition } from '../model/gate-name'

const migrationIn = (model: ConsoleModel) => model.generators[0]!.primes[0]!.migration!
const known = <T>(leaf: { readonly ok: boolean; readonly value?: T }) => (leaf.ok ? leaf.value : 'unknown')

const closedGates = (state: FakeMigration, transition: Transition) =>
  migrationIn(modelOf(state))
    [transition].gates.filter(({ holds }) => !(holds.ok && holds.value))
    .map(({ id }) => id)

/** The checks of the migration that do not pass, with their verdicts. */
const failed = (model: ConsoleModel) =>
  Object.fromEntries(
    model.checks
      .filter(({ area }) => area === 'migration')
      .map((check) => [check.id.split('/')[1], checkState(check)] as const)
      .filter(([, verdict]) => verdict !== 'pass'),
  )

describe('a Prime by its phase', () => {
  it.each(PHASES)('has no red, amber or unknown check in phase %s where all is as it should be', (phase) => {
    const model = modelOf({ phase })
    expect(failed(model)).toEqual({})
    expect(known(migrationIn(model).phaseName)).toBe(phase)
  })

  it('was never scheduled, where the facet does not list it', () => {
    const model = modelOf({ phase: 'Legacy', scheduled: false })
    const migration = migrationIn(model)
    expect(failed(model)).toEqual({})
    expect([migration.vault, migration.phaseName, migration.due].map(known)).toEqual([
      zeroAddress,
      'Legacy',
      'not-scheduled',
    ])
    expect(closedGates({ phase: 'Legacy', scheduled: false, held: true }, 'dualRun')).toEqual(['scheduled'])
  })

  it('has moved the share that it moved of what it moved and still owes', () => {
    const model = modelOf({ phase: 'DualRun', Art: 40n * WAD })
    const moved = { moved: 60n * WAD, left: 40n * WAD, base: 100n * WAD }
    expect(known(migrationIn(model).progress)).toEqual(moved)
    expect(known(model.generators[0]!.migration!.progress)).toEqual(moved)
  })

  it('has no known phase where the facet names one that the console does not know', () => {
    const model = modelOf({ phase: 'Legacy' })
    const newer = modelOf({ phase: 'Legacy' }, { 'migrations()': () => [[{ ...stored, phase: 4 }]] })
    expect(migrationIn(model).phaseName.ok).toBe(true)
    expect(migrationIn(newer).phaseName).toMatchObject({ ok: false, reason: { kind: 'out-of-range' } })
  })
})

describe('a Diamond without the facet', () => {
  const bare = modelOf({ phase: 'Legacy', held: false }, { 'facetAddress(bytes4)': () => [zeroAddress] })

  it('has no migration surface, and no check fails because of that', () => {
    expect(bare.generators[0]!.migration).toBeNull()
    expect(bare.generators[0]!.primes[0]!.migration).toBeNull()
    expect(failed(bare)).toEqual({})
  })

  it('must not hold CONTROLLER on the ALMProxy of a Prime', () => {
    const holding = modelOf({ phase: 'Legacy', held: true }, { 'facetAddress(bytes4)': () => [zeroAddress] })
    expect(failed(holding)).toEqual({ permission: 'critical' })
  })
})

describe('the gates', () => {
  it('open the dual-run once the spell granted CONTROLLER', () => {
    expect(closedGates({ phase: 'Legacy' }, 'dualRun')).toEqual(['controller'])
    expect(closedGates({ phase: 'Legacy', held: true }, 'dualRun')).toEqual([])
  })

  it('close a rollback one by one', () => {
    const phase = 'CutOver'
    expect(closedGates({ phase }, 'rollback')).toEqual([])
    expect(closedGates({ phase, approved: false }, 'rollback')).toEqual(['approved'])
    expect(closedGates({ phase, stopped: true }, 'rollback')).toEqual(['running'])
    expect(closedGates({ phase, frozen: true }, 'rollback')).toEqual(['cbeam'])
    expect(closedGates({ phase, ward: false }, 'rollback')).toEqual(['ward'])
    expect(closedGates({ phase, listed: CEILING - 1n }, 'rollback')).toEqual([])
    expect(closedGates({ phase, listed: 0n }, 'rollback')).toEqual(['listed'])
  })

  it('close the cutover by its epoch, the ceilings and the way back', () => {
    const reached = { phase: 'DualRun', epoch: fakeTime } as const
    expect(closedGates(reached, 'cutover')).toEqual([])
    expect(closedGates({ phase: 'DualRun' }, 'cutover')).toEqual(['epoch'])
    expect(closedGates({ ...reached, line: 1n }, 'cutover')).toEqual(['ceilings'])
    expect(closedGates({ ...reached, highest: 1n }, 'cutover')).toEqual(['auto-line'])
    expect(closedGates({ ...reached, approved: false }, 'cutover')).toEqual(['rollback'])
    expect(closedGates({ ...reached, listed: CEILING - 1n }, 'cutover')).toEqual(['in-full'])
    expect(closedGates({ ...reached, held: false }, 'cutover')).toEqual(['controller'])
    expect(closedGates({ ...reached, allowance: CEILING / RAY - 1n }, 'cutover')).toEqual(['rights'])
    expect(closedGates({ ...reached, allowance: CEILING / RAY }, 'cutover')).toEqual([])
    // The facet does not check what can be repaired within an hour.
    expect(closedGates({ ...reached, stopped: true, frozen: true }, 'cutover')).toEqual([])
  })

  it('close inside the Processing Window, except those of the rollback', () => {
    const time = fakeTime + 6n * 3_600n
    expect(closedGates({ phase: 'DualRun', epoch: fakeTime, time }, 'cutover')).toEqual(['window'])
    expect(closedGates({ phase: 'CutOver', time }, 'rollback')).toEqual([])
    expect(closedGates({ phase: 'CutOver', time }, 'retirement')).toEqual(['window'])
  })

  it('close the cutover where a rollback would leave no room to draw, to the unit', () => {
    const reached = { phase: 'DualRun', epoch: fakeTime } as const
    // 70 are restored: 69.3 and a hundredth of that make 69.993.
    const least = (CEILING * 100n) / 101n / RAY
    expect(closedGates({ ...reached, Art: least }, 'cutover')).toEqual([])
    expect(closedGates({ ...reached, Art: least + 1n }, 'cutover')).toEqual(['room'])
    const outputs = (name: string, value: bigint) => ({ [name]: () => [value] })
    const closedWith = (others: FakeOutputs, state: Partial<FakeMigration> = {}) =>
      migrationIn(modelOf({ ...reached, ...state }, others))
        .cutover.gates.filter(({ holds }) => holds.ok && !holds.value)
        .map(({ id }) => id)
    expect(closedWith(outputs('live()', 0n))).toEqual(['drawable'])
    // The total after the rollback regains what the closing took, and needs room for the smallest draw.
    const total = 930n * RAD + 2n * RAY
    expect(closedWith(outputs('Line()', total))).toEqual([])
    expect(closedWith(outputs('Line()', total - 1n))).toEqual(['drawable'])
    expect(closedWith(outputs('Line()', total), { closed: false })).toEqual([])
  })

  it('are unknown where the facet asks another AutoLine', () => {
    const { cutover, retirement } = migrationIn(
      modelOf({ phase: 'DualRun', epoch: fakeTime }, { 'autoLine()': () => [someone] }),
    )
    for (const { gates } of [cutover, retirement]) {
      expect(gates.find(({ id }) => id === 'auto-line')?.holds).toMatchObject({
        ok: false,
        reason: { message: `The facet looks into another AutoLine: ${someone}.` },
      })
    }
  })

  it('close the retirement where a legacy ilk is open again', () => {
    expect(closedGates({ phase: 'CutOver', line: 1n }, 'retirement')).toEqual(['ceilings'])
    expect(closedGates({ phase: 'CutOver', highest: 1n }, 'retirement')).toEqual(['auto-line'])
  })

  it('close the retirement while anything is owed', () => {
    expect(closedGates({ phase: 'CutOver' }, 'retirement')).toEqual([])
    expect(closedGates({ phase: 'CutOver', Art: 1n }, 'retirement')).toEqual(['debt'])
  })

  it('say what was found at each gate', () => {
    const { rollback } = migrationIn(modelOf({ phase: 'CutOver', listed: 0n, approved: false, frozen: true }))
    const found = Object.fromEntries(
      rollback.gates.map((gate) => [gate.id, known(tellGate(gate, fakeTime).found)]),
    )
    expect(found).toMatchObject({
      approved: 'Not approved, and not queued in the timelock.',
      cbeam: 'None is paired.',
      listed: 'ALLOCATOR-SPARK-A: 0 USDS listed, 70 USDS recorded.',
      mom: 'Both.',
    })
    expect(known(rollback.ready)).toBe(false)
  })
})

describe('what was left behind', () => {
  it.each(['Legacy', 'Retired'] as const)('is red for CONTROLLER on a Prime that is %s', (phase) => {
    const model = modelOf({ phase, held: true })
    expect(failed(model)).toEqual({ permission: 'critical' })
    expect(known(migrationIn(model).permission)).toBe('left-behind')
  })

  it('is amber for an approval and for a listed ilk of a retired Prime', () => {
    expect(failed(modelOf({ phase: 'Retired', approved: true }))).toEqual({ 'approval-left': 'attention' })
    expect(failed(modelOf({ phase: 'Retired', listed: 1n }))).toEqual({ 'listed-left': 'attention' })
  })
})

describe('a migration that does not stand as its phase demands', () => {
  it('is amber past its epoch, and without CONTROLLER', () => {
    expect(failed(modelOf({ phase: 'DualRun', epoch: fakeTime }))).toEqual({ epoch: 'attention' })
    expect(failed(modelOf({ phase: 'DualRun', held: false }))).toEqual({ 'permission-missing': 'attention' })
  })

  it('is red while it is cut over and cannot go back, or could draw', () => {
    expect(failed(modelOf({ phase: 'CutOver', ward: false }))).toEqual({ rollback: 'critical' })
    expect(failed(modelOf({ phase: 'DualRun', ward: false }))).toEqual({})
    expect(failed(modelOf({ phase: 'CutOver', line: 1n }))).toEqual({ headroom: 'critical' })
    expect(failed(modelOf({ phase: 'CutOver', highest: 1n }))).toEqual({ headroom: 'critical' })
    expect(failed(modelOf({ phase: 'DualRun', line: 1n, highest: 1n }))).toEqual({})
  })

  it('is red where the facet moves other debt than what is shown', () => {
    expect(failed(modelOf({ phase: 'DualRun', allocatorVault: someone }))).toEqual({ ilks: 'critical' })
  })

  it("is red for a MigrationMom or an AutoLine that is not the deployment's", () => {
    const other = (name: string) => modelOf({ phase: 'DualRun' }, { [name]: () => [someone] })
    expect(failed(other('diamond()'))).toEqual({ mom: 'critical' })
    expect(failed(other('vat()'))).toEqual({ mom: 'critical' })
    expect(failed(other('autoLine()'))).toEqual({ 'auto-line': 'critical' })
    expect(failed(other('migrationMom()'))).toEqual({ 'mom-deployed': 'critical' })
  })

  it('is unknown, not green, where the schedule could not be read', () => {
    const model = modelOf({ phase: 'CutOver' }, { 'migrations()': () => null })
    const verdicts = new Set(
      model.checks.filter(({ id }) => /^migration\/.*\/spark$/.test(id)).map(checkState),
    )
    expect(verdicts).toEqual(new Set(['unknown']))
    expect(model.generators[0]!.migration!.next.ok).toBe(false)
    expect(model.generators[0]!.migration!.progress.ok).toBe(false)
  })
})
