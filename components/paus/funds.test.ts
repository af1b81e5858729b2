import { describe, expect, it } from 'vitest'
import { fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { freezeReason, fundsLook, fundsOf } from './funds'
import { movesLook } from './moves'

/** Another one than the relayer of every other controller. */
const actor = '0x0000000000000000000000000000000000000088'

const modelOf = (outputs: FakeOutputs = {}, controls = false) =>
  fakeModel(
    { 'frozen(address)': () => [false], 'getActor(uint256)': () => [actor], ...outputs },
    fakeTime,
    fakeStagesDeployment(),
    {
      controls: controls
        ? [{ almProxy: fakeStagesDeployment().primes[0]!.almProxy, controller: someone }]
        : [],
    },
  )
const looks = (model: ReturnType<typeof modelOf>) =>
  fundsOf(model).map((funds) => [funds.id, fundsLook(funds)])
const nobody: FakeOutputs = { 'actorCount()': () => [0n], 'getRoleMemberCount(bytes32)': () => [0n] }

describe('the funds of the Primes', () => {
  it('can be moved by the operators of every controller', () => {
    expect(looks(modelOf())).toEqual([
      ['spark', { state: 'ok', word: '2 accounts can move its funds' }],
      ['keel', { state: 'ok', word: '1 account can move its funds' }],
    ])
  })

  it('are frozen only where every list says that nobody is left', () => {
    const frozen = { state: 'wrong', word: 'Frozen: nobody is left' }
    expect(looks(modelOf(nobody))).toEqual([
      ['spark', frozen],
      ['keel', frozen],
    ])
    const unread = looks(modelOf({ ...nobody, 'getRoleMemberCount(bytes32)': () => null }))
    expect(unread.map(([, look]) => look)).toEqual(
      Array.from({ length: 2 }, () => ({ state: 'unknown', word: 'Not known who is left' })),
    )
  })

  it('are red where somebody can move them whom no freeze removes', () => {
    expect(looks(modelOf(nobody, true))[1]).toEqual([
      'keel',
      { state: 'wrong', word: '1 account that no freeze removes' },
    ])
  })
})

describe('the button that freezes them', () => {
  const roles: FakeOutputs = { 'getRoleMember(bytes32,uint256)': () => [someone] }
  const stranger = '0x0000000000000000000000000000000000000099'

  it('is off where nobody is left, and for whoever may remove nobody', () => {
    expect(freezeReason(modelOf(nobody), 'spark', someone)).toBe('Frozen already')
    expect(freezeReason(modelOf(roles), 'keel', stranger)).toBe('Neither FREEZER nor revoker here')
  })

  it('is on for a freezer, without a wallet, and where the right could not be read', () => {
    expect(freezeReason(modelOf(roles), 'keel', someone)).toBeUndefined()
    expect(freezeReason(modelOf(roles), undefined, null)).toBeUndefined()
    const unread = modelOf({ ...roles, 'getRevoker(uint256)': () => null })
    expect(freezeReason(unread, 'spark', stranger)).toBeUndefined()
  })
})

describe('a controller', () => {
  const word = (outputs: FakeOutputs) => movesLook(fundsOf(modelOf(outputs))[1]!.controllers[0]!).word

  it('moves funds where it controls the ALMProxy and somebody operates it', () => {
    expect(word({})).toBe('Can move funds')
    expect(word(nobody)).toBe('Nobody operates it')
    expect(word({ 'hasRole(bytes32,address)': () => [false] })).toBe('Does not control the ALMProxy')
    expect(word({ 'getRoleMemberCount(bytes32)': () => null })).toMatch(/not known/)
  })
})
