import { type Address, type Hex, isAddressEqual, toFunctionSelector } from 'viem'
import { type MigrationStep, officeOpensAt, type PlanContent, type PlannedAction } from '@/lib/governance'
import { andThen, combine, every, given, type Leaf, map, unknown } from '@/lib/leaf'
import { max, type Seconds } from '@/lib/math'
import { type Phase, windowOpensAt } from '@/lib/migration'
import { operationState } from '@/lib/timelock'
import type { OperationFacts, TimelockFacts } from '../facts'
import type { PlanFacts } from '../facts/governance'
import type { Demand, Executable, Hold } from '../model/executable'
import type { MigrationModel, TransitionReadiness } from '../model/migration'

export const isExecutable = ({ holds }: Executable): boolean => holds.length === 0

/**
 * Whether anyone can execute an operation of the timelock at time t: `executeBatch` needs its delay to be over, a
 * timelock that is not paused, and its predecessor done. Null for an operation that is not pending.
 *
 * @param t unix time [s]
 */
export function operationExecutable(
  operation: OperationFacts,
  { paused }: Pick<TimelockFacts, 'paused'>,
  t: Seconds,
): Leaf<Executable | null> {
  return andThen(operation.timestamp, (readyAt): Leaf<Executable | null> => {
    const state = operationState(readyAt, t)
    if (state === 'unset' || state === 'done') return given(null)
    const predecessor = predecessorOf(operation)
    const before = operation.predecessorTimestamp ?? given(1n)
    return combine({ predecessor, paused, before }, (read) =>
      verdict(
        [
          ...(readyAt > t ? [{ why: 'delay', until: readyAt } as const] : []),
          ...(read.paused ? [{ why: 'paused' } as const] : []),
          ...predecessorHold(read.predecessor, operationState(read.before, t)),
        ],
        true,
      ),
    )
  })
}

/** What has to be done first: zero for nothing. By the contract where it keeps the operation, else by its events. */
function predecessorOf({ kept, queued }: OperationFacts): Leaf<Hex> {
  if (kept) return kept.predecessor
  return queued.predecessor === null ? unknown(predecessorNotSeen) : given(queued.predecessor)
}

const predecessorNotSeen = {
  kind: 'not-read',
  message: 'The event that names its predecessor was not seen.',
} as const

function predecessorHold(operation: Hex, state: ReturnType<typeof operationState>): readonly Hold[] {
  if (state === 'done') return []
  return [{ why: 'predecessor', operation, stands: state === 'unset' ? 'gone' : 'pending' }]
}

/** What the deployment knows of the migration that a plan concerns. */
export interface MigrationSurface {
  readonly id: Address
  readonly primes: readonly {
    readonly addresses: { readonly almProxy: Address }
    readonly migration: Pick<
      MigrationModel,
      'phaseName' | 'dualRun' | 'cutover' | 'retirement' | 'epoch'
    > | null
  }[]
}

/**
 * Whether anyone can execute a plan of governance at time t: it depends on its delay, its code, the hour, and what its
 * steps demand. Null for a plan that is not plotted.
 *
 * @param t unix time [s]
 */
export function planExecutable(
  { event, plotted, code }: PlanFacts,
  { action, certain, keepsHours }: PlanContent,
  generators: readonly MigrationSurface[],
  t: Seconds,
): Leaf<Executable | null> {
  return andThen(plotted, (is): Leaf<Executable | null> => {
    if (!is) return given(null)
    const demands = demandsOf(action, generators)
    const intact = map(code.hash, (hash) => hash === event.tag)
    // Before its time nobody can execute it, so its code does not matter yet.
    const needed = event.eta > t ? given(true) : intact
    const gates = every(demands.gates.map(({ gate, holds }) => map(holds, (open) => ({ gate, open }))))
    return combine({ needed, epoch: demands.epoch, gates }, (read) => {
      const due = max(max(event.eta, read.epoch), t)
      const hours = {
        ...(demands.isWindowed ? { window: windowOpensAt } : {}),
        ...(keepsHours ? { hours: officeOpensAt } : {}),
      }
      const opens = opensIn(Object.values(hours), due)
      return verdict(
        [
          ...(event.eta > t ? [{ why: 'delay', until: event.eta } as const] : []),
          ...(read.epoch > t ? [{ why: 'epoch', until: read.epoch } as const] : []),
          ...Object.entries(hours).flatMap(([why, opensAt]) =>
            opensAt(due) > due ? [{ why: why as keyof typeof hours, until: opens }] : [],
          ),
          ...(read.needed ? [] : [{ why: 'code' } as const]),
          ...read.gates.flatMap(({ gate, open }) => (open ? [] : [{ why: 'gate', gate } as const])),
        ],
        certain,
      )
    })
  })
}

