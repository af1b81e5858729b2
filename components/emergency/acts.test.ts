import { type Address, getAddress, keccak256, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { fakeDeployment, fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { actsOf } from './acts'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [owner, guardian, stranger, actor, safe] = [at(0x81), at(0x82), at(0x99), at(0x88), at(0x15)]
const [freezer, controller] = ['FREEZER', 'CONTROLLER'].map((role) => keccak256(toHex(role)))

/** Nobody but `someone` holds a role; a Safe with one owner holds FREEZER, and one is a guardian. */
const modelOf = (outputs: FakeOutputs = {}) =>
  fakeModel(
    {
      'frozen(address)': () => [false],
      'getActor(uint256)': () => [actor],
      'getRoleMember(bytes32,uint256)': ([role]) => [role === freezer ? safe : someone],
      'guardians()': () => [[guardian]],
      'VERSION()': () => ['1.4.1'],
      'getOwners()': () => [[owner]],
      'getThreshold()': () => [1n],
      'hasRole(bytes32,address)': ([role, account]) => [role === controller || account === someone],
      'hasUserRole(address,uint8)': ([account]) => [account === someone],
      'canCall(address,address,bytes4)': ([caller]) => [caller === someone],
      'owner()': () => [someone],
      ...outputs,
    },
    fakeTime,
    fakeStagesDeployment(),
    { accounts: [owner, guardian, stranger] },
  )
const kinds = (account: Address | null, yours: boolean, model = modelOf()) =>
  actsOf(model, account).flatMap((act) => (act.yours === yours ? [act.kind] : []))

describe('the acts of Emergency', () => {
  it('are all somebody’s before an account connects, and freezes come first', () => {
    expect(kinds(null, false)).toEqual([])
    expect(kinds(null, true).slice(0, 3)).toEqual(['relayers', 'funds', 'beams'])
  })

  it('are told apart by what an account may take: itself, through a Safe, or as a guardian', () => {
    expect(kinds(owner, true)).toEqual(['relayers', 'funds'])
    expect(kinds(guardian, true)).toEqual(['beams'])
    expect(kinds(stranger, true)).toEqual([])
    expect(kinds(stranger, false)).toEqual(kinds(null, true))
    expect(kinds(someone, true)).toEqual(expect.arrayContaining(['pause', 'stop']))
  })

  it('stay in sight where it could not be read whether they are an account’s', () => {
    const unread = modelOf({
      'guardians()': () => null,
      'getRevoker(uint256)': () => null,
      'getRoleMemberCount(bytes32)': ([role]) => (role === freezer ? null : [1n]),
    })
    expect(kinds(stranger, true, unread)).toEqual(expect.arrayContaining(['relayers', 'funds', 'beams']))
  })

  it('keep the freeze of funds in its place when nobody is left, and offer a lift once somebody is frozen', () => {
    const nobody = modelOf({ 'actorCount()': () => [0n], 'getRoleMemberCount(bytes32)': () => [0n] })
    expect(kinds(stranger, true, nobody)).toContain('funds')
    expect(kinds(guardian, true)).not.toContain('lift')
    const frozen = modelOf({ 'frozen(address)': () => [true] })
    expect(kinds(guardian, true, frozen)).toEqual(expect.arrayContaining(['beams', 'lift']))
  })

  it('have an anchor each, and are those of what the deployment has', () => {
    const ids = actsOf(modelOf(), null).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(['pause-timelock', 'stop-configurator', 'freeze-beam']))
    const bare = actsOf(fakeModel({}, fakeTime, fakeDeployment({ generators: [] })), null)
    expect(bare.map(({ kind }) => kind)).not.toContain('relayers')
  })
})
