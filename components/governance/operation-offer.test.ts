import { encodeFunctionData, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import type { PlanModel } from '@/lib/console/model/governance'
import { given } from '@/lib/leaf'
import { fakeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { listing } from '@/lib/testing/fakes/timelock'
import { samples } from '@/lib/testing/samples'
import { modelUnit } from '@/lib/testing/units'
import { hashOperation, type OperationContent } from '@/lib/timelock'
import { cancelOffer, executeOffer, executePlanOffer } from './operation-offer'

const content: OperationContent = {
  calls: [
    {
      target: fakeUnit().beamState,
      value: 0n,
      data: encodeFunctionData({ abi: beamStateAbi, functionName: 'start' }),
    },
  ],
  predecessor: zeroHash,
  salt: zeroHash,
}
const id = hashOperation(content)
const SAFE = fakeDeployment().safes[0]!.address
const modelOf = (outputs: FakeOutputs = {}): ConsoleModel => fakeModel({ ...listing([content]), ...outputs })
const roles = (holds: (account: unknown) => boolean): FakeOutputs => ({
  'hasRole(bytes32,address)': ([, account]) => [holds(account)],
  'guardians()': () => [[]],
})
const queuedOf = (of: ConsoleModel) =>
  modelUnit(of).timelock.operations.find((operation) => operation.id === id)!

describe('the button that cancels an operation', () => {
  const offered = (of: ConsoleModel, account: typeof someone | null = someone) =>
    cancelOffer(modelUnit(of), queuedOf(of), of, account)

  it('asks for that operation of that Unit', () => {
    expect(offered(modelOf())).toEqual({
      request: { kind: 'cancel-operation', unit: fakeUnit().beamState, operation: id },
      reason: undefined,
    })
  })

  it('is there for what is pending, or may be for all that was read', () => {
    const at = (time: bigint | null): FakeOutputs => ({
      'getTimestamp(bytes32)': () => (time === null ? null : [time]),
    })
    expect([0n, 1n].map((time) => offered(modelOf(at(time))))).toEqual([null, null])
    for (const time of [2n, 2n ** 40n, null]) expect(offered(modelOf(at(time)))?.reason).toBeUndefined()
  })

  it('is off for who cannot cancel, and on for who is not known to be unable', () => {
    expect(offered(modelOf(roles(() => false)))?.reason).toBe('Not a canceller of the timelock')
    expect(offered(modelOf(roles(() => false)), null)?.reason).toBeUndefined()
    expect(offered(modelOf({ 'hasRole(bytes32,address)': () => null }))?.reason).toBeUndefined()
  })

  it('is on for the owner of a Safe that can', () => {
    const ofSafe = roles((account) => account === SAFE)
    const owned = (owners: readonly unknown[]) => modelOf({ ...ofSafe, 'getOwners()': () => [owners] })
    expect(offered(owned([someone]))?.reason).toBeUndefined()
    expect(offered(owned([SAFE]))?.reason).toBe('Not a canceller of the timelock')
  })

  it('is off while the timelock is paused, and on while that is not known', () => {
    expect(offered(modelOf({ 'paused()': () => [true] }))?.reason).toBe('The timelock is paused')
    expect(offered(modelOf({ 'paused()': () => null }))?.reason).toBeUndefined()
  })
})

describe('the button that executes a plan', () => {
  const [request, model] = samples['execute-plan']
  const [plan] = model.governance?.pause?.plans ?? []
  const offered = (state: PlanModel['state'], of = model) => executePlanOffer({ ...plan!, state }, of, null)

  it('asks for that plan, and is not there for one that has ended', () => {
    expect(offered(given('ready'))).toEqual({ request, reason: undefined })
    for (const state of ['executed', 'dropped', 'ended'] as const) expect(offered(given(state))).toBeNull()
  })

  it('is off with what stands in the way', () => {
    const waits = { ...model, time: plan!.event.eta - 1n }
    expect(offered(given('waiting'), waits)?.reason).toMatch(/^Its delay is not over: .* in 1 s /)
  })
})

describe('the button that executes an operation', () => {
  const offered = (of: ConsoleModel, account: typeof someone | null = someone) =>
    executeOffer(modelUnit(of), queuedOf(of), of, account)
  const at = (time: bigint | null): FakeOutputs => ({
    'getTimestamp(bytes32)': () => (time === null ? null : [time]),
  })

  it('asks for that operation of that Unit, with a wallet and without', () => {
    for (const account of [someone, null]) {
      expect(offered(modelOf(), account)).toEqual({
        request: { kind: 'execute-operation', unit: fakeUnit().beamState, operation: id },
        reason: undefined,
      })
    }
  })

  it('is not there for what has ended', () => {
    expect([0n, 1n].map((time) => offered(modelOf(at(time))))).toEqual([null, null])
  })

  it('is off with what stands in the way, and with what could not be read', () => {
    expect(offered(modelOf(at(fakeTime + 1n)))?.reason).toMatch(/^Its delay is not over: .* in 1 s$/)
    expect(offered(modelOf({ 'paused()': () => [true] }))?.reason).toBe('The timelock is paused')
    expect(offered(modelOf({ 'paused()': () => null }))?.reason).toMatch(/^Could not be checked: /)
  })
})
