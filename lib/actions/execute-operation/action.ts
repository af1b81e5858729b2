import { type Address, encodeFunctionData, type Hex, zeroHash } from 'viem'
import { beamTimeLockAbi } from '@/lib/abi'
import { isExecutor, mayDelayed } from '@/lib/console/authority'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, OperationModel } from '@/lib/console/model'
import { capital, formatDuration, fromWords, plural } from '@/lib/format'
import { given, type Leaf, map, unknown } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import type { ActionDefinition } from '../definition'
import type { ActionCall, DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { heldBack } from '../held-back'
import { endEffects, notCancelled, notExecuted, notPaused, onQueued, predecessorOf } from '../queued'
import { type ExecuteOperationRequest, executeOperationKind } from './request'
import { type TakesEffect, takesEffect } from './takes-effect'

export const executeOperation: ActionDefinition<ExecuteOperationRequest, false> = {
  ...executeOperationKind,
  build: onQueued(execute),
}

/**
 * `executeBatch` of an operation whose delay is over, which anyone may call, with exactly what was scheduled. Source:
 * DOMAIN.md §6.3.
 */
function execute(
  request: ExecuteOperationRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  operation: OperationModel,
  from: Address,
): DirectAction<ExecuteOperationRequest> {
  const { id, queued } = operation
  const { timelock } = unit.configurator.addresses
  const { minDelay } = unit.timelock
  const takes: TakesEffect = queued.proven
    ? takesEffect(queued.calls, unit, model)
    : { ok: false, because: ['Its calls are not known'] }
  return {
    request,
    title: inUnit(model, unit, `Execute operation ${id}`),
    emergency: false,
    from,
    calls: callsOf(operation, timelock),
    permission: {
      id: 'executor',
      says: {
        holds: 'Anyone may execute, or this account holds EXECUTOR_ROLE on the timelock',
        fails: `Not everybody may execute in this timelock, and ${from} does not hold EXECUTOR_ROLE`,
      },
      holds: isExecutor(unit, from),
      weight: 'blocks',
    },
    requirements: [
      notExecuted(operation, true),
      notCancelled(operation, false),
      delayOver(operation, model.time),
      predecessorDone(operation),
      notPaused(unit),
      {
        id: 'calls-known',
        says: {
          holds: 'Its calls, its predecessor and its salt are known: they hash to its id',
          fails: 'What was seen of its calls does not hash to its id: something of it is missing',
        },
        holds: given(queued.proven),
        weight: 'blocks',
      },
      {
        id: 'effects-known',
        says: {
          holds: 'All that its calls change can be stated',
          fails: `What it changes cannot be stated: ${takes.ok ? '' : takes.because.join('; ')}`,
        },
        holds: given(takes.ok),
        weight: 'blocks',
      },
      {
        id: 'timelock-delayed',
        says: {
          holds: 'The timelock may make these calls: it holds the DELAYED role of BeamState',
          fails: 'BeamState refuses the timelock: it does not hold the DELAYED role',
        },
        holds: mayDelayed(unit, timelock),
        weight: 'blocks',
      },
      heldBack(model),
    ],
    effects: [...endEffects(unit, operation, 'executed'), ...(takes.ok ? takes.effects : [])],
    events: takes.ok ? [...takes.events, ...executedEvents(operation, timelock)] : [],
    afterwards: queued.proven
      ? `${plural(queued.calls.length, 'call')} of the Core Council ${queued.calls.length === 1 ? 'takes' : 'take'} effect at once.`
      : 'What the Core Council scheduled takes effect at once.',
    disables: [],
    undo: `What it sets stays set. The Core Council takes a registration or an approval away at once; anything else it has to schedule${minDelay.ok ? ` (${formatDuration(minDelay.value)})` : ''}.`,
  }
}

/** None where the content is not known: another content has another id, and is refused. */
function callsOf({ queued }: OperationModel, timelock: Address): readonly ActionCall[] {
  const { calls, predecessor, salt, proven } = queued
  if (!proven || predecessor === null) return []
  const data = encodeFunctionData({
    abi: beamTimeLockAbi,
    functionName: 'executeBatch',
    args: [
      calls.map(({ target }) => target),
      calls.map(({ value }) => value),
      calls.map((call) => call.data),
      predecessor,
      salt,
    ],
  })
  return [{ to: timelock, value: 0n, data }]
}

const executedEvents = ({ id, queued }: OperationModel, timelock: Address): readonly ExpectedEvent[] =>
  queued.calls.map(({ target, value, data }, index) =>
    emits(timelock, beamTimeLockAbi, 'CallExecuted', { id, index: BigInt(index), target, value, data }),
  )

/** That it may be executed by the clock; @param now of the model [unix s] */
function delayOver({ timestamp }: OperationModel, now: Seconds): Requirement {
  const when = timestamp.ok ? `: it can be executed ${fromWords(timestamp.value, now)}` : ''
  return {
    id: 'delay-over',
    says: { holds: 'Its delay is over', fails: `Its delay is not over${when}` },
    holds: map(timestamp, (time) => time <= now),
    weight: 'blocks',
  }
}

/** That what has to be done first is done. */
function predecessorDone(operation: OperationModel): Requirement {
  const { predecessorTimestamp: stored } = operation
  const first = predecessorOf(operation)
  const isGone = stored?.ok === true && stored.value === 0n
  return {
    id: 'predecessor-done',
    says: {
      holds:
        first === null || first === zeroHash ? 'Nothing has to be done first' : `Operation ${first} is done`,
      fails: `${capital(named(first))} has to be executed first${isGone ? ', and was cancelled or never scheduled' : ''}`,
    },
    holds: isDone(first, stored),
    weight: 'blocks',
  }
}

const named = (first: Hex | null): string => (first === null ? 'another operation' : `operation ${first}`)

function isDone(first: Hex | null, stored: OperationModel['predecessorTimestamp']): Leaf<boolean> {
  if (stored !== null) return map(stored, (time) => time === 1n)
  return first === null ? unknown(notSeen) : given(true)
}

const notSeen = {
  kind: 'not-read',
  message: 'The event that names its predecessor was not seen.',
} as const
