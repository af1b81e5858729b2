import { type Address, getAddress, isAddressEqual } from 'viem'
import type { PlannedStep } from '@/components/migration/next-step'
import { isExecutable } from '@/lib/console/derive/executable'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PlanModel } from '@/lib/console/model/governance'
import { fromWords, plural } from '@/lib/format'
import { isPending, type MigrationStep } from '@/lib/governance'

/** Pending plans by the time from which they can run, those of unknown state first; ended ones newest first. */
export function splitPlans(plans: readonly PlanModel[]) {
  const hasEnded = ({ state }: PlanModel) => state.ok && !isPending(state.value)
  const since = ({ state, event }: PlanModel) => (state.ok ? event.eta : -1n)
  const endedIn = ({ event }: PlanModel) => event.endedIn ?? 0n
  return {
    pending: plans.filter((plan) => !hasEnded(plan)).toSorted((a, b) => (since(a) < since(b) ? -1 : 1)),
    ended: plans.filter(hasEnded).toSorted((a, b) => (endedIn(a) > endedIn(b) ? -1 : 1)),
  }
}

/**
 * What governance waits with: "1 plan of governance waits; it can run from 09:12 UTC, in 1 h 12 min".
 * @param whole whether every event that may tell of a plan was read
 * @param now [unix s]
 */
export function plansSentence(plans: readonly PlanModel[], whole: boolean, now: bigint): string {
  const { pending } = splitPlans(plans)
  if (pending.length === 0) return `No plan of governance is ${whole ? '' : 'known to be '}pending`
  const unread = pending.filter(({ executable }) => !executable.ok).length
  const known = pending.flatMap(({ executable }) =>
    executable.ok && executable.value !== null ? [executable.value] : [],
  )
  const open = known.filter(isExecutable).length
  const held = known.filter((found) => !isExecutable(found) && found.at === null).length
  const next = known.flatMap(({ at }) => (at === null ? [] : [at])).toSorted((a, b) => (a < b ? -1 : 1))[0]
  const parts = [
    ...(open > 0 ? [`${open} can run now`] : []),
    ...(next === undefined
      ? []
      : [`${pending.length === 1 ? 'it' : 'the next'} can run ${fromWords(next, now)}`]),
    ...(held > 0 ? [`${held} ${held === 1 ? 'waits' : 'wait'} for more than time`] : []),
    ...(unread > 0 ? [`of ${unread} it could not be read`] : []),
  ]
  const count = plural(pending.length, 'plan of governance is pending', 'plans of governance are pending')
  return [count, ...parts].join('; ')
}

const STEPS: Readonly<Record<MigrationStep['name'], string>> = {
  schedule: 'schedule it',
  startDualRun: 'start the dual-run',
  recordCeilings: 'record its ceilings anew',
  cutOver: 'cut over',
  retire: 'retire the legacy ilks',
}

/**
 * For each Prime, by its ALMProxy, the first pending plan that is a step of its migration.
 * @param others Generators whose plans are none of these, where several fund a Prime
 */
export function plannedSteps(
  { governance }: Pick<ConsoleModel, 'governance'>,
  others: readonly Pick<GeneratorModel, 'id'>[] = [],
): ReadonlyMap<Address, PlannedStep> {
  const steps = new Map<Address, PlannedStep>()
  for (const { content, event, state, executable } of splitPlans(governance?.pause?.plans ?? []).pending) {
    const { action, certain } = content
    if (!state.ok || action.type !== 'migration') continue
    if (others.some(({ id }) => isAddressEqual(id, action.step.wiring.diamond))) continue
    const prime = getAddress(action.step.prime)
    const what = STEPS[action.step.name]
    if (!steps.has(prime)) {
      const found = executable.ok ? executable.value : null
      // Where more than time is missing, nobody knows when.
      const at = found && (isExecutable(found) ? event.eta : found.at)
      steps.set(prime, { what: certain ? what : `${what}, as its calldata says`, at })
    }
  }
  return steps
}
