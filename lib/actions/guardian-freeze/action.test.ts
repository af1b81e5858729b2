import { type Address, decodeFunctionData, getAddress, pad, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { guardianCouncilAbi } from '@/lib/abi'
import { type Action, type ActionRequest, buildAction, readinessOf } from '@/lib/actions'
import { isGuardian } from '@/lib/console/authority'
import { heldRoles } from '@/lib/console/derive/beams'
import type { ConsoleModel } from '@/lib/console/model'
import { fakeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { deployedUnit, modelUnit } from '@/lib/testing/units'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const fails = () => null
const guardians = Array.from({ length: 24 }, (_, index) => at(0x200 + index))

/** Nobody is frozen; there are 24 guardians, and 16 can lift a freeze. */
const calm: FakeOutputs = {
  'frozen(address)': () => [false],
  'votesToLift(address)': () => [0n],
  'guardians()': () => [guardians],
  'THRESHOLD()': () => [16n],
}
const frozen: FakeOutputs = {
  ...calm,
  'frozen(address)': ([account]) => [account === someone],
  'votesToLift(address)': () => [3n],
}
/** A freeze took all that `someone` had in BeamState. */
const taken: FakeOutputs = {
  'hasUserRole(address,uint8)': () => [false],
  'userRoles(address)': () => [zeroHash],
  'rateLimitsCBeams(address,address)': () => [0n],
  'controllersCBeams(address,address)': () => [0n],
  'taken(address)': ([account]) =>
    account === someone ? [toHex(6, { size: 32 }), [at(0x33), at(0x98)], [at(0x31)]] : [zeroHash, [], []],
}
/** A reading in which nobody holds any role, and nobody lost one to a freeze. */
const nothing: FakeOutputs = {
  ...taken,
  'getRoleMemberCount(bytes32)': () => [0n],
  'hasRole(bytes32,address)': () => [false],
  'taken(address)': () => [zeroHash, [], []],
}
describe('a freeze by a guardian', () => {
  const request: ActionRequest = { kind: 'guardian-freeze', unit: fakeUnit().beamState, beam: someone }
  const built = (model: ConsoleModel, from = guardians[0]!, asked = request) =>
    buildAction(asked, model, from) as Action

  it('is offered to each guardian and to nobody else', () => {
    const model = fakeModel(calm)
    for (const guardian of guardians) {
      expect(isGuardian(modelUnit(model), guardian)).toMatchObject({ ok: true, value: true })
      expect(readinessOf(built(model, guardian)).state).toBe('ready')
    }
    expect(readinessOf(built(model, someone))).toMatchObject({
      state: 'blocked',
      because: [{ id: 'guardian' }],
    })
    const unread = fakeModel({ ...calm, 'guardians()': fails })
    expect(readinessOf(built(unread))).toMatchObject({ state: 'unknown', because: [{ id: 'guardian' }] })
  })

  it('is refused for an account that is frozen already, and for one that cannot be frozen', () => {
    const because = (model: ConsoleModel, beam = someone) => {
      const readiness = readinessOf(
        built(model, guardians[0], { kind: 'guardian-freeze', unit: fakeUnit().beamState, beam }),
      )
      return readiness.state === 'blocked' ? readiness.because.map(({ id }) => id) : []
    }
    expect(because(fakeModel({ ...frozen, ...taken }))).toEqual(['not-frozen'])
    // It was paired anew: a second freeze takes that.
    expect(because(fakeModel(frozen))).toEqual([])
    expect(because(fakeModel(calm), at(0x16))).toEqual(['can-be-frozen'])
    expect(because(fakeModel(calm), at(0))).toEqual(['can-be-frozen'])
  })

  it('says for each role what the freeze takes, who lifts it and how many they are', () => {
    const { disables, undo } = built(fakeModel(calm))
    expect(disables).toHaveLength(5)
    expect(disables[0]).toBe(
      'Relayer of Generator: it can no longer mint, burn, deposit, withdraw or migrate.',
    )
    expect(undo).toContain('16 of the 24 guardians')
    const unread = built(fakeModel({ ...calm, 'hasUserRole(address,uint8)': fails, 'THRESHOLD()': fails }))
    expect(unread.disables).toHaveLength(1)
    expect(unread.undo).toContain('could not be read')
  })

  it('names every pair that is active or could not be read, and no other', () => {
    const argumentsOf = (outputs: FakeOutputs) =>
      decodeFunctionData({
        abi: guardianCouncilAbi,
        data: built(fakeModel({ ...calm, ...outputs })).calls[0]!.data,
      }).args
    expect(argumentsOf({})).toEqual([someone, [at(0x33)], [at(0x31), at(0x52)]])
    expect(argumentsOf({ 'controllersCBeams(address,address)': fails })).toEqual([
      ...[someone, [at(0x33)], [at(0x31), at(0x52)]],
    ])
    expect(argumentsOf({ 'controllersCBeams(address,address)': () => [0n] })).toEqual([
      ...[someone, [at(0x33)], []],
    ])
  })

  it('states the pairs, the roles and the record of them', () => {
    const model = fakeModel(calm)
    const { effects, events } = built(model)
    const valueAfter = (path: string) => {
      const found = effects.find((effect) => String(effect.path) === path)?.after
      return found === 'gone' ? found : found?.value
    }
    const beam = `units/${fakeUnit().beamState}/configurator/guardians/beams/${someone}`
    expect(valueAfter(`${beam}/frozen`)).toBe(true)
    expect(valueAfter(`units/${fakeUnit().beamState}/configurator/asked/${someone}/roles`)).toBe(zeroHash)
    expect(valueAfter(`units/${fakeUnit().beamState}/configurator/users/${someone}/immediate`)).toBe(false)
    expect(valueAfter(`units/${fakeUnit().beamState}/configurator/users/${someone}/delayed`)).toBe(false)
    expect(
      valueAfter(
        `units/${fakeUnit().beamState}/configurator/otherPairs/controller-${at(0x52)}-${someone}/active`,
      ),
    ).toBe(false)
    expect(valueAfter(`${beam}/taken/roles`)).toBe(toHex(6, { size: 32 }))
    expect(valueAfter(`${beam}/taken/rateLimits`)).toEqual([at(0x33)])
    expect(valueAfter(`${beam}/taken/controllers`)).toEqual([at(0x31), at(0x52)])
    // The registry, two roles, three pairs, the council.
    expect(events).toHaveLength(7)
    // What is recorded already stays, and the registry has nothing to say.
    const more = built(
      fakeModel({ ...frozen, 'taken(address)': () => [toHex(8, { size: 32 }), [at(0x98)], []] }),
    )
    expect(more.events).toHaveLength(6)
    expect(more.effects.find(({ path }) => String(path) === `${beam}/taken/rateLimits`)?.after).toEqual({
      value: [at(0x98), at(0x33)],
    })
    expect(more.effects.find(({ path }) => String(path) === `${beam}/taken/roles`)?.after).toEqual({
      value: toHex(14, { size: 32 }),
    })
  })

  it('says what it leaves on the timelock, where the account has or may have a role there', () => {
    const left = (outputs: FakeOutputs) =>
      built(fakeModel({ ...calm, ...outputs })).requirements.find(({ id }) => id === 'left-on-timelock')
    const timelock = deployedUnit(fakeDeployment()).timelock
    const of = (answer: readonly unknown[] | null): FakeOutputs => ({
      'hasRole(bytes32,address)': (_, to) => (to === timelock ? answer : [true]),
    })
    expect(left(of([true]))).toMatchObject({ weight: 'warn', holds: { ok: true, value: false } })
    expect(left(of(null))?.holds.ok).toBe(false)
    expect(left(of([false]))).toBeUndefined()
  })

  it('warns of an account that holds nothing, since any account can be frozen', () => {
    const model = fakeModel({ ...calm, ...nothing })
    expect(heldRoles(model, modelUnit(model), someone)).toMatchObject({ ok: true, value: [] })
    const warned = built(model).requirements.find(({ id }) => id === 'holds-role')
    expect(warned).toMatchObject({ weight: 'warn', holds: { ok: true, value: false } })
  })
})
