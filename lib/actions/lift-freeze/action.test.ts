import { type Address, decodeFunctionData, getAddress, pad, toEventSelector, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi, freezeRegistryAbi, guardianCouncilAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import { fakeDeployment, fakeUnitsDeployment, SECOND_UNIT } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { modelUnit, withUnit } from '@/lib/testing/units'
import { type Action, accountsAsked, buildAction, readBack, readinessOf } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [GUARDIAN, OTHER] = [at(0x81), at(0x82)]
const { beamState, freezeRegistry, guardianCouncil } = modelUnit(fakeModel()).configurator.addresses
const council = guardianCouncil!
const { diamond, rateLimits } = fakeDeployment().generators[0]!.addresses
const OTHER_PAU = at(0x52)
const word = (bits: number) => toHex(bits, { size: 32 })

/** `someone` is frozen and has nothing; there are 24 guardians, of whom so many voted. */
const frozen = (votes: bigint | null, more: FakeOutputs = {}): ConsoleModel =>
  fakeModel({
    'frozen(address)': () => [true],
    'guardians()': () => [[GUARDIAN, OTHER]],
    'THRESHOLD()': () => [16n],
    'votesToLift(address)': () => (votes === null ? null : [votes]),
    'userRoles(address)': () => [zeroHash],
    'hasUserRole(address,uint8)': () => [false],
    'rateLimitsCBeams(address,address)': () => [0n],
    'controllersCBeams(address,address)': () => [0n],
    'cBeams(address)': () => [1n],
    'rateLimits(address)': () => [1n],
    'controllers(address)': () => [1n],
    'wards(address)': () => [1n],
    'taken(address)': () => [word(6), [rateLimits], [diamond, OTHER_PAU]],
    ...more,
  })
const request = { kind: 'lift-freeze', unit: beamState, beam: someone } as const
const built = (model: ConsoleModel, from = GUARDIAN): Action => buildAction(request, model, from)!
const requirement = (action: Action, id: string) => action.requirements.find((one) => one.id === id)
const everyAbi = [...freezeRegistryAbi, ...beamStateAbi, ...guardianCouncilAbi]
const unit = places.units(beamState).configurator
const atBeam = unit.guardians.beams(someone)
const voted = { address: council, eventName: 'VoteToLift', args: { guardian: GUARDIAN, beam: someone } }

describe('a vote to lift a freeze', () => {
  it('is a call of the council, and counts one more while it is not the last', () => {
    for (const votes of [0n, 3n, 14n]) {
      const action = built(frozen(votes))
      expect(action).toMatchObject({
        title: `Vote to lift the freeze of BEAM ${someone} (vote ${votes + 1n} of 16)`,
        emergency: false,
        disables: [],
      })
      expect(action.calls.map(({ to, value }) => [to, value])).toEqual([[council, 0n]])
      expect(decodeFunctionData({ abi: guardianCouncilAbi, data: action.calls[0]!.data })).toEqual({
        functionName: 'lift',
        args: [someone],
      })
      expect(effectsBy(action.effects)).toEqual({ [pathTo(atBeam.votesToLift)]: votes + 1n })
      expect(eventsBy(everyAbi, action.events)).toEqual([voted])
      expect(because(readinessOf(action))).toEqual([])
      expect(action.requirements.map(({ id }) => id)).toEqual(['is-frozen', 'votes-counted'])
      expect(action.undo).toContain('A vote cannot be taken back. Until enough have voted')
    }
  })

  it('ends the freeze and gives back what was taken where it is the last', () => {
    const model = frozen(15n)
    const action = built(model)
    expect(action.title).toBe(`Lift the freeze of BEAM ${someone}`)
    const { scope } = places.generators(diamond)
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(atBeam.frozen)]: false,
      [pathTo(atBeam.votesToLift)]: 0n,
      [pathTo(atBeam.taken.roles)]: zeroHash,
      [pathTo(atBeam.taken.rateLimits)]: [],
      [pathTo(atBeam.taken.controllers)]: [],
      [pathTo(unit.asked(someone).roles)]: word(6),
      [pathTo(unit.users(someone).delayed)]: true,
      [pathTo(unit.users(someone).immediate)]: true,
      [pathTo(scope.pairs(`rateLimits-${someone}`).active)]: true,
      [pathTo(scope.pairs(`controller-${someone}`).active)]: true,
      [pathTo(unit.otherPairs(`controller-${OTHER_PAU}-${someone}`).active)]: true,
    })
    const given = { address: beamState, eventName: 'SetUserRole' }
    const paired = { address: beamState, eventName: 'SetCBeamForController' }
    expect(eventsBy(everyAbi, action.events)).toEqual([
      voted,
      { address: freezeRegistry, eventName: 'Unfreeze', args: { beam: someone } },
      { ...given, args: { who: someone, role: 1, enabled: true } },
      { ...given, args: { who: someone, role: 2, enabled: true } },
      {
        address: beamState,
        eventName: 'SetCBeamForRateLimits',
        args: { rateLimits_: rateLimits, cBeam: someone },
      },
      { ...paired, args: { controller: diamond, cBeam: someone } },
      { ...paired, args: { controller: OTHER_PAU, cBeam: someone } },
      { address: council, eventName: 'Lift', args: { beam: someone } },
    ])
    expect(because(readinessOf(action))).toEqual([])
    expect(titleOf(requirement(action, 'gives-back-all')!)).toBe('Everything comes back that the freeze took')
    expect(action.undo).toContain('cBEAM of Generator')
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('adds to the roles that it has by now, and gives back a single one', () => {
    const roles = (now: number, taken: number) => {
      const model = frozen(15n, {
        'userRoles(address)': () => [word(now)],
        'taken(address)': () => [word(taken), [], []],
      })
      const action = built(model)
      return { effects: effectsBy(action.effects), events: eventsBy(everyAbi, action.events).length }
    }
    const delayed = roles(8, 2)
    expect(delayed.effects).toMatchObject({ [pathTo(unit.asked(someone).roles)]: word(10) })
    expect(delayed.effects).toMatchObject({ [pathTo(unit.users(someone).delayed)]: true })
    expect(delayed.effects).not.toHaveProperty([pathTo(unit.users(someone).immediate)])
    expect(delayed.events).toBe(4)
    const immediate = roles(0, 4)
    expect(immediate.effects).toMatchObject({ [pathTo(unit.users(someone).immediate)]: true })
    expect(immediate.effects).not.toHaveProperty([pathTo(unit.users(someone).delayed)])
    const nothing = roles(8, 0)
    expect(nothing.effects).not.toHaveProperty([pathTo(unit.asked(someone).roles)])
    expect(nothing.events).toBe(3)
  })

  it('gives a relayer back nothing but the use of its roles', () => {
    const action = built(frozen(15n, { 'taken(address)': () => [zeroHash, [], []] }))
    expect(action.undo).toContain('that takes the use of its roles.')
    expect(requirement(action, 'gives-back-all')?.holds).toMatchObject({ ok: true, value: true })
  })
})

