import { type Address, decodeFunctionData, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { adminFacetAbi, administeredAgentAbi } from '@/lib/abi'
import { limitKey } from '@/lib/limits'
import { fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { buildAction } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [diamond, older, accessControls, agent, keel] = [at(0x31), at(0x68), at(0x66), at(0x67), at(0x84)]
const [actor, relayer, freezer, revoker, stranger] = [at(0x301), at(0x302), at(0x303), at(0x304), at(0x305)]
const FREEZER = limitKey('FREEZER')

/** Freezer and revoker are two accounts; each controller has one relayer, the agent one actor. */
const running: FakeOutputs = {
  'accessControls()': () => [accessControls],
  'getRoleMember(bytes32,uint256)': ([role], to) => [
    to === accessControls ? agent : role === FREEZER ? freezer : relayer,
  ],
  'getActor(uint256)': () => [actor],
  'getRevoker(uint256)': () => [revoker],
  'frozen(address)': () => [false],
  // The Generator does not control the ALMProxy of its Prime.
  'hasRole(bytes32,address)': ([, who], to) => [who !== diamond || to !== at(0x62)],
}
const modelOf = (outputs: FakeOutputs = {}, grantees: readonly Address[] = []) =>
  fakeModel({ ...running, ...outputs }, fakeTime, fakeStagesDeployment(), {
    controls: grantees.map((controller) => ({ almProxy: at(0x62), controller })),
  })

const abi = [...adminFacetAbi, ...administeredAgentAbi]
const freeze = (model: ReturnType<typeof modelOf>, from: Address, prime?: string) =>
  buildAction(prime === undefined ? { kind: 'freeze-funds' } : { kind: 'freeze-funds', prime }, model, from)!
const told = (action: ReturnType<typeof freeze>) =>
  action.calls.map(({ to, data }) => {
    const { functionName, args } = decodeFunctionData({ abi, data })
    return [to, functionName, args?.[0]]
  })
const requirement = (action: ReturnType<typeof freeze>, id: string) =>
  action.requirements.find((one) => one.id === id)!

describe('a freeze of all funds', () => {
  it('makes every call that the account may, and names what is left to others', () => {
    const model = modelOf()
    expect(told(freeze(model, freezer))).toEqual([
      [diamond, 'removeRelayer', relayer],
      [older, 'removeRelayer', relayer],
      [keel, 'removeRelayer', relayer],
    ])
    expect(told(freeze(model, revoker))).toEqual([[agent, 'removeActor', actor]])
    expect(freeze(model, freezer).disables).toContain(
      `Somebody else has to remove the rest: ${actor} on ${agent}.`,
    )
    expect(freeze(model, freezer).permission.holds).toMatchObject({ ok: true, value: true })
    expect(freeze(model, stranger).permission.holds).toMatchObject({ ok: true, value: false })
  })

  it('is about one Prime where it names one, and is nothing for one that is not there', () => {
    const model = modelOf()
    expect(told(freeze(model, freezer, 'keel'))).toEqual([[keel, 'removeRelayer', relayer]])
    expect(told(freeze(model, freezer, 'spark'))).toEqual([[older, 'removeRelayer', relayer]])
    expect(freeze(model, freezer, 'none')).toBeNull()
  })

  it('leaves out whom another freezer removed, and says where that is everybody', () => {
    const gone = modelOf({ 'actorCount()': () => [0n], 'getRoleMemberCount(bytes32)': () => [0n] })
    const { calls, requirements } = freeze(gone, freezer)
    expect(calls).toEqual([])
    const left = requirements.find(({ id }) => id === 'somebody-left')
    expect(left).toMatchObject({ holds: { ok: true, value: false }, already: true })
    expect(left?.says.fails).toMatch(/frozen already$/)
    const half = modelOf({ 'actorCount()': () => [0n] })
    expect(told(freeze(half, revoker, 'spark'))).toEqual([[older, 'removeRelayer', relayer]])
    expect(freeze(half, revoker, 'spark').permission.holds).toMatchObject({ ok: true, value: false })
  })

  it('says that not everybody is known where a list could not be read, and still freezes who is', () => {
    const unread = freeze(modelOf({ 'actorCount()': () => null }), freezer, 'spark')
    expect(told(unread)).toEqual([[older, 'removeRelayer', relayer]])
    expect(requirement(unread, 'everybody-known').holds.ok).toBe(false)
    expect(requirement(freeze(modelOf(), freezer, 'spark'), 'everybody-known').holds.ok).toBe(true)
  })

  it('does not risk what is known to pass for a call of which the right could not be read', () => {
    const model = modelOf({ 'getRevoker(uint256)': () => null })
    expect(told(freeze(model, freezer, 'spark'))).toEqual([[older, 'removeRelayer', relayer]])
    expect(told(freeze(model, stranger, 'spark'))).toEqual([[agent, 'removeActor', actor]])
  })

  it('takes the relayers of the Generator along while it controls the ALMProxy, and says what that stops', () => {
    const migrates = (held: boolean) =>
      freeze(modelOf(held ? { 'hasRole(bytes32,address)': () => [true] } : {}), freezer, 'spark')
    expect(told(migrates(true)).map(([to]) => to)).toEqual([diamond, older])
    expect(migrates(true).disables.join(' ')).toContain('its relayers go, too')
    expect(told(migrates(false)).map(([to]) => to)).toEqual([older])
    expect(migrates(false).disables.join(' ')).not.toContain('its relayers go, too')
  })

  it('names who stays, whatever is called', () => {
    const { disables } = freeze(modelOf({}, [stranger]), freezer, 'spark')
    expect(disables.join(' ')).toContain(`${stranger} stays. It holds CONTROLLER on the ALMProxy`)
  })
})
