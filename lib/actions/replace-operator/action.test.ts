import {
  type Address,
  decodeFunctionData,
  getAddress,
  keccak256,
  pad,
  stringToHex,
  toHex,
  zeroAddress,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { adminFacetAbi, controllerOperatorsAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import type { Leaf } from '@/lib/leaf'
import {
  fakePrimeDeployment,
  fakeStagesDeployment,
  fakeUnit,
  fakeUnitsDeployment,
  SECOND_UNIT,
} from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone, type Told } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import {
  type Action,
  accountsAsked,
  buildAction,
  operatorSafes,
  type ReplaceKind,
  type ReplaceRequest,
  readBack,
  readinessOf,
  routesOf,
} from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [ANN, BEN, CAT] = [at(0x79), at(0x7a), at(0x7b)]
const [RELAYER, FREEZER] = [keccak256(stringToHex('RELAYER')), keccak256(stringToHex('FREEZER'))]
const deployment = fakePrimeDeployment()
const unit = fakeUnit().beamState
const operators = fakeUnit().operators as Address
const diamond = deployment.generators[0]!.addresses.diamond
const prime = deployment.generators[0]!.primes[0]!.controllers[0].controller
const SETTERS = [keccak256(stringToHex('setRelayer(address)')), keccak256(stringToHex('setFreezer(address)'))]
const selectors = SETTERS.map((hash) => hash.slice(0, 10))

/** Nobody is frozen, nothing is stopped, and the roles are held by these. */
const outputsOf = (
  relayers: readonly (Address | null)[],
  freezers: readonly (Address | null)[] = [someone],
): FakeOutputs => {
  const held = (role: unknown) => (role === RELAYER ? relayers : role === FREEZER ? freezers : [CAT])
  return {
    'stopped()': () => [false],
    'frozen(address)': () => [false],
    'facets()': () => [[{ facetAddress: someone, functionSelectors: selectors }]],
    'userRoles(address)': () => [`0x${'00'.repeat(32)}`],
    'hasUserRole(address,uint8)': () => [false],
    'guardians()': () => [[someone]],
    'getRoleMemberCount(bytes32)': ([role]) => [BigInt(held(role).length)],
    'getRoleMember(bytes32,uint256)': ([role, index]) => {
      const member = held(role)[Number(index)]
      return member ? [member] : null
    },
  }
}
const modelOf = (
  relayers: readonly (Address | null)[],
  more: FakeOutputs = {},
  told: Told = {},
  of = deployment,
): ConsoleModel =>
  fakeModel({ ...outputsOf(relayers), ...more }, fakeTime, of, { accounts: [someone, ANN, BEN], ...told })

const asks = (kind: ReplaceKind, account: Address, controller = diamond): ReplaceRequest => ({
  ...{ kind, unit, controller, account },
})
const built = (request: ReplaceRequest, model: ConsoleModel): Action => buildAction(request, model, someone)!
const requirement = ({ requirements }: Action, id: string) => requirements.find((one) => one.id === id)
const holds = (action: Action, id: string): Leaf<boolean> | undefined => requirement(action, id)?.holds

describe('replacing the relayers', () => {
  it('is one call of ControllerOperators, after which one account holds the role', () => {
    const model = modelOf([BEN, CAT])
    const action = built(asks('replace-relayer', ANN), model)
    expect(action).toMatchObject({
      title: `Make ${ANN} the only relayer of Generator`,
      emergency: false,
      disables: [`${BEN} can no longer operate Generator.`, `${CAT} can no longer operate Generator.`],
    })
    expect(action.calls.map(({ to, value }) => [to, value])).toEqual([[operators, 0n]])
    expect(decodeFunctionData({ abi: controllerOperatorsAbi, data: action.calls[0]!.data })).toEqual({
      functionName: 'setRelayer',
      args: [diamond, ANN],
    })
    const { members } = places.generators(diamond).roles.relayer
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(members.items(BEN).account)]: 'gone',
      [pathTo(members.items(CAT).account)]: 'gone',
      [pathTo(members.items(ANN).account)]: ANN,
      [pathTo(members.items(ANN).frozen as never)]: false,
      [pathTo(members.length)]: 1,
    })
    const by = { role: RELAYER, sender: operators }
    expect(eventsBy([...adminFacetAbi, ...controllerOperatorsAbi], action.events)).toEqual([
      { address: diamond, eventName: 'RoleRevoked', args: { ...by, account: BEN } },
      { address: diamond, eventName: 'RoleRevoked', args: { ...by, account: CAT } },
      { address: diamond, eventName: 'RoleGranted', args: { ...by, account: ANN } },
      { address: operators, eventName: 'SetRelayer', args: { controller: diamond, relayer: ANN } },
    ])
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
    expect(because(readinessOf(action))).toEqual([])
  })

  it('takes nothing from whoever holds it among others, and gives nothing anew', () => {
    const action = built(asks('replace-relayer', BEN), modelOf([BEN, CAT]))
    const { members } = places.generators(diamond).roles.relayer
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(members.items(CAT).account)]: 'gone',
      [pathTo(members.length)]: 1,
    })
    expect(action.events).toHaveLength(2)
    expect(holds(action, 'changes-holders')).toMatchObject({ ok: true, value: true })
  })

  it('is possible where nobody is left, and done where the account is alone already', () => {
    const fresh = built(asks('replace-relayer', ANN), modelOf([]))
    expect(fresh.disables).toEqual([])
    expect(fresh.events).toHaveLength(2)
    expect(readinessOf(fresh).state).toBe('ready')
    const done = built(asks('replace-relayer', BEN), modelOf([BEN]))
    expect(requirement(done, 'changes-holders')).toMatchObject({ already: true })
    expect(because(readinessOf(done))).toEqual([`${BEN} is the only relayer of Generator already`])
    const other = built(asks('replace-relayer', ANN), modelOf([BEN]))
    expect(readinessOf(other).state).toBe('ready')
  })

  it('refuses the zero address', () => {
    const action = built(
      asks('replace-relayer', zeroAddress),
      modelOf([BEN], {}, { accounts: [zeroAddress] }),
    )
    expect(because(readinessOf(action))).toContain(
      'The zero address cannot be the relayer (AdminFacet/zero-address)',
    )
  })

  it('states nothing while a holder could not be read, and is blocked', () => {
    const action = built(asks('replace-relayer', ANN), modelOf([BEN, null]))
    expect(action.effects).toEqual([])
    expect(holds(action, 'holders-known')?.ok).toBe(false)
    expect(readinessOf(action).state).toBe('blocked')
    const uncounted = modelOf([BEN], { 'getRoleMemberCount(bytes32)': () => null })
    expect(readinessOf(built(asks('replace-relayer', ANN), uncounted)).state).toBe('blocked')
  })
})

