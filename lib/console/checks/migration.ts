import { type Address, isAddressEqual, zeroAddress } from 'viem'
import { formatExact, formatUtc, plural } from '@/lib/format'
import { andThen, combine, every, given, type Leaf, map } from '@/lib/leaf'
import { gateSentences, PHASE_WORDS } from '@/lib/words/gate-sentences'
import { recordedAsNamed } from '../derive/recorded'
import type { ConsoleModel, GeneratorModel, Unchecked } from '../model'
import type { Check } from '../model/check'
import type { GateName } from '../model/gate-name'
import type { MigrationModel, MigrationSurfaceModel } from '../model/migration'
import type { PrimeModel } from '../model/primes'
import { tellingOf } from './check-at'

/** Whether every migration stands as its phase demands, and whether an ended one left nothing behind. */
export function migrationChecks(generator: GeneratorModel, model: Unchecked): readonly Check[] {
  const { migration, primes } = generator
  return [
    ...(migration
      ? surfaceChecks(migration, generator, {
          ...model.mcd.addresses,
          mom: generator.migrationMom ?? model.governance?.addresses.migrationMom ?? null,
        })
      : []),
    ...primes.flatMap((prime) =>
      tellingOf(model, generator, prime).here([
        permission(prime),
        ...(prime.migration ? primeChecks(prime, prime.migration) : []),
      ]),
    ),
  ]
}

type Part = Pick<Check, 'id' | 'says' | 'level' | 'holds' | 'found' | 'expected' | 'remedy'>

const ofPrime = ({ id }: PrimeModel, part: Part): Check => ({
  ...part,
  id: `migration/${part.id}/${id}`,
  area: 'migration',
  shownAt: { page: 'prime', id },
})

/** The Generator may act on the Prime's ALMProxy for the dual-run, and no longer. */
function permission(prime: PrimeModel): Check {
  const { name, migration, wires, addresses } = prime
  return ofPrime(prime, {
    id: 'permission',
    says: {
      holds: `The Generator's Diamond holds CONTROLLER on ${name}'s ALMProxy only while its debt moves`,
      fails: `${migration ? standing(name, migration) : `${name} does not migrate`}, but the Diamond ${migration?.phaseName.ok && migration.phaseName.value === 'Retired' ? 'still' : 'already'} controls its ALMProxy`,
    },
    level: 'critical',
    holds: migration
      ? map(migration.permission, (found) => found !== 'left-behind')
      : map(wires.generatorOnProxy, (held) => !held),
    found: migration
      ? combine(
          { held: wires.generatorOnProxy, phase: migration.phaseName },
          ({ held, phase }) => `${held ? 'Held' : 'Not held'}; ${name} is ${PHASE_WORDS[phase]}.`,
        )
      : map(wires.generatorOnProxy, (held) => (held ? 'Held.' : 'Not held.')),
    expected: 'Held in dual-run and after the cutover, not before and not after the retirement',
    remedy: `Left behind, it lets the Generator's Diamond move everything in ${addresses.almProxy}. Governance revokes it by spell.`,
  })
}

