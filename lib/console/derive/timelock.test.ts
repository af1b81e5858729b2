import { type Hex, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { listing } from '@/lib/testing/fakes/timelock'
import { modelUnit } from '@/lib/testing/units'
import { hashOperation, type OperationContent, type TimelockLog } from '@/lib/timelock'
import type { ConsoleModel } from '../model'
import { checkState } from '../model/check'

const contentOf = (n: number, predecessor: Hex = zeroHash): OperationContent => ({
  calls: [{ target: someone, value: 0n, data: toHex(n, { size: 4 }) }],
  predecessor,
  salt: zeroHash,
})
const contents = [contentOf(1), contentOf(2), contentOf(3)]
const [first, second, third] = contents.map(hashOperation) as [Hex, Hex, Hex]

const scheduled = (content: OperationContent, logIndex: number): TimelockLog => ({
  eventName: 'CallScheduled',
  args: {
    ...{ id: hashOperation(content), index: 0n, ...content.calls[0]!, predecessor: content.predecessor },
    delay: 5n,
  },
  blockNumber: 1n,
  logIndex,
})
const logs = contents.map(scheduled)

const model = (outputs: FakeOutputs, timelock: readonly TimelockLog[] = []) =>
  fakeModel(outputs, fakeTime, undefined, { timelock })
const shown = (of: ConsoleModel) =>
  modelUnit(of).timelock.operations.map(({ id, queued, state }) => [
    id,
    queued.calls.map(({ data }) => data),
    state.ok && state.value,
  ])
const check = (of: ConsoleModel, id: string) => checkState(of.checks.find((one) => one.id === id)!)
const all = contents.map((content) => [hashOperation(content), [content.calls[0]!.data], 'ready'])

describe('the queue of a timelock that lists its operations', () => {
  it('is whole and known in full whatever the logs say', () => {
    for (const told of [[], logs, logs.slice(1, 2), logs.toReversed()]) {
      const of = model(listing(contents), told)
      expect(shown(of).toSorted()).toEqual(all.toSorted())
      expect(modelUnit(of).timelock.operations.every(({ queued }) => queued.proven)).toBe(true)
      expect(modelUnit(of).timelock.complete).toMatchObject({ ok: true, value: true })
      expect(check(of, 'timelock/complete')).toBe('pass')
    }
    expect(modelUnit(model(listing([]))).timelock.complete).toMatchObject({ ok: true, value: true })
  })

  it('has what the contract keeps of an operation, not what a log says of it', () => {
    const forged = { ...logs[0]!, args: { ...logs[0]!.args, data: '0xffffffff' } } as TimelockLog
    expect(shown(model(listing(contents), [forged])).toSorted()).toEqual(all.toSorted())
  })

  it('does not hold an operation that only a log says is pending', () => {
    const of = model(listing(contents.slice(0, 2)), logs)
    expect(modelUnit(of).timelock.operations.find(({ id }) => id === third)?.state).toMatchObject({
      value: 'cancelled',
    })
    expect(modelUnit(of).timelock.complete).toMatchObject({ ok: true, value: true })
  })

  it('is not called complete where list, count or stored times contradict each other', () => {
    const wrong = (outputs: FakeOutputs) =>
      modelUnit(model({ ...listing(contents), ...outputs })).timelock.complete
    expect(wrong({ 'getOperationsCount()': () => [4n] })).toMatchObject({ ok: true, value: false })
    expect(wrong({ 'getOperationsCount()': () => [2n] })).toMatchObject({ ok: true, value: false })
    expect(wrong({ 'getTimestamp(bytes32)': ([id]) => [id === second ? 0n : fakeTime] })).toMatchObject({
      ok: true,
      value: false,
    })
    const other = { ...listing([contentOf(4)]), ...{ 'getFirstOperationId()': () => [first] } }
    expect(
      modelUnit(model({ ...other, 'getTimestamp(bytes32)': () => [fakeTime] })).timelock.complete,
    ).toMatchObject({
      ok: true,
      value: false,
    })
    // One that is pending and not in the list, told by a log.
    const unlisted = model(
      { ...listing(contents.slice(0, 2)), 'getTimestamp(bytes32)': () => [fakeTime] },
      logs,
    )
    expect(modelUnit(unlisted).timelock.complete).toMatchObject({ ok: true, value: false })
    expect(check(unlisted, 'timelock/complete')).toBe('attention')
  })

  it('is unknown, and no shorter, where a link was not read', () => {
    const cut = (timelock: readonly TimelockLog[]) =>
      model(
        {
          ...listing(contents),
          'getNextOperationId(bytes32)': ([id]) => (id === first ? null : [id === second ? third : zeroHash]),
        },
        timelock,
      )
    expect(modelUnit(cut([])).timelock.complete.ok).toBe(false)
    expect(check(cut([]), 'timelock/complete')).toBe('unknown')
    expect(shown(cut(logs)).toSorted()).toEqual(all.toSorted())
    expect(modelUnit(cut(logs)).timelock.complete.ok).toBe(false)
  })

  it('does not follow a list that never ends', () => {
    const circle = { ...listing(contents), 'getNextOperationId(bytes32)': () => [first] }
    expect(modelUnit(model(circle)).timelock.complete.ok).toBe(false)
  })

  it('tells which operation blocks another, by the contract', () => {
    const blocked = contentOf(9, third)
    const of = model({ ...listing([blocked]) })
    expect(modelUnit(of).timelock.operations[0]?.executable).toMatchObject({
      value: { holds: [{ why: 'predecessor', operation: third, stands: 'gone' }], at: null },
    })
    const unread = model({ ...listing([blocked]), 'getOperation(bytes32)': () => null })
    expect(modelUnit(unread).timelock.operations[0]?.executable.ok).toBe(false)
    expect(modelUnit(unread).timelock.complete.ok).toBe(false)
  })
})

describe('the queue of a timelock that only counts', () => {
  const counting = (count: bigint): FakeOutputs => ({
    ...listing(contents),
    'getOperationsCount()': () => null,
    'getOperationCount()': () => [count],
  })

  it('is what the logs say, held against the count', () => {
    const of = model(counting(3n), logs)
    expect(modelUnit(of).timelock.list).toBeNull()
    expect(shown(of)).toEqual(all)
    expect(modelUnit(of).timelock.complete).toMatchObject({ ok: true, value: true })
    const signatures = of.sources.map(({ signature }) => signature)
    expect(signatures).not.toContain('getFirstOperationId()')
    expect(signatures).not.toContain('getOperation(bytes32)')
    for (const short of [model(counting(3n), logs.slice(1)), model(counting(2n), logs)]) {
      expect(modelUnit(short).timelock.complete).toMatchObject({ ok: true, value: false })
    }
  })

  it('is unknown where neither was answered', () => {
    const of = model({ ...counting(3n), 'getOperationCount()': () => null }, logs)
    expect(modelUnit(of).timelock.operationCount.ok).toBe(false)
    expect(modelUnit(of).timelock.complete.ok).toBe(false)
    expect(modelUnit(of).timelock.operations.map(({ executable }) => executable.ok)).toEqual([
      false,
      false,
      false,
    ])
  })
})