describe('replacing the freezers', () => {
  it('is the same with the other function and the other role', () => {
    const model = modelOf([BEN], outputsOf([BEN], [someone, CAT]))
    const action = built(asks('replace-freezer', ANN), model)
    expect(action.title).toBe(`Make ${ANN} the only freezer of Generator`)
    expect(decodeFunctionData({ abi: controllerOperatorsAbi, data: action.calls[0]!.data })).toEqual({
      functionName: 'setFreezer',
      args: [diamond, ANN],
    })
    const { members } = places.generators(diamond).roles.freezer
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(members.items(someone).account)]: 'gone',
      [pathTo(members.items(CAT).account)]: 'gone',
      [pathTo(members.items(ANN).account)]: ANN,
      [pathTo(members.length)]: 1,
    })
    const by = { role: FREEZER, sender: operators }
    expect(eventsBy([...adminFacetAbi, ...controllerOperatorsAbi], action.events)).toEqual([
      { address: diamond, eventName: 'RoleRevoked', args: { ...by, account: someone } },
      { address: diamond, eventName: 'RoleRevoked', args: { ...by, account: CAT } },
      { address: diamond, eventName: 'RoleGranted', args: { ...by, account: ANN } },
      { address: operators, eventName: 'SetFreezer', args: { controller: diamond, freezer: ANN } },
    ])
    expect(action.disables).toEqual([
      `${someone} can no longer remove a relayer of Generator.`,
      `${CAT} can no longer remove a relayer of Generator.`,
    ])
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
    expect(readinessOf(action).state).toBe('ready')
    // Whether somebody is frozen is a matter of relayers.
    expect(requirement(action, 'account-not-frozen')).toBeUndefined()
    expect(requirement(action, 'account-asked')).toBeUndefined()
  })

  it('reads back as nothing but itself', () => {
    const model = modelOf([BEN])
    const action = built(asks('replace-freezer', ANN), model)
    for (const request of [asks('replace-relayer', ANN), asks('replace-freezer', BEN)]) {
      expect(readBack({ ...action, request }, model)[0]?.faults).not.toEqual([])
    }
    const gone = { ...model, units: [] }
    expect(readBack(action, gone)[0]?.faults).not.toEqual([])
  })
})

