import {
  type Address,
  type EncodeFunctionDataParameters,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  pad,
  toHex,
  zeroAddress,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { approvalId, initId } from '@/lib/console/facts/entries'
import type { ConsoleModel } from '@/lib/console/model'
import { WAD } from '@/lib/math'
import { rollbackCall } from '@/lib/migration'
import { fakePrimeDeployment, fakeUnit, fakeUnitsDeployment } from '@/lib/testing/fakes/deployment'
import { migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeModel, fakeTime, someone, unnamedKey } from '@/lib/testing/fakes/model'
import { effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { modelUnit } from '@/lib/testing/units'
import type { TimelockCall } from '@/lib/timelock'
import { takesEffect } from './takes-effect'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const { beamState } = fakeUnit()
const [generator] = fakePrimeDeployment().generators
const { diamond, rateLimits } = generator!.addresses
const OTHER = at(0x999)

const toBeamState = (data: Hex): TimelockCall => ({ target: beamState, value: 0n, data })
const call = (functionName: string, ...args: readonly unknown[]): TimelockCall =>
  toBeamState(
    encodeFunctionData({ abi: beamStateAbi, functionName, args } as unknown as EncodeFunctionDataParameters),
  )

const modelOf = (outputs: FakeOutputs = {}) => fakeModel(outputs, fakeTime, fakePrimeDeployment())
const told = (of: ConsoleModel, ...calls: readonly TimelockCall[]) => takesEffect(calls, modelUnit(of), of)
const effectsIn = (of: ConsoleModel, ...calls: readonly TimelockCall[]) => {
  const found = told(of, ...calls)
  return found.ok ? effectsBy(found.effects) : found.because
}
const model = modelOf()
const scope = places.generators(diamond).scope
const limit = places.generators(diamond).limits(unnamedKey)
const { inits, approvals } = places.units(beamState).configurator
/** The entry itself, which is known from its event on. */
const initOf = (key: Hex, of: Address, maxAmount: bigint, slope: bigint) => ({
  [pathTo(inits(initId(of, key)).maxAmount)]: maxAmount,
  [pathTo(inits(initId(of, key)).slope)]: slope,
})

/** What is in force, as BeamState answers it. */
const inForce = (hop: bigint, init: readonly [bigint, bigint] = [hop, hop]): ConsoleModel =>
  modelOf({
    'getHop(address)': () => [hop],
    'getMaxChange(address)': () => [hop],
    'getInitRateLimits(bytes32,address)': () => [{ maxAmount: init[0], slope: init[1] }],
  })

describe('what a call of BeamState that waits for the timelock changes', () => {
  it('is the pace of the RateLimits that it names', () => {
    expect(effectsIn(model, call('setHop', rateLimits, 5n))).toEqual({ [pathTo(scope.hop)]: 5n })
    expect(effectsIn(model, call('setMaxChange', rateLimits, WAD))).toEqual({
      [pathTo(scope.maxChange)]: WAD,
    })
    for (const name of ['setHop', 'setMaxChange']) {
      expect(effectsIn(model, call(name, OTHER, WAD))).toEqual({})
    }
  })

  it('is a registration', () => {
    expect(effectsIn(model, call('addRateLimits', rateLimits))).toEqual({
      [pathTo(scope.rateLimitsRegistered)]: true,
    })
    expect(effectsIn(model, call('addController', diamond))).toEqual({
      [pathTo(scope.controllerRegistered)]: true,
    })
    for (const name of ['addRateLimits', 'addController']) {
      expect(effectsIn(model, call(name, OTHER))).toEqual({})
    }
  })

  it('is a cBEAM at every place that shows whether it is one, also of one that nobody knew', () => {
    const unit = places.units(beamState).configurator
    expect(effectsIn(model, call('addCBeam', someone))).toEqual({
      [pathTo(unit.cBeams(someone).registered)]: true,
      [pathTo(unit.asked(someone).registered)]: true,
      [pathTo(scope.pairs(`rateLimits-${someone}`).registered)]: true,
      [pathTo(scope.pairs(`controller-${someone}`).registered)]: true,
    })
    expect(effectsIn(model, call('addCBeam', OTHER))).toEqual({
      [pathTo(unit.cBeams(OTHER).registered)]: true,
    })
  })

  it('is an initial limit under a key that the console shows', () => {
    const [maxAmount, slope] = [9n, 2n]
    expect(effectsIn(model, call('addInitRateLimits', unnamedKey, rateLimits, maxAmount, slope))).toEqual({
      ...initOf(unnamedKey, rateLimits, 9n, 2n),
      [pathTo(limit.initMaxAmount)]: 9n,
      [pathTo(limit.initSlope)]: 2n,
    })
    expect(effectsIn(model, call('addInitRateLimits', unnamedKey, rateLimits, 0n, 2n))).toEqual({
      ...initOf(unnamedKey, rateLimits, 0n, 2n),
      [pathTo(limit.initMaxAmount)]: 0n,
      [pathTo(limit.initSlope)]: 2n,
    })
    expect(effectsIn(model, call('addInitRateLimits', unnamedKey, OTHER, 9n, 2n))).toEqual(
      initOf(unnamedKey, OTHER, 9n, 2n),
    )
    const key = toHex(1, { size: 32 })
    expect(effectsIn(model, call('addInitRateLimits', key, rateLimits, 9n, 2n))).toEqual(
      initOf(key, rateLimits, 9n, 2n),
    )
  })

  it('is the approval of the rollback of the Prime whose call it is, for one Diamond or for all', () => {
    const of = migratingModel({ phase: 'DualRun' })
    const { prime } = migrating
    const approved = pathTo(places.generators(diamond).primes(prime.slug).migration.rollbackApproved)
    const approving = (data: Hex, controller: Address) =>
      effectsIn(of, call('addInitControllerActions', data, controller))
    const data = rollbackCall(prime.almProxy)
    const entryOf = (controller: Address, bytes = data) => ({
      [pathTo(approvals(approvalId(controller, keccak256(bytes))).active)]: true,
    })
    expect(approving(data, diamond)).toEqual({ ...entryOf(diamond), [approved]: true })
    expect(approving(data, zeroAddress)).toEqual({ ...entryOf(zeroAddress), [approved]: true })
    expect(approving(data, OTHER)).toEqual(entryOf(OTHER))
    expect(approving(rollbackCall(OTHER), diamond)).toEqual(entryOf(diamond, rollbackCall(OTHER)))
    // A Diamond without the facet has no migration to approve a rollback of.
    const without: ConsoleModel = {
      ...of,
      generators: of.generators.map((one) => ({
        ...one,
        primes: one.primes.map((each) => ({ ...each, migration: null })),
      })),
    }
    expect(effectsIn(without, call('addInitControllerActions', data, diamond))).toEqual(entryOf(diamond))
  })

  it('is the start of the Configurator', () => {
    expect(effectsIn(model, call('start'))).toEqual({
      [pathTo(places.units(beamState).configurator.stopped)]: false,
    })
  })

  it('is what the last of several calls leaves', () => {
    expect(
      effectsIn(model, call('setHop', rateLimits, 5n), call('start'), call('setHop', rateLimits, 6n)),
    ).toEqual({
      [pathTo(scope.hop)]: 6n,
      [pathTo(places.units(beamState).configurator.stopped)]: false,
    })
  })

  it('is about the Generators in the scope of the Unit alone', () => {
    const units = fakeUnitsDeployment()
    const of = fakeModel({ 'getHop(address)': () => [0n] }, fakeTime, units)
    const [first, second] = of.units
    const general = encodeFunctionData({ abi: beamStateAbi, functionName: 'setHop', args: [zeroAddress, 7n] })
    for (const [unit, place] of [
      [first!, of.generators[0]!.id],
      [second!, of.generators[1]!.id],
    ] as const) {
      const found = takesEffect([{ target: unit.id, value: 0n, data: general }], unit, of)
      expect(found.ok && effectsBy(found.effects)).toEqual({
        [pathTo(places.generators(place).scope.hop)]: 7n,
      })
    }
    expect(takesEffect([toBeamState(general)], second!, of).ok).toBe(false)
  })
})

describe('an entry for all RateLimits', () => {
  const calls = {
    setHop: (value: bigint) => call('setHop', zeroAddress, value),
    setMaxChange: (value: bigint) => call('setMaxChange', zeroAddress, value),
    addInitRateLimits: (value: bigint) => call('addInitRateLimits', unnamedKey, zeroAddress, value, value),
  } as const
  const paths = {
    setHop: [pathTo(scope.hop)],
    setMaxChange: [pathTo(scope.maxChange)],
    addInitRateLimits: [
      ...[pathTo(limit.initMaxAmount), pathTo(limit.initSlope)],
      ...Object.keys(initOf(unnamedKey, zeroAddress, WAD, WAD)),
    ],
  } as const
  const names = Object.keys(calls) as (keyof typeof calls)[]
  const SHADOWED = /^call 1 of \d: it is an entry for all, and whether a Generator has an entry of its own/

  it.each(names)('counts where nothing is in force, or what it sets already is: %s', (name) => {
    const after = Object.fromEntries(paths[name].map((path) => [path, WAD]))
    expect(effectsIn(inForce(0n), calls[name](WAD))).toEqual(after)
    expect(effectsIn(inForce(WAD), calls[name](WAD))).toEqual(after)
  })

  it.each(names)('cannot be stated where something else is in force, or that was not read: %s', (name) => {
    const silent = modelOf({
      'getHop(address)': () => null,
      'getMaxChange(address)': () => null,
      'getInitRateLimits(bytes32,address)': () => null,
    })
    for (const of of [inForce(1n), inForce(WAD + 1n), silent]) {
      expect(effectsIn(of, calls[name](WAD))).toEqual([expect.stringMatching(SHADOWED)])
    }
  })

  it.each(names)('cannot be stated beside another such entry: %s', (name) => {
    const twice = effectsIn(inForce(0n), calls[name](WAD), calls[name](2n * WAD))
    expect(twice).toEqual([expect.stringMatching(SHADOWED), expect.stringMatching(/^call 2 of 2: it is/)])
  })

  it('counts beside entries of another kind, or under another key', () => {
    const others = [
      call('setHop', zeroAddress, WAD),
      call('setMaxChange', zeroAddress, WAD),
      call('addInitRateLimits', unnamedKey, zeroAddress, WAD, WAD),
      call('addInitRateLimits', toHex(1, { size: 32 }), zeroAddress, WAD, WAD),
    ]
    expect(told(inForce(0n), ...others).ok).toBe(true)
  })

  it('comes after one of its own: both numbers of an initial limit decide whether there is one', () => {
    const init = (maxAmount: bigint, slope: bigint) =>
      call('addInitRateLimits', unnamedKey, zeroAddress, maxAmount, slope)
    for (const [now, given] of [
      [
        [0n, 1n],
        [5n, 5n],
      ],
      [
        [1n, 0n],
        [5n, 5n],
      ],
      [
        [5n, 4n],
        [5n, 5n],
      ],
    ] as const) {
      expect(told(inForce(0n, now), init(...given)).ok).toBe(false)
    }
  })

  it('counts again once an entry of its own is taken away, and what it is was not read', () => {
    const uncovered = [expect.stringMatching(/takes an entry of its own away/)]
    expect(effectsIn(model, call('setHop', rateLimits, 0n))).toEqual(uncovered)
    expect(effectsIn(model, call('addInitRateLimits', unnamedKey, rateLimits, 0n, 0n))).toEqual(uncovered)
  })
})

describe('a call whose effects cannot be stated', () => {
  it.each([
    [{ ...call('start'), target: OTHER }, `what a call of ${OTHER} changes cannot be stated here`],
    [{ ...call('start'), value: 3n }, 'BeamState takes no ether, and this sends 3 wei'],
    [toBeamState(`${call('start').data}00`), 'its bytes are not exactly a call of BeamState'],
    [toBeamState('0x12345678'), 'its bytes are not exactly a call of BeamState'],
    [toBeamState('0x'), 'its bytes are not exactly a call of BeamState'],
    [call('rely', someone), 'what rely of BeamState changes cannot be stated here'],
    [call('setMaxChange', rateLimits, WAD - 1n), 'BeamState refuses a maxChange below 1x'],
  ] as const)('says why: %#', (given, why) => {
    const found = effectsIn(model, call('start'), given)
    expect(found).toEqual([expect.stringContaining(`call 2 of 2: ${why}`)])
  })

  it('is none at all', () => {
    expect(told(model)).toEqual({ ok: false, because: ['It makes no call'] })
  })
})

describe('the events of the calls', () => {
  it('are those of BeamState, each with what it was told', () => {
    const key = unnamedKey
    const found = told(
      model,
      call('start'),
      call('setHop', rateLimits, 5n),
      call('setMaxChange', rateLimits, WAD),
      call('addRateLimits', rateLimits),
      call('addController', diamond),
      call('addCBeam', someone),
      call('addInitRateLimits', key, rateLimits, 9n, 2n),
      call('addInitControllerActions', '0x1234', diamond),
    )
    if (!found.ok) throw new Error(found.because.join())
    const named = (eventName: string, args: object) => ({ address: beamState, eventName, args })
    expect(eventsBy(beamStateAbi, found.events)).toEqual([
      named('Start', {}),
      named('SetHop', { rateLimits_: rateLimits, value: 5n }),
      named('SetMaxChange', { rateLimits_: rateLimits, value: WAD }),
      named('AddRateLimits', { rateLimits_: rateLimits }),
      named('AddController', { controller: diamond }),
      named('AddCBeam', { cBeam: someone }),
      named('AddInitRateLimits', { key, rateLimits_: rateLimits, maxAmount: 9n, slope: 2n }),
      named('AddInitControllerActions', { key: keccak256('0x1234'), controller: diamond }),
    ])
  })
})
