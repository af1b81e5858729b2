import type { Address, Hex } from 'viem'
import type { Effect } from '@/lib/console/diff'
import { places, removes, sets } from '@/lib/console/effects'
import type { ConfiguratorUnit, ConsoleModel, OperationModel } from '@/lib/console/model'
import { map } from '@/lib/leaf'
import type { Requirement } from './direct'
import { type UnitTarget, unitFields } from './request'
import { word } from './stored'
import { inNamedUnit } from './unit-of'

/** A request about one operation of the timelock of a Unit. */
export interface OperationTarget extends UnitTarget {
  /** Its id. */
  readonly operation: Hex
}

export const operationFields = { operation: word, ...unitFields }

/** An operation by its id; null where the Unit does not know it. */
export const queuedIn = ({ timelock }: ConfiguratorUnit, id: Hex): OperationModel | null =>
  timelock.operations.find((one) => one.id === id) ?? null

/** Builds an action on the operation that its request names; there is none where the Unit does not know it. */
export const onQueued = <Request extends OperationTarget, Action>(
  build: (
    request: Request,
    model: ConsoleModel,
    unit: ConfiguratorUnit,
    operation: OperationModel,
    from: Address,
  ) => Action,
) =>
  inNamedUnit((request: Request, model, unit, from): Action | null => {
    const operation = queuedIn(unit, request.operation)
    return operation && build(request, model, unit, operation, from)
  })

/** The id of the operation that has to be done first; null where that is not known. */
export function predecessorOf({ kept, queued }: Pick<OperationModel, 'kept' | 'queued'>): Hex | null {
  if (kept === null) return queued.predecessor
  return kept.predecessor.ok ? kept.predecessor.value : null
}

/** What the timelock stores as the time of an operation that has ended. */
const STORED = { executed: 1n, cancelled: 0n } as const

/** Every value of the timelock that changes when an operation ends. Source: DOMAIN.md §6.3. */
export function endEffects(
  unit: ConfiguratorUnit,
  operation: OperationModel,
  as: keyof typeof STORED,
): readonly Effect[] {
  const { timelock } = unit
  const at = places.units(unit.id).timelock
  const own = at.operations(operation.id)
  const ends = sets(own.timestamp, STORED[as])
  if (operation.state.ok && isOver(operation.state.value)) return [ends]
  const { operationCount: count } = timelock
  return [
    ends,
    ...(count.ok ? [sets(at.operationCount, count.value - 1n)] : []),
    ...unlinkEffects(unit, operation),
    ...(operation.kept ? forgotten.map((name) => removes(own.kept[name])) : []),
    ...(isPredecessorLeft(operation, as) ? [] : [removes(own.predecessorTimestamp)]),
    ...timelock.operations
      .filter((other) => other.predecessorTimestamp !== null && predecessorOf(other) === operation.id)
      .map(({ id }) => sets(at.operations(id).predecessorTimestamp, STORED[as])),
  ]
}

const isOver = (state: string): boolean => state === 'executed' || state === 'cancelled'

/** What a timelock with a list keeps of an operation only while it is pending. */
const forgotten = ['next', 'targets', 'values', 'payloads', 'predecessor', 'salt'] as const

/** Whether its predecessor is read as before: of a cancelled operation it is, where the event that names it was seen. */
function isPredecessorLeft(
  { kept, queued, predecessorTimestamp }: OperationModel,
  as: keyof typeof STORED,
): boolean {
  if (predecessorTimestamp === null) return true
  return as === 'cancelled' && (kept === null || queued.delay !== null)
}

/** The list of the contract closes where the operation was. */
function unlinkEffects(
  { id: unit, timelock }: ConfiguratorUnit,
  { id, kept }: OperationModel,
): readonly Effect[] {
  const { list, operations } = timelock
  const next = kept?.next
  if (list === null || !next?.ok) return []
  const at = places.units(unit).timelock
  return [
    ...(list.first.ok && list.first.value === id ? [sets(at.list.first, next.value)] : []),
    ...operations
      .filter((other) => other.kept?.next.ok && other.kept.next.value === id)
      .map((other) => sets(at.operations(other.id).kept.next, next.value)),
  ]
}

/** The operations that can be executed only after this one, and are not done yet. */
export const waitingFor = ({ timelock }: ConfiguratorUnit, id: Hex): readonly OperationModel[] =>
  timelock.operations.filter(
    (other) => predecessorOf(other) === id && !(other.state.ok && isOver(other.state.value)),
  )

/** That the timelock lets operations end: a pause stops executing and cancelling. */
export const notPaused = ({ timelock }: ConfiguratorUnit): Requirement => ({
  id: 'timelock-runs',
  says: { holds: 'The timelock is not paused', fails: 'The timelock is paused' },
  holds: map(timelock.paused, (paused) => !paused),
  weight: 'blocks',
})

/** That nobody cancelled it. @param already whether a cancelled one is what is asked for */
export const notCancelled = ({ state }: OperationModel, already: boolean): Requirement => ({
  id: 'not-cancelled',
  says: { holds: 'It was not cancelled', fails: 'It is cancelled already' },
  holds: map(state, (stands) => stands !== 'cancelled'),
  weight: 'blocks',
  ...(already ? { already } : {}),
})

/** That nobody executed it. @param already whether an executed one is what is asked for */
export const notExecuted = ({ state }: OperationModel, already: boolean): Requirement => ({
  id: 'not-executed',
  says: { holds: 'It was not executed', fails: 'It is executed already' },
  holds: map(state, (stands) => stands !== 'executed'),
  weight: 'blocks',
  ...(already ? { already } : {}),
})
