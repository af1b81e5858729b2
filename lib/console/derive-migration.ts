import { type Address, encodeFunctionData, isAddressEqual, zeroAddress } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import {
  type CutoverFacts,
  cutoverGates,
  type DualRunFacts,
  demandedByCutover,
  dualRunGates,
  dueAt,
  type Gates,
  type LegacyIlk,
  nextCutover,
  type Phase,
  phaseOf,
  processingWindow,
  progressOf,
  type RetirementFacts,
  type RollbackFacts,
  retirementGates,
  rollbackCall,
  rollbackGates,
} from '@/lib/migration'
import { isFrozen } from './beams'
import { totalOf } from './derive-debt'
import { deriveSteps, phaseLeaf } from './derive-steps'
import type { Facts, GeneratorFacts } from './facts'
import {
  cutoverWords,
  dualRunWords,
  notApproved,
  retirementWords,
  rollbackWords,
  type WordsOf,
} from './gate-words'
import { chain, combine, every, given, type Leaf, map, unknown } from './leaf'
import type { MigrationFacts } from './migration-facts'
import type {
  Gate,
  MigrationModel,
  MigrationSurfaceModel,
  NextCutover,
  Permission,
  QueuedRollback,
  Readiness,
} from './migration-model'
import type { TimelockModel } from './model'
import type { PrimeFacts } from './prime-facts'
import type { PrimeModel } from './prime-model'

/** What a Prime's migration is derived from beside its own facts. */
export interface MigrationContext {
  readonly generator: GeneratorFacts
  readonly facts: Pick<Facts, 'mcd' | 'configurator'>
  readonly timelock: TimelockModel
  /** [s] */
  readonly t: bigint
}

