import type { Hex } from 'viem'
import { andThen, combine, every, type Leaf, map } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import { operationState } from '@/lib/timelock'
import type { OperationFacts, TimelockFacts } from '../facts'
import type { OperationModel, OperationStanding, TimelockModel } from '../model'
import { operationExecutable } from './executable'

/** The timelock's queue at time `t` [s]. */
export function deriveTimelock(facts: TimelockFacts, t: Seconds): TimelockModel {
  const operations = facts.operations.map((operation) => deriveOperation(operation, facts, t))
  const pending = map(every(operations.map(({ state }) => state)), (states) =>
    operations.flatMap(({ id }, index) =>
      states[index] === 'waiting' || states[index] === 'ready' ? [id] : [],
    ),
  )
  const counted = combine(
    { count: facts.operationCount, pending },
    ({ count, pending: ids }) => count === BigInt(ids.length),
  )
  return {
    ...facts,
    operations,
    complete: facts.list ? listComplete(facts.list, operations, counted, pending) : counted,
  }
}

/** Whether the contract lists exactly what is pending, and of all of it the calls are known. */
function listComplete(
  { ids }: NonNullable<TimelockFacts['list']>,
  operations: readonly OperationModel[],
  counted: Leaf<boolean>,
  pending: Leaf<readonly Hex[]>,
): Leaf<boolean> {
  return andThen(ids, (listed) => {
    const own = operations.filter(({ id }) => listed.includes(id))
    const contents = every<unknown>(own.map(({ kept, timestamp }) => kept?.targets ?? timestamp))
    return combine(
      { counted, pending, contents },
      (read) =>
        read.counted &&
        listed.every((id) => read.pending.includes(id)) &&
        own.every(({ queued }) => queued.proven),
    )
  })
}

function deriveOperation(operation: OperationFacts, timelock: TimelockFacts, t: Seconds): OperationModel {
  return {
    ...operation,
    state: map(operation.timestamp, (timestamp): OperationStanding => {
      const state = operationState(timestamp, t)
      // The contract forgets a cancelled operation but its events name it, so it is unset although it was scheduled.
      if (state === 'unset') return 'cancelled'
      return state === 'done' ? 'executed' : state
    }),
    readyAt: map(operation.timestamp, (timestamp) => (timestamp > 1n ? timestamp : null)),
    executable: operationExecutable(operation, timelock, t),
  }
}
