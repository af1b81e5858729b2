import { type Address, decodeFunctionData, getAddress, type Hex, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { administeredAgentAbi, dispatchedPauAbi, sparkVaultFacetAbi } from '@/lib/abi'
import { textOf } from '@/lib/leaf/path'
import { WAD, wad } from '@/lib/math'
import { fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { buildAction, readBack } from '.'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [diamond, controller, accessControls, agent, vault] = [at(0x31), at(0x64), at(0x66), at(0x67), at(0x61)]
const [actor, holder, stranger] = [at(0x301), at(0x302), at(0x303)]
const TAKE = { kind: 'take-from-vault', generator: diamond, prime: 'spark', amount: wad(WAD) } as const

/** The production controller of the Prime is operated by one account itself, and by the actor of an agent. */
function modelOf(outputs: FakeOutputs = {}) {
  const running: FakeOutputs = {
    'accessControls()': () => [accessControls],
    'getRoleMemberCount(bytes32)': (_, to) => [to === accessControls ? 2n : 1n],
    'getRoleMember(bytes32,uint256)': ([, index], to) => [
      to === accessControls && index === 1n ? holder : agent,
    ],
    // Of the two holders of the role, only the agent has code.
    'codeOf(address)': ([account]) => [pad('0x1', { size: 32 }), account === holder ? 0n : 7n],
    'getActor(uint256)': () => [actor],
    ...outputs,
  }
  return fakeModel(running, fakeTime, fakeStagesDeployment())
}
function takeBy(account: Address) {
  const model = modelOf()
  const action = buildAction(TAKE, model, account)
  if (!action) throw new Error('Nothing was built')
  return { action, model }
}

describe('the call by which somebody operates a production controller', () => {
  it('goes to the agent, which is told to call the controller, for an actor of it', () => {
    const { action, model } = takeBy(actor)
    const [call] = action.calls
    expect(call?.to).toBe(agent)
    const { functionName, args } = decodeFunctionData({ abi: administeredAgentAbi, data: call?.data as Hex })
    expect([functionName, args?.[0]]).toEqual(['call', controller])
    expect(decodeFunctionData({ abi: dispatchedPauAbi, data: args?.[1] as Hex })).toEqual({
      functionName: 'sparkVault_take',
      args: [vault, WAD],
    })
    expect(action.permission).toMatchObject({ holds: { ok: true, value: true } })
    const [back] = readBack(action, model)
    expect(back?.faults).toEqual([])
    expect(back?.inner?.[0]?.decoded?.signature).toBe('sparkVault_take(address,uint256)')
  })

  it('goes to the controller for anybody else', () => {
    const { action, model } = takeBy(stranger)
    expect(action.calls[0]?.to).toBe(controller)
    expect(action.permission).toMatchObject({
      says: { fails: `${stranger} is not an actor of Spark, or guardians froze it` },
      holds: { ok: true, value: false },
    })
    expect(readBack(action, model)[0]?.faults).toEqual([])
  })

  it('goes to the controller for an account that holds the role itself', () => {
    const { action } = takeBy(holder)
    expect(action.calls[0]?.to).toBe(controller)
    expect(action.permission).toMatchObject({ holds: { ok: true, value: true } })
  })

  it('is refused where the agent is told another amount', () => {
    const { action, model } = takeBy(actor)
    const other = { ...action, request: { ...TAKE, amount: wad(2n * WAD) } }
    expect(readBack(other, model)[0]?.faults[0]).toMatch(/not those that were asked for/)
  })
})

describe('the other controller of a Prime', () => {
  const other = at(0x68)
  const MONOLITHIC = { ...TAKE, controller: other } as const

  it('takes by its own function, key and limit, and says that it does', () => {
    const model = modelOf()
    const action = buildAction(MONOLITHIC, model, actor)
    const [call] = action?.calls ?? []
    expect(call?.to).toBe(other)
    expect(decodeFunctionData({ abi: sparkVaultFacetAbi, data: call?.data as Hex })).toEqual({
      functionName: 'takeFromSparkVault',
      args: [vault, WAD],
    })
    expect(action?.title).toMatch(new RegExp(` by its controller ${other}$`))
    expect(readBack(action as never, model)[0]?.faults).toEqual([])
    // An actor of the agent of the production controller operates only that one.
    expect(action?.permission.holds).toMatchObject({ ok: true, value: false })
    const paths = (action?.effects ?? []).map(({ path }) => textOf(path)).filter((path) => /Limit/.test(path))
    expect(paths.every((path) => path.includes(`/otherLimits/${other}/takeLimit/`))).toBe(true)
  })

  it('is the first where that is named, and none where the Prime has no such one', () => {
    const model = modelOf()
    expect(buildAction({ ...TAKE, controller }, model, actor)?.calls).toEqual(
      buildAction(TAKE, model, actor)?.calls,
    )
    expect(buildAction({ ...TAKE, controller: stranger }, model, actor)).toBeNull()
    expect(
      buildAction({ ...TAKE, kind: 'return-to-vault', controller: other }, model, actor)?.calls[0]?.to,
    ).toBe(other)
  })
})
