import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Effect } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { domainSeparator } from '@/lib/safe'
import { someone } from '@/lib/testing/fakes/model'
import { samples } from '@/lib/testing/samples'
import { modelUnit, withUnit } from '@/lib/testing/units'
import {
  type Action,
  type ActionRequest,
  buildAction,
  changedMeaning,
  decodeCall,
  freezeRoutes,
  isRouted,
  isSettled,
  readBack,
  readBackInner,
  retold,
  routed,
  routesOf,
  verbOf,
} from '.'
import { heldBack } from './held-back'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const [freeze, sampled] = samples['freeze-relayer']
const [exec] = samples.exec
const [safe] = sampled.safes

/** The model, with a Safe that `someone` owns and that can be hashed for. */
const model: ConsoleModel = {
  ...sampled,
  safes: [
    {
      ...safe!,
      ...{
        owners: given([someone, at(0x82)]),
        threshold: given(2n),
        nonce: given(5n),
        version: given('1.4.1'),
      },
      domainSeparator: given(domainSeparator({ chainId: 31_337n, safe: safe!.id, version: '1.4.1' })),
    },
  ],
}
const through = { ...freeze, through: safe!.id }

describe('an action through a Safe', () => {
  it('is built where the request names one of the model, and the Safe can take it', () => {
    expect(buildAction(through, model, someone)?.through?.safe.id).toBe(safe!.id)
    expect(buildAction({ ...freeze, through: at(0x99) }, model, someone)).toBeNull()
    expect(buildAction({ ...through, generator: at(0x98) }, model, someone)).toBeNull()
  })

  it('is the action itself where no Safe can take it, whatever its request names', () => {
    const action = buildAction({ ...exec, through: safe!.id } as ActionRequest, samples.exec[1], someone)
    expect(action).toMatchObject({ from: someone })
    expect(action?.through).toBeUndefined()
    expect(buildAction(freeze, model, someone)?.through).toBeUndefined()
  })

  it('reads back as what the Safe is made to call', () => {
    const { through: route } = buildAction(through, model, someone)!
    const [call, ...more] = readBackInner(route!, through, model)
    expect(more).toEqual([])
    expect(call).toMatchObject({
      faults: [],
      decoded: { signature: 'removeRelayer(address)', arguments: [{ value: freeze.relayer }] },
    })
    expect(readBackInner({ ...route!, proposal: null }, through, model)).toEqual([])
  })
})

describe('the ways of an account', () => {
  const { roles } = model.generators[0]!
  const [mine, unreadOwners, another] = [at(0x15), at(0x16), at(0x17)]
  /** Of three Safes the account owns the second; the owners of the first were not read. */
  const three = (
    freezers: Leaf<number>,
    accounts: readonly Address[] = [mine, unreadOwners, another],
  ): ConsoleModel => ({
    ...model,
    generators: [
      {
        ...model.generators[0]!,
        roles: {
          ...roles,
          freezer: {
            ...roles.freezer,
            members: { length: freezers, items: accounts.map((id) => ({ id, account: given(id) })) },
          },
        },
      },
    ],
    safes: [
      { ...model.safes[0]!, id: unreadOwners, owners: unread },
      { ...model.safes[0]!, id: mine, owners: given([someone]) },
      { ...model.safes[0]!, id: another, owners: given([at(0x82)]) },
    ],
  })

  it('are the Safes that hold the right and that it owns, or may own for all that is known', () => {
    const ways = routesOf(freeze, three(given(3)), someone)
    expect(ways?.direct).toMatchObject({ ok: true, value: false })
    expect(ways?.safes.map(({ id }) => id)).toEqual([unreadOwners, mine])
    const [generator] = three(given(3)).generators
    expect(freezeRoutes(three(given(3)), generator!, someone)).toEqual(ways)
  })

  it('lead through the first Safe that it is known to own, where it is known not to hold the right', () => {
    expect(routed(freeze, three(given(3)), someone)).toEqual({ ...freeze, through: mine })
    expect(routed(freeze, three(given(3)), at(0x82))).toEqual({ ...freeze, through: another })
    expect(routed(freeze, three(unread), someone)).toEqual(freeze)
    expect(routed(freeze, three(given(1), [someone]), someone)).toEqual(freeze)
    expect(routed(freeze, three(given(3)), at(0x99))).toEqual(freeze)
    const strange = { ...freeze, generator: at(0x98) }
    expect(routed(strange, three(given(3)), someone)).toEqual(strange)
    const named = { ...freeze, through: another }
    expect(routed(named, three(given(3)), someone)).toBe(named)
  })
})

describe('a kind of action', () => {
  it('says whether a Safe can take it, and by which ways an account can', () => {
    expect(isRouted(freeze)).toBe(true)
    expect(isRouted(exec)).toBe(false)
    expect(routesOf(exec as never, model, someone)).toBeNull()
    expect(routed(exec, model, someone)).toBe(exec)
  })

  it('says what signing it does, and keeps its name unless another fits', () => {
    expect([verbOf(freeze), verbOf(exec)]).toEqual(['freeze relayer', expect.stringMatching(/^[a-z]/)])
    for (const [request, of] of Object.values(samples)) expect(retold(request, of)).toBeNull()
  })

  it('knows its functions and those of a Safe by their bytes, and no others', () => {
    const [call] = buildAction(freeze, model, someone)!.calls
    expect(decodeCall(call!.data)).toMatchObject({
      signature: 'removeRelayer(address)',
      arguments: [{ name: 'relayer', type: 'address', value: freeze.relayer }],
    })
    const [approve] = buildAction(through, model, someone)!.calls
    expect(decodeCall(approve!.data)?.signature).toBe('approveHash(bytes32)')
    expect(decodeCall('0x12345678')).toBeNull()
    const [back] = readBack(buildAction(freeze, model, someone)!, model)
    expect(back).not.toHaveProperty('inner')
  })
})