describe('the account that is named', () => {
  it('is read as soon as somebody looks at the request', () => {
    expect(accountsAsked(asks('replace-relayer', ANN))).toEqual([ANN])
    const unasked = built(asks('replace-relayer', at(0x99)), modelOf([BEN]))
    expect(holds(unasked, 'account-asked')?.ok).toBe(false)
    expect(readinessOf(unasked).state).toBe('blocked')
  })

  it('is warned of while guardians froze it', () => {
    const frozen = modelOf([BEN], { 'frozen(address)': ([account]) => [account === ANN] })
    const action = built(asks('replace-relayer', ANN), frozen)
    expect(requirement(action, 'account-not-frozen')).toMatchObject({
      weight: 'warn',
      holds: { ok: true, value: false },
    })
    expect(readinessOf(action).state).toBe('ready')
    const { members } = places.generators(diamond).roles.relayer
    expect(effectsBy(action.effects)).toMatchObject({ [pathTo(members.items(ANN).frozen as never)]: true })
  })

  it('is warned of where it is known in another role, by its name', () => {
    const said = (kind: ReplaceKind, account: Address, model: ConsoleModel) => {
      const found = requirement(built(asks(kind, account), model), 'no-other-role')!
      expect(found.weight).toBe('warn')
      return titleOf(found)
    }
    expect(said('replace-relayer', ANN, modelOf([BEN]))).toBe(`${ANN} is known in no other role`)
    expect(said('replace-relayer', someone, modelOf([BEN]))).toBe(
      `${someone} is known in another role: cBEAM of Generator, cBEAM of another PAU, FREEZER of Generator, guardian`,
    )
    expect(said('replace-relayer', CAT, modelOf([BEN]))).toContain('DEFAULT_ADMIN_ROLE of Generator')
    // To be a relayer elsewhere is no other role of a relayer, but it is one of a freezer.
    expect(said('replace-relayer', BEN, modelOf([BEN, CAT]))).toBe(`${BEN} is known in no other role`)
    expect(said('replace-freezer', BEN, modelOf([BEN]))).toContain('Relayer of Generator')
    expect(said('replace-freezer', someone, modelOf([BEN, CAT]))).not.toContain('FREEZER')
  })
})

