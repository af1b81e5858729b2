import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { rightsOf } from '../authority'
import type { ConsoleModel } from '../model'
import { checkState } from '../model/check'
import { operatorState } from './pau'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const fails = () => null
const guardians = Array.from({ length: 24 }, (_, index) => at(0x200 + index))

/** Nobody is frozen; there are 24 guardians, and 16 can lift a freeze. */
const calm: FakeOutputs = {
  'frozen(address)': () => [false],
  'votesToLift(address)': () => [0n],
  'guardians()': () => [guardians],
  'THRESHOLD()': () => [16n],
}

const generatorOf = (model: ConsoleModel) => model.generators[0]!
const checkOf = (model: ConsoleModel, id: string) => model.checks.find((check) => check.id === id)!

describe.each(['eip2535', 'faceted'] as const)('a relayer of a Prime that guardians froze (%s)', (reader) => {
  const deployment = fakePrimeDeployment()
  for (const prime of deployment.generators.flatMap(({ primes }) => primes)) {
    prime.controllers = [{ ...prime.controllers[0], reader }]
  }
  const primeRelayer = at(0x77)
  const controller = at(0x64)
  const { members, ...calls } = {
    members: ([, index]: readonly unknown[], to: Address) => [
      to === controller && index === 0n ? primeRelayer : someone,
    ],
    frozen: ([account]: readonly unknown[]) => [account === primeRelayer],
  }
  const model = (outputs: FakeOutputs = {}) =>
    fakeModel(
      {
        ...calm,
        'getRoleMember(bytes32,uint256)': members,
        'frozen(address)': calls.frozen,
        'hasRole(bytes32,address)': () => [true],
        'asset()': () => [at(0x24)],
        ...outputs,
      },
      fakeTime,
      deployment,
    )
  const primeOf = (of: ConsoleModel) => generatorOf(of).primes[0]!
  const has = (of: ConsoleModel, account: Address, id: string) =>
    rightsOf(of, account).find((right) => right.id.startsWith(id))?.holds

  it('draws nothing, and every place says why', () => {
    const frozenModel = model()
    const { canTake } = primeOf(frozenModel)
    expect(canTake).toMatchObject({ ok: true, value: { amount: 0n } })
    const named = canTake.ok && canTake.value.constraints.find(({ id }) => id === 'prime-relayer')
    expect(named).toMatchObject({ state: 'closed', reason: 'frozen' })
    for (const id of ['guardians/frozen', 'prime/controller/spark']) {
      expect(checkState(checkOf(frozenModel, id))).toBe('critical')
    }
    expect(checkOf(frozenModel, 'guardians/frozen').found).toMatchObject({
      value: `${primeRelayer} (Relayer of Spark): 0 of the 16 votes that lift it, of 24 guardians.`,
    })
    expect(generatorOf(frozenModel).frozen).toMatchObject({ ok: true, value: false })
    expect(has(frozenModel, primeRelayer, 'prime-relayer')).toMatchObject({ ok: true, value: false })
  })

  it('is told from one that is not frozen, from no relayer, and from one that was not read', () => {
    const state = (of: ConsoleModel) => operatorState(primeOf(of).controllers[0])
    const free = model({ 'frozen(address)': () => [false] })
    expect(state(free)).toMatchObject({ ok: true, value: 'active' })
    expect(has(free, primeRelayer, 'prime-relayer')).toMatchObject({ ok: true, value: true })
    expect(has(free, at(0x99), 'prime-relayer')).toMatchObject({ ok: true, value: false })
    expect(state(model({ 'getRoleMemberCount(bytes32)': () => [0n] }))).toMatchObject({ value: 'none' })
    expect(state(model({ 'frozen(address)': fails })).ok).toBe(false)
    expect(state(model({ 'freezeRegistry()': (_, to) => (to === controller ? null : [at(0x18)]) })).ok).toBe(
      false,
    )
  })

  it('is frozen by the guardians that its own controller asks, and by no others', () => {
    const elsewhere: FakeOutputs = {
      'freezeRegistry()': (_, to) => [to === controller ? at(0x99) : at(0x18)],
    }
    const of = (registry: Address) =>
      model({
        ...elsewhere,
        'frozen(address)': ([account], to) => [account === primeRelayer && to === registry],
      })
    // A freeze by the guardians of the Generator does not bind a relayer of this Prime.
    expect(operatorState(primeOf(of(at(0x18))).controllers[0])).toMatchObject({ ok: true, value: 'active' })
    expect(checkState(checkOf(of(at(0x18)), 'prime/controller/spark'))).toBe('pass')
    const own = of(at(0x99))
    expect(operatorState(primeOf(own).controllers[0])).toMatchObject({ ok: true, value: 'frozen' })
    expect(checkState(checkOf(own, 'guardians/frozen'))).toBe('critical')
    expect(checkOf(own, 'guardians/frozen').found).toMatchObject({
      value: `${primeRelayer} (Relayer of Spark): by the guardians of another FreezeRegistry, ${at(0x99)}.`,
    })
    expect(modelUnit(own).configurator.guardians?.beams.map(({ id }) => id)).not.toContain(primeRelayer)
  })

  it('leaves the Prime its other relayer, unless the freeze of one could not be read', () => {
    const third = (frozen: readonly boolean[] | null) =>
      model({
        'getRoleMemberCount(bytes32)': () => [3n],
        'getRoleMember(bytes32,uint256)': ([, index]) => [[primeRelayer, at(0x78), at(0x79)][Number(index)]],
        'frozen(address)': ([account]) => (account === at(0x79) ? frozen : [account === primeRelayer]),
      })
    const state = (of: ConsoleModel) => operatorState(primeOf(of).controllers[0])
    expect(state(third([true]))).toMatchObject({ ok: true, value: 'active' })
    expect(state(third(null)).ok).toBe(false)
  })
})

describe('the next increase of a limit', () => {
  const raisable: FakeOutputs = {
    ...calm,
    'getRateLimitData(bytes32)': () => [
      { maxAmount: 100n, slope: 1n, lastAmount: 0n, lastUpdated: fakeTime },
    ],
    'getInitRateLimits(bytes32,address)': () => [{ maxAmount: 0n, slope: 0n }],
    'getMaxChange(address)': () => [2n * 10n ** 18n],
    'stopped()': () => [false],
  }
  const next = (outputs: FakeOutputs) =>
    generatorOf(fakeModel({ ...raisable, ...outputs })).limits[0]!.nextIncrease

  it('is promised only where somebody can make it', () => {
    expect(next({})).toMatchObject({ ok: true, value: { at: 2n } })
    const never = (why: string) => ({ ok: true, value: { never: why } })
    expect(next({ 'rateLimitsCBeams(address,address)': () => [0n] })).toMatchObject(never('nobody-paired'))
    const notAdmin = { 'hasRole(bytes32,address)': () => [false] }
    expect(next(notAdmin)).toMatchObject(never('not-authorised'))
    expect(next({ ...notAdmin, 'stopped()': () => [true] })).toMatchObject(never('stopped'))
    expect(next({ 'rateLimitsCBeams(address,address)': fails }).ok).toBe(false)
    // A freeze takes the pair; the registry alone stops no cBEAM.
    expect(next({ 'frozen(address)': () => [true] })).toMatchObject({ ok: true, value: { at: 2n } })
  })
})

describe('a core that is shut down', () => {
  it('shows in the checks', () => {
    const shut = fakeModel({ 'live()': () => [0n] })
    const check = shut.checks.find(({ id }) => id.startsWith('wiring/') && id.includes('vat-live'))
    expect(check && checkState(check)).toBe('critical')
  })
})
