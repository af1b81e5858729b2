import { formatUtc, plural } from '@/lib/format'
import { combine, every, map } from '@/lib/leaf'
import { logsOf } from '@/lib/words/coverage'
import { executableWords } from '@/lib/words/executable'
import { isExecutable } from '../derive/executable'
import type { ConfiguratorUnit, OperationModel, Unchecked } from '../model'
import type { Check } from '../model/check'
import { checkIn } from './check-in'

export function timelockChecks(model: Unchecked): readonly Check[] {
  return model.units.flatMap((unit) => checksOf(unit, model).map((check) => checkIn(model, unit, check)))
}

function checksOf({ timelock }: ConfiguratorUnit, { block, coverage }: Unchecked): readonly Check[] {
  const states = every(timelock.operations.map(({ state }) => state))
  const executables = every(timelock.operations.map(({ executable }) => executable))
  const counted = timelock.operationCount
  const due = timelock.operations.filter(({ state }) => state.ok && state.value === 'ready')
  const open = timelock.operations.filter(
    ({ executable }) => executable.ok && executable.value !== null && isExecutable(executable.value),
  )
  return [
    {
      id: 'timelock/complete',
      area: 'timelock',
      says: {
        holds: 'The timelock queue is complete',
        fails: 'Other operations are pending in the timelock than are known here',
      },
      level: 'attention',
      holds: timelock.complete,
      found: combine(
        { counted: timelock.operationCount, states },
        ({ counted, states: all }) =>
          `${plural(all.filter((state) => state === 'waiting' || state === 'ready').length, 'pending operation')} by ${timelock.list ? 'the list of the contract' : logsOf(coverage)}, ${counted} by its count.`,
      ),
      expected: timelock.list
        ? 'As many pending operations as getOperationsCount() says, all that the contract lists'
        : 'As many pending operations from events as getOperationCount() says',
      remedy: 'An operation may be pending that is not shown here. Do not rely on the queue as shown.',
      shownAt: { page: 'queue' },
    },
    {
      id: 'timelock/ready',
      area: 'timelock',
      says: {
        holds: 'No timelock operation can be executed',
        fails: `${plural(open.length, 'timelock operation')} can be executed`,
      },
      level: 'attention',
      // That nothing can be rests on how many the contract counts, too.
      holds: open.length > 0 ? map(executables, () => false) : combine({ executables, counted }, () => true),
      found:
        open.length > 0
          ? combine({ states, executables }, () => queueWords(open, due))
          : combine({ states, executables, counted }, () => queueWords(open, due)),
      expected: `Nothing executable at block ${block.number}`,
      remedy:
        'Anyone can execute it now. Cancel it if it should not take effect; cancelling is not possible while paused.',
      shownAt: { page: 'queue' },
    },
  ]
}

/** The operations that can be executed, and those that are due but cannot. */
function queueWords(open: readonly OperationModel[], due: readonly OperationModel[]): string {
  const since = open.map(({ readyAt }) =>
    readyAt.ok && readyAt.value ? formatUtc(readyAt.value) : 'an unknown time',
  )
  const held = due.flatMap(({ id, executable }) =>
    executable.ok && executable.value && !isExecutable(executable.value)
      ? [`Of ${id}, whose delay is over, ${executableWords(executable.value)}.`]
      : [],
  )
  const can = open.length === 0 ? 'None.' : `By anyone, since ${since.join(', ')}.`
  return [can, ...held].join(' ')
}
