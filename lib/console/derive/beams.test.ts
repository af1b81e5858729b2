import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { type Action, type ActionRequest, buildAction, readinessOf } from '@/lib/actions'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { isCBeam, isGuardian, isImmediate, rightsOf } from '../authority'
import type { ConsoleModel } from '../model'
import { checkState } from '../model/check'
import { heldRoles, relayerState } from './beams'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const fails = () => null
const guardians = Array.from({ length: 24 }, (_, index) => at(0x200 + index))

/** Nobody is frozen, 24 guardians of whom 16 lift. */
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
/** A reading in which nobody holds anything. */
const nothing: FakeOutputs = {
  'getRoleMemberCount(bytes32)': () => [0n],
  'hasRole(bytes32,address)': () => [false],
  'hasUserRole(address,uint8)': () => [false],
  'rateLimitsCBeams(address,address)': () => [0n],
  'controllersCBeams(address,address)': () => [0n],
}
/** Of a Configurator Unit that knows no freeze. */
const without = (() => {
  const deployment = fakeDeployment()
  return { ...deployment, configurator: { ...deployment.configurator, guardianCouncil: null } }
})()

const generatorOf = (model: ConsoleModel) => model.generators[0]!
const checkOf = (model: ConsoleModel, id: string) => model.checks.find((check) => check.id === id)!
const verdict = (outputs: FakeOutputs, id = 'guardians/frozen') => checkState(checkOf(fakeModel(outputs), id))

describe('a frozen account', () => {
  it('may do nothing with the roles that it holds', () => {
    for (const [outputs, may] of [
      [calm, true],
      [frozen, false],
    ] as const) {
      const model = fakeModel(outputs)
      const generator = generatorOf(model)
      expect(isImmediate(model, someone)).toMatchObject({ ok: true, value: may })
      expect(isCBeam(model, generator, someone, 'rateLimits')).toMatchObject({ ok: true, value: may })
      expect(isCBeam(model, generator, someone, 'controller')).toMatchObject({ ok: true, value: may })
      const holds = Object.fromEntries(rightsOf(model, someone).map((right) => [right.id, right.holds]))
      for (const id of [`cbeam-${generator.id}`, `relayer-${generator.id}`]) {
        expect(holds[id]).toMatchObject({ ok: true, value: may })
      }
      // FREEZER, PAUSER_ROLE and PASMom are no BEAMs.
      for (const id of [`freezer-${generator.id}`, 'pauser', 'stopper']) {
        expect(holds[id]).toMatchObject({ ok: true, value: true })
      }
    }
  })

  it('cannot be told from one that is not, where that was not read', () => {
    const model = fakeModel({ ...calm, 'frozen(address)': fails })
    expect(isImmediate(model, someone).ok).toBe(false)
    expect(isImmediate(fakeModel({ ...calm, ...nothing, 'frozen(address)': fails }), someone)).toMatchObject({
      ok: true,
      value: false,
    })
    expect(isImmediate(model, at(0x99)).ok).toBe(false)
  })

  it('leaves its Generator frozen where it is the only relayer', () => {
    const generator = (outputs: FakeOutputs) => generatorOf(fakeModel(outputs))
    expect(generator(calm).frozen).toMatchObject({ ok: true, value: false })
    expect(generator(frozen).frozen).toMatchObject({ ok: true, value: true })
    expect(generator({ ...calm, ...nothing }).frozen).toMatchObject({ ok: true, value: true })
    expect(generator({ ...calm, 'frozen(address)': fails }).frozen.ok).toBe(false)
    const two = {
      'getRoleMemberCount(bytes32)': () => [2n],
      'getRoleMember(bytes32,uint256)': ([, index]: readonly unknown[]) => [
        index === 0n ? someone : at(0x71),
      ],
    } satisfies FakeOutputs
    // The second was named by no event: it is asked all the same.
    expect(generator({ ...frozen, ...two }).frozen).toMatchObject({ ok: true, value: false })
    const both = { ...frozen, ...two, 'frozen(address)': () => [true] }
    expect(generator(both).frozen).toMatchObject({ ok: true, value: true })
    const unread: FakeOutputs = {
      ...frozen,
      ...two,
      'frozen(address)': ([account]) => (account === someone ? [true] : null),
    }
    expect(generator(unread).frozen.ok).toBe(false)
  })

  it('does not exist where no council of guardians is watched', () => {
    const model = fakeModel(frozen, fakeTime, without)
    expect(model.configurator.guardians).toBeNull()
    expect(model.sources.map(({ signature }) => signature)).not.toContain('frozen(address)')
    expect(isImmediate(model, someone)).toMatchObject({ ok: true, value: true })
    expect(relayerState(generatorOf(model).roles.relayer)).toMatchObject({ ok: true, value: 'active' })
    expect(model.checks.filter(({ id }) => id.startsWith('guardians/'))).toEqual([])
    expect(rightsOf(model, someone).map(({ id }) => id)).not.toContain('guardian')
    expect(buildAction({ kind: 'guardian-freeze', beam: someone }, model, someone)).toBeNull()
  })
})

