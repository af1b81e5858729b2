import {
  type Address,
  encodeFunctionData,
  getAddress,
  type Hex,
  pad,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi, beamTimeLockAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import { given, unknown } from '@/lib/leaf'
import { fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone, type Told } from '@/lib/testing/fakes/model'
import { listing } from '@/lib/testing/fakes/timelock'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { withUnit } from '@/lib/testing/units'
import { hashOperation, type OperationContent, type TimelockLog } from '@/lib/timelock'
import { type Action, buildAction, readBack, readinessOf } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const { beamState: unit, timelock } = fakeUnit()
const [CBEAM, STRANGER] = [at(0x98), at(0x99)]
const WINDOW = fakeTime + 6n * 3_600n

const contentOf = (functionName: string, args: readonly unknown[], predecessor: Hex = zeroHash) =>
  ({
    calls: [
      {
        target: unit,
        value: 0n,
        data: encodeFunctionData({ abi: beamStateAbi, functionName, args } as never),
      },
    ],
    predecessor,
    salt: toHex(7, { size: 32 }),
  }) as OperationContent
const one = contentOf('addCBeam', [CBEAM])
const two = contentOf('start', [], hashOperation(one))
const strange = contentOf('rely', [CBEAM])
const [first, second, third] = [one, two, strange].map(hashOperation) as [Hex, Hex, Hex]

const modelOf = (outputs: FakeOutputs = {}, told: Told = {}, time = fakeTime): ConsoleModel =>
  fakeModel({ ...listing([one, two, strange]), ...outputs }, time, undefined, { timelock: [], ...told })
const model = modelOf()
const asked = (operation: Hex) => ({ kind: 'execute-operation', unit, operation }) as const
const built = (operation: Hex, of = model, from = someone): Action => buildAction(asked(operation), of, from)!
const requirement = ({ requirements }: Action, id: string) => requirements.find((each) => each.id === id)!
const place = places.units(unit).timelock
const stored = (time: (id: unknown) => bigint | null): FakeOutputs => ({
  'getTimestamp(bytes32)': ([id]) => {
    const found = time(id)
    return found === null ? null : [found]
  },
})

describe('executing an operation of the timelock', () => {
  it('is one call with exactly what was scheduled', () => {
    const action = built(first)
    const [{ target, value, data }] = one.calls as [(typeof one.calls)[0]]
    expect(action).toMatchObject({
      title: `Execute operation ${first}`,
      emergency: false,
      disables: [],
      calls: [
        {
          to: timelock,
          value: 0n,
          data: encodeFunctionData({
            abi: beamTimeLockAbi,
            functionName: 'executeBatch',
            args: [[target], [value], [data], zeroHash, one.salt],
          }),
        },
      ],
    })
    expect(readinessOf(action).state).toBe('ready')
    expect(eventsBy([...beamStateAbi, ...beamTimeLockAbi], action.events)).toEqual([
      { address: unit, eventName: 'AddCBeam', args: { cBeam: CBEAM } },
      {
        address: timelock,
        eventName: 'CallExecuted',
        args: { id: first, index: 0n, target, value, data },
      },
    ])
  })

  it('reads back as that operation, and as no other', () => {
    expect(readBack(built(first), model).flatMap(({ faults }) => faults)).toEqual([])
    const faults = readBack({ ...built(first), request: asked(second) }, model).flatMap((each) => each.faults)
    expect(faults[0]).toMatch(/^The arguments are/)
  })

  it('is nothing where the Unit does not know the operation', () => {
    expect(buildAction(asked(zeroHash), model, someone)).toBeNull()
    expect(buildAction({ ...asked(first), unit: STRANGER }, model, someone)).toBeNull()
  })

  it('states how the queue closes, and what its calls change', () => {
    expect(effectsBy(built(first).effects)).toEqual({
      [pathTo(place.operations(first).timestamp)]: 1n,
      [pathTo(place.operationCount)]: 2n,
      [pathTo(place.list.first)]: second,
      ...gone(first),
      [pathTo(place.operations(second).predecessorTimestamp)]: 1n,
      [pathTo(places.units(unit).configurator.cBeams(CBEAM).registered)]: true,
    })
    const done = modelOf(stored((id) => (id === first ? 1n : fakeTime)))
    expect(effectsBy(built(second, done).effects)).toMatchObject({
      [pathTo(place.operations(second).predecessorTimestamp)]: 'gone',
      [pathTo(places.units(unit).configurator.stopped)]: false,
    })
  })

  it('no longer reads the predecessor of what is executed, whatever an event names', () => {
    const scheduled: TimelockLog = {
      eventName: 'CallScheduled',
      args: { id: second, index: 0n, ...two.calls[0]!, predecessor: first, delay: 5n },
      blockNumber: 1n,
      logIndex: 0,
    }
    const known = modelOf({}, { timelock: [scheduled] })
    expect(effectsBy(built(second, known).effects)).toMatchObject({
      [pathTo(place.operations(second).predecessorTimestamp)]: 'gone',
    })
  })

  it('says how soon anything else could be scheduled', () => {
    const of = (minDelay: bigint) => withUnit(model, { timelock: { minDelay: given(minDelay) } })
    expect(built(first, of(7_200n)).undo).toContain('(2 h)')
    expect(built(first, withUnit(model, { timelock: { minDelay: unread } })).undo).toMatch(/schedule\.$/)
  })
})

describe('an operation is not executed', () => {
  const blocked = (of: ConsoleModel, id = first) => because(readinessOf(built(id, of)))

  it('before its delay is over, to the second', () => {
    expect(blocked(modelOf(stored(() => fakeTime)))).toEqual([])
    expect(blocked(modelOf(stored(() => fakeTime + 1n)))).toEqual([
      expect.stringMatching(/^Its delay is not over: it can be executed from .* UTC, in 1 s$/),
    ])
    const silent = built(first, modelOf(stored(() => null)))
    expect(readinessOf(silent).state).toBe('blocked')
    expect(requirement(silent, 'delay-over').says.fails).toBe('Its delay is not over')
  })

  it('twice: then it is so already', () => {
    const done = built(first, modelOf(stored(() => 1n)))
    expect(because(readinessOf(done))).toEqual(['It is executed already'])
    expect(requirement(done, 'not-executed').already).toBe(true)
  })

  it('once it was cancelled', () => {
    const over = built(first, modelOf(stored(() => 0n)))
    expect(because(readinessOf(over))).toEqual(['It is cancelled already'])
    expect(requirement(over, 'not-cancelled').already).toBeUndefined()
  })

  it('before what has to be done first', () => {
    const firstAt = (time: bigint | null) => modelOf(stored((id) => (id === first ? time : fakeTime)))
    expect(blocked(firstAt(1n), second)).toEqual([])
    expect(blocked(firstAt(fakeTime), second)).toEqual([`Operation ${first} has to be executed first`])
    expect(blocked(firstAt(0n), second)).toEqual([
      `Operation ${first} has to be executed first, and was cancelled or never scheduled`,
    ])
    expect(blocked(firstAt(null), second)).toEqual([`Operation ${first} is done`])
    expect(titleOf(requirement(built(first), 'predecessor-done'))).toBe('Nothing has to be done first')
  })

  it('while the timelock is paused, or that is not known', () => {
    expect(blocked(modelOf({ 'paused()': () => [true] }))).toEqual(['The timelock is paused'])
    expect(readinessOf(built(first, modelOf({ 'paused()': () => null }))).state).toBe('blocked')
  })

  it('where its content is not known', () => {
    const older: FakeOutputs = {
      'getOperationsCount()': () => null,
      'getOperationCount()': () => [1n],
      ...stored(() => fakeTime),
    }
    const event = { id: first, blockNumber: 1n, logIndex: 0 }
    const salted: TimelockLog = {
      eventName: 'CallSalt',
      args: { id: first, salt: one.salt },
      blockNumber: event.blockNumber,
      logIndex: event.logIndex,
    }
    const action = built(first, modelOf(older, { timelock: [salted] }))
    expect(action).toMatchObject({ calls: [], events: [] })
    expect(because(readinessOf(action))).toEqual([
      'What was seen of its calls does not hash to its id: something of it is missing',
      'What it changes cannot be stated: Its calls are not known',
    ])
    expect(requirement(action, 'predecessor-done').says.fails).toMatch(/^Another operation has/)
    const { holds } = requirement(action, 'predecessor-done')
    expect(holds).toMatchObject({ ok: false, reason: { message: expect.stringContaining('not seen') } })
  })

  it('where what its calls change cannot be stated', () => {
    expect(blocked(model, third)).toEqual([
      'What it changes cannot be stated: call 1 of 1: what rely of BeamState changes cannot be stated here',
    ])
    expect(built(third)).toMatchObject({ events: [] })
    expect(effectsBy(built(third).effects)[pathTo(place.operations(third).timestamp)]).toBe(1n)
  })

  it('where BeamState would refuse the timelock', () => {
    const of = (roles: bigint, ward = 0n) =>
      modelOf({
        'wards(address)': () => [ward],
        'userRoles(address)': ([account]) => [toHex(account === timelock ? roles : 0n, { size: 32 })],
        'hasUserRole(address,uint8)': ([account, role]) => [
          account === timelock && ((roles >> BigInt(role as number)) & 1n) === 1n,
        ],
      })
    expect(blocked(of(2n))).toEqual([])
    expect(blocked(of(0n, 1n))).toEqual([])
    for (const roles of [0n, 4n]) {
      expect(blocked(of(roles))).toEqual([
        'BeamState refuses the timelock: it does not hold the DELAYED role',
      ])
    }
  })

  it('in the Processing Window without a confirmation', () => {
    const inWindow = built(first, modelOf({}, {}, WINDOW))
    expect(requirement(inWindow, 'window')).toMatchObject({ weight: 'confirm', holds: { value: false } })
    expect(readinessOf(inWindow).state).toBe('ready')
  })
})

describe('who executes an operation', () => {
  const open = (...holders: readonly Address[]) =>
    modelOf({ 'hasRole(bytes32,address)': ([, account]) => [holders.includes(account as Address)] })

  it('is anyone where the role is open, and else who holds it', () => {
    expect(built(first, open(zeroAddress)).permission.holds).toMatchObject({ ok: true, value: true })
    expect(built(first, open(zeroAddress), STRANGER).permission.holds).toMatchObject({ value: true })
    expect(built(first, open(someone)).permission.holds).toMatchObject({ ok: true, value: true })
    const { permission } = built(first, open())
    expect(permission.holds).toMatchObject({ ok: true, value: false })
    expect(titleOf(permission)).toContain(someone)
    expect(built(first, open(), STRANGER).permission.holds.ok).toBe(false)
  })
})

/** What the contract keeps of an operation, once it has forgotten it. */
function gone(id: Hex): Readonly<Record<string, 'gone'>> {
  const { next, targets, values, payloads, predecessor, salt } = place.operations(id).kept
  return Object.fromEntries(
    [next, targets, values, payloads, predecessor, salt].map((leaf) => [pathTo(leaf), 'gone'] as const),
  )
}
