import { encodeFunctionData, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { fakePrimeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { listing } from '@/lib/testing/fakes/timelock'
import { modelUnit } from '@/lib/testing/units'
import { hashOperation, type OperationContent } from '@/lib/timelock'
import { pendingSentence, splitQueue } from './queue-rows'

const content = (value: bigint): OperationContent => ({
  calls: [
    {
      ...{ target: fakeUnit().beamState, value: 0n },
      data: encodeFunctionData({
        abi: beamStateAbi,
        functionName: 'setHop',
        args: [fakeUnit().timelock, value],
      }),
    },
  ],
  predecessor: zeroHash,
  salt: zeroHash,
})
const both = [content(1n), content(2n)]
/** Both operations are pending from a time, and none else is. */
const pendingAt =
  (time: bigint) =>
  ([id]: readonly unknown[]) => [both.some((one) => hashOperation(one) === id) ? time : 0n]
const none: FakeOutputs = {
  'spellData()': () => ['0x0000000000000000000000000000000000000000', zeroHash, 0n],
  'plans(bytes32)': () => [false],
}
const modelOf = (outputs: FakeOutputs = {}, contents: readonly OperationContent[] = both) =>
  fakeModel({ ...listing(contents), ...none, ...outputs }, fakeTime, fakePrimeDeployment())

describe('the queue', () => {
  it('has what is pending by the time from which it can run, and what has ended apart', () => {
    const [first, second] = both.map(hashOperation)
    const at = (id: unknown) => [id === first ? fakeTime + 9n : id === second ? fakeTime + 5n : 0n]
    const { timelock } = modelUnit(modelOf({ 'getTimestamp(bytes32)': ([id]) => at(id) }))
    const { pending, ended } = splitQueue(timelock.operations)
    expect(pending.map(({ id }) => id)).toEqual([second, first])
    expect(ended.every(({ id }) => id !== first && id !== second)).toBe(true)
  })
})

describe('the sentence on what is decided and not yet done', () => {
  const sentence = (outputs: FakeOutputs = {}, contents = both) => pendingSentence(modelOf(outputs, contents))

  it('counts operations, plans and spells', () => {
    const later: FakeOutputs = { 'getTimestamp(bytes32)': pendingAt(fakeTime + 9n) }
    expect(sentence(later)).toBe('2 operations of the timelock are pending; none can be executed now')
    expect(sentence({ ...later, 'plans(bytes32)': () => [true] })).toMatch(
      /^2 operations of the timelock and 1 plan of governance are pending; /,
    )
    const { generators } = modelOf({ 'spellData()': () => [someone, zeroHash, fakeTime + 9n] })
    expect(pendingSentence({ units: [], governance: null, generators })).toMatch(
      /^1 spell of a Prime is pending; /,
    )
  })

  it('says how many can be executed now', () => {
    expect(sentence({ 'paused()': () => [false], 'getTimestamp(bytes32)': pendingAt(fakeTime) })).toBe(
      '2 operations of the timelock are pending; 2 can be executed now',
    )
  })

  it('never says that none can be executed where that could not be read', () => {
    expect(sentence({ 'getTimestamp(bytes32)': () => null })).toMatch(
      /; of \d could not be read whether it can be executed$/,
    )
  })

  it('says that nothing is pending', () => {
    expect(pendingSentence({ units: [], governance: null, generators: [] })).toBe(
      'Nothing is decided and not yet done',
    )
  })
})
