import { type Address, encodeFunctionData } from 'viem'
import { beamTimeLockAbi, pasMomAbi } from '@/lib/abi'
import { isMomAllowed, isPauser } from '@/lib/console/authority'
import type { ConsoleModel } from '@/lib/console/model'
import { coming, plural } from '@/lib/format'
import { map, some } from '@/lib/leaf'
import type { ActionDefinition } from '../definition'
import type { DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { type PauseTimelockRequest, pauseTimelockKind } from './request'

export const pauseTimelock: ActionDefinition<PauseTimelockRequest, false> = { ...pauseTimelockKind, build }

/** Pauses the BEAMTimeLock, directly with PAUSER_ROLE or through PASMom. Source: DOMAIN.md §6.3. */
function build(
  request: PauseTimelockRequest,
  model: ConsoleModel,
  from: Address,
): DirectAction<PauseTimelockRequest> {
  const { timelock, mom } = model.configurator.addresses
  const direct = isPauser(model, from)
  const viaMom = isMomAllowed(model, from, 'pause')
  // PAUSER_ROLE first: one contract fewer has to work.
  const route = !(direct.ok && direct.value) && viaMom.ok && viaMom.value ? 'mom' : 'timelock'
  return {
    request,
    title: 'Pause the timelock',
    emergency: true,
    from,
    calls: [
      route === 'mom'
        ? { to: mom, value: 0n, data: encodeFunctionData({ abi: pasMomAbi, functionName: 'pause' }) }
        : {
            to: timelock,
            value: 0n,
            data: encodeFunctionData({ abi: beamTimeLockAbi, functionName: 'pause' }),
          },
    ],
    permission: {
      id: 'pauser',
      says: {
        holds: `${from} holds PAUSER_ROLE on the timelock, or is let through by PASMom`,
        fails: `${from} neither holds PAUSER_ROLE on the timelock nor is let through by PASMom`,
      },
      holds: some([direct, viaMom]),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'not-paused',
        says: {
          holds: 'The timelock is not paused yet',
          fails: 'The timelock is paused already',
        },
        holds: map(model.timelock.paused, (paused) => !paused),
        weight: 'blocks',
      },
      ...cancelFirst(model),
    ],
    effects: [{ path: 'timelock/paused', after: { value: true } }],
    events: [
      emits(timelock, beamTimeLockAbi, 'Paused', { account: route === 'mom' ? mom : from }),
      ...(route === 'mom' ? [emits(mom, pasMomAbi, 'Pause', [])] : []),
    ],
    disables: [
      'Nothing can be scheduled, executed or cancelled while the timelock is paused.',
      'The delays keep running: what becomes ready meanwhile can be executed by anyone after the unpause.',
    ],
    undo: 'Only the admin of the timelock can unpause it: governance, by spell (24 h).',
  }
}

/** Pausing forbids cancelling, so what should go has to be cancelled before. */
function cancelFirst({ timelock, time }: ConsoleModel): readonly Requirement[] {
  const pending = timelock.operations.filter(
    ({ state }) => state.ok && (state.value === 'waiting' || state.value === 'ready'),
  )
  const unread = timelock.operations.filter(({ state }) => !state.ok).length
  if (pending.length === 0 && unread === 0) return []
  const next = pending
    .flatMap(({ readyAt }) => (readyAt.ok && readyAt.value !== null ? [readyAt.value] : []))
    .toSorted((a, b) => (a < b ? -1 : 1))[0]
  const first = next === undefined ? null : coming(next, time)
  const when =
    next === undefined
      ? ''
      : first === null
        ? ', the delay of one is over already'
        : `, the first delay ends ${first.date}, in ${first.left}`
  return [
    {
      id: 'cancel-first',
      says: {
        holds: 'No operation is pending that would have to be cancelled first',
        fails: `What is pending would have to be cancelled first (${unread > 0 ? 'at least ' : ''}${plural(pending.length, 'operation')} pending${when}${unread > 0 ? `, of ${unread} it could not be read` : ''}; none can be cancelled while paused)`,
      },
      holds: map(timelock.operationCount, (count) => count === 0n),
      weight: 'warn',
    },
  ]
}
