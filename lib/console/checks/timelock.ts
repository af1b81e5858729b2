import { formatUtc, plural } from '@/lib/format'
import type { Check } from '../check'
import { logsOf } from '../coverage-words'
import { combine, every, map } from '../leaf'
import type { ConsoleModel } from '../model'

export function timelockChecks({
  timelock,
  block,
  coverage,
}: Omit<ConsoleModel, 'checks'>): readonly Check[] {
  const states = every(timelock.operations.map(({ state }) => state))
  const ready = timelock.operations.filter(({ state }) => state.ok && state.value === 'ready')
  return [
    {
      id: 'timelock/complete',
      area: 'timelock',
      title: 'The timelock queue is complete',
      level: 'attention',
      holds: timelock.complete,
      found: combine(
        { counted: timelock.operationCount, states },
        ({ counted, states: all }) =>
          `${plural(all.filter((state) => state === 'waiting' || state === 'ready').length, 'pending operation')} by ${logsOf(coverage)}, ${counted} by the contract.`,
      ),
      expected: 'As many pending operations from events as getOperationCount() says',
      remedy:
        'Queue incomplete: an operation may be pending that is not listed here. Do not rely on this list.',
      href: '/emergency',
    },
    {
      id: 'timelock/ready',
      area: 'timelock',
      title: 'No timelock operation is ready',
      level: 'attention',
      holds: map(states, () => ready.length === 0),
      found: map(states, () =>
        ready.length === 0
          ? 'None.'
          : `${plural(ready.length, 'operation')} can be executed by anyone, since ${ready
              .map(({ readyAt }) =>
                readyAt.ok && readyAt.value ? formatUtc(readyAt.value) : 'an unknown time',
              )
              .join(', ')}.`,
      ),
      expected: `Nothing executable at block ${block.number}`,
      remedy:
        'Anyone can execute it now. Cancel it if it should not take effect; cancelling is not possible while paused.',
      href: '/emergency',
    },
  ]
}
