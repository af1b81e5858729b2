import { type Address, decodeFunctionData, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { adminFacetAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { fakeModel, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import {
  type Action,
  buildAction,
  callsOfFreezes,
  freezerSafes,
  freezesThrough,
  isFreeze,
  readBack,
  readinessOf,
  routesOf,
} from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const [ANN, BEN, CAT, SAFE] = [at(0x71), at(0x72), at(0x73), at(0x15)]
const sampled = fakeModel()
const [first] = sampled.generators

/** A Generator with these relayers, of which the last are not read where there are more, and these freezers. */
function modelOf(
  relayers: readonly (Address | null)[],
  {
    count = given(relayers.length),
    freezers = [someone],
    freezerCount = given(freezers.length),
  }: {
    readonly count?: Leaf<number>
    readonly freezers?: readonly Address[]
    readonly freezerCount?: Leaf<number>
  } = {},
): ConsoleModel {
  const { roles } = first!
  const items = relayers.map((account, index) => ({
    ...{
      id: account ?? String(index),
      account: account === null ? unread : given(account),
      frozen: given(false),
    },
  }))
  const holding = freezers.map((account) => ({ id: account, account: given(account) }))
  const own = {
    ...first!,
    roles: {
      ...roles,
      relayer: { ...roles.relayer, members: { length: count, items } },
      freezer: { ...roles.freezer, members: { length: freezerCount, items: holding } },
    },
  }
  return { ...sampled, generators: [{ ...own, id: at(0x99), name: 'Other' }, own] }
}
const generator = first!.id
const one = (relayer: Address) => ({ kind: 'freeze-relayer', generator, relayer }) as const
const all = { kind: 'freeze-all', generator } as const
const built = (request: Parameters<typeof buildAction>[0], model: ConsoleModel): Action =>
  buildAction(request, model, someone)!
const removed = ({ calls }: Pick<Action, 'calls'>) =>
  calls.map(({ to, value, data }) => {
    const { functionName, args } = decodeFunctionData({ abi: adminFacetAbi, data })
    return [to, value, functionName, args?.[0]]
  })
const requirement = ({ requirements }: Action, id: string) => requirements.find((found) => found.id === id)

describe('freezing a relayer', () => {
  it('takes its role, and leaves the others', () => {
    const action = built(one(ANN), modelOf([ANN, BEN]))
    expect(removed(action)).toEqual([[generator, 0n, 'removeRelayer', ANN]])
    expect(action).toMatchObject({ title: `Freeze relayer ${ANN}`, emergency: true, from: someone })
    expect(action.disables).toEqual([
      `The frozen relayer can no longer operate Generator. Still active: ${BEN}.`,
    ])
    const { members } = places.generators(generator).roles.relayer
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(members.items(ANN).account)]: 'gone',
      [pathTo(members.length)]: 1,
    })
    const { role } = first!.roles.relayer
    expect(eventsBy(adminFacetAbi, action.events)).toEqual([
      { address: generator, eventName: 'RoleRevoked', args: { role, account: ANN, sender: someone } },
      { address: generator, eventName: 'RelayerRemoved', args: { relayer: ANN } },
    ])
    expect(readinessOf(action).state).toBe('ready')
    expect(readBack(action, modelOf([ANN, BEN])).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('is possible of anybody, warned of where it holds nothing', () => {
    const action = built(one(CAT), modelOf([ANN]))
    const holds = requirement(action, 'holds-relayer')!
    expect(holds).toMatchObject({ weight: 'warn', holds: { ok: true, value: false } })
    expect(titleOf(holds)).toBe(`${CAT} does not hold RELAYER`)
    expect(eventsBy(adminFacetAbi, action.events)).toMatchObject([{ eventName: 'RelayerRemoved' }])
    expect(effectsBy(action.effects)).toMatchObject({
      [pathTo(places.generators(generator).roles.relayer.members.length)]: 1,
    })
    expect(titleOf(requirement(built(one(ANN), modelOf([ANN])), 'holds-relayer')!)).toBe(
      `${ANN} holds RELAYER now`,
    )
  })

  it('does not say that none is left while one could not be read', () => {
    const disables = (count: Leaf<number>, ...relayers: readonly Address[]) =>
      built(one(ANN), modelOf([ANN, ...relayers], { count })).disables[0]
    expect(disables(given(1))).toMatch(/^No relayer is left: mintUSDS, .* of Generator stop\./)
    for (const count of [given(2), unread]) {
      expect(disables(count)).toMatch(
        /^The frozen relayer can no longer operate Generator\. .*could not be read/,
      )
    }
    expect(disables(given(4), BEN)).toContain(`Still active: ${BEN} and 2 that could not be read.`)
    expect(disables(unread, BEN)).toContain(`Still active: ${BEN} and any that could not be read.`)
  })

  it('is nothing for a Generator that is not there', () => {
    const strange = { ...one(ANN), generator: at(0x98) }
    expect(buildAction(strange, modelOf([ANN]), someone)).toBeNull()
    expect(routesOf(strange, modelOf([ANN]), someone)).toBeNull()
  })

  it('names what a Diamond lets its relayers do', () => {
    const model = modelOf([ANN])
    const without = { ...model, generators: model.generators.map((own) => ({ ...own, migration: null })) }
    expect(built(one(ANN), without).disables[0]).toContain(
      'withdrawERC4626 and redeemERC4626 of Generator stop',
    )
    const migration = {} as never
    const moving = { ...model, generators: model.generators.map((own) => ({ ...own, migration })) }
    expect(built(one(ANN), moving).disables[0]).toContain(
      'redeemERC4626, migrate and migrateBack of Generator stop',
    )
  })
})

describe('freezing all relayers', () => {
  it('takes the role of each, in an order that does not depend on the list', () => {
    for (const relayers of [
      [BEN, ANN],
      [ANN, BEN],
    ]) {
      const action = built(all, modelOf(relayers))
      expect(removed(action).map(([, , , relayer]) => relayer)).toEqual([ANN, BEN])
      expect(action.title).toBe('Freeze all relayers of Generator')
      expect(action.requirements.map(({ id }) => id)).toEqual(['holds-relayer'])
    }
  })

  it('is blocked where no relayer is known', () => {
    const none = built(all, modelOf([]))
    expect(because(readinessOf(none))).toEqual(['There is no known relayer to freeze'])
    expect(titleOf(requirement(none, 'holds-relayer')!)).toBe('No address holds RELAYER')
    const some = built(all, modelOf([], { count: given(1) }))
    expect(requirement(some, 'any-relayer')?.holds).toMatchObject({ ok: true, value: true })
    expect(titleOf(requirement(built(all, modelOf([ANN, BEN])), 'holds-relayer')!)).toBe(
      'At least one address holds RELAYER now',
    )
  })

  it('reads back as the freeze of each that was read, of the Generator that was asked for', () => {
    const model = modelOf([BEN, null, ANN])
    const action = built(all, model)
    expect(readBack(action, model).map(({ faults }) => faults)).toEqual([[], []])
    const [call] = action.calls
    const others = modelOf([CAT])
    expect(readBack({ ...action, calls: [call!] }, others)[0]?.faults).toEqual([
      `The arguments are (${ANN}), not those that were asked for.`,
    ])
    const none = { ...others, generators: [] }
    expect(readBack({ ...action, calls: [call!] }, none)[0]?.faults).toEqual([
      'The bytes call removeRelayer(address), not what was asked for.',
    ])
  })

  it('warns of a relayer that could not be read', () => {
    const warned = (count: Leaf<number>) =>
      requirement(built(all, modelOf([ANN], { count })), 'every-relayer')
    expect(warned(given(2))).toMatchObject({ weight: 'warn', holds: { ok: true, value: false } })
    expect(warned(unread)?.holds.ok).toBe(false)
    expect(warned(given(1))).toBeUndefined()
    expect(requirement(built(one(ANN), modelOf([ANN], { count: given(2) })), 'every-relayer')).toBeUndefined()
  })
})

describe('who may freeze', () => {
  it('is a holder of FREEZER, or a Safe that may be one', () => {
    const refused = built(one(ANN), modelOf([ANN], { freezers: [BEN] }))
    expect(because(readinessOf(refused))).toEqual([`${someone} does not hold FREEZER of Generator`])
    const safes = (model: ConsoleModel) => freezerSafes(model, model.generators[1]!).map(({ id }) => id)
    expect(safes(modelOf([ANN], { freezers: [SAFE] }))).toEqual([SAFE])
    expect(safes(modelOf([ANN]))).toEqual([])
    expect(safes(modelOf([ANN], { freezerCount: unread }))).toEqual([SAFE])
  })

  it('may be a Safe at each of the freezes that the console offers', () => {
    const safe = { id: SAFE } as SafeFacts
    const through = (relayers: readonly Address[]) => freezesThrough(safe, modelOf(relayers).generators[1]!)
    expect(through([ANN])).toEqual([{ ...one(ANN), through: SAFE }])
    expect(through([ANN, BEN])).toEqual([
      { ...all, through: SAFE },
      { ...one(ANN), through: SAFE },
      { ...one(BEN), through: SAFE },
    ])
    expect(through([])).toEqual([])
    const calls = (relayers: readonly Address[]) =>
      callsOfFreezes(modelOf(relayers).generators[1]!).map((list) =>
        removed({ calls: list }).map(([, , , who]) => who),
      )
    expect(calls([BEN, ANN])).toEqual([[ANN], [BEN], [ANN, BEN]])
    expect(calls([ANN])).toEqual([[ANN]])
  })

  it('is told from other requests by the kind', () => {
    const requests = [one(ANN), all, { kind: 'freeze-funds' }, { kind: 'exec' }]
    expect(requests.map((request) => isFreeze(request))).toEqual([true, true, true, false])
  })
})
