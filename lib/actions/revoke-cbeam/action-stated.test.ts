import { type Address, decodeFunctionData, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { textOf } from '@/lib/leaf/path'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { modelUnit, withUnit } from '@/lib/testing/units'
import {
  type Action,
  buildAction,
  callsOfRevocations,
  councilSafes,
  readBack,
  readinessOf,
  revocationsThrough,
  routesOf,
} from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const calm: FakeOutputs = { 'frozen(address)': () => [false] }
const model = fakeModel(calm)
const { id: unit, configurator } = modelUnit(model)
const [OTHER, SAFE] = [at(0x99), model.safes[0]!.id]
const { beamState } = configurator.addresses
const built = (of: ConsoleModel, cBeam = someone): Action =>
  buildAction({ kind: 'revoke-cbeam', unit, cBeam }, of, someone)!
const requirement = ({ requirements }: Action, id: string) => requirements.find((one) => one.id === id)!
const named = ({ calls }: Pick<Action, 'calls'>) =>
  calls.map(({ data }) => decodeFunctionData({ abi: beamStateAbi, data }).functionName)

/** The model in which no pair is set and these registrations are. */
const unpaired = (registered: Leaf<boolean> = given(true)): ConsoleModel => ({
  ...withUnit(model, { configurator: { cBeams: [{ id: someone, registered }], otherPairs: [] } }),
  generators: model.generators.map((generator) => ({
    ...generator,
    scope: {
      ...generator.scope,
      pairs: generator.scope.pairs.map((pair) => ({ ...pair, active: given(false) })),
    },
  })),
})

describe('revoking a cBEAM', () => {
  it('says what it can no longer do, and how many pairs are unset', () => {
    expect(built(model)).toMatchObject({ title: `Revoke cBEAM ${someone}`, emergency: true, from: someone })
    expect(built(model).disables).toEqual([expect.stringMatching(new RegExp(`^${someone} .*3 pairs`))])
    expect(built(unpaired()).disables).toEqual([expect.not.stringContaining('pair')])
    expect(built(model).undo).toContain('timelock')
    expect(built(model).oneByOne).toContain('pair')
  })

  it('takes the registration alone where nothing is paired', () => {
    const action = built(unpaired())
    expect(named(action)).toEqual(['delCBeam'])
    expect(readinessOf(action).state).toBe('ready')
    expect(readBack(action, unpaired()).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('is about the account that was asked for, and no other', () => {
    const [cBeam] = configurator.cBeams
    const two = withUnit(model, {
      configurator: {
        cBeams: [{ ...cBeam!, id: OTHER }, ...configurator.cBeams],
        otherPairs: configurator.otherPairs.map((pair) => ({ ...pair, cBeam: OTHER })),
      },
    })
    expect(named(built(two))).toEqual(['unsetCBeamForController', 'unsetCBeamForRateLimits', 'delCBeam'])
    expect(built(two).effects.map(({ path }) => textOf(path))).toHaveLength(5)
    expect(named(built(two, OTHER))).toEqual(['unsetCBeamForController', 'delCBeam'])
    const calls = callsOfRevocations(two, modelUnit(two))
    expect(calls.map((list) => named({ calls: list }))).toEqual([
      ['unsetCBeamForController', 'delCBeam'],
      ['unsetCBeamForController', 'unsetCBeamForRateLimits', 'delCBeam'],
    ])
    expect(calls.flat().every(({ to, value }) => to === beamState && value === 0n)).toBe(true)
  })

  it('demands the IMMEDIATE role, and something to take', () => {
    const { permission } = built(model)
    expect(titleOf(permission)).toContain(someone)
    expect(permission.weight).toBe('blocks')
    const none = requirement(built(unpaired(given(false))), 'has-rights')
    expect(none).toMatchObject({ weight: 'blocks', holds: { ok: true, value: false } })
    expect(titleOf(none)).toContain(someone)
    expect(requirement(built(unpaired(unread)), 'has-rights').holds.ok).toBe(false)
    const nobody = requirement(built(unpaired(), OTHER), 'has-rights')
    expect(nobody.holds).toMatchObject({ ok: true, value: false })
  })

  it('says how far it was asked for its pairs, where that was read', () => {
    const told = requirement(built(model), 'pairs-asked')
    expect(told.says.holds).toMatch(/\(\d+\)$/)
    expect(told.holds).toMatchObject({ ok: true, value: true })
    const stranger = requirement(built(model, OTHER), 'pairs-asked')
    expect(stranger.says.fails).not.toMatch(/\(/)
    expect(stranger.holds.ok).toBe(false)
    expect(requirement(built(model), 'pairs-read').says.fails).toContain(
      'by the logs of node.test up to block 1',
    )
  })
})

describe('the Safes at a revocation', () => {
  const [user] = configurator.users
  const withUsers = (...users: readonly (readonly [Address, immediate: Leaf<boolean>])[]): ConsoleModel =>
    withUnit(model, {
      configurator: {
        guardians: null,
        users: users.map(([id, immediate]) => ({ ...user!, id, immediate })),
      },
    })

  it('are those that hold the IMMEDIATE role, or may for all that is known', () => {
    const safes = (of: ConsoleModel) => councilSafes(of, modelUnit(of)).map(({ id }) => id)
    expect(safes(withUsers([SAFE, given(true)]))).toEqual([SAFE])
    expect(safes(withUsers([SAFE, unread]))).toEqual([SAFE])
    expect(safes(withUsers([SAFE, given(false)]))).toEqual([])
    expect(safes(withUsers([OTHER, given(true)]))).toEqual([])
    const ways = routesOf(
      { kind: 'revoke-cbeam', unit, cBeam: someone },
      withUsers([someone, given(true)]),
      someone,
    )
    expect(ways?.direct).toMatchObject({ ok: true, value: true })
  })

  it('may be at the revocation of each cBEAM', () => {
    const requests = revocationsThrough({ id: SAFE } as SafeFacts, modelUnit(model))
    expect(requests).toEqual(
      configurator.cBeams.map(({ id }) => ({ kind: 'revoke-cbeam', unit, cBeam: id, through: SAFE })),
    )
    expect(requests.length).toBeGreaterThan(0)
  })
})
