import { type Address, encodeFunctionData, toHex, zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { rightsOf } from '@/lib/console/authority'
import { textOf } from '@/lib/leaf/path'
import { fakeUnitsDeployment, SECOND_UNIT } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { listing } from '@/lib/testing/fakes/timelock'
import { hashOperation, type OperationContent } from '@/lib/timelock'
import { type ActionRequest, buildAction, readBack } from '.'

const calm: FakeOutputs = {
  'frozen(address)': () => [false],
  'paused()': () => [false],
  'stopped()': () => [false],
}
const deployment = fakeUnitsDeployment()
const [first, second] = deployment.units as [Unit, Unit]
type Unit = (typeof deployment.units)[number]
/** What waits in the timelock of a Unit: the registration of a cBEAM there. */
const waiting = ({ beamState }: Unit): OperationContent => ({
  calls: [
    {
      target: beamState,
      value: 0n,
      data: encodeFunctionData({ abi: beamStateAbi, functionName: 'addCBeam', args: [first.mom] }),
    },
  ],
  predecessor: zeroHash,
  salt: zeroHash,
})
const queued = (unit: Address) =>
  hashOperation(waiting([first, second].find(({ beamState }) => beamState === unit) ?? first))
/** Each timelock has both, so that the id of an operation alone does not tell where it is. */
const model = fakeModel({ ...calm, ...listing([first, second].map(waiting)) }, fakeTime, deployment)
const built = (request: ActionRequest, of = model) => buildAction(request, of, someone)!

const requests = (unit: Address): readonly ActionRequest[] => [
  { kind: 'pause-timelock', unit },
  { kind: 'stop-configurator', unit },
  { kind: 'revoke-cbeam', unit, cBeam: someone },
  { kind: 'guardian-freeze', unit, beam: someone },
  { kind: 'cancel-operation', unit, operation: queued(unit) },
  { kind: 'execute-operation', unit, operation: queued(unit) },
  { kind: 'pair-cbeam', unit, cBeam: someone, side: 'controller', target: first.timelock },
  { kind: 'unpair-cbeam', unit, cBeam: someone, side: 'rateLimits', target: first.timelock },
  { kind: 'delete-init', unit, key: toHex(5, { size: 32 }), rateLimits: zeroAddress },
  { kind: 'delete-approval', unit, key: toHex(5, { size: 32 }), controller: zeroAddress },
  { kind: 'unregister', unit, what: 'cBeam', target: someone },
]

describe.each([
  [first, second],
  [second, first],
])('an action on $name', (unit, other) => {
  it.each(requests(unit.beamState))('$kind acts there and nowhere else', (request) => {
    const action = built(request)
    const own: readonly (string | null)[] = Object.values(unit)
    expect(action.title).toContain(`(${unit.name})`)
    expect(action.calls.length).toBeGreaterThan(0)
    for (const { to } of action.calls) expect(own).toContain(to)
    for (const { address } of action.events) expect(own).toContain(address)
    const generators = model.generators.filter(({ unit: of }) => of === unit.beamState)
    const starts = [`units/${unit.beamState}/`, ...generators.map(({ id }) => `generators/${id}/scope/`)]
    expect(action.effects.length).toBeGreaterThan(0)
    for (const { path } of action.effects) {
      expect(starts.some((start) => textOf(path).startsWith(start))).toBe(true)
    }
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
  })

  it.each(requests(unit.beamState))('$kind is no answer to the same request of the other', (request) => {
    const action = built({ ...request, unit: other.beamState } as ActionRequest)
    const faults = readBack({ ...action, request }, model).flatMap((call) => call.faults)
    expect(faults.length).toBeGreaterThan(0)
  })
})

describe('an action on a Unit', () => {
  it('is none where the model does not have it', () => {
    for (const request of requests(someone)) expect(buildAction(request, model, someone)).toBeNull()
  })

  it('takes what is left of the other for nothing, where that could not be read', () => {
    const half: FakeOutputs = {
      ...calm,
      'paused()': (_, to) => (to === second.timelock ? null : [false]),
      'stopped()': (_, to) => (to === second.beamState ? null : [false]),
      'userRoles(address)': (_, to) => (to === second.beamState ? null : [`0x${'00'.repeat(32)}`]),
    }
    const unread = fakeModel(half, fakeTime, deployment)
    const requirement = (unit: Unit, kind: 'pause-timelock' | 'stop-configurator') =>
      built({ kind, unit: unit.beamState }, unread).requirements[0]?.holds.ok
    expect([first, second].map((unit) => requirement(unit, 'pause-timelock'))).toEqual([true, false])
    expect([first, second].map((unit) => requirement(unit, 'stop-configurator'))).toEqual([true, false])
  })

  it('of a limit goes to the Configurator of its Generator, and is judged by its stop', () => {
    const stopped = fakeModel(
      { ...calm, 'stopped()': (_, to) => [to === second.beamState] },
      fakeTime,
      deployment,
    )
    const [own, others] = stopped.generators.map(({ id, limits }) =>
      built({ kind: 'lower-limit', generator: id, key: limits[0]!.id, maxAmount: 0n, slope: 0n }, stopped),
    )
    const judged = (action: typeof own) => action?.requirements.find(({ id }) => id === 'sorl')?.holds
    expect(own?.calls.map(({ to }) => to)).toEqual([first.configurator])
    expect(others?.calls.map(({ to }) => to)).toEqual([second.configurator])
    expect(judged(own)).toMatchObject({ ok: true, value: true })
    expect(judged(others)).toMatchObject({ ok: true, value: false })
    expect(stopped.generators.map(({ limits }) => limits[0]?.nextIncrease)).toMatchObject([
      { ok: true, value: expect.not.objectContaining({ never: 'stopped' }) },
      { ok: true, value: { never: 'stopped' } },
    ])
  })

  it('says where else the cBEAM stays one', () => {
    const also = (outputs: FakeOutputs) =>
      built(
        { kind: 'revoke-cbeam', unit: first.beamState, cBeam: someone },
        fakeModel({ ...calm, ...outputs }, fakeTime, deployment),
      ).requirements.find(({ id }) => id.startsWith('also-in'))
    expect(also({})).toMatchObject({
      weight: 'warn',
      says: { fails: `${someone} is a cBEAM in ${SECOND_UNIT}, too, and stays one there` },
      holds: { ok: true, value: false },
    })
    const only = (_: readonly unknown[], to: Address) => [to === first.beamState ? 1n : 0n]
    const there: FakeOutputs = {
      'cBeams(address)': only,
      'rateLimitsCBeams(address,address)': only,
      'controllersCBeams(address,address)': only,
    }
    expect(also(there)).toBeUndefined()
  })

  it('needs a right in that Unit', () => {
    const holder: FakeOutputs = {
      ...calm,
      'hasUserRole(address,uint8)': (_, to) => [to === first.beamState],
      'hasRole(bytes32,address)': (_, to) => [to === first.timelock],
      'owner()': () => [first.mom],
      'canCall(address,address,bytes4)': () => [false],
    }
    const of = fakeModel(holder, fakeTime, deployment)
    const allowed = (kind: 'pause-timelock' | 'stop-configurator') =>
      [first, second].map(({ beamState: unit }) => built({ kind, unit }, of).permission.holds)
    for (const kind of ['pause-timelock', 'stop-configurator'] as const) {
      expect(allowed(kind)).toMatchObject([
        { ok: true, value: true },
        { ok: true, value: false },
      ])
    }
    const rights = rightsOf(of, someone).filter(({ label }) => label.startsWith('Right to'))
    expect(rights.map(({ label, holds }) => [label, holds.ok && holds.value])).toEqual([
      [`Right to pause the timelock (${first.name})`, true],
      [`Right to cancel in the timelock (${first.name})`, true],
      [`Right to stop the Configurator (${first.name})`, true],
      [`Right to pause the timelock (${SECOND_UNIT})`, false],
      [`Right to cancel in the timelock (${SECOND_UNIT})`, false],
      [`Right to stop the Configurator (${SECOND_UNIT})`, false],
    ])
    expect(new Set(rights.map(({ id }) => id)).size).toBe(6)
  })
})