/** The migration of a Prime at a time. @param legacyDebt of all its legacy ilks [rad] */
export function deriveMigration(
  migration: MigrationFacts,
  prime: PrimeFacts,
  legacyDebt: Leaf<bigint>,
  context: MigrationContext,
): MigrationModel {
  const { generator, t } = context
  const phaseName = phaseLeaf(migration)
  const queued = queuedRollback(prime, context)
  const rollback = rollbackReadiness(migration, prime, queued, context)
  return {
    ...migration,
    phaseName,
    due: combine({ phase: phaseName, epoch: migration.epoch }, (known) => dueAt(known, t)),
    progress: combine(
      { migrated: migration.migrated, migratedBack: migration.migratedBack, legacyDebt },
      progressOf,
    ),
    steps: deriveSteps(prime, generator, context.facts, t),
    dualRun: dualRunReadiness(migration, prime, context),
    cutover: cutoverReadiness(migration, prime, rollback, context),
    rollback,
    retirement: retirementReadiness(migration, prime, context),
    rollbackQueued: queued,
    permission: combine({ phase: phaseName, held: prime.wires.generatorOnProxy }, permissionIn),
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
  const sum = (part: (one: (typeof own)[number]) => Leaf<bigint>) =>
    totalOf(own.map((one) => ({ name: one.name, amount: part(one) })))
  return {
    ...migration,
    // Without the length nothing proves that the list is whole.
    next: combine({ length: migration.scheduled.length, all: every(stands) }, ({ all }) => {
      const next = nextCutover(all)
      return (
        next &&
        ({
          prime: next.prime,
          name: next.name,
          epoch: next.epoch,
          almProxy: next.almProxy,
        } satisfies NextCutover)
      )
    }),
    progress: combine(
      {
        length: migration.scheduled.length,
        migrated: sum((one) => one.migration.migrated),
        migratedBack: sum((one) => one.migration.migratedBack),
        legacyDebt: sum((one) => one.legacyDebt),
      },
      progressOf,
    ),
  }
}

function permissionIn({ phase, held }: { phase: Phase; held: boolean }): Permission {
  const isDue = phase === 'DualRun' || phase === 'CutOver'
  if (held) return isDue ? 'held' : 'left-behind'
  return isDue ? 'missing' : 'not-held'
}

function dualRunReadiness(
  migration: MigrationFacts,
  { name, addresses, wires }: PrimeFacts,
  { generator, t }: MigrationContext,
): Readiness {
  return readiness<DualRunFacts>(
    dualRunGates,
    {
      scheduled: combine({ vault: migration.vault, phase: migration.phase }, (known) => ({
        vault: isAddressEqual(known.vault, addresses.vault),
        phase: phaseOf(known.phase),
      })),
      controller: wires.generatorOnProxy,
      taker: wires.taker,
      window: windowLeaf(generator, t),
    },
    dualRunWords(name, t),
  )
}

function rollbackReadiness(
  migration: MigrationFacts,
  { name }: PrimeFacts,
  queued: Leaf<QueuedRollback | null>,
  { generator, facts }: MigrationContext,
): Readiness {
  const { mom } = generator.migration ?? { mom: noMom }
  const pairs = generator.scope.pairs.filter(({ kind }) => kind === 'controller')
  const paired = every(
    pairs.map(({ cBeam, active }) =>
      combine({ active, frozen: isFrozen(facts, cBeam) }, (known) => ({ ...known, account: cBeam })),
    ),
  )
  const { ilks } = migration
  const recorded = every(
    ilks.items.map(({ id, ceiling, listed }) =>
      combine({ ceiling, listed }, (known) => ({ id, recorded: known.ceiling, listed: known.listed })),
    ),
  )
  const found = chain(
    migration.rollbackApproved,
    (yes): Leaf<string> => (yes ? given(rollbackWords(name).approved.found(true)) : map(queued, notApproved)),
  )
  return readiness<RollbackFacts>(
    rollbackGates,
    {
      approved: migration.rollbackApproved,
      running: map(facts.configurator.stopped, (stopped) => !stopped),
      configurator: generator.wires.configuratorOnDiamond,
      // Which cBEAMs there are is known from events; that the Diamond is registered shows that BeamState answers.
      cbeam: combine({ registered: generator.scope.controllerRegistered, paired }, (known) =>
        known.paired.filter(({ active }) => active),
      ),
      mom: combine({ diamond: mom.diamond, vat: mom.vat }, (known) => ({
        diamond: isAddressEqual(known.diamond, generator.id),
        vat: isAddressEqual(known.vat, facts.mcd.addresses.vat),
      })),
      ward: mom.ward,
      listed: combine({ length: ilks.length, recorded }, (known) => known.recorded),
    },
    rollbackWords(name),
    { approved: found },
  )
}

function cutoverReadiness(
  migration: MigrationFacts,
  prime: PrimeFacts,
  { gates }: Readiness,
  { generator, t }: MigrationContext,
): Readiness {
  const ilks = legacyIlks(migration, prime)
  const demanded = gates.filter(({ id }) => demandedByCutover.some((name) => name === id))
  return readiness<CutoverFacts>(
    cutoverGates,
    {
      'dual-run': map(migration.phase, phaseOf),
      epoch: map(migration.epoch, (epoch) => ({ epoch, now: t })),
      ceilings: ilks,
      'auto-line': ilks,
      rollback: all(demanded.map(({ holds }) => holds)),
      window: windowLeaf(generator, t),
    },
    cutoverWords(prime.name, t),
  )
}

function retirementReadiness(
  migration: MigrationFacts,
  prime: PrimeFacts,
  { generator, t }: MigrationContext,
): Readiness {
  return readiness<RetirementFacts>(
    retirementGates,
    {
      'cut-over': map(migration.phase, phaseOf),
      debt: legacyIlks(migration, prime),
      window: windowLeaf(generator, t),
    },
    retirementWords(prime.name, t),
  )
}

/** Every gate by what it looks at. @param evidence where more is told than the gate looks at */
function readiness<F>(
  gates: Gates<F>,
  facts: { readonly [Id in keyof F]: Leaf<F[Id]> },
  words: WordsOf<F>,
  evidence: { readonly [Id in keyof F]?: Leaf<string> } = {},
): Readiness {
  const ids = Object.keys(gates) as (keyof F & string)[]
  const list = ids.map((id): Gate => {
    const { title, found, remedy } = words[id]
    return {
      id,
      title,
      holds: map(facts[id], gates[id]),
      found: evidence[id] ?? map(facts[id], found),
      remedy,
    }
  })
  return { gates: list, ready: all(list.map(({ holds }) => holds)) }
}

function all(leaves: readonly Leaf<boolean>[]): Leaf<boolean> {
  return map(every(leaves), (values) => values.every(Boolean))
}

/** The facet refuses inside the window, wherever there is one. */
function windowLeaf({ migrationFacet }: GeneratorFacts, t: bigint) {
  return map(migrationFacet, () => processingWindow(t))
}

/** The legacy ilks that the facet recorded, as MCD has them. */
function legacyIlks({ ilks }: MigrationFacts, { legacy }: PrimeFacts): Leaf<readonly LegacyIlk[]> {
  const found = ilks.items.map(({ id, ilk }) =>
    chain(ilk, (hash): Leaf<LegacyIlk> => {
      const facts = legacy.find((one) => one.ilk === hash)
      if (!facts) return unknown(notInFile(id))
      if (!facts.autoLine) return unknown(noAutoLine)
      const { line, Art, autoLine } = facts
      return combine({ line, Art, highest: autoLine.line }, (known) => ({ id, ...known }))
    }),
  )
  return combine({ length: ilks.length, found: every(found) }, (known) => known.found)
}

const notInFile = (id: string) =>
  ({
    kind: 'not-read',
    message: `The facet recorded ${id}, which the deployment file does not name for this Prime.`,
  }) as const

const noAutoLine = { kind: 'not-read', message: 'The deployment file names no AutoLine.' } as const

const notRead = unknown({ kind: 'not-read', message: 'The Diamond has no LegacyMigrationFacet.' })
const noMom = { diamond: notRead, vat: notRead, ward: notRead }

/** The first pending operation of the timelock that approves the rollback of a Prime. */
function queuedRollback(
  { addresses }: PrimeFacts,
  { generator, facts, timelock }: MigrationContext,
): Leaf<QueuedRollback | null> {
  const { beamState } = facts.configurator.addresses
  const approvals = approvalsOf(addresses.almProxy, generator.id)
  const candidates = timelock.operations.filter(({ event }) =>
    event.calls.some(({ target, data }) => isAddressEqual(target, beamState) && approvals.includes(data)),
  )
  const states = candidates.map(({ id, state, readyAt }) =>
    combine({ state, readyAt }, (known): QueuedRollback | null =>
      known.readyAt !== null && (known.state === 'waiting' || known.state === 'ready')
        ? { operation: id, state: known.state, readyAt: known.readyAt }
        : null,
    ),
  )
  return chain(every(states), (known): Leaf<QueuedRollback | null> => {
    const first = known.find((one) => one !== null)
    if (first) return given(first)
    // Nothing was found, which says something only of a queue that is known in full.
    return chain(timelock.complete, (complete) => (complete ? given(null) : unknown(incomplete)))
  })
}

const incomplete = {
  kind: 'not-read',
  message:
    'The queue of the timelock is not known in full, so an approval may be pending that is not listed.',
} as const

/** The calls of BeamState that approve a rollback: for the Diamond, or for every controller. */
function approvalsOf(almProxy: Address, diamond: Address) {
  return [diamond, zeroAddress].map((controller) =>
    encodeFunctionData({
      abi: beamStateAbi,
      functionName: 'addInitControllerActions',
      args: [rollbackCall(almProxy), controller],
    }),
  )
}