describe('who may replace them', () => {
  const unpaired: FakeOutputs = { 'controllersCBeams(address,address)': () => [0n] }

  it('is a cBEAM that is paired with the controller', () => {
    const refused = built(asks('replace-relayer', ANN), modelOf([BEN], unpaired))
    expect(because(readinessOf(refused))).toEqual([
      `${someone} is no cBEAM that is paired with the controller of Generator`,
    ])
    // A pair with the RateLimits is another one.
    const limits: FakeOutputs = { ...unpaired, 'rateLimitsCBeams(address,address)': () => [1n] }
    expect(readinessOf(built(asks('replace-relayer', ANN), modelOf([BEN], limits))).state).toBe('blocked')
  })

  it('is a Safe that is, or may be', () => {
    const safe = deployment.safes[0]!.address
    const pairs = [{ kind: 'controller', target: diamond, cBeam: safe }] as const
    const idsIn = (outputs: FakeOutputs) => {
      const model = modelOf([BEN], outputs, { pairs })
      return operatorSafes(model, model.units[0]!, diamond).map(({ id }) => id)
    }
    const only = (value: bigint | null): FakeOutputs => ({
      'controllersCBeams(address,address)': ([, cBeam]) =>
        cBeam === safe ? (value === null ? null : [value]) : [0n],
    })
    expect(idsIn(only(1n))).toEqual([safe])
    expect(idsIn(only(null))).toEqual([safe])
    expect(idsIn(only(0n))).toEqual([])
    const model = modelOf([BEN], only(1n), { pairs })
    const routes = routesOf(asks('replace-relayer', ANN), model, someone)
    expect(routes?.direct).toMatchObject({ ok: true, value: false })
    expect(routes?.safes.map(({ id }) => id)).toEqual([safe])
    const strange = { ...asks('replace-relayer', ANN), unit: at(0x98) }
    expect(routesOf(strange, model, someone)).toBeNull()
  })
})

describe('what it needs of the contracts', () => {
  it.each<[string, FakeOutputs, string]>([
    [
      'operators-running',
      { 'stopped()': () => [true] },
      'The Configurator is stopped, and replaces nobody (ControllerOperators/stopped)',
    ],
    [
      'serves-setter',
      { 'facets()': () => [[{ facetAddress: someone, functionSelectors: [selectors[1]] }]] },
      'The controller of Generator has no setRelayer',
    ],
    [
      'operators-role',
      { 'hasRole(bytes32,address)': ([, account]) => [account !== operators] },
      `ControllerOperators, ${operators}, does not hold OPERATORS of Generator`,
    ],
  ])('is %s', (id, outputs, why) => {
    const action = built(asks('replace-relayer', ANN), modelOf([BEN], outputs))
    expect(holds(action, id)).toMatchObject({ ok: true, value: false })
    expect(because(readinessOf(action))).toEqual([why])
    expect(holds(built(asks('replace-relayer', ANN), modelOf([BEN])), id)).toMatchObject({
      ok: true,
      value: true,
    })
  })

  it('is nothing where there is no ControllerOperators, no such Unit, and no such controller', () => {
    const model = modelOf([BEN])
    const without = modelOf([BEN], {}, {}, { ...deployment, units: [fakeUnit({ operators: null })] })
    expect(buildAction(asks('replace-relayer', ANN), without, someone)).toBeNull()
    expect(buildAction({ ...asks('replace-relayer', ANN), unit: at(0x98) }, model, someone)).toBeNull()
    expect(buildAction(asks('replace-relayer', ANN, at(0x98)), model, someone)).toBeNull()
  })

  it('is held back inside the Processing Window', () => {
    const window = requirement(built(asks('replace-relayer', ANN), modelOf([BEN])), 'window')
    expect(window?.weight).toBe('confirm')
  })
})

