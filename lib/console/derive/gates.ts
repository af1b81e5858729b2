import { type Address, encodeFunctionData, type Hex, isAddressEqual, zeroAddress } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { chain, combine, every, given, type Leaf, map, unknown } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { memo } from '@/lib/leaf/memo'
import {
  type CutoverFacts,
  cutoverGates,
  type DualRunFacts,
  demandedByCutover,
  dualRunGates,
  type Gates,
  type LegacyIlk,
  type LegacyRight,
  type ListedIlk,
  type Phase,
  phaseOf,
  processingWindow,
  type RetirementFacts,
  type RollbackFacts,
  retirementGates,
  rollbackCall,
  rollbackGates,
  type WayBackIlk,
  wayBackRoom,
} from '@/lib/migration'
import {
  cutoverWords,
  dualRunWords,
  epochWords,
  type GateWords,
  retirementWords,
  rollbackWords,
  type WordsOf,
  windowWords,
} from '@/lib/words/gates'
import type { ConfiguratorFacts, GeneratorFacts, TimelockFacts } from '../facts'
import type { MigrationFacts } from '../facts/migration'
import type { McdFacts, PrimeFacts } from '../facts/primes'
import type { Gate, Permission } from '../model/migration'
import { isFrozen } from './beams'
import { debtState } from './debt'
import { phaseLeaf } from './steps'

/** What follows of a Prime's migration from what is stored alone, whatever the time. */
export interface StoredMigration {
  readonly phaseName: Leaf<Phase>
  readonly permission: Leaf<Permission>
  /** The gates of each transition, but for those of the hour and the epoch. */
  readonly dualRun: readonly Gate[]
  readonly cutover: readonly Gate[]
  readonly rollback: readonly Gate[]
  readonly retirement: readonly Gate[]
  /** Operations of the timelock that approve the rollback, whatever became of them. */
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

/** The facet refuses inside the window, wherever there is one; it is the same for all Primes. */
export function windowGate({ migrationFacet }: Pick<GeneratorFacts, 'migrationFacet'>, t: bigint): Gate {
  const window = map(migrationFacet, () => processingWindow(t))
  return gateOf('window', window, cutoverGates.window, windowWords(t))
}

/** Whether the epoch of a Prime is reached at time `t` [s]. */
export function epochGate({ epoch }: Pick<MigrationFacts, 'epoch'>, t: bigint): Gate {
  const facts = map(epoch, (at) => ({ epoch: at, now: t }))
  return gateOf('epoch', facts, cutoverGates.epoch, epochWords(t))
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
  return gatesOf<Omit<DualRunFacts, 'window'>>(
    dualRunGates,
    {
      scheduled: combine({ vault: migration.vault, phase: migration.phase }, (known) => ({
        vault: isAddressEqual(known.vault, addresses.vault),
        phase: phaseOf(known.phase),
      })),
      controller: wires.generatorOnProxy,
      taker: wires.taker,
    },
    dualRunWords(name),
  )
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
      .map(({ cBeam, active }) =>
        // Of one that is not paired nobody has to know whether it is frozen.
        chain(active, (is) =>
          map(is ? isFrozen({ configurator }, cBeam) : given(false), (frozen) => ({
            ...{ active: is, frozen, account: cBeam },
          })),
        ),
      ),
  )
  return gatesOf<RollbackFacts>(
    rollbackGates,
    {
      approved: migrated.rollbackApproved,
      running: map(configurator.stopped, (stopped) => !stopped),
      configurator: wires.configuratorOnDiamond,
      // Which cBEAMs there are is known from events; that the Diamond is registered shows that BeamState answers.
      cbeam: combine({ registered: scope.controllerRegistered, paired }, (known) =>
        known.paired.filter(({ active }) => active),
      ),
      mom: combine({ diamond: mom.diamond, vat: mom.vat }, (known) => ({
        diamond: isAddressEqual(known.diamond, id),
        vat: isAddressEqual(known.vat, mcd.addresses.vat),
      })),
      ward: mom.ward,
      listed: listedIlks(migrated),
    },
    rollbackWords(name),
  )
}

function cutoverOf(
  migration: MigrationFacts,
  prime: PrimeFacts,
  generator: GeneratorFacts,
  mcd: McdFacts,
  rollback: readonly Gate[],
): readonly Gate[] {
  const ilks = legacyIlks(migration, prime)
  return gatesOf<Omit<CutoverFacts, 'epoch' | 'window' | 'room' | 'drawable'>>(
    cutoverGates,
    {
      'dual-run': map(migration.phase, phaseOf),
      ceilings: ilks,
      'auto-line': inTheSameAutoLine(ilks, generator, mcd),
      rollback: allOpen(rollback.filter(({ id }) => demandedByCutover.some((name) => name === id))),
      caller: generator.wires.configuratorOnDiamond,
      controller: prime.wires.generatorOnProxy,
      'in-full': listedIlks(migration),
      rights: legacyRights(migration, prime),
    },
    cutoverWords(prime.name),
  )
}

