import { andThen, combine, every, given, type Leaf, map, unknown } from '@/lib/leaf'
import type { Rad, Seconds } from '@/lib/math'
import { dueAt, nextCutover, progressOf, type Window } from '@/lib/migration'
import type { ConfiguratorUnitFacts, Facts, GeneratorFacts } from '../facts'
import type { MigrationFacts } from '../facts/migration'
import type { PrimeFacts } from '../facts/primes'
import type { TimelockModel } from '../model'
import type { Gate, QueuedRollback } from '../model/gates'
import type { MigrationModel, MigrationSurfaceModel, TransitionReadiness } from '../model/migration'
import type { PrimeModel } from '../model/primes'
import { totalOf } from './debt'
import { sooner } from './executable'
import { allOpen, epochGate, roomGates, storedMigration, windowGate, withQueue } from './gates'
import { deriveSteps } from './steps'

/** What a Prime's migration is derived from, besides its own facts. */
export interface MigrationContext {
  readonly generator: GeneratorFacts
  /** Of MCD, and of the Unit of the Generator. */
  readonly facts: Pick<Facts, 'mcd'> & Pick<ConfiguratorUnitFacts, 'configurator' | 'timelock'>
  readonly timelock: TimelockModel
  /** The Processing Window, which is the same for all Primes. */
  readonly window: Leaf<Window>
  /** [s] */
  readonly t: Seconds
}

/** The migration of a Prime at a time. @param legacyDebt of all its legacy ilks [rad] */
export function deriveMigration(
  migration: MigrationFacts,
  prime: PrimeFacts,
  legacyDebt: Leaf<Rad>,
  { generator, facts, timelock, window, t }: MigrationContext,
): MigrationModel {
  const { mcd, configurator } = facts
  const stored = storedMigration(migration, prime, generator, mcd, configurator, facts.timelock)
  const { phaseName } = stored
  const queued = queuedRollback(stored.approvals, timelock)
  const [isDualRun, ...closed] = stored.cutover
  return {
    ...migration,
    phaseName,
    due: combine({ phase: phaseName, epoch: migration.epoch }, (known) => dueAt(known, t)),
    progress: combine(
      { migrated: migration.migrated, migratedBack: migration.migratedBack, legacyDebt },
      progressOf,
    ),
    steps: deriveSteps(prime, generator, facts, t),
    dualRun: readiness([...stored.dualRun, windowGate('dualRun', prime.name, window)]),
    cutover: readiness([
      ...(isDualRun ? [isDualRun] : []),
      epochGate(migration, prime.name, t),
      ...closed,
      ...roomGates(migration, prime, generator, mcd, t),
      windowGate('cutover', prime.name, window),
    ]),
    rollback: readiness(stored.rollback.map((gate) => withQueue(gate, queued))),
    retirement: readiness([...stored.retirement, windowGate('retirement', prime.name, window)]),
    rollbackQueued: queued,
    permission: stored.permission,
  }
}

/** The migration as a whole: who is next, and how far all are. */
export function deriveSurface(
  { migration }: GeneratorFacts,
  primes: readonly PrimeModel[],
): MigrationSurfaceModel | null {
  if (!migration) return null
  const own = primes.flatMap((prime) => (prime.migration ? [{ ...prime, migration: prime.migration }] : []))
  const stands = own.map(({ id, name, addresses: { almProxy }, migration: { phaseName: phase, epoch } }) =>
    combine({ phase, epoch }, (known) => ({ ...known, prime: id, name, almProxy })),
  )
  const parts = <A>(part: (one: (typeof own)[number]) => Leaf<A>) =>
    own.map((one) => ({ name: one.name, amount: part(one) }))
  return {
    ...migration,
    // Without the length, nothing proves that the list is complete.
    next: combine({ length: migration.scheduled.length, all: every(stands) }, ({ all }) => {
      const next = nextCutover(all)
      return next && { prime: next.prime, name: next.name, epoch: next.epoch, almProxy: next.almProxy }
    }),
    progress: combine(
      {
        length: migration.scheduled.length,
        migrated: totalOf(parts((one) => one.migration.migrated)),
        migratedBack: totalOf(parts((one) => one.migration.migratedBack)),
        legacyDebt: totalOf(parts((one) => one.legacyDebt)),
      },
      progressOf,
    ),
  }
}

const readiness = (gates: readonly Gate[]): TransitionReadiness => ({ gates, ready: allOpen(gates) })

/**
 * The pending operation of the timelock that approves the rollback of a Prime; of several, the one that passes first.
 */
function queuedRollback(
  approvals: readonly string[],
  { operations, complete }: TimelockModel,
): Leaf<QueuedRollback | null> {
  const states = operations
    .filter(({ id }) => approvals.includes(id))
    .map(({ id, executable }) =>
      map(executable, (known): QueuedRollback | null => known && { operation: id, executable: known }),
    )
  return andThen(every(states), (known): Leaf<QueuedRollback | null> => {
    const [first] = known.filter((one) => one !== null).toSorted((a, b) => sooner(a.executable, b.executable))
    if (first) return given(first)
    // That nothing was found counts only if the queue is known in full.
    return andThen(complete, (isComplete) => (isComplete ? given(null) : unknown(incomplete)))
  })
}

const incomplete = {
  kind: 'not-read',
  message:
    'The queue of the timelock is not known in full, so an approval may be pending that is not listed.',
} as const
