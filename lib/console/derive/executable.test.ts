import { type Address, encodeFunctionData, getAddress, type Hex, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import {
  callsActionAbi,
  callsActionHash,
  legacyMigrationFacetAbi,
  migrationActionsAbi,
  migrationActionsHash,
  officeCallsActionHash,
} from '@/lib/abi'
import type { Executable } from '@/lib/console/model/executable'
import type { Plan } from '@/lib/governance'
import type { Leaf } from '@/lib/leaf'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, planLog, someone } from '@/lib/testing/fakes/model'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import type { TimelockLog } from '@/lib/timelock'
import { executableWords } from '@/lib/words/executable'
import { checkState } from '../model/check'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const id = (n: number): Hex => toHex(n, { size: 32 })
const HOUR = 3_600n
const NONE: Hex = id(0)
/** 14:00 UTC of the day of the fake model, which begins at 8:00. */
const inWindow = fakeTime + 6n * HOUR
const windowEnds = fakeTime + 8n * HOUR

const known = (leaf: Leaf<Executable | null> | undefined): Executable | null => (leaf?.ok ? leaf.value : null)
const whys = (found: Executable | null) => found?.holds.map(({ why }) => why) ?? null

function scheduled(operation: Hex, predecessor: Hex, logIndex: number): TimelockLog {
  const args = {
    ...{ id: operation, index: 0n, target: someone, value: 0n },
    ...{ data: '0x' as Hex, predecessor, delay: 0n },
  }
  return { eventName: 'CallScheduled', args, blockNumber: 1n, logIndex }
}

describe('an operation of the timelock', () => {
  const [first, second] = [id(0xa1), id(0xa2)]
  /** Two operations that are due, the second after the first; `timestamps` are what the timelock stores of each. */
  const modelOf = (timestamps: Readonly<Record<Hex, bigint>>, paused = false, time = fakeTime) =>
    fakeModel(
      { 'paused()': () => [paused], 'getTimestamp(bytes32)': ([of]) => [timestamps[of as Hex] ?? 0n] },
      time,
      undefined,
      { timelock: [scheduled(first, NONE, 0), scheduled(second, first, 1)] },
    )
  const executable = (model: ReturnType<typeof modelOf>, of: Hex) =>
    known(modelUnit(model).timelock.operations.find((one) => one.id === of)?.executable)
  const checkOf = (model: ReturnType<typeof modelOf>) =>
    model.checks.find((one) => one.id === 'timelock/ready')!
  const due = { [first]: fakeTime, [second]: fakeTime }

  it('waits for its delay, for a timelock that is not paused and for its predecessor', () => {
    const model = modelOf(due)
    expect(whys(executable(model, first))).toEqual([])
    expect(executable(model, second)?.holds).toEqual([
      { why: 'predecessor', operation: first, stands: 'pending' },
    ])
    expect(whys(executable(modelOf({ ...due, [first]: 1n }), second))).toEqual([])
    const early = modelOf(due, false, fakeTime - 1n)
    expect(executable(early, first)).toEqual({
      holds: [{ why: 'delay', until: fakeTime }],
      at: fakeTime,
      certain: true,
    })
    const paused = modelOf(due, true)
    expect(executable(paused, first)).toMatchObject({ holds: [{ why: 'paused' }], at: null })
    expect(whys(executable(modelOf(due, true, fakeTime - 1n), first))).toEqual(['delay', 'paused'])
  })

  it('never passes after a cancelled predecessor, until that is scheduled again', () => {
    const found = executable(modelOf({ [second]: fakeTime }), second)!
    expect(found).toMatchObject({ holds: [{ stands: 'gone' }], at: null })
    expect(executableWords(found)).toBe(
      `nobody can execute it: blocked by ${first}, which was cancelled or never scheduled`,
    )
  })

  it('is not said to be open to anyone while it is not', () => {
    expect(checkState(checkOf(modelOf(due)))).toBe('attention')
    for (const model of [
      modelOf(due, true),
      modelOf({ [second]: fakeTime }),
      modelOf(due, false, fakeTime - 1n),
    ]) {
      expect(checkState(checkOf(model))).toBe('pass')
    }
    expect(checkOf(modelOf(due, true)).found).toMatchObject({
      value: `None. Of ${first}, whose delay is over, nobody can execute it: the timelock is paused. Of ${second}, whose delay is over, nobody can execute it: the timelock is paused; it waits for operation ${first}, which is not done.`,
    })
  })

  it('is unknown where its predecessor, or the pause, was not read', () => {
    const outputs: FakeOutputs = {
      'getTimestamp(bytes32)': ([of]) => (of === second ? [fakeTime] : null),
      'paused()': () => [false],
    }
    const model = fakeModel(outputs, fakeTime, undefined, { timelock: [scheduled(second, first, 0)] })
    expect(modelUnit(model).timelock.operations[0]?.executable.ok).toBe(false)
    expect(checkState(checkOf(model))).toBe('unknown')
  })
})

