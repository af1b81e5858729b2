import { type Address, encodeFunctionData, type Hex, zeroAddress, zeroHash } from 'viem'
import { beamStateAbi, beamTimeLockAbi } from '@/lib/abi'
import { isProposer, mayDelayed } from '@/lib/console/authority'
import { type Effect, holdsNow } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { pausOf } from '@/lib/console/paus'
import { formatDuration, plural } from '@/lib/format'
import { given, map } from '@/lib/leaf'
import { WAD } from '@/lib/math'
import { hashOperation, type OperationContent, type TimelockCall } from '@/lib/timelock'
import { tellCall } from '@/lib/words/calls'
import type { RoutedDefinition } from '../definition'
import type { DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { type TakesEffect, takesEffect } from '../execute-operation/takes-effect'
import { heldBack } from '../held-back'
import { notPaused, queuedIn } from '../queued'
import { inNamedUnit, namedUnit } from '../unit-of'
import {
  type DelayedCall,
  type DelayedFunction,
  type ScheduleRequest,
  scheduleOperationKind,
} from './request'

export const scheduleOperation: RoutedDefinition<ScheduleRequest, true> = {
  ...scheduleOperationKind,
  routing: {
    direct: (request, model, account) => {
      const unit = namedUnit(request, model)
      return unit && isProposer(unit, account)
    },
    safes: (request, model) => {
      const unit = namedUnit(request, model)
      return unit ? proposerSafes(model, unit) : []
    },
  },
  build: inNamedUnit(build),
}

/** Safes of the deployment that hold PROPOSER_ROLE on the timelock of a Unit, and those for which that is not known. */
export const proposerSafes = (
  { safes }: Pick<ConsoleModel, 'safes'>,
  { timelock }: ConfiguratorUnit,
): readonly SafeFacts[] =>
  safes.filter(({ id }) =>
    timelock.holders.some(
      ({ role, account, active }) =>
        role === 'PROPOSER_ROLE' && account === id && (!active.ok || active.value),
    ),
  )

/** What is scheduled: calls of BeamState, after nothing else. */
function contentOf(request: ScheduleRequest, { configurator }: ConfiguratorUnit): OperationContent {
  const { beamState } = configurator.addresses
  return {
    calls: request.batch.map((call) => ({ target: beamState, value: 0n, data: payloadOf(call) })),
    predecessor: zeroHash,
    salt: request.salt,
  }
}

/** The calls that will wait, for a form that shows what they change. */
export const callsScheduled = (request: ScheduleRequest, unit: ConfiguratorUnit): readonly TimelockCall[] =>
  contentOf(request, unit).calls

function payloadOf({ call, target, key, amount, slope, data }: DelayedCall): Hex {
  switch (call) {
    case 'start':
      return encodeFunctionData({ abi: beamStateAbi, functionName: call })
    case 'setHop':
    case 'setMaxChange':
      return encodeFunctionData({ abi: beamStateAbi, functionName: call, args: [target, amount] })
    case 'addRateLimits':
    case 'addController':
    case 'addCBeam':
      return encodeFunctionData({ abi: beamStateAbi, functionName: call, args: [target] })
    case 'addInitRateLimits':
      return encodeFunctionData({ abi: beamStateAbi, functionName: call, args: [key, target, amount, slope] })
    case 'addInitControllerActions':
      return encodeFunctionData({ abi: beamStateAbi, functionName: call, args: [data, target] })
  }
}

/** `scheduleBatch` of calls of BeamState, with the least delay. Source: DOMAIN.md §6.3. */
function build(
  request: ScheduleRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  from: Address,
): DirectAction<ScheduleRequest> {
  const { timelock } = unit.configurator.addresses
  const { minDelay } = unit.timelock
  const content = contentOf(request, unit)
  const id = hashOperation(content)
  const [call, ...more] = content.calls
  const words = call ? tellCall(call, model.generators, (address) => address).text : ''
  const delay = minDelay.ok ? minDelay.value : null
  const after = delay === null ? '' : `, ${formatDuration(delay)} after it was scheduled`
  return {
    request,
    title: inUnit(
      model,
      unit,
      `Schedule: ${words}${more.length > 0 ? `, and ${plural(more.length, 'more call')}` : ''}`,
    ),
    emergency: false,
    from,
    calls:
      delay === null
        ? []
        : [
            {
              ...{ to: timelock, value: 0n },
              data: encodeFunctionData({
                abi: beamTimeLockAbi,
                functionName: 'scheduleBatch',
                args: [
                  content.calls.map(({ target }) => target),
                  content.calls.map(({ value }) => value),
                  content.calls.map(({ data }) => data),
                  content.predecessor,
                  content.salt,
                  delay,
                ],
              }),
            },
          ],
    permission: {
      id: 'proposer',
      says: {
        holds: `${from} holds PROPOSER_ROLE on the timelock`,
        fails: `${from} does not hold PROPOSER_ROLE on the timelock`,
      },
      holds: isProposer(unit, from),
      weight: 'blocks',
    },
    requirements: [
      notPaused(unit),
      {
        id: 'delay-known',
        says: {
          holds: 'The least delay of the timelock is known',
          fails: 'The least delay of the timelock is not known',
        },
        holds: map(minDelay, () => true),
        weight: 'blocks',
      },
      notScheduled(unit, id),
      {
        id: 'call-there',
        says: { holds: 'It makes a call', fails: 'It makes no call' },
        holds: given(request.batch.length > 0),
        weight: 'blocks',
      },
      ...accepted(request.batch),
      {
        id: 'timelock-delayed',
        says: {
          holds: 'The timelock may make this call: it holds the DELAYED role of BeamState',
          fails: 'BeamState refuses the timelock: it does not hold the DELAYED role',
        },
        holds: mayDelayed(unit, timelock),
        weight: 'blocks',
      },
      ...meant(request, content, model, unit),
      heldBack(model),
    ],
    effects: delay === null ? [] : scheduledEffects(unit, content, id, model.time + delay),
    events: [
      ...content.calls.map(({ target, value, data }, index) =>
        emits(timelock, beamTimeLockAbi, 'CallScheduled', {
          ...{ id, index: BigInt(index), target, value, data },
          ...{ predecessor: content.predecessor, delay: delay ?? 0n },
        }),
      ),
      ...(content.salt === zeroHash
        ? []
        : [emits(timelock, beamTimeLockAbi, 'CallSalt', { id, salt: content.salt })]),
    ],
    afterwards: `${content.calls.length === 1 ? 'It waits' : `${plural(content.calls.length, 'call')} wait together`} in the timelock, and change${content.calls.length === 1 ? 's' : ''} nothing until somebody executes ${content.calls.length === 1 ? 'it' : 'them'}${after}.`,
    disables: [],
    undo: `Until it is executed, the Core Council or whoever else cancels in the timelock takes it back. Anyone executes it once it is due${after}.`,
  }
}

/** That it does not wait already, and did not wait before: the timelock takes the same only once. */
function notScheduled(unit: ConfiguratorUnit, id: Hex): Requirement {
  const known = queuedIn(unit, id)
  return {
    id: 'not-scheduled',
    says: { holds: 'It was not scheduled before', fails: `It is scheduled already, as operation ${id}` },
    holds: known ? map(known.timestamp, (time) => time === 0n) : map(unit.timelock.complete, () => true),
    weight: 'blocks',
    already: true,
  }
}

/** What BeamState demands of the calls. */
function accepted(batch: readonly DelayedCall[]): readonly Requirement[] {
  const demand = (
    id: string,
    about: (call: DelayedFunction) => boolean,
    isMet: (call: DelayedCall) => boolean,
    says: Requirement['says'],
  ): readonly Requirement[] => {
    const concerned = batch.filter(({ call }) => about(call))
    return concerned.length === 0
      ? []
      : [{ id, says, holds: given(concerned.every(isMet)), weight: 'blocks' }]
  }
  return [
    ...demand(
      'target-given',
      (call) => !MAY_BE_GENERAL.includes(call),
      ({ target }) => target !== zeroAddress,
      { holds: 'It names an account', fails: 'It names the zero address, which is nobody' },
    ),
    ...demand(
      'max-change',
      (call) => call === 'setMaxChange',
      ({ amount }) => amount >= WAD,
      {
        holds: 'The greatest change is at least ×1',
        fails: 'BeamState refuses a greatest change below ×1 (BeamState/maxChange-below-1x)',
      },
    ),
    ...demand(
      'call-given',
      (call) => call === 'addInitControllerActions',
      ({ data }) => data.length >= 10,
      { holds: 'It approves a call', fails: 'It approves no call: its bytes are fewer than 4' },
    ),
  ]
}

/** Functions whose zero address is an entry for all; `start` names nobody. */
const MAY_BE_GENERAL: readonly DelayedFunction[] = [
  ...(['setHop', 'setMaxChange', 'addInitRateLimits', 'addInitControllerActions', 'start'] as const),
]

/** What a person should know before it is scheduled. */
function meant(
  { batch }: ScheduleRequest,
  content: OperationContent,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
): readonly Requirement[] {
  const takes = takesEffect(content.calls, unit, model)
  const paus = pausOf(model, unit)
  const entries = batch.filter(({ call }) => MAY_BE_GENERAL.includes(call) && call !== 'start')
  const general = entries.find(({ target }) => target === zeroAddress)
  const all = general?.call === 'addInitControllerActions' ? paus.controllers : paus.rateLimits
  return [
    ...(entries.length > 0
      ? [
          {
            id: 'one-pau',
            says: {
              holds: 'Each entry is for one PAU',
              fails: `There is a general entry: it touches all PAUs (${all.length}) that have none of their own`,
            },
            holds: given(general === undefined),
            weight: 'warn',
          } as const,
        ]
      : []),
    ...told(takes, model),
  ]
}

/** Whether it changes a value that is shown here; nothing is said of one that changes none. */
function told(takes: TakesEffect, model: ConsoleModel): readonly Requirement[] {
  if (!takes.ok) {
    return [
      {
        id: 'effects-told',
        says: {
          holds: 'All that it will change can be stated',
          fails: `What it will change cannot be stated, and this console cannot execute it then: ${takes.because.join('; ')}`,
        },
        holds: given(false),
        weight: 'warn',
      },
    ]
  }
  if (takes.effects.length === 0) return []
  return [
    {
      id: 'changes-something',
      says: {
        holds: 'It changes something by what is so now',
        fails: 'All that it would set is so already',
      },
      holds: given(!takes.effects.every((one) => holdsNow(one, model))),
      weight: 'warn',
    },
  ]
}

/** Every value of the timelock that changes when an operation is scheduled. @param due [unix s] */
function scheduledEffects(
  { id: unit, timelock }: ConfiguratorUnit,
  { calls, predecessor, salt }: OperationContent,
  id: Hex,
  due: bigint,
): readonly Effect[] {
  const { operationCount: count, list, operations } = timelock
  const at = places.units(unit).timelock
  const own = at.operations(id)
  const last = operations.find(
    ({ kept, timestamp }) =>
      kept?.next.ok && kept.next.value === zeroHash && timestamp.ok && timestamp.value > DONE,
  )
  return [
    timed(own.timestamp, due),
    ...(count.ok ? [sets(at.operationCount, count.value + 1n)] : []),
    ...(list === null
      ? []
      : [
          sets(own.kept.next, zeroHash),
          sets(
            own.kept.targets,
            calls.map(({ target }) => target),
          ),
          sets(
            own.kept.values,
            calls.map(({ value }) => value),
          ),
          sets(
            own.kept.payloads,
            calls.map(({ data }) => data),
          ),
          sets(own.kept.predecessor, predecessor),
          sets(own.kept.salt, salt),
          ...(last ? [sets(at.operations(last.id).kept.next, id)] : [sets(at.list.first, id)]),
        ]),
  ]
}

/** The timestamp of an operation that was executed; what waits has a greater one. Source: TimelockController. */
const DONE = 1n

/** For a form: how many of each Unit have been scheduled, so that the same can be scheduled anew. */
export const saltFor = (unit: ConfiguratorUnit, request: Omit<ScheduleRequest, 'salt'>): Hex => {
  for (let n = 0n; ; n += 1n) {
    const salt: Hex = `0x${n.toString(16).padStart(64, '0')}`
    const known = queuedIn(unit, hashOperation(contentOf({ ...request, salt }, unit)))
    // One that was cancelled is forgotten, and can be scheduled as it was.
    if (known === null || (known.timestamp.ok && known.timestamp.value === 0n)) return salt
  }
}
