import { type Address, encodeFunctionData, getAddress, type Hex, pad, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi, beamTimeLockAbi, guardianCouncilAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import { given, unknown } from '@/lib/leaf'
import { fakeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone, type Told } from '@/lib/testing/fakes/model'
import { listing } from '@/lib/testing/fakes/timelock'
import { effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { modelUnit, withUnit } from '@/lib/testing/units'
import { hashOperation, type OperationContent, type TimelockLog } from '@/lib/timelock'
import {
  type Action,
  buildAction,
  callsOfCancellations,
  cancellationsThrough,
  cancellerSafes,
  readBack,
  readinessOf,
  routesOf,
} from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const { beamState: unit, timelock, guardianCouncil } = fakeUnit()
const council = guardianCouncil as Address
const [STRANGER, SAFE] = [at(0x99), fakeDeployment().safes[0]!.address]

const contentOf = (n: number, predecessor: Hex = zeroHash): OperationContent => ({
  calls: [
    {
      target: unit,
      value: 0n,
      data: encodeFunctionData({ abi: beamStateAbi, functionName: 'addCBeam', args: [at(n)] }),
    },
  ],
  predecessor,
  salt: zeroHash,
})
const one = contentOf(1)
const two = contentOf(2, hashOperation(one))
const three = contentOf(3)
const [first, second, third] = [one, two, three].map(hashOperation) as [Hex, Hex, Hex]

const modelOf = (outputs: FakeOutputs = {}, told: Told = {}): ConsoleModel =>
  fakeModel({ ...listing([one, two, three]), ...outputs }, fakeTime, undefined, { timelock: [], ...told })
const model = modelOf()
const asked = (operation: Hex) => ({ kind: 'cancel-operation', unit, operation }) as const
const built = (operation: Hex, of = model, from = someone): Action => buildAction(asked(operation), of, from)!
const requirement = ({ requirements }: Action, id: string) => requirements.find((each) => each.id === id)!
const place = places.units(unit).timelock

describe('cancelling an operation of the timelock', () => {
  it('is one call with its id, and is offered while it is pending', () => {
    const action = built(first)
    expect(action).toMatchObject({
      title: `Cancel operation ${first}`,
      emergency: true,
      calls: [
        {
          to: timelock,
          value: 0n,
          data: encodeFunctionData({ abi: beamTimeLockAbi, functionName: 'cancel', args: [first] }),
        },
      ],
    })
    expect(readinessOf(action).state).toBe('ready')
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
    expect(eventsBy(beamTimeLockAbi, action.events)).toEqual([
      { address: timelock, eventName: 'Cancelled', args: { id: first } },
    ])
  })

  it('is nothing where the Unit does not know the operation', () => {
    expect(buildAction(asked(zeroHash), model, someone)).toBeNull()
    expect(buildAction({ ...asked(first), unit: STRANGER }, model, someone)).toBeNull()
  })

  it('takes the first of the list, and what waits for it is told', () => {
    expect(effectsBy(built(first).effects)).toEqual({
      [pathTo(place.operations(first).timestamp)]: 0n,
      [pathTo(place.operationCount)]: 2n,
      [pathTo(place.list.first)]: second,
      ...gone(first),
      [pathTo(place.operations(second).predecessorTimestamp)]: 0n,
    })
    expect(built(first).disables).toEqual([
      `It no longer takes effect: register cBEAM ${at(1)}.`,
      `Operation ${second} waits for it: nobody can execute that one any more.`,
    ])
    expect(built(third).disables).toHaveLength(1)
  })

  it('closes the list where one in the middle, or the last, was', () => {
    expect(effectsBy(built(second).effects)).toEqual({
      [pathTo(place.operations(second).timestamp)]: 0n,
      [pathTo(place.operationCount)]: 2n,
      [pathTo(place.operations(first).kept.next)]: third,
      ...gone(second),
      // No event named its predecessor, so nothing does once the contract has forgotten it.
      [pathTo(place.operations(second).predecessorTimestamp)]: 'gone',
    })
    expect(effectsBy(built(third).effects)).toEqual({
      [pathTo(place.operations(third).timestamp)]: 0n,
      [pathTo(place.operationCount)]: 2n,
      [pathTo(place.operations(second).kept.next)]: zeroHash,
      ...gone(third),
    })
  })

  it('leaves the predecessor that an event names', () => {
    const scheduled: TimelockLog = {
      eventName: 'CallScheduled',
      args: { id: second, index: 0n, ...two.calls[0]!, predecessor: first, delay: 5n },
      blockNumber: 1n,
      logIndex: 0,
    }
    const known = modelOf({}, { timelock: [scheduled] })
    expect(effectsBy(built(second, known).effects)).not.toHaveProperty(
      pathTo(place.operations(second).predecessorTimestamp),
    )
  })

  it('states of a timelock without a list what its events tell of it', () => {
    const scheduled = (content: OperationContent, logIndex: number): TimelockLog => ({
      eventName: 'CallScheduled',
      args: {
        ...{ id: hashOperation(content), index: 0n, ...content.calls[0]! },
        ...{ predecessor: content.predecessor, delay: 5n },
      },
      blockNumber: 1n,
      logIndex,
    })
    const older = modelOf(
      { 'getOperationsCount()': () => null, 'getOperationCount()': () => [2n] },
      { timelock: [one, two].map(scheduled) },
    )
    expect(effectsBy(built(first, older).effects)).toEqual({
      [pathTo(place.operations(first).timestamp)]: 0n,
      [pathTo(place.operationCount)]: 1n,
      [pathTo(place.operations(second).predecessorTimestamp)]: 0n,
    })
    expect(effectsBy(built(second, older).effects)).toEqual({
      [pathTo(place.operations(second).timestamp)]: 0n,
      [pathTo(place.operationCount)]: 1n,
    })
  })

  it('says less where less was read, and still that the operation is gone', () => {
    const half = modelOf({
      'getNextOperationId(bytes32)': () => null,
      'getOperationsCount()': () => [3n],
    })
    expect(effectsBy(built(first, half).effects)).not.toHaveProperty(pathTo(place.list.first))
    const count = withUnit(model, { timelock: { operationCount: unread } })
    expect(effectsBy(built(first, count).effects)).not.toHaveProperty(pathTo(place.operationCount))
    const unproven = withUnit(model, {
      timelock: {
        operations: modelUnit(model).timelock.operations.map((operation) => ({
          ...operation,
          queued: { ...operation.queued, proven: false },
        })),
      },
    })
    expect(built(third, unproven).disables).toEqual([expect.stringContaining('not known here')])
  })

  it.each([
    ['cancelled', 0n, 'not-cancelled', true],
    ['executed', 1n, 'not-executed', undefined],
  ] as const)('is not offered for one that is %s', (_, time, id, already) => {
    const over = modelOf({ 'getTimestamp(bytes32)': () => [time] })
    const action = built(first, over)
    expect(readinessOf(action)).toMatchObject({ state: 'blocked', because: [{ id }] })
    expect(requirement(action, id).already).toBe(already)
    expect(effectsBy(action.effects)).toEqual({ [pathTo(place.operations(first).timestamp)]: 0n })
  })

  it('is offered before its delay is over, and not while the timelock is paused', () => {
    const early = modelOf({ 'getTimestamp(bytes32)': () => [fakeTime + 1n] })
    expect(readinessOf(built(first, early)).state).toBe('ready')
    const paused = built(first, modelOf({ 'paused()': () => [true] }))
    expect(readinessOf(paused)).toMatchObject({ state: 'blocked', because: [{ id: 'timelock-runs' }] })
    const unknownPause = built(first, modelOf({ 'paused()': () => null }))
    expect(readinessOf(unknownPause).state).toBe('unknown')
  })

  it('says how long the same would have to wait again', () => {
    const of = (minDelay: bigint) => withUnit(model, { timelock: { minDelay: given(minDelay) } })
    expect(built(first, of(7_200n)).undo).toContain('(2 h)')
    expect(built(first, withUnit(model, { timelock: { minDelay: unread } })).undo).toMatch(/anew\.$/)
  })
})

describe('who cancels an operation', () => {
  const holding = (...holders: readonly Address[]): ConsoleModel =>
    modelOf({
      'hasRole(bytes32,address)': ([, account]) => [holders.includes(account as Address)],
      'guardians()': () => [[someone]],
    })

  it('is who holds CANCELLER_ROLE, or a guardian whose council does', () => {
    expect(built(first, holding(someone)).calls[0]?.to).toBe(timelock)
    expect(built(first, holding(someone, council)).calls[0]?.to).toBe(timelock)
    const guarded = built(first, holding(council))
    expect(readinessOf(guarded).state).toBe('ready')
    expect(guarded.calls).toEqual([
      {
        to: council,
        value: 0n,
        data: encodeFunctionData({ abi: guardianCouncilAbi, functionName: 'cancel', args: [first] }),
      },
    ])
    expect(readBack(guarded, holding(council)).flatMap(({ faults }) => faults)).toEqual([])
    expect(eventsBy([...beamTimeLockAbi, ...guardianCouncilAbi], guarded.events)).toEqual([
      { address: timelock, eventName: 'Cancelled', args: { id: first } },
      { address: council, eventName: 'Cancel', args: { guardian: someone, id: first } },
    ])
  })

  it('is nobody else', () => {
    for (const of of [holding(), withUnit(holding(), { configurator: { guardians: null } })]) {
      const { permission } = built(first, of)
      expect(permission.holds).toMatchObject({ ok: true, value: false })
      expect(titleOf(permission)).toContain(`${someone} neither`)
    }
    expect(built(first, model, STRANGER).permission.holds.ok).toBe(false)
  })

  it('can be a Safe of the deployment that holds the role, or may for all that is known', () => {
    const of = holding(SAFE)
    expect(cancellerSafes(of, modelUnit(of)).map(({ id }) => id)).toEqual([SAFE])
    const none = holding()
    expect(cancellerSafes(none, modelUnit(none))).toEqual([])
    const silent = modelOf({ 'hasRole(bytes32,address)': () => null })
    expect(cancellerSafes(silent, modelUnit(silent)).map(({ id }) => id)).toEqual([SAFE])
    const owned = modelOf({
      'hasRole(bytes32,address)': ([, account]) => [account === SAFE],
      'getOwners()': () => [[someone]],
    })
    const ways = routesOf(asked(first), owned, someone)
    expect(ways).toMatchObject({ direct: { ok: true, value: false }, safes: [{ id: SAFE }] })
    expect(routesOf({ ...asked(first), unit: STRANGER }, owned, someone)).toBeNull()
  })

  it('may be at each operation that is pending, and at no other', () => {
    const [safe] = model.safes
    const over = modelOf({ 'getTimestamp(bytes32)': ([id]) => [id === first ? 1n : id === second ? 0n : 2n] })
    expect(cancellationsThrough(safe!, modelUnit(over))).toEqual([{ ...asked(third), through: SAFE }])
    expect(callsOfCancellations(modelUnit(over))).toEqual([built(third).calls])
    const silent = modelOf({ 'getTimestamp(bytes32)': () => null })
    expect(callsOfCancellations(modelUnit(silent))).toHaveLength(3)
  })
})

/** What the contract keeps of an operation, once it has forgotten it. */
function gone(id: Hex): Readonly<Record<string, 'gone'>> {
  const { next, targets, values, payloads, predecessor, salt } = place.operations(id).kept
  return Object.fromEntries(
    [next, targets, values, payloads, predecessor, salt].map((leaf) => [pathTo(leaf), 'gone'] as const),
  )
}
