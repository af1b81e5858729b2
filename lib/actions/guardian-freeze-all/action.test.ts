import { type Address, encodeFunctionData, getAddress, pad, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { guardianCouncilAbi } from '@/lib/abi'
import { stepsOfGuardian, stepsToFreeze } from '@/lib/console/guarded'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import {
  fakePrimeDeployment,
  fakeUnit,
  fakeUnitsDeployment,
  SECOND_UNIT,
} from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { safeModel, signers } from '@/lib/testing/fakes/safe'
import { because, effectsBy } from '@/lib/testing/stated'
import {
  type Action,
  buildAction,
  callsOfGuardianFreeze,
  guardianFreezesThroughSafes,
  readBack,
  readBackInner,
  readinessOf,
  routesOf,
} from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [guardian, relayer, safe] = [at(0x82), at(0x71), at(0x15)]
const { beamState, guardianCouncil: council, freezeRegistry } = fakeUnit()
const calm: FakeOutputs = {
  'frozen(address)': () => [false],
  'guardians()': () => [[guardian]],
  'getRoleMember(bytes32,uint256)': () => [relayer],
  'hasRole(bytes32,address)': () => [false],
}
const all = { kind: 'guardian-freeze-all' } as const
const modelOf = (outputs: FakeOutputs = {}, deployment = fakePrimeDeployment()): ConsoleModel =>
  fakeModel({ ...calm, ...outputs }, fakeTime, deployment)
const built = (model: ConsoleModel, from = guardian): Action => buildAction(all, model, from)!
const requirement = ({ requirements }: Action, id: string) => requirements.find((each) => each.id === id)
const beamsOf = (model: ConsoleModel) => stepsToFreeze(model).map(({ beam }) => beam.account)

describe('freezing every BEAM as a guardian', () => {
  it('is one freeze of each, relayers first, with the pairs that it has', () => {
    const model = modelOf()
    const action = built(model)
    const beams = beamsOf(model)
    expect(beams.slice(0, 1)).toEqual([relayer])
    expect(beams).toContain(someone)
    expect(action).toMatchObject({ title: 'Freeze every BEAM', emergency: true })
    expect(readinessOf(action).state).toBe('ready')
    expect(action.calls).toHaveLength(beams.length)
    expect(action.calls[0]).toEqual({
      to: council,
      value: 0n,
      data: encodeFunctionData({ abi: guardianCouncilAbi, functionName: 'freeze', args: [relayer, [], []] }),
    })
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('states for each what its own freeze states', () => {
    const model = modelOf()
    const action = built(model)
    const single = beamsOf(model).map(
      (beam) => buildAction({ kind: 'guardian-freeze', unit: beamState, beam }, model, guardian)!,
    )
    expect(action.calls).toEqual(single.flatMap(({ calls }) => calls))
    expect(effectsBy(action.effects)).toEqual(effectsBy(single.flatMap(({ effects }) => effects)))
    expect(action.events).toEqual(single.flatMap(({ events }) => events))
    expect(action.events.some(({ address }) => address === freezeRegistry)).toBe(true)
    expect(action.disables[0]).toBe(
      `${relayer} can no longer act as: Relayer of Spark, Relayer of Generator.`,
    )
    expect(action.undo).toMatch(/guardians can lift it.*Governance can lift it by spell/)
  })

  it('leaves out who is frozen, and is so already once everybody is', () => {
    const model = modelOf({ 'frozen(address)': ([account]) => [account === relayer] })
    expect(beamsOf(model)).not.toContain(relayer)
    const nothing: FakeOutputs = {
      'frozen(address)': () => [true],
      'userRoles(address)': () => [zeroHash],
      'hasUserRole(address,uint8)': () => [false],
      'rateLimitsCBeams(address,address)': () => [0n],
      'controllersCBeams(address,address)': () => [0n],
    }
    const done = built(modelOf(nothing))
    expect(done.calls).toEqual([])
    expect(because(readinessOf(done))).toEqual(['Every BEAM that is known is frozen already'])
    expect(requirement(done, 'beam-left')?.already).toBe(true)
  })

  it('leaves the contracts of the Unit and the pause proxy, whatever could not be read', () => {
    const unread = modelOf({ 'frozen(address)': () => null, 'userRoles(address)': () => null })
    const beams = beamsOf(unread)
    const contracts: readonly (string | null)[] = Object.values(fakeUnit())
    expect(beams.length).toBeGreaterThan(0)
    expect(beams.filter((beam) => contracts.includes(beam))).toEqual([])
    expect(beams).not.toContain(fakePrimeDeployment().governance!.pauseProxy)
  })

  it('is no right of a stranger, and still possible where the right could not be read', () => {
    const stranger = built(modelOf(), at(0x99))
    expect(because(readinessOf(stranger))).toEqual([`${at(0x99)} is not a guardian`])
    expect(stranger.calls).toHaveLength(beamsOf(modelOf()).length)
    const unread = built(modelOf({ 'guardians()': () => null }))
    expect(readinessOf(unread).state).toBe('unknown')
    expect(unread.calls.length).toBeGreaterThan(0)
  })

  it('is none where there is no council of guardians', () => {
    const deployment = fakePrimeDeployment()
    const without = { ...deployment, units: [fakeUnit({ guardianCouncil: null })] }
    const model = modelOf({}, without)
    expect(buildAction(all, model, guardian)).toBeNull()
    expect(routesOf(all, model, guardian)).toBeNull()
  })

  it('is refused where the council may change nothing', () => {
    const action = built(modelOf({ 'wards(address)': () => [0n] }))
    expect(requirement(action, 'council-wards')).toMatchObject({
      weight: 'blocks',
      holds: { ok: true, value: false },
    })
    expect(action.calls).toEqual([])
    expect(readinessOf(action).state).toBe('blocked')
  })

  it('says who keeps a role on the timelock', () => {
    const { timelock } = fakeUnit()
    const kept = built(modelOf({ 'hasRole(bytes32,address)': (_, to) => [to === timelock] }))
    const left = requirement(kept, 'left-on-timelock')!
    expect(left).toMatchObject({ weight: 'warn', holds: { ok: true, value: false } })
    expect(titleOf(left)).toContain(someone)
    expect(requirement(built(modelOf()), 'left-on-timelock')).toBeUndefined()
  })
})

describe('freezing every BEAM of several Units', () => {
  const deployment = fakeUnitsDeployment()
  const [first, second] = deployment.units
  const units = (guardsSecond: boolean, outputs: FakeOutputs = {}) =>
    modelOf(
      {
        'guardians()': (_, to) => [to === first?.guardianCouncil || guardsSecond ? [guardian] : [at(0x83)]],
        ...outputs,
      },
      deployment,
    )

  it('goes to the council of each in which the account is a guardian', () => {
    const both = built(units(true))
    expect(new Set(both.calls.map(({ to }) => to))).toEqual(
      new Set([first?.guardianCouncil, second?.guardianCouncil]),
    )
    const one = built(units(false))
    expect(new Set(one.calls.map(({ to }) => to))).toEqual(new Set([first?.guardianCouncil]))
    expect(one.disables.at(-2)).toMatch(new RegExp(`^Somebody else has to freeze .*\\(${SECOND_UNIT}\\)`))
    expect(both.disables.join()).not.toContain('Somebody else')
  })

  it('leaves out a Unit whose council may change nothing, with a warning', () => {
    const model = units(true, {
      'wards(address)': ([account]) => [account === second?.guardianCouncil ? 0n : 1n],
    })
    const action = built(model)
    expect(new Set(action.calls.map(({ to }) => to))).toEqual(new Set([first?.guardianCouncil]))
    expect(requirement(action, 'council-wards')).toMatchObject({ weight: 'warn', holds: { value: false } })
    expect(readinessOf(action).state).toBe('ready')
  })
})

describe('freezing every BEAM through a Safe', () => {
  const ofSafe: FakeOutputs = { 'guardians()': () => [[safe]] }

  it('is one transaction that makes every call, and none is left out', () => {
    const plain = modelOf(ofSafe)
    const model = { ...plain, safes: safeModel().safes }
    const owner = signers[0].address
    const routes = routesOf(all, model, owner)
    expect(routes?.direct).toMatchObject({ ok: true, value: false })
    expect(routes?.safes.map(({ id }) => id)).toEqual([safe])
    expect(guardianFreezesThroughSafes(model)).toEqual([{ ...all, through: safe }])
    expect(callsOfGuardianFreeze(model, safe)).toHaveLength(stepsOfGuardian(model, safe).length)
    expect(callsOfGuardianFreeze(model, guardian)).toEqual([])
    const request = { ...all, through: safe }
    const action = buildAction(request, model, owner)!
    const inner = readBackInner(action.through!, request, model)
    expect(inner).toHaveLength(stepsOfGuardian(model, safe).length)
    expect(inner.flatMap(({ faults }) => faults)).toEqual([])
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
  })
})
