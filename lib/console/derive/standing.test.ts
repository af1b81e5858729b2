import { type Hex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { seconds } from '@/lib/math'
import { fakeTime } from '@/lib/testing/fakes/model'
import type { OperationFacts, TimelockFacts } from '../facts'
import { deriveTimelock } from './timelock'

const id = (n: number): Hex => toHex(n, { size: 32 })
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const NOW = seconds(fakeTime)

const operation = (
  n: number,
  timestamp: Leaf<bigint>,
  more: Partial<Record<keyof OperationFacts, unknown>> = {},
) =>
  ({
    ...{ id: id(n), timestamp, kept: null, predecessorTimestamp: null },
    queued: { calls: [], predecessor: id(0), proven: true },
    ...more,
  }) as unknown as OperationFacts

const timelockOf = (
  operations: readonly OperationFacts[],
  { count = given(0n), ids }: { readonly count?: Leaf<bigint>; readonly ids?: Leaf<readonly Hex[]> } = {},
) =>
  deriveTimelock(
    {
      ...{ paused: given(false), minDelay: given(seconds(1n)), holders: [], operations },
      ...{ operationCount: count, list: ids === undefined ? null : { ids } },
    } as unknown as TimelockFacts,
    NOW,
  )

describe('an operation by the time that is stored of it', () => {
  it.each([
    [0n, 'cancelled', null],
    [1n, 'executed', null],
    [2n, 'ready', 2n],
    [fakeTime, 'ready', fakeTime],
    [fakeTime + 1n, 'waiting', fakeTime + 1n],
  ])('stands so: %s', (timestamp, state, readyAt) => {
    expect(timelockOf([operation(1, given(timestamp))]).operations[0]).toMatchObject({
      state: { ok: true, value: state },
      readyAt: { ok: true, value: readyAt },
    })
  })
})

describe('a queue', () => {
  const pending = [operation(1, given(fakeTime)), operation(2, given(fakeTime + 9n))]
  const over = [operation(3, given(0n)), operation(4, given(1n))]
  const complete = (...input: Parameters<typeof timelockOf>) => {
    const found = timelockOf(...input).complete
    return found.ok ? found.value : 'unknown'
  }

  it('is complete where the contract counts what is pending, no more and no less', () => {
    expect(complete([...pending, ...over], { count: given(2n) })).toBe(true)
    for (const count of [0n, 1n, 3n, 4n]) {
      expect(complete([...pending, ...over], { count: given(count) })).toBe(false)
    }
    expect(complete([...pending, operation(5, unread)], { count: given(2n) })).toBe('unknown')
    expect(complete(pending, { count: unread })).toBe('unknown')
  })

  it('is complete where the contract lists it, and of all of it the calls are proven', () => {
    const both = given([id(1), id(2)])
    const count = given(2n)
    expect(complete(pending, { count, ids: both })).toBe(true)
    expect(complete(pending, { count, ids: given([id(1)]) })).toBe(true)
    expect(complete(pending, { count, ids: given([id(1), id(2), id(3)]) })).toBe(false)
    expect(complete(pending, { count: given(3n), ids: both })).toBe(false)
    expect(complete(pending, { count, ids: unread })).toBe('unknown')
    const unproven = (n: number) =>
      pending.map((one) =>
        one.id === id(n) ? operation(n, one.timestamp, { queued: { ...one.queued, proven: false } }) : one,
      )
    expect(complete(unproven(1), { count, ids: both })).toBe(false)
    expect(complete(unproven(2), { count, ids: given([id(1)]) })).toBe(true)
  })

  it('is unknown where the contract kept calls of it that were not read', () => {
    const kept = (targets: Leaf<readonly Hex[]>) => ({ kept: { targets, predecessor: given(id(0)) } })
    const count = given(1n)
    const of = (targets: Leaf<readonly Hex[]>, listed: Hex) =>
      complete([operation(1, given(fakeTime), kept(targets))], { count, ids: given([listed]) })
    expect(of(given([]), id(1))).toBe(true)
    expect(of(unread, id(1))).toBe('unknown')
    // It is not in the list, so nobody has to know what it is.
    expect(of(unread, id(2))).toBe(false)
  })
})