function primeChecks(prime: PrimeModel, migration: MigrationModel): readonly Check[] {
  const { name, legacy, addresses } = prime
  const { phaseName, permission: granted, rollbackApproved, ilks, due, epoch, rollback } = migration
  const only = (phase: string, then: () => Leaf<boolean>): Leaf<boolean> =>
    andThen(phaseName, (now) => (now === phase ? then() : given(true)))
  const listed = every(ilks.items.map((one) => map(one.listed, (ceiling) => ({ id: one.id, ceiling }))))
  const whole = <T>(items: Leaf<T>) => combine({ length: ilks.length, items }, (known) => known.items)
  return [
    ofPrime(prime, {
      id: 'permission-missing',
      says: {
        holds: `The Generator can move the debt of ${name}`,
        fails: `${standing(name, migration)}, but the Diamond does not control its ALMProxy`,
      },
      level: 'attention',
      holds: map(granted, (found) => found !== 'missing'),
      found: map(granted, (found) =>
        found === 'missing' ? "CONTROLLER on the Prime's ALMProxy is not held." : 'As its phase demands.',
      ),
      expected: 'CONTROLLER held in dual-run and after the cutover',
      remedy: 'Every step reverts. Governance grants it by spell.',
    }),
    ofPrime(prime, {
      id: 'approval-left',
      says: {
        holds: `No rollback of ${name} is approved after its retirement`,
        fails: `${name} is retired, but BeamState still approves its rollback`,
      },
      level: 'attention',
      holds: only('Retired', () => map(rollbackApproved, (approved) => !approved)),
      found: map(rollbackApproved, (approved) => (approved ? 'Approved in BeamState.' : 'Not approved.')),
      expected: 'No approval once the Prime is retired',
      remedy:
        'It can do nothing in that phase. The Core Council deletes it at once (delInitControllerActions).',
    }),
    ofPrime(prime, {
      id: 'listed-left',
      says: {
        holds: `MigrationMom lists no legacy ilk of ${name} after its retirement`,
        fails: `${name} is retired, but MigrationMom still lists a legacy ilk of it`,
      },
      level: 'attention',
      holds: only('Retired', () => map(whole(listed), (all) => all.every(({ ceiling }) => ceiling === 0n))),
      found: map(whole(listed), (all) =>
        all.length === 0
          ? 'No legacy ilk is recorded.'
          : `${all.map(({ id, ceiling }) => `${id}: ${rad(ceiling)}`).join(', ')}.`,
      ),
      expected: 'Not listed once the Prime is retired',
      remedy: 'Governance takes it off the list by spell.',
    }),
    ofPrime(prime, {
      id: 'epoch',
      says: {
        holds: `${name} is cut over from its epoch on`,
        fails: `The epoch of ${name} is over, but ${standing('it', migration)}`,
      },
      level: 'attention',
      holds: map(due, (standing) => standing !== 'past-epoch'),
      found: combine({ epoch, phase: phaseName }, (known) =>
        known.epoch === 0n
          ? 'It is not scheduled.'
          : `Epoch ${formatUtc(known.epoch)}; it is ${PHASE_WORDS[known.phase]}.`,
      ),
      expected: 'Cut over once the epoch is reached',
      remedy: 'The cutover is due: see which gate is closed, and have the spell cast.',
    }),
    ofPrime(prime, {
      id: 'rollback',
      says: {
        holds: `${name} can be rolled back as long as it is cut over`,
        fails: `${name} is cut over, but cannot be rolled back`,
      },
      level: 'critical',
      holds: only('CutOver', () => rollback.ready),
      found: map(
        every(rollback.gates.map((gate) => map(gate.holds, (open) => ({ gate, open })))),
        closedGates,
      ),
      expected: 'Every gate of the rollback open while the Prime is cut over',
      remedy: 'There is no quick way back to the legacy surface. Open the gates that are closed.',
    }),
    ofPrime(prime, {
      id: 'headroom',
      says: {
        holds: `Nothing can be drawn on the legacy ilks of ${name} once it is cut over`,
        fails: `${name} is cut over, but a legacy ilk of it can be drawn on again`,
      },
      level: 'critical',
      holds: only('CutOver', () =>
        map(ceilings(legacy), (all) => all.every(({ line, highest }) => line === 0n && highest === 0n)),
      ),
      found: map(ceilings(legacy), (all) =>
        all.length === 0 ? 'It has no legacy ilks.' : `${all.map(ceilingText).join(', ')}.`,
      ),
      expected: 'Ceilings of 0, out of AutoLine, while the Prime is cut over',
      remedy:
        'New debt could arise outside the vault. Governance lowers the ceiling; LineMom does it at once where it lists the ilk.',
    }),
    ofPrime(prime, {
      id: 'ilks',
      says: {
        holds: `The facet recorded the legacy ilks of ${name} that the deployment file names`,
        fails: `The facet recorded other legacy ilks of ${name} than the deployment file names`,
      },
      level: 'critical',
      holds: recordedAsNamed(prime, migration),
      found: map(
        whole(
          every(
            ilks.items.map(({ id, allocatorVault }) => map(allocatorVault, (vault) => `${id} with ${vault}`)),
          ),
        ),
        (all) => (all.length === 0 ? 'It was never scheduled.' : `${all.join(', ')}.`),
      ),
      expected: legacy.map(({ id, allocatorVault }) => `${id} with ${allocatorVault}`).join(', ') || 'None',
      remedy:
        'What is shown of its legacy debt is not what the facet moves. Correct the deployment file, or schedule it anew.',
    }),
    ofPrime(prime, {
      id: 'vault',
      says: {
        holds: `The facet recorded ${name}'s vault`,
        fails: `The facet recorded another vault for ${name}`,
      },
      level: 'critical',
      holds: map(
        migration.vault,
        (vault) => isAddressEqual(vault, zeroAddress) || isAddressEqual(vault, addresses.vault),
      ),
      found: map(migration.vault, (vault) =>
        isAddressEqual(vault, zeroAddress) ? 'It was never scheduled.' : vault,
      ),
      expected: addresses.vault,
      remedy: 'Its debt would move into another vault than the one shown here.',
    }),
  ]
}

