import { type Address, encodeFunctionData } from 'viem'
import { beamTimeLockAbi, pasMomAbi } from '@/lib/abi'
import { isMomAllowed, isPauser } from '@/lib/console/authority'
import { places, sets } from '@/lib/console/effects'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { coming, plural } from '@/lib/format'
import { map, some } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import { bySpell } from '@/lib/words/spells'
import type { ActionDefinition } from '../definition'
import type { DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { inNamedUnit } from '../unit-of'
import { type PauseTimelockRequest, pauseTimelockKind } from './request'

export const pauseTimelock: ActionDefinition<PauseTimelockRequest, false> = {
  ...pauseTimelockKind,
  build: inNamedUnit(build),
}

/** Pauses the BEAMTimeLock of a Unit, directly with PAUSER_ROLE or through PASMom. Source: DOMAIN.md §6.3. */
function build(
  request: PauseTimelockRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  from: Address,
): DirectAction<PauseTimelockRequest> {
  const { timelock, mom } = unit.configurator.addresses
  const direct = isPauser(unit, from)
  const viaMom = isMomAllowed(unit, from, 'pause')
  // The direct way is preferred: one contract fewer has to work.
  const route = !(direct.ok && direct.value) && viaMom.ok && viaMom.value ? 'mom' : 'timelock'
  return {
    request,
    title: inUnit(model, unit, 'Pause the timelock'),
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
        holds: map(unit.timelock.paused, (paused) => !paused),
        weight: 'blocks',
        already: true,
      },
      ...cancelFirst(unit, model.time),
    ],
    effects: [sets(places.units(unit.id).timelock.paused, true)],
    events: [
      emits(timelock, beamTimeLockAbi, 'Paused', { account: route === 'mom' ? mom : from }),
      ...(route === 'mom' ? [emits(mom, pasMomAbi, 'Pause', [])] : []),
    ],
    afterwards: 'What waits in the timelock stays there until governance ends the pause.',
    disables: [
      'Nothing can be scheduled, executed or cancelled while the timelock is paused.',
      'The delays keep running: what becomes ready meanwhile can be executed by anyone after the unpause.',
    ],
    undo: `Only the admin of the timelock can unpause it: governance, ${bySpell(model)}.`,
  }
}

/**
 * Nothing can be cancelled during a pause, so whatever should not run has to be cancelled before.
 * @param time of the model [unix s]
 */
function cancelFirst({ timelock }: ConfiguratorUnit, time: Seconds): readonly Requirement[] {
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
        ? ', one of them is already past its delay'
        : `, the first delay ends ${first.date}, in ${first.left}`
  return [
    {
      id: 'cancel-first',
      says: {
        holds: 'No operation is pending, so there is nothing to cancel first',
        fails: `Before pausing, cancel what should not run (${unread > 0 ? 'at least ' : ''}${plural(pending.length, 'operation')} pending${when}${unread > 0 ? `, ${unread} could not be read` : ''}; none can be cancelled while paused)`,
      },
      holds: map(timelock.operationCount, (count) => count === 0n),
      weight: 'warn',
    },
  ]
}