/** The first second, not before t, at which every one of these lets pass [unix s]. */
function opensIn(hours: readonly ((t: Seconds) => Seconds)[], t: Seconds): Seconds {
  const opens = hours.reduce((at, opensAt) => opensAt(at), t)
  return opens === t ? t : opensIn(hours, opens)
}

interface Demands {
  readonly isWindowed: boolean
  /** 0 where it waits for no epoch [unix s]. */
  readonly epoch: Leaf<bigint>
  readonly gates: readonly { readonly gate: Demand; readonly holds: Leaf<boolean> }[]
}

/** Functions of the LegacyMigrationFacet that refuse inside the Processing Window. */
const WINDOWED: readonly Hex[] = [
  'scheduleMigration(address,address,uint256,address[])',
  'startDualRun(address)',
  'recordCeilings(address)',
  'cutOver(address)',
  'retire(address)',
].map((signature) => toFunctionSelector(signature))

/** Gates of a step that the plan opens itself, before it takes the step (MigrationActions). */
const OPENED: Readonly<Record<MigrationStep['name'], readonly string[]>> = {
  schedule: [],
  // Holds where governance administers the ALMProxy; otherwise its star has to grant CONTROLLER first.
  startDualRun: ['controller'],
  recordCeilings: [],
  cutOver: ['ceilings', 'auto-line'],
  retire: [],
}

function demandsOf(action: PlannedAction, generators: readonly MigrationSurface[]): Demands {
  const none = { isWindowed: false, epoch: given(0n), gates: [] }
  if (action.type === 'opaque') return none
  if (action.type === 'calls') {
    const isStep = ({ target, data }: (typeof action.calls)[number]) =>
      generators.some(({ id }) => isAddressEqual(id, target)) &&
      WINDOWED.some((selector) => data.startsWith(selector))
    return { ...none, isWindowed: action.calls.some(isStep) }
  }
  const { step } = action
  const migration = generators
    .find(({ id }) => isAddressEqual(id, step.wiring.diamond))
    ?.primes.find(({ addresses }) => isAddressEqual(addresses.almProxy, step.prime))?.migration
  if (!migration) return { ...none, isWindowed: true }
  return {
    isWindowed: true,
    epoch: step.name === 'cutOver' ? migration.epoch : given(0n),
    gates: gatesOf(step, migration),
  }
}

function gatesOf(
  step: MigrationStep,
  { phaseName, dualRun, cutover, retirement }: NonNullable<MigrationSurface['primes'][number]['migration']>,
): Demands['gates'] {
  const inPhase = (is: Phase): Demands['gates'] => [
    { gate: { of: 'phase', is }, holds: map(phaseName, (phase) => phase === is) },
  ]
  // Window and epoch are told as times, not as gates.
  const apart = ['window', 'epoch', ...OPENED[step.name]]
  const demanded = ({ gates }: TransitionReadiness): Demands['gates'] =>
    gates
      .filter(({ id }) => !apart.includes(id))
      .map(({ of, id, prime, holds }) => ({ gate: { of, id, prime }, holds }))
  switch (step.name) {
    case 'schedule':
      return inPhase('Legacy')
    case 'recordCeilings':
      return inPhase('DualRun')
    case 'startDualRun':
      return demanded(dualRun)
    case 'cutOver':
      return demanded(cutover)
    case 'retire':
      return demanded(retirement)
  }
}

const TIMES: readonly Hold['why'][] = ['delay', 'epoch', 'window', 'hours']

function verdict(holds: readonly Hold[], certain: boolean): Executable {
  const isTime = (hold: Hold): hold is Extract<Hold, { until: Seconds }> => TIMES.includes(hold.why)
  const times = holds.filter(isTime).map(({ until }) => until)
  return {
    holds,
    at:
      times.length > 0 && holds.every(isTime)
        ? times.reduce((latest, until) => max(latest, until), 0n)
        : null,
    certain,
  }
}

/** Orders by what passes first: what anyone can execute now, then by time, then what waits for more than time. */
export function sooner(a: Executable, b: Executable): number {
  const [first, second] = [opensAt(a), opensAt(b)]
  if (first === null || second === null) return first === second ? 0 : first === null ? 1 : -1
  return first < second ? -1 : first > second ? 1 : 0
}

const opensAt = (found: Executable): bigint | null => (isExecutable(found) ? 0n : found.at)
