import { type Address, encodeFunctionData, type Hex } from 'viem'
import { beamTimeLockAbi, guardianCouncilAbi } from '@/lib/abi'
import { isCanceller, isCancellingGuardian } from '@/lib/console/authority'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, OperationModel } from '@/lib/console/model'
import { formatDuration } from '@/lib/format'
import { some } from '@/lib/leaf'
import { tellCall } from '@/lib/words/calls'
import type { RoutedDefinition } from '../definition'
import type { ActionCall, DirectAction } from '../direct'
import { emits } from '../emits'
import { endEffects, notCancelled, notExecuted, notPaused, onQueued, waitingFor } from '../queued'
import { namedUnit } from '../unit-of'
import { type CancelOperationRequest, cancelOperationKind } from './request'

export const cancelOperation: RoutedDefinition<CancelOperationRequest, false> = {
  ...cancelOperationKind,
  routing: {
    direct: (request, model, account) => {
      const unit = namedUnit(request, model)
      return unit && some([isCanceller(unit, account), isCancellingGuardian(unit, account)])
    },
    safes: (request, model) => {
      const unit = namedUnit(request, model)
      return unit ? cancellerSafes(model, unit) : []
    },
  },
  build: onQueued(cancel),
}

/** Safes of the deployment that hold CANCELLER_ROLE on the timelock of a Unit, and those for which that is not known. */
export function cancellerSafes(
  { safes }: Pick<ConsoleModel, 'safes'>,
  unit: ConfiguratorUnit,
): readonly SafeFacts[] {
  return safes.filter(({ id }) => mayCancel(unit, id))
}

type Queue = { readonly timelock: Pick<ConfiguratorUnit['timelock'], 'holders'> }

/** Whether an account holds CANCELLER_ROLE, or may for all that was answered. Who was not asked does not. */
export function mayCancel({ timelock }: Queue, account: Address): boolean {
  return timelock.holders.some(
    ({ role, account: holder, active }) =>
      role === 'CANCELLER_ROLE' && holder === account && (!active.ok || active.value),
  )
}

/** Every cancellation in a Unit that a Safe may be approving. */
export function cancellationsThrough(
  safe: SafeFacts,
  { id: unit, timelock }: ConfiguratorUnit,
): readonly CancelOperationRequest[] {
  return timelock.operations
    .filter(isLeft)
    .map(({ id: operation }) => ({ kind: 'cancel-operation', unit, operation, through: safe.id }))
}

interface Cancellable {
  readonly configurator: { readonly addresses: { readonly timelock: Address } }
  readonly timelock: { readonly operations: readonly Pick<OperationModel, 'id' | 'timestamp'>[] }
}

/** The calls with which this console would cancel each pending operation that it lists in a Unit. */
export function callsOfCancellations({
  configurator,
  timelock,
}: Cancellable): readonly (readonly ActionCall[])[] {
  return timelock.operations
    .filter(isLeft)
    .map(({ id }) => [{ to: configurator.addresses.timelock, value: 0n, data: cancelCall(id) }])
}

/** Whether it may still be pending: it is stored with a time, or that could not be read. */
const isLeft = ({ timestamp }: Pick<OperationModel, 'timestamp'>): boolean =>
  !timestamp.ok || timestamp.value > 1n

const cancelCall = (id: Hex): Hex =>
  encodeFunctionData({ abi: beamTimeLockAbi, functionName: 'cancel', args: [id] })

/**
 * Cancels a pending operation of the timelock of a Unit, directly with CANCELLER_ROLE or as any one guardian through their
 * council. Source: DOMAIN.md §6.3.
 */
function cancel(
  request: CancelOperationRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  operation: OperationModel,
  from: Address,
): DirectAction<CancelOperationRequest> {
  const { id } = operation
  const { timelock, guardianCouncil } = unit.configurator.addresses
  const direct = isCanceller(unit, from)
  const viaCouncil = isCancellingGuardian(unit, from)
  // The direct way is preferred: one contract fewer has to work.
  const council = !(direct.ok && direct.value) && viaCouncil.ok && viaCouncil.value ? guardianCouncil : null
  const { minDelay } = unit.timelock
  return {
    request,
    title: inUnit(model, unit, `Cancel operation ${id}`),
    emergency: true,
    from,
    calls: [
      council === null
        ? { to: timelock, value: 0n, data: cancelCall(id) }
        : {
            to: council,
            value: 0n,
            data: encodeFunctionData({ abi: guardianCouncilAbi, functionName: 'cancel', args: [id] }),
          },
    ],
    permission: {
      id: 'canceller',
      says: {
        holds: `${from} holds CANCELLER_ROLE on the timelock, or is a guardian whose council does`,
        fails: `${from} neither holds CANCELLER_ROLE on the timelock nor is a guardian whose council does`,
      },
      holds: some([direct, viaCouncil]),
      weight: 'blocks',
    },
    requirements: [notCancelled(operation, true), notExecuted(operation, false), notPaused(unit)],
    effects: endEffects(unit, operation, 'cancelled'),
    events: [
      emits(timelock, beamTimeLockAbi, 'Cancelled', { id }),
      ...(council === null ? [] : [emits(council, guardianCouncilAbi, 'Cancel', { guardian: from, id })]),
    ],
    afterwards: 'Nobody can execute this operation any more, and nothing of what it holds takes effect.',
    disables: [
      ...lostOf(operation, model),
      ...waitingFor(unit, id).map(
        (other) => `Operation ${other.id} waits for it: nobody can execute that one any more.`,
      ),
    ],
    undo: `The Core Council can schedule the same again. Its delay then starts anew${minDelay.ok ? ` (${formatDuration(minDelay.value)})` : ''}.`,
  }
}

/** What it would have done, a sentence for each call. */
function lostOf({ queued }: OperationModel, { generators }: ConsoleModel): readonly string[] {
  if (!queued.proven) return ['It no longer takes effect; all that it would have done is not known here.']
  return queued.calls.map((call) => `It no longer takes effect: ${tellCall(call, generators, inFull).text}.`)
}

const inFull = (address: Address): string => address
