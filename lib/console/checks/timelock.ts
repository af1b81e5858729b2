import { formatUtc, plural } from '@/lib/format'
import { combine, every, map } from '@/lib/leaf'
import { logsOf } from '@/lib/words/coverage'
import { executableWords } from '@/lib/words/executable'
import { isExecutable } from '../derive/executable'
import type { OperationModel, Unchecked } from '../model'
import type { Check } from '../model/check'

export function timelockChecks({ timelock, block, coverage }: Unchecked): readonly Check[] {
  const states = every(timelock.operations.map(({ state }) => state))
  const executables = every(timelock.operations.map(({ executable }) => executable))
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
        fails: 'The timelock counts other pending operations than are listed here',
      },
      level: 'attention',
      holds: timelock.complete,
      found: combine(
        { counted: timelock.operationCount, states },
        ({ counted, states: all }) =>
          `${plural(all.filter((state) => state === 'waiting' || state === 'ready').length, 'pending operation')} by ${logsOf(coverage)}, ${counted} by the contract.`,
      ),
      expected: 'As many pending operations from events as getOperationCount() says',
      remedy: 'An operation may be pending that is not listed here. Do not rely on this list.',
      shownAt: { page: 'emergency' },
    },
    {
      id: 'timelock/ready',
      area: 'timelock',
      says: {
        holds: 'No timelock operation can be executed',
        fails: `${plural(open.length, 'timelock operation')} can be executed`,
      },
      level: 'attention',
      holds: map(executables, () => open.length === 0),
      found: combine({ states, executables }, () => queueWords(open, due)),
      expected: `Nothing executable at block ${block.number}`,
      remedy:
        'Anyone can execute it now. Cancel it if it should not take effect; cancelling is not possible while paused.',
      shownAt: { page: 'emergency' },
    },
  ]
}

/** What can be executed, and what is due and cannot be. */
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
