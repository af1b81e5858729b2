import { type Address, type Hex, stringToHex, toHex } from 'viem'
import { configuratorAbi, legacyMigrationFacetAbi, migrationMomAbi } from '@/lib/abi'
import { isCBeam } from '@/lib/console/authority'
import type { Effect } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { unitOf } from '@/lib/console/facts/units'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { Gate } from '@/lib/console/model/gates'
import type { MigrationModel } from '@/lib/console/model/migration'
import type { PrimeModel } from '@/lib/console/model/primes'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { excess, mul, type Rad, sumOf } from '@/lib/math'
import { PHASES, restoredLine, rollbackCall, totalRaise } from '@/lib/migration'
import { PHASE_WORDS } from '@/lib/words/gate-sentences'
import { tellGate } from '@/lib/words/gates'
import { bySpell } from '@/lib/words/spells'
import { configuredCall } from '../configured-call'
import type { RoutedDefinition } from '../definition'
import { asItStands, type DirectAction, type Requirement } from '../direct'
import { emits, NO_WORD, noteOf, word } from '../emits'
import { operatorSafes } from '../operator-safes'
import { primeOf } from '../prime-of'
import { type RollbackRequest, rollbackKind } from './request'

export const rollback: RoutedDefinition<RollbackRequest, false> = {
  ...rollbackKind,
  routing: {
    direct: (request, model, account) => {
      const found = primeOf(request, model)
      return found && isCBeam(found.generator, account, 'controller')
    },
    safes: (request, model) => {
      const found = primeOf(request, model)
      return found ? operatorSafes(model, unitOf(model, found.generator), found.generator.id) : []
    },
  },
  build: (request, model, from) => {
    const found = primeOf(request, model)
    const migration = found?.prime.migration
    return found && migration ? rollBack(request, model, found.generator, found.prime, migration, from) : null
  },
}

/**
 * `rollback` by a cBEAM, through `Configurator.callControllerAction`. It puts the Prime back into dual-run and restores
 * the ceilings of its legacy ilks. Source: DOMAIN.md §7.
 */
function rollBack(
  request: RollbackRequest,
  model: ConsoleModel,
  generator: GeneratorModel,
  prime: PrimeModel,
  migration: MigrationModel,
  from: Address,
): DirectAction<RollbackRequest> {
  const { configurator } = unitOf(model, generator).configurator.addresses
  const { name } = prime
  const restored = restoredCeilings(model, prime, migration)
  const inner = { from: configurator, to: generator.id, data: rollbackCall(prime.addresses.almProxy) }
  return {
    request,
    title: `Roll back the cutover of ${name}`,
    // Exempt from the daily window, on chain and here.
    emergency: true,
    from,
    calls: [configuredCall(configurator, generator.id, inner.data)],
    permission: {
      id: 'cbeam',
      says: {
        holds: `${from} is a cBEAM of the Diamond of ${generator.name}`,
        fails: `${from} is not a cBEAM of the Diamond of ${generator.name}`,
      },
      holds: isCBeam(generator, from, 'controller'),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'cut-over',
        says: asItStands(
          `${name} is cut over${migration.phaseName.ok && migration.phaseName.value !== 'CutOver' ? `; it is ${PHASE_WORDS[migration.phaseName.value]} (LegacyMigrationFacet/wrong-phase)` : ''}`,
        ),
        holds: map(migration.phaseName, (phase) => phase === 'CutOver'),
        weight: 'blocks',
      },
      ...migration.rollback.gates
        .filter(({ id }) => id in REASONS)
        .map(
          (gate): Requirement => ({
            id: gate.id,
            says: asItStands(gateText(gate, model.time)),
            holds: gate.holds,
            weight: 'blocks',
          }),
        ),
      {
        id: 'in-full',
        says: {
          holds: 'Every ceiling is restored to what was recorded',
          fails: 'A ceiling is restored to less than was recorded',
        },
        holds: map(recordedIlks(migration), (ilks) => ilks.every(({ ceiling, listed }) => listed >= ceiling)),
        weight: 'warn',
      },
    ],
    effects: rollbackEffects(model, generator, prime, restored),
    events: restored.ok ? rollbackEvents(model, generator, prime, inner.data, restored.value) : [],
    afterwards: `${name} is funded through its legacy ilks again, as it was before its cutover.`,
    disables: [
      `New funding of ${name} no longer goes through its vault alone: whoever may draw on its legacy ilks can do so again, up to the ceilings.`,
      'Debt can be moved back to the legacy ilks, within the migration limit.',
    ],
    undo: `Governance can cut over again ${bySpell(model)}. That sets the legacy ceilings to 0, takes them out of AutoLine, and requires that the rollback is still approved.`,
  }
}

/** The reason with which a contract reverts when a gate of the rollback is closed, by the id of the gate. */
const REASONS: Readonly<Record<string, string>> = {
  running: 'Configurator/stopped',
  approved: 'Configurator/not-valid-data',
  configurator: 'Configurator/call-failed',
  mom: 'MigrationMom/only-diamond',
  ward: 'Vat/not-authorized',
  listed: 'LegacyMigrationFacet/nothing-to-restore',
}

