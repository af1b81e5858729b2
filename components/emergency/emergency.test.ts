import { toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { ConsoleModel } from '@/lib/console/model'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { modelUnit, withUnit } from '@/lib/testing/units'
import { NO_GUARDRAILS } from '@/lib/vaults'
import { beamRows, cBeamRows } from './beams'
import { controlsOf, emergencyAnswer, pendingWarning } from './controls'
import { freezersOf, guardiansOf, pausersOf, revokersOf, stoppersOf } from './may'
import { reasonFor } from './reason'

const calm: FakeOutputs = {
  'paused()': () => [false],
  'stopped()': () => [false],
  'frozen(address)': () => [false],
}
const noRights: FakeOutputs = {
  'hasRole(bytes32,address)': () => [false],
  'hasUserRole(address,uint8)': () => [false],
  'owner()': () => ['0x0000000000000000000000000000000000000099'],
  'canCall(address,address,bytes4)': () => [false],
}
const fails = () => null

describe('the answer of the emergency page', () => {
  it('gives a calm answer only when everything was read', () => {
    expect(emergencyAnswer(fakeModel(calm), [])).toBe('Nothing is frozen, paused or stopped')
    expect(emergencyAnswer(fakeModel({ ...calm, 'paused()': fails }), [])).toBe('Could not be read: Timelock')
  })

  it('names what is engaged, and what could not be read beside it', () => {
    const model = fakeModel({
      ...calm,
      'getRoleMemberCount(bytes32)': () => [0n],
      'paused()': () => [true],
      'stopped()': fails,
    })
    expect(emergencyAnswer(model, [])).toBe(
      'Generator: frozen; Timelock: paused; could not be read: Configurator',
    )
    expect(controlsOf(model, []).map(({ state }) => state)).toEqual(['wrong', 'wrong', 'unknown', 'ok'])
  })
})

describe('who may act', () => {
  it('names who may act by right, and tells the connected account yes or no', () => {
    const model = fakeModel(calm)
    for (const authority of [
      freezersOf(model.generators[0]!, someone),
      pausersOf(model, modelUnit(model), someone),
      stoppersOf(model, modelUnit(model), someone),
    ]) {
      expect(authority.actors.map(({ account }) => account)).toContain(someone)
      expect(authority).toMatchObject({ open: null, own: { ok: true, value: true } })
    }
  })

  it('leaves out whoever is read to hold nothing', () => {
    const model = fakeModel({ ...calm, ...noRights })
    expect(pausersOf(model, modelUnit(model), someone)).toMatchObject({ own: { ok: true, value: false } })
    expect(stoppersOf(model, modelUnit(model), someone).actors.map(({ right }) => right)).toEqual([
      'owner of PASMom',
    ])
  })

  it('keeps a right that could not be read, as unknown', () => {
    const model = fakeModel({ ...calm, ...noRights, 'hasUserRole(address,uint8)': fails })
    const { actors, own } = stoppersOf(model, modelUnit(model), someone)
    expect(actors.find(({ account }) => account === someone)?.holds.ok).toBe(false)
    expect(own?.ok).toBe(false)
    const freezers = freezersOf(fakeModel({ 'getRoleMemberCount(bytes32)': fails }).generators[0]!, someone)
    expect(freezers.open).toMatch(/could not be read/)
    expect(freezers.own?.ok).toBe(false)
  })

  it('says nothing of an account while none is connected', () => {
    expect(pausersOf(fakeModel(), modelUnit(fakeModel()), null).own).toBeNull()
  })
})

describe('the warning before a pause', () => {
  const warning = (model: ConsoleModel) => pendingWarning(modelUnit(model), model.time)
  const pendingAt = (timestamp: bigint) =>
    fakeModel({ ...calm, 'getTimestamp(bytes32)': () => [timestamp], 'getOperationCount()': () => [1n] })

  it('says what is pending and when it can be executed', () => {
    expect(warning(pendingAt(1_800_003_600n))?.detail).toBe(
      '1 operation pending (the next delay ends 09:00 UTC, in 1 h). None can be cancelled while the timelock is paused, and the delay keeps running.',
    )
    expect(warning(pendingAt(1_799_999_000n))?.detail).toMatch(/\(the delay of 1 is over\)/)
  })

  it('names the delay that ends next, in whatever order the operations were scheduled', () => {
    const later = {
      ...modelUnit(pendingAt(1_800_007_200n)).timelock.operations[0]!,
      id: toHex(1, { size: 32 }),
    }
    const sooner = pendingAt(1_800_003_600n)
    for (const operations of [
      [later, ...modelUnit(sooner).timelock.operations],
      [...modelUnit(sooner).timelock.operations, later],
    ]) {
      expect(warning(withUnit(sooner, { timelock: { operations } }))?.detail).toContain(
        '2 operations pending (the next delay ends 09:00 UTC, in 1 h)',
      )
    }
  })

  it('gives no warning only when the queue is known to be empty', () => {
    const counting = (pending: bigint) =>
      fakeModel({
        ...calm,
        'getTimestamp(bytes32)': () => [1n],
        'getOperationCount()': () => [pending],
      })
    expect(warning(counting(0n))).toBeNull()
    expect(warning(counting(1n))?.detail).toMatch(/More may be pending/)
  })
})

const beams = (model: ConsoleModel) => beamRows(model, modelUnit(model))
const cBeams = (model: ConsoleModel) => cBeamRows(model, modelUnit(model))

describe('the BEAMs that a guardian can freeze', () => {
  const roles: FakeOutputs = { ...calm, ...noRights, 'controllersCBeams(address,address)': () => [0n] }
  const unpaired: FakeOutputs = { ...roles, 'rateLimitsCBeams(address,address)': () => [0n] }
  const labels = (model: ReturnType<typeof fakeModel>) =>
    beams(model).map(({ roles: held }) => (held.ok ? held.value.map(({ kind }) => kind) : 'unknown'))

  it('lists the BEAMs that hold a role, with what they hold', () => {
    const model = fakeModel({ ...unpaired, 'getRoleMember(bytes32,uint256)': () => [someone] })
    expect(labels(model)).toEqual([['relayer']])
  })

  it('keeps a BEAM that is frozen, and one of which that could not be read', () => {
    const idle = { ...unpaired, 'getRoleMemberCount(bytes32)': () => [0n] }
    expect(beams(fakeModel(idle))).toEqual([])
    expect(
      beams(fakeModel({ ...idle, 'frozen(address)': ([account]) => [account === someone] })),
    ).toHaveLength(1)
    expect(beams(fakeModel({ ...idle, 'frozen(address)': fails }))).toHaveLength(1)
    expect(labels(fakeModel({ ...unpaired, 'getRoleMemberCount(bytes32)': fails }))).toEqual(['unknown'])
  })

  it('names every guardian of the council as one who may freeze', () => {
    const model = fakeModel(calm)
    const { guardians } = modelUnit(model).configurator
    expect(guardiansOf(modelUnit(model), guardians!, someone)).toMatchObject({
      actors: [{ account: someone, right: 'guardian' }],
      open: null,
      own: { ok: true, value: true },
    })
    const unread = fakeModel({ ...calm, 'guardians()': fails })
    const authority = guardiansOf(modelUnit(unread), modelUnit(unread).configurator.guardians!, someone)
    expect(authority.open).toMatch(/^The guardians could not be read/)
    // A right that could not be read keeps the button.
    expect(reasonFor(authority, 'Not a guardian')).toBeUndefined()
  })
})

describe('the cBEAMs that can be revoked', () => {
  it('lists the cBEAMs with a pair or a registration, and those of which that could not be read', () => {
    const [row] = cBeams(fakeModel(calm))
    expect(row).toMatchObject({ account: someone, registered: { value: true } })
    expect(row?.targets.length).toBeGreaterThan(0)
    const none: FakeOutputs = {
      ...calm,
      'rateLimitsCBeams(address,address)': () => [0n],
      'controllersCBeams(address,address)': () => [0n],
      'cBeams(address)': () => [0n],
    }
    expect(cBeams(fakeModel(none))).toEqual([])
    expect(cBeams(fakeModel({ ...none, 'cBeams(address)': fails }))).toHaveLength(1)
    expect(cBeams(fakeModel({ ...none, 'rateLimitsCBeams(address,address)': fails }))).toHaveLength(1)
  })

  it('names the holders of the IMMEDIATE role alone as those who may revoke', () => {
    const model = fakeModel({ ...calm, 'hasUserRole(address,uint8)': () => [false] })
    expect(revokersOf(model, modelUnit(model), someone)).toMatchObject({
      actors: [],
      own: { ok: true, value: false },
    })
  })
})

describe('the vaults that can be paused', () => {
  const at = (outputs: FakeOutputs) => fakeModel({ ...calm, ...outputs }, fakeTime, fakePrimeDeployment())
  const pausedUntil = (takes: bigint): FakeOutputs => ({
    'pauses()': () => [[], []],
    'guardrails()': () => [
      {
        ...NO_GUARDRAILS,
        share: 1n,
        period: 1n,
        takesPausedUntil: takes,
        withdrawalsPausedUntil: 0n,
        bounds: Object.fromEntries(
          [
            'minShare',
            'maxShare',
            'minPeriod',
            'maxPeriod',
            'minBuffer',
            'maxBuffer',
            'maxPause',
            'coolDown',
          ].map((name) => [name, 1n]),
        ),
      },
    ],
  })
  const vaults = (model: ReturnType<typeof fakeModel>) =>
    controlsOf(model, []).find(({ id }) => id === 'vaults')

  it('says how many vaults are paused, while they are', () => {
    expect(vaults(at(pausedUntil(0n)))).toMatchObject({ state: 'ok', word: 'None paused' })
    expect(vaults(at(pausedUntil(fakeTime + 1n)))).toMatchObject({ state: 'wrong', word: '1 paused' })
    expect(vaults(at(pausedUntil(fakeTime)))).toMatchObject({ state: 'ok' })
    expect(vaults(at({ 'guardrails()': fails }))?.state).toBe('unknown')
    expect(emergencyAnswer(at(pausedUntil(fakeTime + 1n)), [])).toMatch(/Vaults: 1 paused/)
  })

  it('says nothing of vaults in a deployment without Primes', () => {
    expect(vaults(fakeModel(calm))).toBeUndefined()
  })
})
