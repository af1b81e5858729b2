import { isExecutable } from '@/lib/console/derive/executable'
import type { ConsoleModel, OperationModel } from '@/lib/console/model'
import type { Executable } from '@/lib/console/model/executable'
import { plural } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { splitPlans } from './plan-rows'

/** Pending operations by the time from which they can run, those of unknown state first; ended ones newest first. */
export function splitQueue(operations: readonly OperationModel[]) {
  const isEnded = ({ state }: OperationModel) =>
    state.ok && (state.value === 'executed' || state.value === 'cancelled')
  const readyAt = ({ readyAt: at }: OperationModel) => (at.ok ? (at.value ?? 0n) : -1n)
  const endedIn = ({ queued }: OperationModel) => queued.endedIn ?? 0n
  return {
    pending: operations
      .filter((operation) => !isEnded(operation))
      .toSorted((a, b) => (readyAt(a) < readyAt(b) ? -1 : 1)),
    ended: operations.filter(isEnded).toSorted((a, b) => (endedIn(a) > endedIn(b) ? -1 : 1)),
  }
}

type Model = Pick<ConsoleModel, 'units' | 'governance' | 'generators'>

/**
 * How much is decided and not yet done: "3 operations of the timelock and 1 plan of governance are pending; 1 can be
 * executed now". What could not be read counts as pending, and is said.
 */
export function pendingSentence({ units, governance, generators }: Model): string {
  const operations = units.flatMap(({ timelock }) => splitQueue(timelock.operations).pending)
  const plans = splitPlans(governance?.pause?.plans ?? []).pending
  const spells = generators.flatMap(({ primes }) => primes.flatMap(({ starGuard }) => starGuard?.spell ?? []))
  const counts = [
    ...(operations.length > 0
      ? [plural(operations.length, 'operation of the timelock', 'operations of the timelock')]
      : []),
    ...(plans.length > 0 ? [plural(plans.length, 'plan of governance', 'plans of governance')] : []),
    ...(spells.length > 0 ? [plural(spells.length, 'spell of a Prime', 'spells of Primes')] : []),
  ]
  const all = operations.length + plans.length + spells.length
  if (all === 0) return 'Nothing is decided and not yet done'
  const executables: readonly Leaf<Executable | null>[] = [...operations, ...plans].map(
    ({ executable }) => executable,
  )
  const ready =
    executables.filter((leaf) => leaf.ok && leaf.value !== null && isExecutable(leaf.value)).length +
    spells.filter(({ refusal }) => refusal.ok && refusal.value === null).length
  const unread =
    executables.filter((leaf) => !leaf.ok).length + spells.filter(({ refusal }) => !refusal.ok).length
  const parts = [
    `${listed(counts)} ${all === 1 ? 'is' : 'are'} pending`,
    ...(ready > 0
      ? [`${ready} can be executed now`]
      : ['none can be executed now'].filter(() => unread === 0)),
    ...(unread > 0 ? [`of ${unread} could not be read whether it can be executed`] : []),
  ]
  return parts.join('; ')
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
