import { toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { checked } from '@/lib/testing/checked'
import { fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { withUnit } from '@/lib/testing/units'
import type { OperationModel, OperationStanding, TimelockModel, Unchecked } from '../model'
import type { Executable } from '../model/executable'
import { timelockChecks } from './timelock'

const model: Unchecked = fakeModel({}, fakeTime)
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const id = (n: number) => toHex(n, { size: 32 })
const SINCE = '2027-01-15 08:00 UTC'

const open: Executable = { holds: [], at: null, certain: true }
const paused: Executable = { holds: [{ why: 'paused' }], at: null, certain: true }

const operation = (
  n: number,
  state: OperationStanding,
  executable: Executable | null,
  more: Partial<OperationModel> = {},
) =>
  ({
    ...{ id: id(n), state: given(state), executable: given(executable), readyAt: given(fakeTime) },
    ...more,
  }) as unknown as OperationModel

const shown = (name: string, operations: readonly OperationModel[], more: Partial<TimelockModel> = {}) => {
  const timelock = { list: null, operationCount: given(2n), ...more, operations }
  return checked(timelockChecks(withUnit(model, { timelock })), `timelock/${name}`)
}

describe('the check of what can be executed', () => {
  it('passes where nothing can be, and says of what is due why not', () => {
    const operations = [
      operation(1, 'waiting', {
        holds: [{ why: 'delay', until: fakeTime + 1n }],
        at: fakeTime + 1n,
        certain: true,
      }),
      operation(2, 'ready', paused),
      operation(3, 'executed', null),
    ]
    expect(shown('ready', operations)).toEqual({
      state: 'pass',
      title: 'No timelock operation can be executed',
      found: `None. Of ${id(2)}, whose delay is over, nobody can execute it: the timelock is paused.`,
    })
    expect(shown('ready', [])?.found).toBe('None.')
  })

  it('is amber with since when anyone can execute each', () => {
    const operations = [
      operation(1, 'ready', open),
      operation(2, 'ready', paused),
      operation(3, 'ready', open),
    ]
    expect(shown('ready', operations)).toEqual({
      state: 'attention',
      title: '2 timelock operations can be executed',
      found: `By anyone, since ${SINCE}, ${SINCE}. Of ${id(2)}, whose delay is over, nobody can execute it: the timelock is paused.`,
    })
    for (const readyAt of [given(null), unread]) {
      expect(shown('ready', [operation(1, 'ready', open, { readyAt })])?.found).toBe(
        'By anyone, since an unknown time.',
      )
    }
  })

  it('is unknown where one of them is', () => {
    expect(shown('ready', [operation(1, 'ready', null, { executable: unread })])?.state).toBe('unknown')
    expect(shown('ready', [operation(1, 'ready', open, { state: unread })])?.found).toBe('It reverted.')
  })
})

describe('the check of the queue', () => {
  const operations = [
    operation(1, 'waiting', null),
    operation(2, 'ready', open),
    operation(3, 'executed', null),
    operation(4, 'cancelled', null),
  ]

  it('counts what is pending, by the logs or by the list of the contract', () => {
    expect(shown('complete', operations, { complete: given(true) })).toEqual({
      state: 'pass',
      title: 'The timelock queue is complete',
      found: '2 pending operations by the logs of node.test, 2 by its count.',
    })
    const list = { ids: given([id(1)]) } as never
    expect(shown('complete', operations.slice(0, 1), { list, complete: given(false) })).toEqual({
      state: 'attention',
      title: 'Other operations are pending in the timelock than are known here',
      found: '1 pending operation by the list of the contract, 2 by its count.',
    })
  })

  it('expects what the contract counts, or all that it lists', () => {
    const expected = (list: unknown) =>
      timelockChecks(withUnit(model, { timelock: { list: list as never } }))[0]?.expected
    expect(expected(null)).toBe('As many pending operations from events as getOperationCount() says')
    expect(expected({ ids: given([]) })).toBe(
      'As many pending operations as getOperationsCount() says, all that the contract lists',
    )
  })
})
