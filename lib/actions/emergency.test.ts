import { type Address, decodeFunctionData, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi, beamTimeLockAbi, pasMomAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { titleOf } from '@/lib/console/model/check'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { modelUnit, withUnit } from '@/lib/testing/units'
import { type Action, buildAction, readBack, readinessOf } from '.'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const HOUR = 3_600n
const { id: unit, configurator } = modelUnit(fakeModel())
const { beamState, timelock, mom } = configurator.addresses

/** Nothing is stopped or frozen; `someone` holds every role unless told otherwise. */
const calm: FakeOutputs = {
  'stopped()': () => [false],
  'paused()': () => [false],
  'frozen(address)': () => [false],
}
const noRole: FakeOutputs = {
  'hasRole(bytes32,address)': () => [false],
  'hasUserRole(address,uint8)': () => [false],
}
const noMom: FakeOutputs = { 'owner()': () => [at(0x98)], 'canCall(address,address,bytes4)': () => [false] }

type Kind = 'pause-timelock' | 'stop-configurator'
const built = (kind: Kind, outputs: FakeOutputs = {}): Action =>
  buildAction({ kind, unit }, fakeModel({ ...calm, ...outputs }), someone)!

describe.each([
  { kind: 'pause-timelock', to: timelock, abi: beamTimeLockAbi, functionName: 'pause', flag: 'paused()' },
  { kind: 'stop-configurator', to: beamState, abi: beamStateAbi, functionName: 'stop', flag: 'stopped()' },
] as const)('$kind', ({ kind, to, abi, functionName, flag }) => {
  const called = ({ calls }: Action) => calls.map((call) => [call.to, call.value])

  it('is called on the contract itself by whoever holds the role, also where PASMom lets it through', () => {
    for (const action of [built(kind), built(kind, noMom)]) {
      expect(called(action)).toEqual([[to, 0n]])
      expect(decodeFunctionData({ abi, data: action.calls[0]!.data }).functionName).toBe(functionName)
      expect(readinessOf(action)).toEqual({ state: 'ready' })
      expect(action).toMatchObject({ emergency: true, from: someone, request: { kind, unit } })
    }
  })

  it('goes through PASMom without the role, and where that was not read', () => {
    const dark = {
      'hasRole(bytes32,address)': () => null,
      'hasUserRole(address,uint8)': () => null,
      'userRoles(address)': () => null,
    }
    for (const outputs of [noRole, dark]) {
      const action = built(kind, outputs)
      expect(called(action)).toEqual([[mom, 0n]])
      expect(decodeFunctionData({ abi: pasMomAbi, data: action.calls[0]!.data }).functionName).toBe(
        functionName,
      )
      expect(readinessOf(action)).toEqual({ state: 'ready' })
      expect(readBack(action, fakeModel({ ...calm, ...outputs })).flatMap(({ faults }) => faults)).toEqual([])
    }
  })

  it('is blocked for who has neither, and offered where that was not read', () => {
    const refused = built(kind, { ...noRole, ...noMom })
    expect(called(refused)).toEqual([[to, 0n]])
    expect(because(readinessOf(refused))).toEqual([titleOf(refused.permission)])
    expect(refused.permission.says.fails).toMatch(new RegExp(`^${someone} .*PASMom`))
    const dark = built(kind, {
      ...noRole,
      'owner()': () => null,
      'authority()': () => null,
      'canCall(address,address,bytes4)': () => null,
    })
    expect(readinessOf(dark).state).toBe('unknown')
  })

  it('is not needed where it is so already', () => {
    const { requirements } = built(kind, { [flag]: () => [true] })
    expect(requirements[0]).toMatchObject({
      holds: { ok: true, value: false },
      weight: 'blocks',
      already: true,
    })
    expect(titleOf(requirements[0]!)).toMatch(/already$/)
  })

  it('states what is so afterwards, and what each contract tells', () => {
    const place = places.units(unit)
    const path = kind === 'pause-timelock' ? place.timelock.paused : place.configurator.stopped
    expect(effectsBy(built(kind).effects)).toEqual({ [pathTo(path)]: true })
    const events = (outputs: FakeOutputs) =>
      eventsBy([...abi, ...pasMomAbi], built(kind, outputs).events).map((event) => [
        event.address,
        'eventName' in event ? event.eventName : null,
        'args' in event ? event.args : null,
      ])
    if (kind === 'pause-timelock') {
      expect(events({})).toEqual([[timelock, 'Paused', { account: someone }]])
      expect(events(noRole)).toEqual([
        [timelock, 'Paused', { account: mom }],
        [mom, 'Pause', {}],
      ])
    } else {
      expect(events({})).toEqual([[beamState, 'Stop', {}]])
      expect(events(noRole)).toEqual([
        [beamState, 'Stop', {}],
        [mom, 'Stop', {}],
      ])
    }
  })

  it('says what no longer works, and who can undo it', () => {
    const { disables, undo, title } = built(kind)
    expect(title).toBe(kind === 'pause-timelock' ? 'Pause the timelock' : 'Stop the Configurator')
    expect(disables).toHaveLength(kind === 'pause-timelock' ? 2 : 3)
    expect(undo).toMatch(kind === 'pause-timelock' ? /governance/ : /^The Core Council .*timelock.*1 s/)
    if (kind === 'stop-configurator') {
      expect(built(kind, { 'getMinDelay()': () => null }).undo).not.toContain('1 s')
    }
  })
})

describe('what to cancel before the timelock is paused', () => {
  const model = fakeModel(calm)
  const operation = (state: Leaf<string>, readyAt: Leaf<bigint | null> = given(fakeTime + HOUR)) => ({
    state,
    readyAt,
  })
  const warned = (operations: readonly ReturnType<typeof operation>[], count: Leaf<bigint> = given(1n)) => {
    const changed = { operations: operations as never, operationCount: count }
    const action = buildAction(
      { kind: 'pause-timelock', unit },
      withUnit(model, { timelock: changed }),
      someone,
    )!
    return action.requirements.find(({ id }) => id === 'cancel-first')
  }

  it('is nothing where nothing is pending', () => {
    for (const none of [[], [operation(given('executed')), operation(given('cancelled'))]]) {
      expect(warned(none)).toBeUndefined()
    }
  })

  it('is what waits and what is ready, with when the first delay ends', () => {
    const found = warned([
      operation(given('waiting'), given(fakeTime + 2n * HOUR)),
      operation(given('waiting')),
      operation(given('executed')),
    ])
    expect(found).toMatchObject({ weight: 'warn', holds: { ok: true, value: false } })
    expect(found?.says.fails).toContain(
      '(2 operations pending, the first delay ends 2027-01-15 09:00 UTC, in 1 h; none',
    )
    expect(warned([operation(given('ready'), given(fakeTime))])?.says.fails).toContain(
      '(1 operation pending, one of them is already past its delay; none',
    )
    for (const readyAt of [unread, given(null)]) {
      expect(warned([operation(given('ready'), readyAt)])?.says.fails).toContain('(1 operation pending; none')
    }
  })

  it('counts what could not be read, and trusts the count of the contract', () => {
    expect(warned([operation(unread), operation(given('ready'), given(fakeTime))])?.says.fails).toContain(
      '(at least 1 operation pending, one of them is already past its delay, 1 could not be read; none',
    )
    expect(warned([operation(unread)], given(0n))).toMatchObject({ holds: { ok: true, value: true } })
  })
})