describe('the controller of a Prime', () => {
  const pairs = [{ kind: 'controller', target: prime, cBeam: someone }] as const

  it('is replaced in the Unit in which somebody is paired with it', () => {
    const model = modelOf([BEN], {}, { pairs })
    const action = built(asks('replace-relayer', ANN, prime), model)
    expect(action.title).toBe(`Make ${ANN} the only relayer of Spark`)
    const { members } = places.generators(diamond).primes('spark').controllers(prime).relayers
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(members.items(BEN).account)]: 'gone',
      [pathTo(members.items(ANN).account)]: ANN,
      [pathTo(members.items(ANN).frozen as never)]: false,
      [pathTo(members.length)]: 1,
    })
    expect(requirement(action, 'operators-role')).toBeUndefined()
    expect(readinessOf(action).state).toBe('ready')
    const freezers = effectsBy(built(asks('replace-freezer', ANN, prime), model).effects)
    const place = places.generators(diamond).primes('spark').controllers(prime).freezers
    expect(freezers).toMatchObject({ [pathTo(place.items(ANN).account)]: ANN, [pathTo(place.length)]: 1 })
  })

  it('is not there where nobody is paired with it', () => {
    const unpaired: FakeOutputs = { 'controllersCBeams(address,address)': () => [0n] }
    expect(buildAction(asks('replace-relayer', ANN, prime), modelOf([BEN], unpaired), someone)).toBeNull()
  })

  it('is one with a setRelayer: a Diamond or one with facets, and neither of the others', () => {
    const staged = fakeStagesDeployment()
    const faceted = staged.primes[0]!.controllers[0].controller
    const [dispatch, monolithic] = staged.generators[0]!.primes[0]!.controllers.map((one) => one.controller)
    const targets = [faceted, dispatch!, monolithic!].map(
      (target) => ({ kind: 'controller', target, cBeam: someone }) as const,
    )
    const model = modelOf([BEN], {}, { pairs: targets }, staged)
    const action = built(asks('replace-relayer', ANN, faceted), model)
    expect(action.title).toBe(`Make ${ANN} the only relayer of Keel`)
    expect(holds(action, 'serves-setter')).toMatchObject({ ok: true, value: true })
    const { members } = places.unfunded('keel').controllers(faceted).relayers
    expect(effectsBy(action.effects)).toMatchObject({ [pathTo(members.items(ANN).account)]: ANN })
    for (const other of [dispatch!, monolithic!]) {
      expect(buildAction(asks('replace-relayer', ANN, other), model, someone)).toBeNull()
    }
  })

  it('cannot be told of where it asks a FreezeRegistry that no Unit has', () => {
    const foreign = modelOf(
      [BEN],
      { 'freezeRegistry()': (_, to) => [to === prime ? at(0x97) : fakeUnit().freezeRegistry] },
      { pairs },
    )
    const action = built(asks('replace-relayer', ANN, prime), foreign)
    expect(holds(action, 'account-asked')?.ok).toBe(false)
    const none = modelOf([BEN], { 'freezeRegistry()': () => [zeroAddress] }, { pairs })
    const free = built(asks('replace-relayer', ANN, prime), none)
    expect(holds(free, 'account-not-frozen')).toMatchObject({ ok: true, value: true })
  })
})

describe('several Units', () => {
  const both = fakeUnitsDeployment()
  const [first, second] = both.units
  const model = modelOf([BEN], {}, {}, both)
  const own = both.generators[1]!.addresses.diamond

  it('each replace what is theirs, through their own ControllerOperators, and are named', () => {
    const request = { ...asks('replace-relayer', ANN, own), unit: second!.beamState }
    const action = built(request, model)
    expect(action.title).toBe(`Make ${ANN} the only relayer of Second Generator (${SECOND_UNIT})`)
    expect(action.calls.map(({ to }) => to)).toEqual([second!.operators])
    expect(buildAction({ ...request, unit: first!.beamState }, model, someone)).toBeNull()
    expect(
      readBack({ ...action, request: { ...request, unit: first!.beamState } }, model)[0]?.faults,
    ).not.toEqual([])
  })

  it('each freeze in their own registry', () => {
    const frozen = modelOf(
      [BEN],
      { 'frozen(address)': ([account], to) => [account === ANN && to === second!.freezeRegistry] },
      {},
      both,
    )
    const isFree = (unit: Address, controller: Address) =>
      holds(built({ ...asks('replace-relayer', ANN, controller), unit }, frozen), 'account-not-frozen')
    expect(isFree(first!.beamState, diamond)).toMatchObject({ ok: true, value: true })
    expect(isFree(second!.beamState, own)).toMatchObject({ ok: true, value: false })
  })
})

it('does not say that a new relayer is free where the registry could not be read', () => {
  const model = modelOf([BEN], { 'freezeRegistry()': () => null })
  expect(holds(built(asks('replace-relayer', ANN), model), 'account-not-frozen')?.ok).toBe(false)
})
