import {
  type Address,
  decodeFunctionData,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  pad,
  toHex,
  zeroAddress,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { configuratorAbi, erc4626FacetAbi, parameterRegistryAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import { WAD } from '@/lib/math'
import { rollbackCall } from '@/lib/migration'
import { fakePrimeDeployment, fakeUnitsDeployment } from '@/lib/testing/fakes/deployment'
import {
  type FakeOutputs,
  fakeModel,
  fakeTime,
  higherRate,
  someone,
  type Told,
} from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { buildAction, readBack, readinessOf } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const deployment = fakePrimeDeployment()
const [generator] = deployment.generators
const { diamond } = generator!.addresses
const prime = generator!.primes[0]!
const { vault } = prime
const [{ beamState: unit, configurator }] = deployment.units as [(typeof deployment.units)[number]]
const [PRIME_CONTROLLER, REGISTRY, STRANGER] = [prime.controllers[0].controller, at(0x88), at(0x99)]
/** Assets per share [1e36]. */
const RATE = 10n ** 36n

const setRate = (token: Address, shares: bigint, assets: bigint): Hex =>
  encodeFunctionData({
    abi: erc4626FacetAbi,
    functionName: 'setMaxExchangeRate',
    args: [token, shares, assets],
  })

interface Changes {
  readonly outputs?: FakeOutputs
  /** What is approved, and where. */
  readonly approved?: readonly (readonly [data: Hex, controller: Address])[]
  readonly told?: Told
  readonly time?: bigint
}

function modelOf({ outputs, approved, told, time = fakeTime }: Changes = {}): ConsoleModel {
  const approvals = approved?.map(([data, controller]) => ({
    ...{ beamState: unit, key: keccak256(data), controller, blockNumber: 1n },
  }))
  return fakeModel(
    {
      'stopped()': () => [false],
      'frozen(address)': () => [false],
      'parameterRegistry()': () => [REGISTRY],
      'maxExchangeRates(address)': () => [(11n * RATE) / 10n],
      ...outputs,
    },
    time,
    deployment,
    { ...(approvals ? { approvals } : {}), ...told },
  )
}

const asked = (data: Hex, controller = diamond, of = unit) =>
  ({ kind: 'controller-action', unit: of, controller, data }) as const
const built = (data: Hex, changes: Changes = {}, controller = diamond) => {
  const model = modelOf({ approved: [[data, controller]], ...changes })
  return buildAction(asked(data, controller), model, someone)!
}
const raise = higherRate(vault)
const why = (...input: Parameters<typeof built>) => because(readinessOf(built(...input)))
const place = places.generators(diamond).primes(prime.slug).vault.maxExchangeRate

describe('an approved call', () => {
  it('is one call of the Configurator with exactly the approved bytes', () => {
    const action = built(raise)
    expect(action).toMatchObject({
      title: `Run the approved call on the controller of ${generator!.name}: let ${diamond} deposit into ${vault} at up to 2 assets a share`,
      emergency: false,
      disables: [],
    })
    const [call, ...more] = action.calls
    expect(more).toEqual([])
    expect(call).toMatchObject({ to: configurator, value: 0n })
    expect(call?.inner).toEqual({ from: configurator, to: diamond, data: raise })
    expect(decodeFunctionData({ abi: configuratorAbi, data: call!.data })).toEqual({
      functionName: 'callControllerAction',
      args: [diamond, raise],
    })
    expect(readinessOf(action).state).toBe('ready')
    expect(readBack(action, modelOf()).flatMap(({ faults }) => faults)).toEqual([])
    const other = { ...action, request: asked(setRate(vault, WAD, 3n * WAD)) }
    expect(readBack(other, modelOf())[0]?.faults[0]).toMatch(/^The arguments are/)
  })

  it('states the rate that the Diamond then accepts, as it rounds it, and all that is emitted', () => {
    expect(effectsBy(built(raise).effects)).toEqual({ [pathTo(place)]: 2n * RATE })
    const third = setRate(vault, 3n, 1n)
    expect(effectsBy(built(third).effects)).toEqual({ [pathTo(place)]: RATE / 3n })
    const key = keccak256(
      `0x${keccak256(toHex('MAX_EXCHANGE_RATE')).slice(2)}${pad(vault, { size: 32 }).slice(2)}`,
    )
    const abi = [...parameterRegistryAbi, ...erc4626FacetAbi, ...configuratorAbi]
    expect(eventsBy(abi, built(raise).events)).toEqual([
      { address: REGISTRY, eventName: 'ParameterSet', args: { key, value: 2n * RATE } },
      {
        address: diamond,
        eventName: 'MaxExchangeRateSet',
        args: { token: vault, maxExchangeRate: 2n * RATE },
      },
      {
        address: configurator,
        eventName: 'CallControllerAction',
        args: { controller: diamond, data: raise },
      },
    ])
  })

  it('says what no longer works where it lowers the rate, to a wei', () => {
    const now = { 'maxExchangeRates(address)': () => [2n * RATE] }
    const of = (shares: bigint, assets: bigint, outputs: FakeOutputs = now) =>
      built(setRate(vault, shares, assets), { outputs }).disables
    expect(of(1n, 2n)).toEqual([])
    expect(of(RATE, 2n * RATE - 1n)).toEqual([
      `Deposits into the vault of ${prime.name} at more than 1.${'9'.repeat(36)} assets a share are refused.`,
    ])
    expect(of(0n, 0n)).toEqual([
      `Nothing can be deposited into the vault of ${prime.name} until a rate is set.`,
    ])
    // Without a rate, nothing is deposited as it is.
    expect(of(1n, 1n, { 'maxExchangeRates(address)': () => [0n] })).toEqual([])
    expect(of(1n, 1n, { 'maxExchangeRates(address)': () => null })).toEqual([])
  })

  it('is nothing for a Unit or a controller that the model does not have', () => {
    const model = modelOf()
    expect(buildAction(asked(raise, diamond, STRANGER), model, someone)).toBeNull()
    expect(buildAction(asked(raise, STRANGER), model, someone)).toBeNull()
  })

  it('is nothing for the Generator of another Unit', () => {
    const units = fakeUnitsDeployment()
    const model = fakeModel({}, fakeTime, units, { pairs: [] })
    const [first, second] = units.generators
    const [{ beamState }] = units.units as [(typeof units.units)[number]]
    expect(buildAction(asked(raise, first!.addresses.diamond, beamState), model, someone)).not.toBeNull()
    expect(buildAction(asked(raise, second!.addresses.diamond, beamState), model, someone)).toBeNull()
  })
})

describe('an approved call is refused', () => {
  it('by an account that is not paired with the controller', () => {
    const outputs = { 'controllersCBeams(address,address)': () => [0n] }
    const { permission } = built(raise, { outputs })
    expect(permission.holds).toMatchObject({ ok: true, value: false })
    expect(titleOf(permission)).toBe(
      `${someone} is no cBEAM that is paired with the controller of ${generator!.name}`,
    )
  })

  it('while the Configurator is stopped', () => {
    expect(why(raise, { outputs: { 'stopped()': () => [true] } })).toEqual([
      'The Configurator is stopped, and passes on no call (Configurator/stopped)',
    ])
  })

  it('where BeamState does not approve these very bytes, on this controller or on every one', () => {
    const missing = `BeamState does not approve these bytes on the controller of ${generator!.name} (Configurator/not-valid-data): their hash is ${keccak256(raise)}`
    const none = { 'initControllerActions(bytes32,address)': () => [false] }
    expect(why(raise, { outputs: none })).toEqual([missing])
    const general = {
      'initControllerActions(bytes32,address)': ([, controller]: readonly unknown[]) => [
        controller === zeroAddress,
      ],
    }
    const both: Changes['approved'] = [
      [raise, diamond],
      [raise, zeroAddress],
    ]
    expect(why(raise, { outputs: general, approved: both })).toEqual([])
    expect(why(raise, { outputs: none, approved: both })).toEqual([missing])
  })

  it('where no event that was seen approves it, or the answer could not be read', () => {
    for (const changes of [
      { approved: [] },
      { approved: [[setRate(vault, WAD, 3n * WAD), diamond]] },
      { approved: [[raise, STRANGER]] },
      { outputs: { 'initControllerActions(bytes32,address)': () => null } },
    ] as const) {
      const action = built(raise, changes)
      const approved = action.requirements.find(({ id }) => id === 'action-approved')
      expect(approved?.holds.ok).toBe(false)
      expect(readinessOf(action).state).toBe('blocked')
    }
  })

  it('where the Configurator has no role on the Diamond', () => {
    const outputs: FakeOutputs = {
      'hasRole(bytes32,address)': ([, account], to) => [!(to === diamond && account === configurator)],
    }
    expect(why(raise, { outputs })).toEqual([
      `The Configurator does not hold CONFIGURATOR of the controller of ${generator!.name} (Configurator/call-failed)`,
    ])
  })

  it('where it sets what is set', () => {
    const outputs = { 'maxExchangeRates(address)': () => [2n * RATE] }
    const action = built(raise, { outputs })
    expect(because(readinessOf(action))).toEqual(['What it sets is set already'])
    expect(action.requirements.find(({ id }) => id === 'action-changes')?.already).toBe(true)
    expect(why(raise, { outputs: { 'maxExchangeRates(address)': () => [2n * RATE - 1n] } })).toEqual([])
  })

  it.each<[string, Hex, Address]>([
    [
      `it is the rollback of ${prime.name}, which has an act of its own on its page`,
      rollbackCall(prime.almProxy),
      diamond,
    ],
    ['the console knows of no such function what it changes', '0x12345678', diamond],
    ['the console knows of no such function what it changes', `${raise}00`, diamond],
    ['the Diamond refuses it (Erc4626Facet/zero-token)', setRate(zeroAddress, 1n, 1n), diamond],
    ['the Diamond refuses it (Erc4626Facet/zero-shares)', setRate(vault, 0n, 1n), diamond],
    ['the Diamond refuses it (Panic(0x11))', setRate(vault, 1n, 2n ** 255n), diamond],
    [
      `the exchange rate of ${STRANGER}, which is no vault of ${generator!.name}, is not read`,
      setRate(STRANGER, 1n, 1n),
      diamond,
    ],
    ['what a call changes on a controller that is no Generator is not read here', raise, PRIME_CONTROLLER],
  ])('where what it changes cannot be stated: %s', (reason, data, controller) => {
    expect(why(data, {}, controller)).toEqual([`What it changes cannot be stated: ${reason}`])
    expect(built(data, {}, controller)).toMatchObject({ effects: [], events: [], disables: [] })
  })

  it('where the ParameterRegistry of the Diamond could not be read', () => {
    const [reason] = why(raise, { outputs: { 'parameterRegistry()': () => null } })
    expect(reason).toMatch(/^What it changes cannot be stated: where .* keeps it was not read: /)
  })

  it('in the Processing Window without a confirmation', () => {
    const action = built(raise, { time: fakeTime + 6n * 3_600n })
    expect(action.requirements.find(({ id }) => id === 'window')).toMatchObject({
      ...{ weight: 'confirm', holds: { value: false } },
    })
  })
})
