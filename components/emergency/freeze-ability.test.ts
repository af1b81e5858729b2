import { type Address, getAddress, keccak256, pad, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { stepsOfGuardian } from '@/lib/console/guarded'
import { fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { freezeAbility } from './freeze-ability'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [owner, guardian, stranger, actor, safe] = [at(0x81), at(0x82), at(0x99), at(0x88), at(0x15)]
const freezer = keccak256(toHex('FREEZER'))

/** Everybody who operates is `someone` or an actor, one holds FREEZER everywhere, and one is a guardian. */
const modelOf = (holder: Address, outputs: FakeOutputs = {}) =>
  fakeModel(
    {
      'frozen(address)': () => [false],
      'getActor(uint256)': () => [actor],
      'getRoleMember(bytes32,uint256)': ([role]) => [role === freezer ? holder : someone],
      'guardians()': () => [[guardian]],
      'VERSION()': () => ['1.4.1'],
      'getOwners()': () => [[owner]],
      'getThreshold()': () => [1n],
      ...outputs,
    },
    fakeTime,
    fakeStagesDeployment(),
  )
const AS_GUARDIAN = /As a guardian it may freeze \d+ BEAMs?\.$/

describe('what an account may freeze by one press', () => {
  it('counts what a freezer removes, and in how many transactions', () => {
    expect(freezeAbility(modelOf(stranger), stranger)).toEqual({
      may: 'It may freeze 3 of the 4 relayers and actors.',
      how: '3 transactions, each confirmed in the wallet.',
      reason: undefined,
      beams: null,
    })
  })

  it('says through which Safe an owner freezes, in one transaction', () => {
    expect(freezeAbility(modelOf(safe), owner)).toEqual({
      may: 'Through Freezer Safe it may freeze 3 of the 4 relayers and actors.',
      how: 'One transaction of Freezer Safe (1 of 1): its owners approve, then anyone executes.',
      reason: undefined,
      beams: null,
    })
  })

  it('says that more may be there than is known, and counts nothing for nobody', () => {
    const unread = modelOf(stranger, { 'actorCount()': () => null })
    expect(freezeAbility(unread, stranger).may).toMatch(/ relayers and actors that are known\.$/)
    expect(freezeAbility(modelOf(stranger), null)).toEqual({
      may: 'Whoever connects freezes all that the account, or its Safe, may.',
      how: null,
      reason: undefined,
      beams: null,
    })
  })

  it('says of no right that an account has it where that could not be read', () => {
    const unread = modelOf(stranger, { 'getRevoker(uint256)': () => null, 'guardians()': () => null })
    expect(freezeAbility(unread, owner).may).toBe(
      'Whether it may freeze could not be read; this would be 1 of the 4 relayers and actors. Whether it is a guardian could not be read.',
    )
  })

  it('lets a guardian freeze every BEAM by one press, and a stranger nothing', () => {
    const reason = 'Neither FREEZER nor revoker here'
    const model = modelOf(stranger, {
      'getRoleMember(bytes32,uint256)': ([role]) => [role === freezer ? stranger : actor],
    })
    const { beams, may, ...rest } = freezeAbility(model, guardian)
    const left = stepsOfGuardian(model, guardian).length
    expect(left).toBeGreaterThan(1)
    expect(rest).toEqual({ how: null, reason })
    expect(may).toBe(`As a guardian it may freeze ${left} BEAMs.`)
    expect(beams).toEqual({
      request: { kind: 'guardian-freeze-all' },
      how: `${left} transactions, each confirmed in the wallet.`,
    })
    expect(freezeAbility(modelOf(stranger), owner)).toEqual({
      may: 'It may freeze nobody.',
      how: null,
      reason,
      beams: null,
    })
    const both = freezeAbility(modelOf(guardian), guardian)
    expect(both.may).toMatch(/^It may freeze 3 of the 4 relayers and actors\. /)
    expect(both.may).toMatch(AS_GUARDIAN)
    expect(both.beams).not.toBeNull()
  })

  it('says that every BEAM is frozen, and offers no press for that', () => {
    const frozen = modelOf(stranger, {
      'frozen(address)': () => [true],
      'userRoles(address)': () => [zeroHash],
      'hasUserRole(address,uint8)': () => [false],
      'rateLimitsCBeams(address,address)': () => [0n],
      'controllersCBeams(address,address)': () => [0n],
    })
    expect(freezeAbility(frozen, guardian)).toMatchObject({
      may: 'As a guardian it finds every BEAM frozen.',
      beams: null,
    })
  })

  it('leads an owner of a Safe that is a guardian through that Safe', () => {
    const ofSafe = modelOf(stranger, { 'guardians()': () => [[safe]] })
    expect(freezeAbility(ofSafe, owner).beams).toEqual({
      request: { kind: 'guardian-freeze-all', through: safe },
      how: 'One transaction of Freezer Safe (1 of 1): its owners approve, then anyone executes.',
    })
  })

  it('makes nobody a guardian where there is no council of guardians', () => {
    const { units, ...deployment } = fakeStagesDeployment()
    const without = { ...deployment, units: units.map((unit) => ({ ...unit, guardianCouncil: null })) }
    expect(freezeAbility(fakeModel({}, fakeTime, without), stranger).may).not.toContain('guardian')
  })

  it('is off where nobody is left who can move funds', () => {
    const nobody: FakeOutputs = { 'actorCount()': () => [0n], 'getRoleMemberCount(bytes32)': () => [0n] }
    expect(freezeAbility(modelOf(stranger, nobody), stranger).reason).toBe('Frozen already')
  })
})
