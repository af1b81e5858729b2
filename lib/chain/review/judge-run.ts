import type { Address } from 'viem'
import { consoleAt } from '@/lib/console/checks/console-at'
import type { Effect, JudgedDiff } from '@/lib/console/diff'
import { isAsStated, judgeDiff } from '@/lib/console/diff'
import {
  type EmittedLog,
  type ExpectedEvent,
  isEmittedAsStated,
  type JudgedEvents,
  judgeEvents,
} from '@/lib/console/emitted'
import type { ConsoleModel } from '@/lib/console/model'
import { leavesByPath } from '@/lib/leaf/leaves'
import { type Path, textOf } from '@/lib/leaf/path'
import { describePath } from '@/lib/words/describe'
import type { TracedCall } from '../code/entered'
import { knownSignatures } from '../read/signatures'
import type { Simulation } from '../simulate'
import type { CallOutcome, SimulatedCall } from '../simulate/block'

/** What is stated of calls, for the state of one node. */
export interface Stated {
  readonly effects: readonly Effect[]
  readonly events: readonly ExpectedEvent[]
}

/** Calls to try, and what is stated of them. */
export interface Plan {
  readonly calls: readonly (SimulatedCall & { readonly from: Address })[]
  readonly stated: (before: ConsoleModel) => Stated
  /** Calls whose contracts are looked up: those of `calls`, or what they do where they cannot be tried alone. */
  readonly traced: readonly TracedCall[]
  /** Further contracts that are entered. */
  readonly entered: readonly Address[]
}

/** A simulation compared with what is stated of it, each for its own block. */
export interface JudgedRun {
  readonly simulation: Simulation
  readonly before: ConsoleModel
  readonly after: ConsoleModel
  readonly diff: JudgedDiff
  readonly events: JudgedEvents
}

export function judgeRun(simulation: Simulation, plan: Plan, time: bigint): JudgedRun {
  const before = consoleAt(simulation.before, time, knownSignatures)
  const after = consoleAt(simulation.after, time, knownSignatures)
  const { effects, events } = plan.stated(before)
  const logs = simulation.logs
    .flat()
    .map(({ address, topics, data }): EmittedLog => ({ address, topics, data }))
  return {
    ...{ simulation, before, after },
    diff: judgeDiff(before, after, effects),
    events: judgeEvents(logs, events),
  }
}

/** Whether exactly what was stated changed, and exactly the stated events were emitted. */
export function isDoneAsStated({ diff, events }: Pick<JudgedRun, 'diff' | 'events'>): boolean {
  return isAsStated(diff) && isEmittedAsStated(events)
}

/** How many values of the console were compared, and how many could not be. */
export function comparedIn({ before, after }: Pick<JudgedRun, 'before' | 'after'>) {
  const known = leavesByPath(before)
  const leaves = leavesByPath(after)
  const unread = [...leaves].filter(([path, leaf]) => !leaf.ok || known.get(path)?.ok === false).length
  return { values: leaves.size - unread, unread }
}

export const failedCall = (outcomes: readonly CallOutcome[]): number => outcomes.findIndex(({ ok }) => !ok)

/**
 * By how much the gas may differ [gas]. A rate takes more rounds for a number of seconds with more bits, and a step has
 * several rates; writing to a new storage slot takes 22,100.
 */
const GAS_BOUND = 15_000n

/**
 * What the same transactions do differently in the second run than in the first, which passed; and whether that is
 * wrong.
 */
export function compareRuns(
  first: JudgedRun,
  second: JudgedRun,
): { readonly differences: readonly string[]; readonly isWrong: boolean } {
  const failed = failedCall(second.simulation.outcomes)
  const outcome = second.simulation.outcomes[failed]
  if (outcome && !outcome.ok) {
    return { differences: [`transaction ${failed + 1} would revert: ${outcome.reason}`], isWrong: false }
  }
  const isWrong = isDoneAsStated(first) && !isDoneAsStated(second)
  return {
    isWrong,
    differences: isWrong
      ? unstatedIn(second)
      : [...codeDifferences(first, second), ...gasDifference(first, second)],
  }
}

function unstatedIn({ diff, events, before, after }: JudgedRun): readonly string[] {
  const label = (path: Path) =>
    (describePath(path, after) ?? describePath(path, before))?.label ?? textOf(path)
  const wrong = diff.effects.filter(({ verdict }) => verdict !== 'as-stated' && verdict !== 'already')
  const unexpected = events.emitted.filter(({ expected }) => !expected)
  return [
    ...wrong.map(({ effect }) => `${label(effect.path)} is not as stated`),
    ...diff.unexpected.map(({ path }) => `${label(path)} changes, which nothing stated explains`),
    ...unexpected.map(({ log }) => `${log.address} emits an event that was not stated`),
    ...events.missing.map(({ address }) => `${address} does not emit an event that was stated`),
  ]
}

function codeDifferences(first: JudgedRun, second: JudgedRun): readonly string[] {
  return [...first.simulation.code].flatMap(([contract, { after }]) => {
    const other = second.simulation.code.get(contract)?.after
    return other === undefined || other === after ? [] : [`the code of ${contract} is another one afterwards`]
  })
}

function gasDifference(first: JudgedRun, second: JudgedRun): readonly string[] {
  const used = ({ simulation }: JudgedRun) => gasOf(simulation.outcomes).reduce((sum, gas) => sum + gas, 0n)
  const [one, two] = [used(first), used(second)]
  const apart = one > two ? one - two : two - one
  return apart > GAS_BOUND ? [`it takes ${two} gas instead of ${one}`] : []
}

/** Gas of each call [gas]. */
export const gasOf = (outcomes: readonly CallOutcome[]): readonly bigint[] =>
  outcomes.map((outcome) => (outcome.ok ? outcome.gasUsed : 0n))