/** @param now time of the model [unix s] */
function gateText(gate: Gate, now: bigint): string {
  const { title, found, remedy } = tellGate(gate, now)
  if (!gate.holds.ok || gate.holds.value) return title
  const evidence = found.ok ? ` ${found.value}` : ''
  return `${title}.${evidence} ${remedy} (${REASONS[gate.id]})`
}

interface RecordedIlk {
  readonly id: string
  /** [rad] */
  readonly ceiling: Rad
  readonly listed: Rad
  readonly closed: boolean
}

function recordedIlks({ ilks }: MigrationModel): Leaf<readonly RecordedIlk[]> {
  const items = ilks.items.map(({ id, ceiling, listed, closed }) =>
    combine({ ceiling, listed, closed }, (known) => ({ id, ...known })),
  )
  return combine({ length: ilks.length, items: every(items) }, (known) => known.items)
}

interface RestoredCeiling {
  readonly ilk: string
  /** Ceiling of the ilk afterwards [rad]. */
  readonly after: Rad
  /** Whether MigrationMom has recorded that it closed the ilk; restoring it clears that record. */
  readonly closed: boolean
}

interface Restored {
  readonly ceilings: readonly RestoredCeiling[]
  /** Ceiling of all debt before [rad]. */
  readonly before: Rad
  /** By how much the ceiling of all debt grows [rad]. */
  readonly raised: Rad
}

/** The ceilings that change, and by how much the ceiling of all debt grows. */
function restoredCeilings(
  { mcd }: ConsoleModel,
  { legacy }: PrimeModel,
  migration: MigrationModel,
): Leaf<Restored> {
  const recorded = recordedIlks(migration)
  const found = combine(
    {
      recorded,
      ilks: every(
        legacy.map(({ id, line, Art, rate }) => combine({ line, Art, rate }, (known) => ({ id, ...known }))),
      ),
      Line: mcd.Line,
      debt: mcd.debt,
    },
    (known) => known,
  )
  return attempt(found, ({ ilks, recorded: all, Line, debt }) => {
    // Each restored ilk starts from the ceiling of all debt that the ilk before it left.
    let total = Line
    // The contract restores the ilks in the order of its record.
    const ceilings = all.flatMap(({ id, ceiling, listed, closed }) => {
      const own = ilks.find((one) => one.id === id)
      if (!own) return []
      const after = restoredLine({ line: own.line, recorded: ceiling, listed })
      if (after === own.line) return []
      const owed = mul(own.Art, own.rate)
      const vat = { Line: total, debt }
      total = sumOf([total, totalRaise({ restored: after, line: own.line, owed, closed, vat })])
      return [{ ilk: id, after, closed }]
    })
    return { ceilings, before: Line, raised: excess(total, Line) }
  })
}

function rollbackEffects(
  { time }: ConsoleModel,
  generator: GeneratorModel,
  { id }: PrimeModel,
  restored: Leaf<Restored>,
): readonly Effect[] {
  const place = places.generators(generator.id).primes(id)
  const own: readonly Effect[] = [
    sets(place.migration.phase, PHASES.indexOf('DualRun')),
    timed(place.migration.rolledBackAt, time),
  ]
  // These two can be proven afterwards, so they are stated even where no ceiling could be read.
  if (!restored.ok) return own
  const { ceilings, before, raised } = restored.value
  return [
    ...own,
    ...ceilings.map(({ ilk, after }) => sets(place.legacy(ilk).line, after)),
    ...ceilings
      .filter(({ closed }) => closed)
      .map(({ ilk }) => sets(place.migration.ilks.items(ilk).closed, false)),
    ...(raised > 0n ? [sets(places.mcd.Line, sumOf([before, raised]))] : []),
  ]
}

/** @param data calldata of the call that the Configurator makes */
function rollbackEvents(
  model: ConsoleModel,
  generator: GeneratorModel,
  { addresses }: PrimeModel,
  data: Hex,
  { ceilings }: Restored,
): readonly ExpectedEvent[] {
  const { mcd } = model
  const { configurator } = unitOf(model, generator).configurator.addresses
  const { id: diamond } = generator
  const mom = generator.migration?.mom.address
  if (!mom?.ok) return []
  const name = (text: string) => stringToHex(text, { size: 32 })
  const file = 'file(bytes32,bytes32,uint256)'
  return [
    ...ceilings.flatMap(({ ilk, after }) => [
      noteOf(mcd.addresses.vat, file, [name(ilk), name('line'), word(toHex(after))]),
      noteOf(mcd.addresses.vat, 'file(bytes32,uint256)', [name('Line'), null, NO_WORD]),
      emits(mom.value, migrationMomAbi, 'Restore', { ilk: name(ilk), line: after }),
    ]),
    emits(diamond, legacyMigrationFacetAbi, 'PrimeRolledBack', { prime: addresses.almProxy }),
    emits(configurator, configuratorAbi, 'CallControllerAction', {
      controller: diamond,
      data,
    }),
  ]
}
