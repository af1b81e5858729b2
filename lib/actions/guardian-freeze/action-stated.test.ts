import { type Address, decodeFunctionData, getAddress, pad, toHex, zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi, freezeRegistryAbi, guardianCouncilAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import type { GuardianFacts } from '@/lib/console/facts/guardians'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { modelUnit, withUnit } from '@/lib/testing/units'
import { type Action, buildAction, readBack, readinessOf } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const [GUARDIAN, OTHER] = [at(0x81), at(0x82)]
const { beamState, freezeRegistry, guardianCouncil } = modelUnit(fakeModel()).configurator.addresses
const council = guardianCouncil!
const { diamond, rateLimits } = fakeDeployment().generators[0]!.addresses
const OTHER_PAU = at(0x52)
const calm: FakeOutputs = {
  'frozen(address)': () => [false],
  'guardians()': () => [[GUARDIAN, OTHER]],
  'THRESHOLD()': () => [2n],
}
/** Nobody holds any role. */
const nothing: FakeOutputs = {
  'getRoleMemberCount(bytes32)': () => [0n],
  'hasRole(bytes32,address)': () => [false],
  'hasUserRole(address,uint8)': () => [false],
  'userRoles(address)': () => [zeroHash],
  'rateLimitsCBeams(address,address)': () => [0n],
  'controllersCBeams(address,address)': () => [0n],
}
const modelOf = (outputs: FakeOutputs = {}, guardians: Partial<GuardianFacts> = {}): ConsoleModel => {
  const model = fakeModel({ ...calm, ...outputs })
  const council = modelUnit(model).configurator.guardians!
  return withUnit(model, { configurator: { guardians: { ...council, ...guardians } } })
}
const built = (model: ConsoleModel, beam = someone, from = GUARDIAN): Action =>
  buildAction({ kind: 'guardian-freeze', unit: beamState, beam }, model, from)!
const blocked = (...input: Parameters<typeof built>) => because(readinessOf(built(...input)))
const requirement = ({ requirements }: Action, id: string) => requirements.find((found) => found.id === id)

const unit = places.units(beamState).configurator
const atBeam = unit.guardians.beams(someone)
const { scope } = places.generators(diamond)
const everyAbi = [...freezeRegistryAbi, ...beamStateAbi, ...guardianCouncilAbi]
const unset = (of: 'RateLimits' | 'Controller', target: object) => ({
  ...{ address: beamState, eventName: `UnsetCBeamFor${of}` },
  args: { ...target, cBeam: someone },
})

describe('a freeze by a guardian', () => {
  it('is a call of the council, stated as a freeze and told by every contract that it concerns', () => {
    const action = built(modelOf())
    expect(action).toMatchObject({ title: `Freeze BEAM ${someone}`, emergency: true, from: GUARDIAN })
    expect(action.calls.map(({ to, value }) => [to, value])).toEqual([[council, 0n]])
    expect(decodeFunctionData({ abi: guardianCouncilAbi, data: action.calls[0]!.data })).toEqual({
      functionName: 'freeze',
      args: [someone, [rateLimits], [diamond, OTHER_PAU]],
    })
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(atBeam.frozen)]: true,
      [pathTo(scope.pairs(`rateLimits-${someone}`).active)]: false,
      [pathTo(scope.pairs(`controller-${someone}`).active)]: false,
      [pathTo(unit.otherPairs(`controller-${OTHER_PAU}-${someone}`).active)]: false,
      [pathTo(unit.asked(someone).roles)]: zeroHash,
      [pathTo(unit.users(someone).delayed)]: false,
      [pathTo(unit.users(someone).immediate)]: false,
      [pathTo(atBeam.taken.roles)]: toHex(6, { size: 32 }),
      [pathTo(atBeam.taken.rateLimits)]: [rateLimits],
      [pathTo(atBeam.taken.controllers)]: [diamond, OTHER_PAU],
    })
    expect(eventsBy(everyAbi, action.events)).toEqual([
      { address: freezeRegistry, eventName: 'Freeze', args: { beam: someone } },
      ...[1, 2].map((role) => ({
        ...{ address: beamState, eventName: 'SetUserRole' },
        args: { who: someone, role, enabled: false },
      })),
      unset('Controller', { controller: diamond }),
      unset('RateLimits', { rateLimits_: rateLimits }),
      unset('Controller', { controller: OTHER_PAU }),
      { address: council, eventName: 'Freeze', args: { guardian: GUARDIAN, beam: someone } },
    ])
    expect(action.events.every(({ optional }) => !optional)).toBe(true)
    expect(readinessOf(action)).toEqual({ state: 'ready' })
    expect(readBack(action, modelOf()).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('is nothing without a council', () => {
    const model = modelOf()
    const without = withUnit(model, { configurator: { guardians: null } })
    expect(
      buildAction({ kind: 'guardian-freeze', unit: beamState, beam: someone }, without, GUARDIAN),
    ).toBeNull()
    expect(readBack(built(model), without)[0]?.faults).toEqual([
      'The bytes call freeze(address,address[],address[]), not what was asked for.',
    ])
  })

  it('is blocked for each reason by itself', () => {
    const model = modelOf()
    expect(blocked(model, someone, at(0x99))).toHaveLength(1)
    expect(titleOf(built(model, someone, at(0x99)).permission)).toContain(at(0x99))
    for (const beam of [council, zeroAddress]) {
      expect(titleOf(requirement(built(model, beam), 'can-be-frozen')!)).toContain('zero address')
      expect(requirement(built(model, beam), 'can-be-frozen')?.holds).toMatchObject({ value: false })
    }
    const frozen = built(modelOf({ ...nothing, 'frozen(address)': () => [true] }))
    expect(requirement(frozen, 'not-frozen')).toMatchObject({ holds: { value: false }, already: true })
    expect(because(readinessOf(frozen))).toEqual([
      `${someone} is frozen already, and has nothing in BeamState that can be taken`,
    ])
    for (const wards of [{ wardOfBeamState: given(false) }, { wardOfRegistry: given(false) }]) {
      const powerless = built(modelOf({}, wards))
      expect(because(readinessOf(powerless))).toEqual([
        'The council of guardians is no ward of BeamState, or none of the FreezeRegistry',
      ])
    }
  })

  it('takes what an account that is frozen already has in BeamState, but not for a role as a relayer', () => {
    const again = (outputs: FakeOutputs) =>
      requirement(built(modelOf({ ...outputs, 'frozen(address)': () => [true] })), 'not-frozen')?.holds
    expect(again({})).toMatchObject({ ok: true, value: true })
    const { 'getRoleMemberCount(bytes32)': _, ...relayerAlone } = nothing
    expect(again(relayerAlone)).toMatchObject({ ok: true, value: false })
  })

  it('warns where it takes nothing', () => {
    const holds = (model: ConsoleModel) => requirement(built(model), 'holds-role')!
    expect(holds(modelOf())).toMatchObject({ weight: 'warn', holds: { ok: true, value: true } })
    expect(holds(modelOf(nothing))).toMatchObject({ holds: { ok: true, value: false } })
    expect(titleOf(holds(modelOf(nothing)))).toContain(someone)
    expect(built(modelOf(nothing)).disables).toEqual([])
  })

  it('says for each role what it can no longer do, or that all are lost where they were not read', () => {
    expect(built(modelOf()).disables.map((text) => text.split(':')[0])).toEqual([
      'Relayer of Generator',
      'cBEAM of Generator',
      'cBEAM of another PAU',
      'aBEAM with the IMMEDIATE role',
      'DELAYED role of BeamState',
    ])
    const dark = built(modelOf({ 'getRoleMemberCount(bytes32)': () => null }))
    expect(dark.disables).toEqual([expect.stringContaining(`role that ${someone} holds`)])
  })

  it('says how many lift it, where that was read', () => {
    expect(built(modelOf()).undo).toMatch(/2 of the 2 guardians/)
    for (const dark of [{ members: unread }, { threshold: unread }]) {
      expect(built(modelOf({}, dark)).undo).toContain('could not be read')
    }
  })
})

describe('what a freeze leaves on the timelock', () => {
  const left = (holders: readonly (readonly [role: string, active: Leaf<boolean>, account?: Address])[]) => {
    const model = modelOf()
    const own = holders.map(([role, active, account = someone]) => ({
      ...{ id: `${role}-${account}`, role, account, active },
    }))
    const changed = withUnit(model, { timelock: { holders: own as never } })
    return requirement(built(changed), 'left-on-timelock')
  }

  it('is what the account may schedule or cancel there, or might', () => {
    for (const role of ['PROPOSER_ROLE', 'CANCELLER_ROLE']) {
      expect(left([[role, given(true)]])).toMatchObject({ weight: 'warn', holds: { ok: true, value: false } })
      expect(left([[role, unread]])?.holds.ok).toBe(false)
      expect(left([[role, given(false)]])).toBeUndefined()
    }
    expect(titleOf(left([['PROPOSER_ROLE', given(true)]])!)).toContain(someone)
    expect(
      left([
        ['PROPOSER_ROLE', unread],
        ['CANCELLER_ROLE', given(true)],
      ])?.holds,
    ).toMatchObject({ value: false })
  })

  it('is no other role, and none of another account', () => {
    expect(left([['EXECUTOR_ROLE', given(true)]])).toBeUndefined()
    expect(left([['PROPOSER_ROLE', given(true), at(0x99)]])).toBeUndefined()
    expect(left([])).toBeUndefined()
  })
})