describe('a plan of governance', () => {
  const deployment = fakePrimeDeployment()
  const { governance, generators, mcd } = deployment
  const diamond = generators[0]!.addresses.diamond
  const prime = generators[0]!.primes[0]!.almProxy
  const wiring = {
    ...{ diamond, mom: governance!.migrationMom!, vat: mcd.vat },
    ...{ autoLine: mcd.autoLine!, beamState: deployedUnit(deployment).beamState },
  }
  const executable = (plan: Plan, outputs: FakeOutputs = {}, time = fakeTime) => {
    const codes: FakeOutputs = { 'codeOf(address)': () => [plan.tag, 1n], 'plans(bytes32)': () => [true] }
    const model = fakeModel({ ...codes, ...outputs }, time, deployment, { plans: [planLog('plot', plan)] })
    return known(model.governance?.pause?.plans[0]?.executable)
  }
  const calls = (list: readonly { readonly target: Address; readonly data: Hex }[]): Plan => ({
    ...{ usr: someone, tag: callsActionHash, eta: fakeTime },
    fax: encodeFunctionData({ abi: callsActionAbi, functionName: 'execute', args: [list] }),
  })
  const migration = (functionName: 'startDualRun' | 'cutOver' | 'retire'): Plan => ({
    ...{ usr: someone, tag: migrationActionsHash, eta: fakeTime },
    fax: encodeFunctionData({ abi: migrationActionsAbi, functionName, args: [wiring, prime] }),
  })
  const retire = encodeFunctionData({ abi: legacyMigrationFacetAbi, functionName: 'retire', args: [prime] })

  it('waits for the end of the Processing Window where its steps refuse inside it', () => {
    const plan = calls([{ target: diamond, data: retire }])
    expect(whys(executable(plan))).toEqual([])
    expect(executable(plan, {}, inWindow)).toEqual({
      holds: [{ why: 'window', until: windowEnds }],
      at: windowEnds,
      certain: true,
    })
    // The same bytes to another address are no migration step.
    expect(whys(executable(calls([{ target: at(0x99), data: retire }]), {}, inWindow))).toEqual([])
    // The delay of this plan ends within the window.
    const later = { ...plan, eta: inWindow }
    expect(executable(later)).toMatchObject({ at: windowEnds })
    expect(whys(executable(later))).toEqual(['delay', 'window'])
    expect(whys(executable({ ...plan, eta: windowEnds + 1n }, {}, inWindow))).toEqual(['delay'])
  })

  it('waits for office hours where its code is known to keep them', () => {
    const plan: Plan = { ...calls([]), tag: officeCallsActionHash }
    // The block is of a Friday, 08:00.
    const opens = fakeTime + 6n * HOUR
    const held = { holds: [{ why: 'hours', until: opens }], at: opens, certain: true }
    expect(executable(plan)).toEqual(held)
    expect(executable(plan, {}, opens - 1n)).toEqual(held)
    expect(whys(executable(plan, {}, opens))).toEqual([])
    expect(executable(plan, {}, opens + 7n * HOUR)).toMatchObject({ at: opens + 72n * HOUR })
    expect(executableWords(executable(plan)!)).toBe(
      'its code refuses outside of office hours (Monday to Friday, 14:00 to 21:00 UTC), until 2027-01-15 14:00 UTC; from 2027-01-15 14:00 UTC anyone can execute it',
    )
  })

  it('waits for the first second at which both hours let it pass', () => {
    const plan: Plan = { ...calls([{ target: diamond, data: retire }]), tag: officeCallsActionHash }
    // Office hours begin inside the Processing Window.
    expect(executable(plan)).toMatchObject({ at: windowEnds })
    expect(whys(executable(plan))).toEqual(['hours'])
    expect(whys(executable(plan, {}, inWindow))).toContain('window')
    expect(whys(executable(plan, {}, windowEnds))).toEqual([])
  })

  it('waits for what its step demands, except for what the plan does itself', () => {
    const phase = (stored: number) => ({ ...sampled, phase: stored })
    const sampled = {
      ...{ prime, vault: generators[0]!.primes[0]!.vault, epoch: fakeTime + HOUR },
      ...{ scheduledAt: 1n, dualRunAt: 1n, cutOverAt: 1n, rolledBackAt: 1n, retiredAt: 1n },
      ...{ migrated: 0n, migratedBack: 0n, ilks: [] },
    }
    const outputs = (stored: number): FakeOutputs => ({
      'migration(address)': () => [phase(stored)],
      'migrations()': () => [[phase(stored)]],
      'hasRole(bytes32,address)': ([, account]) => [account !== diamond],
    })
    expect(whys(executable(migration('startDualRun'), outputs(0)))).toEqual([])
    expect(executable(migration('startDualRun'), outputs(2))?.holds).toMatchObject([{ why: 'gate' }])
    expect(whys(executable(migration('cutOver'), outputs(1)))).toContain('epoch')
    expect(whys(executable(migration('cutOver'), outputs(0)))).toContain('gate')
  })

  it('may be executed where its code is unknown, whatever it then does', () => {
    const plan: Plan = { usr: someone, tag: id(0x99), fax: '0x12345678', eta: fakeTime }
    const found = executable(plan)!
    expect(found).toMatchObject({ holds: [], certain: false })
    expect(executableWords(found)).toContain('is not known here')
  })
})