/** The events that say of something that it does not come back. */
const notRestored = ({ events }: Action) =>
  events.filter(({ topics }) => topics[0] === toEventSelector('NotRestored(address,address)'))

describe('what does not come back', () => {
  const lost = (more: FakeOutputs) => {
    const action = built(frozen(15n, more))
    const told = eventsBy(guardianCouncilAbi, notRestored(action)).map(
      (event) => (event as unknown as { readonly args: { readonly target: Address } }).args.target,
    )
    const { weight, holds, says } = requirement(action, 'gives-back-all')!
    expect(weight).toBe('warn')
    expect(holds).toMatchObject({ ok: true, value: told.length === 0 })
    for (const target of told) expect(says.fails).toContain(target)
    const back = Object.values(effectsBy(action.effects)).filter((value) => value === true).length
    return { told, back }
  }

  it('is what is no longer registered, or everything of who is no cBEAM', () => {
    expect(lost({})).toEqual({ told: [], back: 5 })
    expect(lost({ 'cBeams(address)': () => [0n] })).toEqual({
      told: [rateLimits, diamond, OTHER_PAU],
      back: 2,
    })
    expect(lost({ 'rateLimits(address)': () => [0n] })).toEqual({ told: [rateLimits], back: 4 })
    const onlyOwn: FakeOutputs = { 'controllers(address)': ([target]) => [target === diamond ? 1n : 0n] }
    expect(lost(onlyOwn)).toEqual({ told: [OTHER_PAU], back: 4 })
    const onlyOther: FakeOutputs = { 'controllers(address)': ([target]) => [target === diamond ? 0n : 1n] }
    expect(lost(onlyOther)).toEqual({ told: [diamond], back: 4 })
  })

  it('blocks the last vote while it is not known, and no other', () => {
    for (const more of [
      { 'taken(address)': () => null },
      { 'controllers(address)': () => null },
      { 'cBeams(address)': () => null },
    ]) {
      const last = built(frozen(15n, more))
      expect(requirement(last, 'gives-back-known')?.holds.ok).toBe(false)
      expect(readinessOf(last).state).toBe('blocked')
      expect(last.effects).toEqual([])
      expect(readinessOf(built(frozen(14n, more))).state).toBe('ready')
    }
    const unpaired = { 'taken(address)': () => [word(4), [], []], 'controllers(address)': () => null }
    expect(readinessOf(built(frozen(15n, unpaired))).state).toBe('ready')
    // A target of which nobody asked is not taken for registered.
    const strange = frozen(15n, { 'taken(address)': () => [zeroHash, [], [at(0x53)]] })
    expect(requirement(built(strange), 'gives-back-known')?.holds.ok).toBe(false)
  })
})

