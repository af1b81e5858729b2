import { type Address, getAddress, pad, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { checked } from '@/lib/testing/checked'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { modelUnit, withUnit } from '@/lib/testing/units'
import type { GuardianFacts } from '../facts/guardians'
import type { Unchecked } from '../model'
import { guardianChecks } from './guardians'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const [ANN, BEN] = [at(0x81), at(0x82)]
const calm: FakeOutputs = {
  'frozen(address)': () => [false],
  'votesToLift(address)': () => [3n],
  'timelock()': () => [at(0x13)],
}
const model: Unchecked = fakeModel(calm, fakeTime)
const { guardians } = modelUnit(model).configurator

const checksOf = (changes: Partial<GuardianFacts> = {}) =>
  guardianChecks(withUnit(model, { configurator: { guardians: { ...guardians!, ...changes } } }))
const shown = (name: string, changes: Partial<GuardianFacts> = {}) =>
  checked(checksOf(changes), `guardians/${name}`)

describe('the checks of the council', () => {
  it.each<[name: string, changes: Partial<GuardianFacts>, title: string, found: string]>([
    ['beam-state', { beamState: given(ANN) }, 'The council of guardians freezes in another BeamState', ANN],
    [
      'registry',
      { freezeRegistry: given(ANN) },
      'The council of guardians records freezes in another FreezeRegistry',
      ANN,
    ],
    ['timelock', { timelock: given(ANN) }, 'The council of guardians cancels in another timelock', ANN],
    [
      'ward-of-beam-state',
      { wardOfBeamState: given(false) },
      'The council of guardians is no ward of BeamState',
      'Not granted.',
    ],
    [
      'ward-of-registry',
      { wardOfRegistry: given(false) },
      'The council of guardians is no ward of the FreezeRegistry',
      'Not granted.',
    ],
    [
      'canceller',
      { canceller: given(false) },
      'The council of guardians may not cancel in the timelock',
      'Not granted.',
    ],
    [
      'enough',
      { members: given([ANN, BEN]), threshold: given(3n) },
      '2 guardians cannot lift a freeze, which takes 3',
      '2 guardians, 3 needed.',
    ],
    [
      'enough',
      { members: given([ANN]), threshold: given(2n) },
      '1 guardian cannot lift a freeze, which takes 2',
      '1 guardian, 2 needed.',
    ],
  ])('tell what is wrong with %s', (name, changes, title, found) => {
    expect(shown(name)?.state).toBe('pass')
    expect(shown(name, changes)).toEqual({ state: 'attention', title, found })
  })

  it('take as many guardians as have to agree for enough', () => {
    const of = (members: Leaf<readonly Address[]>, threshold: Leaf<bigint>) =>
      checksOf({ members, threshold }).find(({ id }) => id === 'guardians/enough')
    expect(of(given([ANN, BEN]), given(2n))?.holds).toMatchObject({ ok: true, value: true })
    for (const check of [of(unread, given(2n)), of(given([ANN]), unread)]) {
      expect(check?.holds.ok).toBe(false)
      expect(check?.says.fails).toBe('The guardians are too few to lift a freeze')
    }
  })
})

describe('the check of who lifts a freeze alone', () => {
  const governed: Unchecked = fakeModel(calm, fakeTime, fakePrimeDeployment())
  const { guardians: council } = modelUnit(governed).configurator
  const pauseProxy = governed.governance!.addresses.pauseProxy!
  const ward = (id: Address, active: Leaf<boolean> = given(true)) => ({ id, active })
  const shownOf = (of: Unchecked, ...wards: readonly ReturnType<typeof ward>[]) =>
    checked(
      guardianChecks(withUnit(of, { configurator: { guardians: { ...council!, wards } } })),
      'guardians/wards',
    )

  it('passes for the council and governance, and for who was a ward once', () => {
    const wards = [ward(council!.council), ward(pauseProxy), ward(ANN, given(false))]
    expect(shownOf(governed, ...wards)).toEqual({
      state: 'pass',
      title: 'Only the guardians together and governance lift a freeze',
      found: `${council!.council}, ${pauseProxy}`,
    })
    expect(shownOf(governed)?.found).toBe('No ward of the FreezeRegistry.')
  })

  it('names everybody else', () => {
    expect(shownOf(governed, ward(pauseProxy), ward(ANN), ward(BEN))).toEqual({
      state: 'critical',
      title: '2 accounts besides governance and the council can lift any freeze alone',
      found: `${pauseProxy}, ${ANN}, ${BEN}`,
    })
  })

  it('is unknown where one of them could not be read', () => {
    expect(shownOf(governed, ward(pauseProxy), ward(ANN, unread))?.state).toBe('unknown')
  })

  it('takes nobody for governance where the deployment has none', () => {
    expect(shownOf({ ...governed, governance: null }, ward(pauseProxy))?.state).toBe('critical')
  })
})

describe('the check of freezes', () => {
  it('says that there are none, and is not there without a council', () => {
    expect(shown('frozen')).toEqual({
      state: 'pass',
      title: 'No relayer, cBEAM or aBEAM is frozen by a guardian',
      found: 'None.',
    })
    expect(guardianChecks(withUnit(model, { configurator: { guardians: null } }))).toEqual([])
  })

  it('tells of each account who froze it, also of those of another FreezeRegistry', () => {
    const elsewhere = at(0x99)
    const [{ controller }] = fakePrimeDeployment().generators[0]!.primes[0]!.controllers
    const outputs: FakeOutputs = {
      ...calm,
      'guardians()': () => [[ANN, BEN]],
      'THRESHOLD()': () => [2n],
      'frozen(address)': ([account], to) => [to === elsewhere || account === someone],
      'freezeRegistry()': (_, to) => [to === controller ? elsewhere : at(0x18)],
      'getRoleMember(bytes32,uint256)': (_, to) => [to === controller ? BEN : someone],
    }
    const found = checked(
      guardianChecks(fakeModel(outputs, fakeTime, fakePrimeDeployment())),
      'guardians/frozen',
    )
    expect(found).toMatchObject({ state: 'critical', title: 'Guardians froze 2 accounts' })
    expect(found?.found).toMatch(
      new RegExp(
        `^${someone} \\(.*\\): 3 of the 2 votes that lift it, of 2 guardians\\. ${BEN} \\(Relayer of Spark\\): by the guardians of another FreezeRegistry, ${elsewhere}\\.$`,
      ),
    )
  })

  it('names who is known to be frozen, whoever could not be read', () => {
    const outputs: FakeOutputs = {
      ...calm,
      'guardians()': () => [[ANN]],
      'frozen(address)': ([account]) => (account === someone ? [true] : null),
    }
    const found = checked(guardianChecks(fakeModel(outputs, fakeTime)), 'guardians/frozen')
    expect(found).toMatchObject({ state: 'critical', title: 'Guardians froze 1 account' })
    expect(found?.found).toMatch(new RegExp(`^${someone} \\(.*of 1 guardian\\.$`))
  })
})

describe('the check of what a freeze left', () => {
  const left = (outputs: FakeOutputs) =>
    checked(guardianChecks(fakeModel({ ...calm, ...outputs }, fakeTime)), 'guardians/left')
  const frozen: FakeOutputs = { 'frozen(address)': ([account]) => [account === someone] }
  const unpaired: FakeOutputs = {
    'rateLimitsCBeams(address,address)': () => [0n],
    'controllersCBeams(address,address)': () => [0n],
  }

  it('passes where nobody is frozen, or a frozen account is a relayer alone', () => {
    const relayer: FakeOutputs = {
      ...{ ...frozen, ...unpaired, 'hasUserRole(address,uint8)': () => [false] },
      'userRoles(address)': () => [zeroHash],
    }
    for (const outputs of [{}, relayer]) {
      expect(left(outputs)).toEqual({
        state: 'pass',
        title: 'What guardians froze has nothing left in BeamState',
        found: 'None.',
      })
    }
  })

  it('names what a frozen account has, though not as a relayer', () => {
    expect(left({ ...frozen, ...unpaired })).toEqual({
      state: 'critical',
      title: '1 frozen account can still act through BeamState',
      found: `${someone} (aBEAM with the IMMEDIATE role, DELAYED role of BeamState).`,
    })
  })
})