/** The phase of a Prime's migration: "Obex is retired". */
const standing = (name: string, { phaseName }: MigrationModel): string =>
  phaseName.ok ? `${name} is ${PHASE_WORDS[phaseName.value]}` : `${name} is in an unknown phase`

const rad = (value: bigint): string => `${formatExact(value, 45)} USDS`

/** Ceilings of the legacy ilks, at present and by AutoLine. */
const ceilings = (legacy: PrimeModel['legacy']) =>
  every(
    legacy.map(({ id, line, autoLine }) =>
      combine({ line, highest: autoLine ? autoLine.line : given(0n) }, (known) => ({ id, ...known })),
    ),
  )

const ceilingText = (ilk: { readonly id: string; readonly line: bigint; readonly highest: bigint }): string =>
  `${ilk.id}: ceiling ${rad(ilk.line)}${ilk.highest === 0n ? '' : `, up to ${rad(ilk.highest)} by AutoLine`}`

function closedGates(gates: readonly { readonly gate: GateName; readonly open: boolean }[]): string {
  const shut = gates.filter(({ open }) => !open)
  return shut.length === 0
    ? 'Every gate is open.'
    : `${shut.map(({ gate }) => gateSentences(gate).fails).join('; ')}.`
}

function surfaceChecks(
  { scheduled, autoLine, mom }: MigrationSurfaceModel,
  { id, name, primes }: GeneratorModel,
  deployed: ConsoleModel['mcd']['addresses'] & { readonly mom: Address | null },
): readonly Check[] {
  const { vat } = deployed
  const check = (part: Part): Check => ({
    ...part,
    id: `migration/${part.id}/${id}`,
    area: 'migration',
    shownAt: { page: 'primes' },
  })
  const listed = combine(
    { length: scheduled.length, all: every(scheduled.items.map(({ prime }) => prime)) },
    ({ all }) =>
      all.filter((prime) => !primes.some(({ addresses }) => isAddressEqual(addresses.almProxy, prime))),
  )
  return [
    check({
      id: 'known',
      says: {
        holds: `Every Prime in the migration schedule of ${name} is known here`,
        fails: `The migration schedule of ${name} has ${listed.ok ? plural(listed.value.length, 'Prime') : 'a Prime'} unknown to this console`,
      },
      level: 'attention',
      holds: map(listed, (strangers) => strangers.length === 0),
      found: map(listed, (strangers) =>
        strangers.length === 0
          ? 'Each is in the deployment file.'
          : `Not in the deployment file: ${strangers.join(', ')}.`,
      ),
      expected: 'Each scheduled ALMProxy belongs to a Prime of the deployment file',
      remedy: 'Its debt and its vault are in no total here. Add it to the deployment file.',
    }),
    check({
      id: 'mom',
      says: {
        holds: `MigrationMom of ${name} serves this Diamond and this Vat`,
        fails: `MigrationMom of ${name} serves another Diamond or another Vat`,
      },
      level: 'critical',
      holds: combine(
        { diamond: mom.diamond, vat: mom.vat },
        (found) => isAddressEqual(found.diamond, id) && isAddressEqual(found.vat, vat),
      ),
      found: combine(
        { diamond: mom.diamond, vat: mom.vat },
        (found) => `Diamond ${found.diamond}, Vat ${found.vat}.`,
      ),
      expected: `Diamond ${id}, Vat ${vat}`,
      remedy: 'No rollback restores a ceiling, and no Prime can be cut over.',
    }),
    ...same(check, {
      id: 'mom-deployed',
      says: {
        holds: `The migration of ${name} restores ceilings by this MigrationMom`,
        fails: `The migration of ${name} restores ceilings by another MigrationMom`,
      },
      found: mom.address,
      expected: deployed.mom,
      remedy:
        'What another one has listed is what a rollback restores. Correct the deployment file, or replace it.',
    }),
    ...same(check, {
      id: 'auto-line',
      says: {
        holds: `The migration of ${name} looks into this AutoLine`,
        fails: `The migration of ${name} looks into another AutoLine`,
      },
      found: autoLine,
      expected: deployed.autoLine,
      remedy: 'A cutover would not see that anyone can raise a legacy ceiling again.',
    }),
  ]
}

interface Same extends Pick<Part, 'id' | 'says' | 'remedy'> {
  readonly found: Leaf<Address>
  readonly expected: Address | null
}

/** Whether the facet uses the contract of the deployment file, where that names one. */
function same(check: (part: Part) => Check, { found, expected, ...rest }: Same): readonly Check[] {
  if (expected === null) return []
  const holds = map(found, (at) => isAddressEqual(at, expected))
  return [check({ ...rest, level: 'critical', holds, found: map(found, String), expected })]
}
