import { describe, expect, it } from 'vitest'
import { type FakeOutputs, fakeModel, someone } from '@/lib/chain/fake-model'
import { controlsOf, emergencyAnswer, pendingWarning } from './controls'
import { freezersOf, pausersOf, stoppersOf } from './may'

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
  it('is calm only when everything was read', () => {
    expect(emergencyAnswer(fakeModel(calm))).toBe('Nothing is frozen, paused or stopped')
    expect(emergencyAnswer(fakeModel({ ...calm, 'paused()': fails }))).toBe('Could not be read: Timelock')
  })

  it('names what is engaged, and what could not be read beside it', () => {
    const model = fakeModel({
      'getRoleMemberCount(bytes32)': () => [0n],
      'paused()': () => [true],
      'stopped()': fails,
    })
    expect(emergencyAnswer(model)).toBe(
      'Generator: frozen; Timelock: paused; could not be read: Configurator',
    )
    expect(controlsOf(model).map(({ state }) => state)).toEqual(['wrong', 'wrong', 'unknown'])
  })
})

describe('who may act', () => {
  it('is named by right, and the connected account is told yes or no', () => {
    const model = fakeModel(calm)
    for (const authority of [
      freezersOf(model.generators[0]!, someone),
      pausersOf(model, someone),
      stoppersOf(model, someone),
    ]) {
      expect(authority.actors.map(({ account }) => account)).toContain(someone)
      expect(authority).toMatchObject({ open: null, own: { ok: true, value: true } })
    }
  })

  it('leaves out whoever is read to hold nothing', () => {
    const model = fakeModel({ ...calm, ...noRights })
    expect(pausersOf(model, someone)).toMatchObject({ own: { ok: true, value: false } })
    expect(stoppersOf(model, someone).actors.map(({ right }) => right)).toEqual(['owner of PASMom'])
  })

  it('keeps a right that could not be read, as unknown', () => {
    const model = fakeModel({ ...calm, ...noRights, 'hasUserRole(address,uint8)': fails })
    const { actors, own } = stoppersOf(model, someone)
    expect(actors.find(({ account }) => account === someone)?.holds.ok).toBe(false)
    expect(own?.ok).toBe(false)
    const freezers = freezersOf(fakeModel({ 'getRoleMemberCount(bytes32)': fails }).generators[0]!, someone)
    expect(freezers.open).toMatch(/could not be read/)
    expect(freezers.own?.ok).toBe(false)
  })

  it('says nothing of an account while none is connected', () => {
    expect(pausersOf(fakeModel(), null).own).toBeNull()
  })
})

describe('the warning before a pause', () => {
  const pendingAt = (timestamp: bigint) =>
    fakeModel({ ...calm, 'getTimestamp(bytes32)': () => [timestamp], 'getOperationCount()': () => [1n] })

  it('says what is pending and when it can be executed', () => {
    expect(pendingWarning(pendingAt(1_800_003_600n))?.detail).toBe(
      '1 operation pending (the next one ready 09:00 UTC, in 1 h). None can be cancelled while the timelock is paused, and the delay keeps running.',
    )
    expect(pendingWarning(pendingAt(1_799_999_000n))?.detail).toMatch(/\(1 ready now\)/)
  })

  it('is silent only when the queue is known to be empty', () => {
    const counting = (pending: bigint) =>
      fakeModel({
        ...calm,
        'getTimestamp(bytes32)': () => [1n],
        'getOperationCount()': () => [pending],
      })
    expect(pendingWarning(counting(0n))).toBeNull()
    expect(pendingWarning(counting(1n))?.detail).toMatch(/More may be pending/)
  })
})
