import { combine, every, map } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import { operationState } from '@/lib/timelock'
import type { OperationFacts, TimelockFacts } from '../facts'
import type { OperationModel, OperationStanding, TimelockModel } from '../model'
import { operationExecutable } from './executable'

/** The timelock's queue at time `t` [s]. */
export function deriveTimelock(facts: TimelockFacts, t: Seconds): TimelockModel {
  const operations = facts.operations.map((operation) => deriveOperation(operation, facts, t))
  const pending = map(
    every(operations.map(({ state }) => state)),
    (states) => states.filter((state) => state === 'waiting' || state === 'ready').length,
  )
  return {
    ...facts,
    operations,
    complete: combine(
      { counted: facts.operationCount, pending },
      ({ counted, pending: found }) => counted === BigInt(found),
    ),
  }
}

function deriveOperation(operation: OperationFacts, timelock: TimelockFacts, t: Seconds): OperationModel {
  return {
    ...operation,
    state: map(operation.timestamp, (timestamp): OperationStanding => {
      const state = operationState(timestamp, t)
      // The contract forgets a cancelled operation, and its events name it: unset, but once scheduled.
      if (state === 'unset') return 'cancelled'
      return state === 'done' ? 'executed' : state
    }),
    readyAt: map(operation.timestamp, (timestamp) => (timestamp > 1n ? timestamp : null)),
    executable: operationExecutable(operation, timelock, t),
  }
}