function retirementOf(
  migration: MigrationFacts,
  prime: PrimeFacts,
  generator: GeneratorFacts,
  mcd: McdFacts,
): readonly Gate[] {
  const ilks = legacyIlks(migration, prime)
  return gatesOf<Omit<RetirementFacts, 'window'>>(
    retirementGates,
    {
      'cut-over': map(migration.phase, phaseOf),
      ceilings: ilks,
      'auto-line': inTheSameAutoLine(ilks, generator, mcd),
      debt: ilks,
    },
    retirementWords(prime.name),
  )
}

function gatesOf<F>(
  gates: Gates<F>,
  facts: { readonly [Id in keyof F]: Leaf<F[Id]> },
  words: WordsOf<F>,
): readonly Gate[] {
  const ids = Object.keys(facts) as (keyof F & string)[]
  return ids.map((id) => gateOf(id, facts[id], gates[id], words[id]))
}

function gateOf<Fact>(
  id: string,
  fact: Leaf<Fact>,
  isOpen: (fact: Fact) => boolean,
  { title, found, remedy }: GateWords<Fact>,
): Gate {
  return { id, title, holds: map(fact, isOpen), found: map(fact, found), remedy }
}

/** Every recorded ilk, with what MigrationMom restores of it. */
function listedIlks({ ilks }: MigrationFacts): Leaf<readonly ListedIlk[]> {
  const items = every(
    ilks.items.map(({ id, ceiling, listed }) =>
      combine({ ceiling, listed }, (known) => ({ id, recorded: known.ceiling, listed: known.listed })),
    ),
  )
  return combine({ length: ilks.length, items }, (known) => known.items)
}

/** What the Prime may do on each recorded ilk. */
function legacyRights({ ilks }: MigrationFacts, { legacyWires }: PrimeFacts): Leaf<readonly LegacyRight[]> {
  const items = every(
    ilks.items.map(({ id, ceiling }) => {
      const wires = legacyWires.find((one) => one.id === id)
      if (!wires) return unknown(notInFile(id))
      // A right by AllocatorRoles would do as well, and is not read.
      const mayDraw = chain(wires.ward, (ward) => (ward ? given(true) : unknown(noWard(id))))
      return combine({ recorded: ceiling, mayDraw, allowance: wires.allowance }, (known) => ({
        id,
        ...known,
      }))
    }),
  )
  return combine({ length: ilks.length, items }, (known) => known.items)
}

const noWard = (id: string) =>
  ({
    kind: 'not-read',
    message: `The ALMProxy is no ward of the AllocatorVault of ${id}; a right by AllocatorRoles is not read here.`,
  }) as const

/**
 * What a rollback would leave to draw in, at time `t` [s]; apart from the other gates of the cutover, which time does not
 * change.
 */
export function roomGates(
  { ilks }: MigrationFacts,
  { name, legacy }: PrimeFacts,
  { migration }: GeneratorFacts,
  mcd: McdFacts,
  t: bigint,
): readonly Gate[] {
  const found = every(
    ilks.items.map(({ id, ilk, ceiling, closed }) =>
      chain(ilk, (hash): Leaf<WayBackIlk> => {
        const facts = legacy.find((one) => one.ilk === hash)
        if (!facts) return unknown(notInFile(id))
        return combine({ recorded: ceiling, closed, state: debtState(facts, mcd) }, (known) => ({
          id,
          ...known,
        }))
      }),
    ),
  )
  const margin = migration?.wayBackMargin ?? notRead
  const room = attempt(
    combine({ length: ilks.length, found, margin }, (known) => known),
    (known) => wayBackRoom(known.found, known.margin, t),
  )
  const live = map(mcd.live, (flag) => flag === 1n)
  const { room: roomWords, drawable } = cutoverWords(name)
  return [
    gateOf('room', room, cutoverGates.room, roomWords),
    gateOf(
      'drawable',
      combine({ live, room }, (known) => known),
      cutoverGates.drawable,
      drawable,
    ),
  ]
}

/** Known only where the facet looks into the AutoLine that is read here. */
function inTheSameAutoLine<T>(
  ilks: Leaf<T>,
  { migration }: GeneratorFacts,
  { addresses }: McdFacts,
): Leaf<T> {
  if (addresses.autoLine === null) return unknown(noAutoLine)
  const own = addresses.autoLine
  return chain(migration?.autoLine ?? notRead, (at) =>
    isAddressEqual(at, own) ? ilks : unknown(otherAutoLine(at)),
  )
}

const otherAutoLine = (at: Address) =>
  ({ kind: 'not-read', message: `The facet looks into another AutoLine: ${at}.` }) as const

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

function approvalsOf(
  { addresses }: PrimeFacts,
  generator: GeneratorFacts,
  configurator: ConfiguratorFacts,
  { operations }: TimelockFacts,
): readonly Hex[] {
  const { beamState } = configurator.addresses
  const calls = approvalCalls(addresses.almProxy, generator.id)
  return operations
    .filter(({ event }) =>
      event.calls.some(({ target, data }) => isAddressEqual(target, beamState) && calls.includes(data)),
    )
    .map(({ id }) => id)
}

/** The calls of BeamState that approve a rollback: for the Diamond, or for every controller. */
function approvalCalls(almProxy: Address, diamond: Address): readonly Hex[] {
  return [diamond, zeroAddress].map((controller) =>
    encodeFunctionData({
      abi: beamStateAbi,
      functionName: 'addInitControllerActions',
      args: [rollbackCall(almProxy), controller],
    }),
  )
}