describe('what bytes have to say', () => {
  it('is about the Prime of the Generator that was asked for', () => {
    const [pause, of] = samples['pause-vault']
    const [own] = of.generators
    const primes = own!.primes.map((prime) => ({
      ...prime,
      addresses: { ...prime.addresses, vault: at(0x97) },
    }))
    const others = own!.primes.map((prime) => ({ ...prime, id: 'other', addresses: primes[0]!.addresses }))
    const mixed = { ...own!, primes: [...others, ...own!.primes] }
    const two = { ...of, generators: [{ ...own!, id: at(0x98), primes }, mixed] }
    const action = buildAction(pause, two, someone)!
    expect(readBack(action, two).flatMap(({ faults }) => faults)).toEqual([])
    for (const generators of [[], [{ ...own!, primes: [] }]]) {
      expect(readBack(action, { ...of, generators })[0]?.faults).toEqual([
        'The bytes call pause(bool,bool,uint256), not what was asked for.',
      ])
    }
  })
})

describe('the meaning of an action', () => {
  const action = buildAction(through, model, someone)!
  const change = (changed: Partial<Action>) =>
    changedMeaning({ action, model }, { action: { ...action, ...changed }, model })
  const [call] = action.calls

  it('is every word and byte of it', () => {
    expect(change({})).toEqual([])
    expect(change({ title: 'Other' })).toEqual([{ what: 'title', before: action.title, after: 'Other' }])
    expect(change({ undo: 'Other' })).toEqual([{ what: 'undo', before: action.undo, after: 'Other' }])
    expect(change({ disables: [...action.disables, 'Other'] })).toEqual([
      { what: 'consequence', before: null, after: 'Other' },
    ])
    expect(change({ disables: [] })).toEqual(
      action.disables.map((before) => ({ what: 'consequence', before, after: null })),
    )
    const told = `${call!.to} ${call!.data}`
    expect(change({ calls: [{ ...call!, value: 7n }] })).toEqual([
      { what: 'calls', before: told, after: `${told} 7` },
    ])
    expect(change({ calls: [call!, call!] })).toEqual([
      { what: 'calls', before: told, after: `${told}\n${told}` },
    ])
  })

  it('is what happens next, also of an action that is no longer through a Safe', () => {
    const { next } = action.through!
    expect(change({ through: { ...action.through!, next: 'Other' } })).toEqual([
      { what: 'next', before: next, after: 'Other' },
    ])
    const { through: _, ...direct } = action
    expect(changedMeaning({ action, model }, { action: direct as Action, model })).toEqual([
      { what: 'next', before: next, after: '' },
    ])
  })

  it('is the value that it starts from, unless that moves by itself or could not be read', () => {
    const paused = (value: boolean | null): ConsoleModel =>
      withUnit(model, { timelock: { paused: value === null ? unread : given(value) } })
    const starts = (effect: Effect, before: boolean | null, after: boolean | null) => {
      const own = { ...action, effects: [effect] }
      return changedMeaning({ action: own, model: paused(before) }, { action: own, model: paused(after) })
    }
    const { paused: place } = places.units(modelUnit(model).id).timelock
    const effect = sets(place, true)
    expect(starts(effect, false, true)).toMatchObject([
      { what: 'value', path: effect.path, before: { value: false }, after: { value: true } },
    ])
    expect(starts(effect, true, true)).toEqual([])
    expect(starts(timed(place, true), false, true)).toEqual([])
    expect(starts({ ...effect, passing: true }, false, true)).toEqual([])
    expect(starts(effect, null, true)).toEqual([])
    expect(starts(effect, false, null)).toEqual([])
    const gone = sets(places.units(modelUnit(model).id).timelock.operations('0x99').timestamp, 0n as never)
    expect(starts(gone, false, true)).toEqual([])
  })

  it('is settled of a route without a transaction by what it demands', () => {
    const holds = given(true)
    const permission = { ...action.permission, holds }
    const none = { ...action, permission, requirements: [], through: { ...action.through!, proposal: null } }
    expect(isSettled(none)).toBe(true)
  })

  it('is not settled while an approval could not be read', () => {
    const settled = (unknown: readonly Address[]) => {
      const requirements = action.requirements.map((one) => ({ ...one, holds: given(true) }))
      const { proposal } = action.through!
      const collected = { ...proposal!.collected!, unknown }
      return isSettled({
        ...action,
        requirements,
        permission: { ...action.permission, holds: given(true) },
        through: { ...action.through!, proposal: { ...proposal!, collected } },
      })
    }
    expect(settled([])).toBe(true)
    expect(settled([someone])).toBe(false)
  })
})

describe('what is held back in the Processing Window', () => {
  const at13 = { phase: 'Processing', endsAt: 1_000n } as ConsoleModel['window']
  const before = { phase: 'Active', endsAt: 1_000n } as ConsoleModel['window']

  it('has to be confirmed inside it, with when it ends', () => {
    expect(heldBack({ window: at13, time: 940n })).toMatchObject({
      weight: 'confirm',
      holds: { ok: true, value: false },
      says: { fails: expect.stringMatching(/, which ends in 1 min$/) },
    })
    expect(heldBack({ window: at13, time: 1_000n }).says.fails).toMatch(/UTC\)$/)
  })

  it('is not held back outside it', () => {
    const { holds, says } = heldBack({ window: before, time: 940n })
    expect(holds).toMatchObject({ ok: true, value: true })
    expect(says.fails).toMatch(/UTC\)$/)
  })
})