describe('who may vote, and when', () => {
  it('is a guardian', () => {
    expect(because(readinessOf(built(frozen(3n), at(0x83))))).toEqual([`${at(0x83)} is not a guardian`])
    expect(readinessOf(built(frozen(3n), OTHER)).state).toBe('ready')
  })

  it('is while the account is frozen; else it is done already', () => {
    const free = built(frozen(0n, { 'frozen(address)': () => [false] }))
    expect(requirement(free, 'is-frozen')).toMatchObject({ already: true, weight: 'blocks' })
    expect(because(readinessOf(free))).toEqual([`${someone} is not frozen (GuardianCouncil/not-frozen)`])
  })

  it('is not while the votes are not known', () => {
    for (const model of [frozen(null), frozen(3n, { 'THRESHOLD()': () => null })]) {
      const action = built(model)
      expect(action.title).toBe(`Vote to lift the freeze of BEAM ${someone}`)
      expect(action.effects).toEqual([])
      expect(readinessOf(action).state).toBe('blocked')
    }
  })

  it('needs the council as a ward of both for the last vote alone', () => {
    for (const ward of [beamState, freezeRegistry]) {
      const model = frozen(15n, { 'wards(address)': (_, to) => [to === ward ? 0n : 1n] })
      expect(because(readinessOf(built(model)))).toEqual([
        'The council of guardians is no ward of BeamState, or none of the FreezeRegistry',
      ])
    }
    expect(readinessOf(built(frozen(14n, { 'wards(address)': () => [0n] }))).state).toBe('ready')
  })

  it('asks for the account, of which nothing is known before', () => {
    expect(accountsAsked(request)).toEqual([someone])
    const model = frozen(3n)
    const stranger = buildAction({ ...request, beam: at(0x99) }, model, GUARDIAN)!
    expect(requirement(stranger, 'is-frozen')?.holds.ok).toBe(false)
    expect(readinessOf(stranger).state).toBe('blocked')
  })

  it('is nothing without a council, and nothing in a Unit that is not there', () => {
    const model = frozen(3n)
    expect(buildAction({ ...request, unit: at(0x98) }, model, GUARDIAN)).toBeNull()
    const without = withUnit(model, { configurator: { guardians: null } })
    expect(buildAction(request, without, GUARDIAN)).toBeNull()
    expect(readBack(built(model), without)[0]?.faults).not.toEqual([])
  })
})

it('acts in the Unit that is named, and in no other', () => {
  const deployment = fakeUnitsDeployment()
  const [first, second] = deployment.units
  const model = fakeModel(
    {
      'frozen(address)': () => [true],
      'guardians()': () => [[GUARDIAN]],
      'THRESHOLD()': () => [16n],
      'votesToLift(address)': () => [3n],
    },
    fakeTime,
    deployment,
  )
  const action = buildAction({ ...request, unit: second!.beamState }, model, GUARDIAN)!
  expect(action.title).toContain(`(${SECOND_UNIT})`)
  expect(action.calls.map(({ to }) => to)).toEqual([second!.guardianCouncil])
  const faults = readBack({ ...action, request: { ...request, unit: first!.beamState } }, model)
  expect(faults[0]?.faults).not.toEqual([])
})
