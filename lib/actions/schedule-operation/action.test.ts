import { type Address, decodeFunctionData, encodeFunctionData, type Hex, zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi, beamTimeLockAbi } from '@/lib/abi'
import {
  type Action,
  buildAction,
  DELAYED_FUNCTIONS,
  type DelayedCall,
  type DelayedFunction,
  readBack,
  readinessOf,
  type ScheduleRequest,
  saltFor,
} from '@/lib/actions'
import { titleOf } from '@/lib/console/model/check'
import { textOf } from '@/lib/leaf/path'
import { WAD } from '@/lib/math'
import { fakeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { listing } from '@/lib/testing/fakes/timelock'
import { modelUnit } from '@/lib/testing/units'
import { hashOperation, type OperationContent } from '@/lib/timelock'

const { beamState, timelock } = fakeUnit()
const [generator] = fakeDeployment().generators
const { rateLimits, diamond } = generator!.addresses
const key: Hex = `0x${'4b'.repeat(32)}`
const DELAY = 1_209_600n

const delayed = (part: Partial<DelayedCall> = {}): DelayedCall => ({
  ...{ call: 'setHop', target: rateLimits, key: zeroHash, amount: 43_200n, slope: 0n, data: '0x' },
  ...part,
})
const asked = ({
  salt = zeroHash,
  ...part
}: Partial<DelayedCall> & { salt?: Hex } = {}): ScheduleRequest => ({
  ...{ kind: 'schedule-operation', unit: beamState, salt },
  batch: [delayed(part)],
})
const calm: FakeOutputs = { 'getMinDelay()': () => [DELAY], 'paused()': () => [false] }
const waiting: OperationContent = {
  calls: [
    {
      ...{ target: beamState, value: 0n },
      data: encodeFunctionData({ abi: beamStateAbi, functionName: 'start' }),
    },
  ],
  predecessor: zeroHash,
  salt: zeroHash,
}
const modelOf = (outputs: FakeOutputs = {}, contents: readonly OperationContent[] = [waiting]) =>
  fakeModel({ ...listing(contents), ...calm, ...outputs })
function built(request = asked(), model = modelOf()): Action {
  const action = buildAction(request, model, someone)
  if (!action) throw new Error('There is no action')
  return action
}
const why = (action: Action) => {
  const readiness = readinessOf(action)
  return readiness.state === 'ready' ? [] : readiness.because.map(titleOf)
}
const requirement = (action: Action, id: string) => action.requirements.find((one) => one.id === id)

/** What each function is asked for with, and the arguments that it gets. */
const requests: Readonly<Record<DelayedFunction, readonly [Partial<DelayedCall>, readonly unknown[]]>> = {
  setHop: [{}, [rateLimits, 43_200n]],
  setMaxChange: [{ amount: WAD }, [rateLimits, WAD]],
  addRateLimits: [{ target: someone }, [someone]],
  addController: [{ target: someone }, [someone]],
  addCBeam: [{ target: someone }, [someone]],
  addInitRateLimits: [{ key, amount: 7n, slope: 1n }, [key, rateLimits, 7n, 1n]],
  addInitControllerActions: [
    { target: diamond, data: `0x${'ab'.repeat(37)}` },
    [`0x${'ab'.repeat(37)}`, diamond],
  ],
  start: [{ target: zeroAddress }, []],
}

describe('a batch', () => {
  it('is one operation, which reads back, and names each kind of fault once', () => {
    const batch = [delayed(), delayed({ call: 'addCBeam', target: someone }), delayed({ call: 'start' })]
    const action = built({ ...asked(), batch })
    expect(why(action)).toEqual([])
    expect(action.title).toMatch(/, and 2 more calls$/)
    expect(readBack(action, modelOf()).flatMap(({ faults }) => faults)).toEqual([])
    const ids = action.requirements.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const faulty = built({
      ...asked(),
      batch: [...batch, delayed({ call: 'addController', target: zeroAddress })],
    })
    expect(requirement(faulty, 'target-given')?.holds).toMatchObject({ value: false })
    expect(readinessOf(built({ ...asked(), batch: [] })).state).toBe('blocked')
  })

  it('warns of a general entry wherever it stands', () => {
    const action = built({
      ...asked(),
      batch: [delayed(), delayed({ call: 'setMaxChange', amount: WAD, target: zeroAddress })],
    })
    expect(requirement(action, 'one-pau')?.holds).toMatchObject({ value: false })
  })
})

describe('scheduling', () => {
  it.each(DELAYED_FUNCTIONS)('%s is one call that waits for the least delay, and reads back', (call) => {
    const [part, args] = requests[call]
    const salt: Hex = `0x${'5a'.repeat(32)}`
    const action = built(asked({ call, ...part, salt }))
    expect(why(action)).toEqual([])
    const [only] = action.calls
    expect(only?.to).toBe(timelock)
    const sent = decodeFunctionData({ abi: beamTimeLockAbi, data: only!.data })
    expect(sent.functionName).toBe('scheduleBatch')
    const [targets, values, payloads, predecessor, sentSalt, delay] = sent.args as readonly [
      Address[],
      bigint[],
      Hex[],
      Hex,
      Hex,
      bigint,
    ]
    expect([targets, values, predecessor, sentSalt, delay]).toEqual([
      [beamState],
      [0n],
      zeroHash,
      salt,
      DELAY,
    ])
    const inner = decodeFunctionData({ abi: beamStateAbi, data: payloads[0]! })
    expect([inner.functionName, inner.args ?? []]).toEqual([call, args])
    expect(readBack(action, modelOf()).flatMap(({ faults }) => faults)).toEqual([])
    expect(action.events).toHaveLength(2)
  })

  it('approves bytes that fill whole words, and reads them back', () => {
    const action = built(
      asked({ call: 'addInitControllerActions', target: diamond, data: `0x${'ab'.repeat(64)}` }),
    )
    expect(readBack(action, modelOf()).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('states what the timelock keeps, after what waits there', () => {
    const model = modelOf()
    const { effects, events } = built(asked(), model)
    const id = hashOperation({
      calls: [
        {
          ...{ target: beamState, value: 0n },
          data: encodeFunctionData({
            abi: beamStateAbi,
            functionName: 'setHop',
            args: [rateLimits, 43_200n],
          }),
        },
      ],
      predecessor: zeroHash,
      salt: zeroHash,
    })
    const after = Object.fromEntries(
      effects.map((one) => [textOf(one.path).split('/timelock/')[1], one.after]),
    )
    expect(after[`operations/${id}/timestamp`]).toEqual({ value: fakeTime + DELAY })
    expect(after[`operations/${hashOperation(waiting)}/kept/next`]).toEqual({ value: id })
    expect(after.operationCount).toEqual({ value: 2n })
    expect(events).toHaveLength(1)
    const alone = built(asked(), modelOf({}, [])).effects.map(({ path }) => textOf(path))
    expect(alone.some((path) => path.endsWith('/list/first'))).toBe(true)
  })

  it('is refused with the reason, by the rule of each contract', () => {
    expect(why(built(asked(), modelOf({ 'paused()': () => [true] })))).toEqual(['The timelock is paused'])
    expect(why(built(asked({ call: 'setMaxChange', amount: WAD - 1n })))).toEqual([
      'BeamState refuses a greatest change below ×1 (BeamState/maxChange-below-1x)',
    ])
    expect(why(built(asked({ call: 'addCBeam', target: zeroAddress })))).toEqual([
      'It names the zero address, which is nobody',
    ])
    expect(why(built(asked({ call: 'addInitControllerActions', data: '0x123456' })))).toEqual([
      'It approves no call: its bytes are fewer than 4',
    ])
    expect(why(built(asked({ call: 'start', target: zeroAddress })))).toEqual([
      `It is scheduled already, as operation ${hashOperation(waiting)}`,
    ])
    const nobody = modelOf({ 'hasRole(bytes32,address)': () => [false] })
    expect(why(built(asked(), nobody))).toContain(`${someone} does not hold PROPOSER_ROLE on the timelock`)
    expect(built(asked(), modelOf({ 'getMinDelay()': () => null })).calls).toEqual([])
    expect(why(built(asked(), modelOf({ 'getMinDelay()': () => null })))).toHaveLength(1)
  })

  it('warns of an entry for all PAUs, of one that changes nothing, and of what it cannot tell', () => {
    const general = built(asked({ target: zeroAddress }))
    expect(requirement(general, 'one-pau')).toMatchObject({
      weight: 'warn',
      says: { fails: 'There is a general entry: it touches all PAUs (1) that have none of their own' },
      holds: { ok: true, value: false },
    })
    expect(requirement(general, 'effects-told')).toMatchObject({ holds: { value: false } })
    expect(requirement(built(), 'one-pau')).toMatchObject({ holds: { value: true } })
    const same = modelOf({ 'getHop(address)': () => [43_200n] })
    expect(requirement(built(asked(), same), 'changes-something')).toMatchObject({
      weight: 'warn',
      holds: { value: false },
    })
    expect(requirement(built(), 'changes-something')).toMatchObject({ holds: { value: true } })
  })
})

describe('the salt of what is scheduled', () => {
  const { salt: _, ...start } = asked({ call: 'start', target: zeroAddress, amount: 0n })

  it('tells it from what waits or was done, and is none where nothing is like it', () => {
    expect(saltFor(modelUnit(modelOf()), start)).toBe(`0x${'00'.repeat(31)}01`)
    expect(saltFor(modelUnit(modelOf({}, [])), start)).toBe(zeroHash)
    const { salt, ...hop } = asked()
    expect(saltFor(modelUnit(modelOf()), hop)).toBe(salt)
  })

  it('is none again once that was cancelled', () => {
    const gone = modelOf({ 'getTimestamp(bytes32)': () => [0n] })
    expect(saltFor(modelUnit(gone), start)).toBe(zeroHash)
  })
})