describe('the check of freezes', () => {
  it('is red with who is frozen and how many votes lift it', () => {
    expect(verdict(calm)).toBe('pass')
    expect(verdict(frozen)).toBe('critical')
    expect(checkOf(fakeModel(frozen), 'guardians/frozen').found).toMatchObject({
      ok: true,
      value: `${someone} (Relayer of Generator, cBEAM of Generator, cBEAM of another PAU, aBEAM with the IMMEDIATE role, Proposer of the timelock, Canceller of the timelock, DELAYED role of BeamState, GUARDIAN role of BeamState): 3 of the 16 votes that lift it, of 24 guardians.`,
    })
  })

  it('passes over who holds nothing any more', () => {
    expect(verdict({ ...frozen, ...nothing })).toBe('pass')
  })

  it('is unknown, not passed, where anything could not be read', () => {
    expect(verdict({ ...calm, 'frozen(address)': fails })).toBe('unknown')
    expect(verdict({ ...calm, 'getRoleMemberCount(bytes32)': fails })).toBe('unknown')
    // A relayer that no event named is asked all the same.
    const other: FakeOutputs = { ...calm, 'getRoleMember(bytes32,uint256)': () => [at(0x71)] }
    expect(verdict(other)).toBe('pass')
    const only = (answer: readonly unknown[] | null): FakeOutputs => ({
      ...other,
      'frozen(address)': ([account]) => (account === at(0x71) ? answer : [false]),
    })
    expect(verdict(only([true]))).toBe('critical')
    expect(verdict(only(null))).toBe('unknown')
    expect(verdict({ ...frozen, 'votesToLift(address)': fails })).toBe('unknown')
  })
})

describe('the checks of the council', () => {
  const wired: FakeOutputs = {
    ...calm,
    'beamState()': () => [at(0x11)],
    'timelock()': () => [at(0x13)],
    'hasUserRole(address,uint8)': ([account]) => [account === at(0x16)],
  }
  const names = ['beam-state', 'timelock', 'role', 'canceller', 'alone', 'enough'] as const
  const failing = (outputs: FakeOutputs) =>
    names.filter((name) => verdict(outputs, `guardians/${name}`) !== 'pass')

  it('pass for a council that can do what it is for', () => {
    expect(failing(wired)).toEqual([])
  })

  it.each<[(typeof names)[number], FakeOutputs]>([
    ['beam-state', { 'beamState()': () => [at(0x99)] }],
    ['timelock', { 'timelock()': () => [at(0x99)] }],
    ['role', { 'hasUserRole(address,uint8)': () => [false] }],
    ['canceller', { 'hasRole(bytes32,address)': ([, account]) => [account !== at(0x16)] }],
    ['enough', { 'guardians()': () => [guardians.slice(0, 15)] }],
  ])('%s fails alone', (name, change) => {
    expect(failing({ ...wired, ...change })).toEqual([name])
    expect(verdict({ ...wired, ...change }, `guardians/${name}`)).toBe('attention')
  })

  it('names whoever could lift a freeze alone', () => {
    const outputs = { ...wired, 'hasUserRole(address,uint8)': () => [true] }
    expect(failing(outputs)).toEqual(['alone'])
    expect(checkOf(fakeModel(outputs), 'guardians/alone').found).toMatchObject({ ok: true, value: someone })
  })

  it('does not believe a contract that names more guardians than can be', () => {
    const many = Array.from({ length: 101 }, (_, index) => at(0x200 + index))
    expect(fakeModel({ ...calm, 'guardians()': () => [many] }).configurator.guardians?.members.ok).toBe(false)
  })
})

describe('a freeze by a guardian', () => {
  const request: ActionRequest = { kind: 'guardian-freeze', beam: someone }
  const built = (model: ConsoleModel, from = guardians[0]!, asked = request) =>
    buildAction(asked, model, from) as Action

  it('is offered to each guardian and to nobody else', () => {
    const model = fakeModel(calm)
    for (const guardian of guardians) {
      expect(isGuardian(model, guardian)).toMatchObject({ ok: true, value: true })
      expect(readinessOf(built(model, guardian)).state).toBe('ready')
    }
    expect(readinessOf(built(model, someone))).toMatchObject({
      state: 'blocked',
      because: [{ id: 'guardian' }],
    })
    const unread = fakeModel({ ...calm, 'guardians()': fails })
    expect(readinessOf(built(unread))).toMatchObject({ state: 'unknown', because: [{ id: 'guardian' }] })
  })

  it('is refused for what is frozen already, and for what cannot be', () => {
    const because = (model: ConsoleModel, beam = someone) => {
      const readiness = readinessOf(built(model, guardians[0], { kind: 'guardian-freeze', beam }))
      return readiness.state === 'blocked' ? readiness.because.map(({ id }) => id) : []
    }
    expect(because(fakeModel(frozen))).toEqual(['not-frozen'])
    expect(because(fakeModel(calm), at(0x16))).toEqual(['can-be-frozen'])
    expect(because(fakeModel(calm), at(0))).toEqual(['can-be-frozen'])
  })

  it('says for each role what it takes, who lifts it and how many they are', () => {
    const { disables, undo } = built(fakeModel(calm))
    expect(disables).toHaveLength(8)
    expect(disables[0]).toBe(
      'Relayer of Generator: it can no longer mint, burn, deposit, withdraw or migrate.',
    )
    expect(undo).toContain('16 of the 24 guardians')
    const unread = built(fakeModel({ ...calm, 'hasUserRole(address,uint8)': fails, 'THRESHOLD()': fails }))
    expect(unread.disables).toHaveLength(1)
    expect(unread.undo).toContain('could not be read')
  })

  it('warns of an account that holds nothing, since any can be frozen', () => {
    const model = fakeModel({ ...calm, ...nothing })
    expect(heldRoles(model, someone)).toMatchObject({ ok: true, value: [] })
    const warned = built(model).requirements.find(({ id }) => id === 'holds-role')
    expect(warned).toMatchObject({ weight: 'warn', holds: { ok: true, value: false } })
  })
})
