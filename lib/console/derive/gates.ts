import { type Hex, isAddressEqual } from 'viem'
import { andThen, combine, every, given, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { memo } from '@/lib/leaf/memo'
import type { Seconds } from '@/lib/math'
import {
  cutoverGates,
  demandedByCutover,
  dualRunGates,
  type Gates,
  type Phase,
  phaseOf,
  processingWindow,
  retirementGates,
  rollbackGates,
  type Window,
  wayBackRoom,
} from '@/lib/migration'
import type { ConfiguratorFacts, GeneratorFacts, TimelockFacts } from '../facts'
import type { MigrationFacts } from '../facts/migration'
import type { McdFacts, PrimeFacts } from '../facts/primes'
import type { Transition } from '../model/gate-name'
import type { Approval, Gate, GateFacts, GateOf } from '../model/gates'
import type { Permission } from '../model/migration'
import {
  approvalsOf,
  inTheSameAutoLine,
  legacyIlks,
  legacyRights,
  listedIlks,
  noMigrationFacet,
  wayBackIlks,
} from './gate-evidence'
import { phaseLeaf } from './steps'

/** Whether each gate is open, by transition. */
const OPEN: { readonly [T in Transition]: Gates<GateFacts[T]> } = {
  dualRun: dualRunGates,
  cutover: cutoverGates,
  rollback: { ...rollbackGates, approved: ({ isApproved }) => isApproved },
  retirement: retirementGates,
}

/** The part of a Prime's migration that depends only on what is stored, not on the time. */
export interface StoredMigration {
  readonly phaseName: Leaf<Phase>
  readonly permission: Leaf<Permission>
  /** The gates of each transition, except for window and epoch. */
  readonly dualRun: readonly Gate[]
  readonly cutover: readonly Gate[]
  readonly rollback: readonly Gate[]
  readonly retirement: readonly Gate[]
  /** Operations of the timelock that approve the rollback, in any state. */
  readonly approvals: readonly Hex[]
}

/** Computed once a block, because a thousand Primes have some twenty thousand gates. */
export const storedMigration = memo(
  (
    migration: MigrationFacts,
    prime: PrimeFacts,
    generator: GeneratorFacts,
    mcd: McdFacts,
    configurator: ConfiguratorFacts,
    timelock: TimelockFacts,
  ): StoredMigration => {
    const phaseName = phaseLeaf(migration)
    const rollback = rollbackOf(migration, prime, generator, mcd, configurator)
    return {
      phaseName,
      permission: combine({ phase: phaseName, held: prime.wires.generatorOnProxy }, permissionIn),
      dualRun: dualRunOf(migration, prime),
      cutover: cutoverOf(migration, prime, generator, mcd, rollback),
      rollback,
      retirement: retirementOf(migration, prime, generator, mcd),
      approvals: approvalsOf(prime, generator, configurator, timelock),
    }
  },
)

/** The Processing Window, known where the facet that refuses inside it was read; it is the same for all Primes. */
export function windowOf(
  { migrationFacet }: Pick<GeneratorFacts, 'migrationFacet'>,
  t: Seconds,
): Leaf<Window> {
  return map(migrationFacet, () => processingWindow(t))
}

/** Whether the Processing Window lets the facet act. */
export function windowGate(
  of: 'dualRun' | 'cutover' | 'retirement',
  prime: string,
  window: Leaf<Window>,
): Gate {
  return { of, id: 'window', prime, holds: map(window, OPEN[of].window), fact: window }
}

/** Whether the epoch of a Prime is reached at time `t` [s]. */
export function epochGate({ epoch }: Pick<MigrationFacts, 'epoch'>, prime: string, t: Seconds): Gate {
  return gateOf(
    'cutover',
    'epoch',
    prime,
    map(epoch, (at) => ({ epoch: at, now: t })),
  )
}

/** Adds the queued approval of the timelock to the gate of a rollback that is not approved. */
export function withQueue(
  gate: Gate,
  queued: Leaf<Extract<Approval, { isApproved: false }>['queued']>,
): Gate {
  if (gate.of !== 'rollback' || gate.id !== 'approved') return gate
  const fact = andThen(
    gate.fact,
    (known): Leaf<Approval> =>
      known.isApproved ? given(known) : map(queued, (found) => ({ isApproved: false, queued: found })),
  )
  return { ...gate, fact }
}

/** Whether all gates are open. */
export function allOpen(gates: readonly Gate[]): Leaf<boolean> {
  return map(every(gates.map(({ holds }) => holds)), (open) => open.every(Boolean))
}

function permissionIn({ phase, held }: { phase: Phase; held: boolean }): Permission {
  const isDue = phase === 'DualRun' || phase === 'CutOver'
  if (held) return isDue ? 'held' : 'left-behind'
  return isDue ? 'missing' : 'not-held'
}

function dualRunOf(migration: MigrationFacts, { name, addresses, wires }: PrimeFacts): readonly Gate[] {
  return gatesOf('dualRun', name, {
    scheduled: combine({ vault: migration.vault, phase: migration.phase }, (known) => ({
      vault: isAddressEqual(known.vault, addresses.vault),
      phase: phaseOf(known.phase),
    })),
    controller: wires.generatorOnProxy,
    taker: wires.taker,
  })
}

function rollbackOf(
  migrated: MigrationFacts,
  { name }: PrimeFacts,
  { id, scope, wires, migration }: GeneratorFacts,
  mcd: McdFacts,
  configurator: ConfiguratorFacts,
): readonly Gate[] {
  const { mom } = migration ?? { mom: noMom }
  const paired = every(
    scope.pairs
      .filter(({ kind }) => kind === 'controller')
      .map(({ cBeam, active }) => map(active, (is) => ({ is, cBeam }))),
  )
  return gatesOf('rollback', name, {
    approved: map(
      migrated.rollbackApproved,
      (is): Approval => (is ? { isApproved: true } : { isApproved: false, queued: null }),
    ),
    running: map(configurator.stopped, (stopped) => !stopped),
    configurator: wires.configuratorOnDiamond,
    // The cBEAMs are known from events. The Diamond's registration is read too, which shows that BeamState answers.
    cbeam: combine({ registered: scope.controllerRegistered, paired }, (known) =>
      known.paired.flatMap(({ is, cBeam }) => (is ? [cBeam] : [])),
    ),
    mom: combine({ diamond: mom.diamond, vat: mom.vat }, (known) => ({
      diamond: isAddressEqual(known.diamond, id),
      vat: isAddressEqual(known.vat, mcd.addresses.vat),
    })),
    ward: mom.ward,
    listed: listedIlks(migrated),
  })
}

function cutoverOf(
  migration: MigrationFacts,
  prime: PrimeFacts,
  generator: GeneratorFacts,
  mcd: McdFacts,
  rollback: readonly Gate[],
): readonly Gate[] {
  const ilks = legacyIlks(migration, prime)
  return gatesOf('cutover', prime.name, {
    'dual-run': map(migration.phase, phaseOf),
    ceilings: ilks,
    'auto-line': inTheSameAutoLine(ilks, generator, mcd),
    rollback: allOpen(rollback.filter(({ id }) => demandedByCutover.some((name) => name === id))),
    caller: generator.wires.configuratorOnDiamond,
    controller: prime.wires.generatorOnProxy,
    'in-full': listedIlks(migration),
    rights: legacyRights(migration, prime),
  })
}

function retirementOf(
  migration: MigrationFacts,
  prime: PrimeFacts,
  generator: GeneratorFacts,
  mcd: McdFacts,
): readonly Gate[] {
  const ilks = legacyIlks(migration, prime)
  return gatesOf('retirement', prime.name, {
    'cut-over': map(migration.phase, phaseOf),
    ceilings: ilks,
    'auto-line': inTheSameAutoLine(ilks, generator, mcd),
    debt: ilks,
  })
}

function gatesOf<T extends Transition>(
  of: T,
  prime: string,
  facts: { readonly [Id in keyof GateFacts[T]]?: Leaf<GateFacts[T][Id]> },
): readonly Gate[] {
  const ids = Object.keys(facts) as (keyof GateFacts[T] & string)[]
  return ids.flatMap((id) => {
    const fact = facts[id]
    return fact === undefined ? [] : [gateOf(of, id, prime, fact)]
  })
}

function gateOf<T extends Transition, Id extends keyof GateFacts[T] & string>(
  of: T,
  id: Id,
  prime: string,
  fact: Leaf<GateFacts[T][Id]>,
): Gate {
  const isOpen: (fact: GateFacts[T][Id]) => boolean = OPEN[of][id]
  const gate: GateOf<T, Id> = { of, id, prime, holds: map(fact, isOpen), fact }
  // The compiler does not follow that what holds for each pair of transition and gate holds for their union.
  return gate as unknown as Gate
}

/**
 * What a rollback would leave to draw at time `t` [s]. These gates are apart from the other gates of the cutover, which
 * do not change with time.
 */
export function roomGates(
  migrated: MigrationFacts,
  prime: PrimeFacts,
  { migration }: GeneratorFacts,
  mcd: McdFacts,
  t: Seconds,
): readonly Gate[] {
  const found = wayBackIlks(migrated, prime, mcd)
  const margin = migration?.wayBackMargin ?? noMigrationFacet
  const room = attempt(
    combine({ found, margin }, (known) => known),
    (known) => wayBackRoom(known.found, known.margin, t),
  )
  const live = map(mcd.live, (flag) => flag === 1n)
  return gatesOf('cutover', prime.name, { room, drawable: combine({ live, room }, (known) => known) })
}

const noMom = { diamond: noMigrationFacet, vat: noMigrationFacet, ward: noMigrationFacet }
