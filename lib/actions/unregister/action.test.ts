import { type Address, decodeFunctionData, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { titleOf } from '@/lib/console/model/check'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { buildAction, type Registered, readBack, readinessOf } from '..'

const deployment = fakePrimeDeployment()
const [{ beamState: unit }] = deployment.units as [(typeof deployment.units)[number]]
const [generator] = deployment.generators
const { diamond, rateLimits } = generator!.addresses
const [{ controller: primeController }] = generator!.primes[0]!.controllers
const STRANGER: Address = getAddress(pad(toHex(0x99), { size: 20 }))
const unpaired: FakeOutputs = {
  'rateLimitsCBeams(address,address)': () => [0n],
  'controllersCBeams(address,address)': () => [0n],
}

const modelOf = (outputs: FakeOutputs = {}) => fakeModel(outputs, fakeTime, deployment)
const asked = (what: Registered, target: Address) => ({ kind: 'unregister', unit, what, target }) as const
const built = (what: Registered, target: Address, outputs?: FakeOutputs) =>
  buildAction(asked(what, target), modelOf(outputs), someone)!
const scope = places.generators(diamond).scope
const at = places.units(unit).configurator

describe('deleting a registration', () => {
  it.each([
    ['cBeam', someone, 'delCBeam', 'DelCBeam', { cBeam: someone }, `cBEAM ${someone}`],
    [
      ...(['rateLimits', rateLimits, 'delRateLimits', 'DelRateLimits'] as const),
      ...([{ rateLimits_: rateLimits }, `the RateLimits of ${generator!.name}`] as const),
    ],
    [
      ...(['controller', diamond, 'delController', 'DelController'] as const),
      ...([{ controller: diamond }, `the controller of ${generator!.name}`] as const),
    ],
  ] as const)('of a %s is one call of BeamState', (what, target, functionName, eventName, args, name) => {
    const action = built(what, target)
    expect(action.title).toBe(`Delete the registration of ${name}`)
    expect(action.calls.map((call) => [call.to, call.value])).toEqual([[unit, 0n]])
    const call = decodeFunctionData({ abi: beamStateAbi, data: action.calls[0]!.data })
    expect(call).toEqual({ functionName, args: [target] })
    expect(eventsBy(beamStateAbi, action.events)).toEqual([{ address: unit, eventName, args }])
    expect(readinessOf(action).state).toBe('ready')
    expect(readBack(action, modelOf()).flatMap(({ faults }) => faults)).toEqual([])
    const other = { ...action, request: asked(what, STRANGER) }
    expect(readBack(other, modelOf())[0]?.faults[0]).toMatch(/^The arguments are/)
  })

  it('changes every place that shows it, and no pair', () => {
    expect(effectsBy(built('cBeam', someone).effects)).toEqual({
      [pathTo(at.cBeams(someone).registered)]: false,
      [pathTo(at.asked(someone).registered)]: false,
      [pathTo(scope.pairs(`rateLimits-${someone}`).registered)]: false,
      [pathTo(scope.pairs(`controller-${someone}`).registered)]: false,
    })
    expect(effectsBy(built('rateLimits', rateLimits).effects)).toEqual({
      [pathTo(scope.rateLimitsRegistered)]: false,
    })
    expect(effectsBy(built('controller', diamond).effects)).toEqual({
      [pathTo(scope.controllerRegistered)]: false,
    })
    expect(effectsBy(built('controller', primeController).effects)).toEqual({
      [pathTo(at.otherTargets(`controller-${primeController}`).registered)]: false,
    })
    // Each is registered by itself: the same address as another thing is another registration.
    expect(effectsBy(built('rateLimits', diamond).effects)).toEqual({})
    expect(effectsBy(built('controller', rateLimits).effects)).toEqual({})
  })

  it('says that pairs stay, and how many', () => {
    const warning = (...input: Parameters<typeof built>) =>
      built(...input).requirements.find(({ id }) => id === 'registration-unpaired')!
    expect(warning('rateLimits', rateLimits).holds).toMatchObject({ ok: true, value: false })
    expect(titleOf(warning('rateLimits', rateLimits))).toBe(
      '1 pair of it stays and goes on: unpairing takes that power too',
    )
    expect(titleOf(warning('cBeam', someone))).toMatch(/^\d+ pairs of it stay and go on: /)
    for (const [what, target] of [
      ['cBeam', someone],
      ['rateLimits', rateLimits],
      ['controller', diamond],
    ] as const) {
      expect(titleOf(warning(what, target, unpaired))).toBe('No pair of it is left')
    }
    const unread = { ...unpaired, 'controllersCBeams(address,address)': () => null }
    expect(warning('controller', diamond, unread).holds.ok).toBe(false)
    expect(warning('rateLimits', rateLimits, unread).holds).toMatchObject({ ok: true, value: true })
  })

  it('says what is barred, and how it comes back', () => {
    expect(built('cBeam', someone).disables).toEqual([`${someone} can be paired with no other PAU.`])
    expect(built('controller', diamond).disables).toEqual([
      `No other cBEAM can be paired with the controller of ${generator!.name}.`,
    ])
    const { undo } = built('cBeam', someone, { 'getMinDelay()': () => [7_200n] })
    expect(undo).toMatch(
      /^Only through the timelock \(2 h\): the Core Council schedules the registration anew/,
    )
  })

  it('is refused where there is none, and stays possible where that could not be read', () => {
    const over = built('rateLimits', rateLimits, { 'rateLimits(address)': () => [0n] })
    expect(because(readinessOf(over))).toEqual([
      `BeamState has not registered the RateLimits of ${generator!.name}`,
    ])
    expect(over.requirements[0]?.already).toBe(true)
    const unread = built('rateLimits', rateLimits, { 'rateLimits(address)': () => null })
    expect(readinessOf(unread).state).toBe('unknown')
    expect(readinessOf(built('controller', STRANGER)).state).toBe('unknown')
  })

  it('is not taken by an account without IMMEDIATE', () => {
    const { permission } = built('cBeam', someone, { 'hasUserRole(address,uint8)': () => [false] })
    expect(permission.holds).toMatchObject({ ok: true, value: false })
  })
})
