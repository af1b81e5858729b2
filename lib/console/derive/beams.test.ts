import { type Address, getAddress, pad, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { buildAction } from '@/lib/actions'
import { given } from '@/lib/leaf'
import { fakeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { isCBeam, isImmediate, isRelayer, rightsOf } from '../authority'
import type { GuardianFacts } from '../facts/guardians'
import type { ConsoleModel } from '../model'
import { checkState } from '../model/check'
import { frozenBeams, isFrozen, relayerState } from './beams'

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
/** A deployment whose Configurator Unit has no council of guardians and no registry. */
const without = (() => {
  const deployment = fakeDeployment()
  return { ...deployment, units: [fakeUnit({ freezeRegistry: null, guardianCouncil: null })] }
})()

const generatorOf = (model: ConsoleModel) => model.generators[0]!
const checkOf = (model: ConsoleModel, id: string) => model.checks.find((check) => check.id === id)!
const verdict = (outputs: FakeOutputs, id = 'guardians/frozen') => checkState(checkOf(fakeModel(outputs), id))

describe('whether a guardian froze an account', () => {
  const taken = { roles: given(toHex(0n)), rateLimits: given([]), controllers: given([]) }
  const unasked = { votesToLift: given(0n), taken }
  const ask = (id: Address, frozen: boolean) => ({
    ...{ id, roles: given(toHex(0n)), registered: given(false) },
    freeze: { ...unasked, frozen: given(frozen) },
  })
  const council: GuardianFacts = {
    ...{ council: at(9), registry: at(6), members: given([]), threshold: given(1n) },
    ...{ beamState: given(at(8)), freezeRegistry: given(at(6)), timelock: given(at(7)) },
    ...{ wardOfBeamState: given(true), wardOfRegistry: given(true), canceller: given(true), wards: [] },
    beams: [{ ...unasked, id: at(1), frozen: given(true) }],
  }
  const verdictOn = (account: Address, guardians: GuardianFacts | null = council) => {
    const addresses = fakeUnit()
    const asked = [ask(at(2), false), ask(at(3), true)]
    return isFrozen({ configurator: { addresses, guardians, asked, users: [], otherPairs: [] } }, account)
  }

  it('is known of who ever had a right, and of who was asked about, and of nobody else', () => {
    expect([at(1), at(2), at(3)].map((account) => verdictOn(account))).toMatchObject([
      { ok: true, value: true },
      { ok: true, value: false },
      { ok: true, value: true },
    ])
    expect(verdictOn(at(4))).toMatchObject({ ok: false, reason: { kind: 'not-read' } })
    expect(verdictOn(at(1), null)).toMatchObject({ ok: true, value: false })
  })
})

describe('a frozen account', () => {
  it('may do nothing as a relayer, and in BeamState what it was left', () => {
    for (const [outputs, operates, rest] of [
      [calm, true, true],
      [frozen, false, true],
      [{ ...frozen, ...taken }, false, false],
    ] as const) {
      const model = fakeModel(outputs)
      const generator = generatorOf(model)
      expect(isImmediate(modelUnit(model), someone)).toMatchObject({ ok: true, value: rest })
      expect(isCBeam(generator, someone, 'rateLimits')).toMatchObject({ ok: true, value: rest })
      expect(isCBeam(generator, someone, 'controller')).toMatchObject({ ok: true, value: rest })
      const holds = Object.fromEntries(rightsOf(model, someone).map((right) => [right.id, right.holds]))
      expect(holds[`relayer-${generator.id}`]).toMatchObject({ ok: true, value: operates })
      expect(holds[`cbeam-${generator.id}`]).toMatchObject({ ok: true, value: rest })
      // A freeze does not touch FREEZER, PAUSER_ROLE and PASMom, which are not BEAMs.
      for (const id of [`freezer-${generator.id}`, 'pauser', 'stopper']) {
        expect(holds[id]).toMatchObject({ ok: true, value: true })
      }
    }
  })

  it('is unknown, not free, where the freeze was not read', () => {
    const model = fakeModel({ ...calm, 'frozen(address)': fails })
    expect(isRelayer(generatorOf(model), someone).ok).toBe(false)
    expect(isImmediate(modelUnit(model), at(0x99)).ok).toBe(false)
  })

  it('is free on a Diamond that asks no registry', () => {
    const model = fakeModel({
      ...frozen,
      'freezeRegistry()': (_, to) => [to === at(0x31) ? at(0) : at(0x18)],
    })
    expect(isRelayer(generatorOf(model), someone)).toMatchObject({ ok: true, value: true })
    expect(generatorOf(model).frozen).toMatchObject({ ok: true, value: false })
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
    // No event named the second relayer; it is asked all the same.
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
    expect(modelUnit(model).configurator.guardians).toBeNull()
    const asked = model.sources.map(({ signature }) => signature)
    for (const view of ['frozen(address)', 'freezeRegistry()', 'taken(address)'])
      expect(asked).not.toContain(view)
    expect(isImmediate(modelUnit(model), someone)).toMatchObject({ ok: true, value: true })
    expect(relayerState(generatorOf(model).roles.relayer)).toMatchObject({ ok: true, value: 'active' })
    expect(model.checks.filter(({ id }) => id.startsWith('guardians/'))).toEqual([])
    expect(rightsOf(model, someone).map(({ id }) => id)).not.toContain('guardian')
    expect(
      buildAction({ kind: 'guardian-freeze', unit: fakeUnit().beamState, beam: someone }, model, someone),
    ).toBeNull()
  })
})

describe('the check of freezes', () => {
  it('is red with who is frozen, what that took and how many votes lift it', () => {
    expect(verdict(calm)).toBe('pass')
    expect(verdict({ ...frozen, ...taken })).toBe('critical')
    expect(checkOf(fakeModel({ ...frozen, ...taken }), 'guardians/frozen').found).toMatchObject({
      ok: true,
      value: `${someone} (Relayer of Generator, cBEAM of Generator, cBEAM of another PAU, aBEAM with the IMMEDIATE role, DELAYED role of BeamState): 3 of the 16 votes that lift it, of 24 guardians.`,
    })
    expect(verdict({ ...frozen, ...taken }, 'guardians/left')).toBe('pass')
  })

  it('names a frozen account that has something left in BeamState', () => {
    expect(verdict(calm, 'guardians/left')).toBe('pass')
    expect(verdict(frozen, 'guardians/left')).toBe('critical')
    expect(checkOf(fakeModel(frozen), 'guardians/left').found).toMatchObject({
      ok: true,
      value: `${someone} (cBEAM of Generator, cBEAM of another PAU, aBEAM with the IMMEDIATE role, DELAYED role of BeamState).`,
    })
    const other: FakeOutputs = {
      ...frozen,
      ...taken,
      'userRoles(address)': ([account]) => [account === someone ? toHex(1n << 255n, { size: 32 }) : zeroHash],
    }
    expect(checkOf(fakeModel(other), 'guardians/left').found).toMatchObject({
      value: `${someone} (Another role of BeamState).`,
    })
    expect(verdict({ ...calm, 'taken(address)': fails }, 'guardians/left')).toBe('pass')
    expect(verdict({ ...frozen, 'taken(address)': fails }, 'guardians/left')).toBe('unknown')
  })

  it('tells what a freeze took from what it left', () => {
    const model = fakeModel({ ...frozen, ...taken })
    const [leaf] = frozenBeams(model, modelUnit(model)).filter((beam) => beam.ok && beam.value)
    const beam = leaf?.ok ? leaf.value : null
    expect(beam?.relayer.map(({ kind }) => kind)).toEqual(['relayer'])
    expect(beam?.taken.map(({ kind }) => kind)).toEqual(['cBeam', 'cBeam', 'immediate', 'delayed'])
    expect(beam?.left).toEqual([])
  })

  it('ignores frozen accounts that hold nothing and lost nothing', () => {
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
    'wards(address)': ([account]) => [account === at(0x16) ? 1n : 0n],
  }
  const names = [
    ...(['beam-state', 'registry', 'timelock', 'ward-of-beam-state', 'ward-of-registry'] as const),
    ...(['canceller', 'enough'] as const),
  ]
  const failing = (outputs: FakeOutputs) =>
    names.filter((name) => verdict(outputs, `guardians/${name}`) !== 'pass')

  it('pass for a council that can do its job', () => {
    expect(failing(wired)).toEqual([])
  })

  it.each<[(typeof names)[number], FakeOutputs]>([
    ['beam-state', { 'beamState()': () => [at(0x99)] }],
    ['registry', { 'freezeRegistry()': () => [at(0x99)] }],
    ['timelock', { 'timelock()': () => [at(0x99)] }],
    ['ward-of-beam-state', { 'wards(address)': (_, to) => [to === at(0x11) ? 0n : 1n] }],
    ['ward-of-registry', { 'wards(address)': (_, to) => [to === at(0x18) ? 0n : 1n] }],
    ['canceller', { 'hasRole(bytes32,address)': ([, account]) => [account !== at(0x16)] }],
    ['enough', { 'guardians()': () => [guardians.slice(0, 15)] }],
  ])('fail one at a time: %s', (name, change) => {
    expect(failing({ ...wired, ...change })).toEqual([name])
    expect(verdict({ ...wired, ...change }, `guardians/${name}`)).toBe('attention')
  })

  it('do not believe a contract that names more guardians than there can be', () => {
    const many = Array.from({ length: 101 }, (_, index) => at(0x200 + index))
    const model = fakeModel({ ...calm, 'guardians()': () => [many] })
    expect(modelUnit(model).configurator.guardians?.members.ok).toBe(false)
  })
})
