import { type Address, isAddressEqual, keccak256, stringToHex, zeroAddress } from 'viem'
import { almProxyAbi, beamStateAbi, legacyMigrationFacetAbi, migrationMomAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { approvalId } from '@/lib/console/facts/entries'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { MigrationModel } from '@/lib/console/model/migration'
import type { PrimeModel } from '@/lib/console/model/primes'
import type { MigrationStep } from '@/lib/governance'
import { combine, every, type Leaf, map, unknown } from '@/lib/leaf'
import { rad } from '@/lib/math'
import { PHASES, rollbackHash } from '@/lib/migration'
import { emits, NO_WORD, noteOf, word } from '../emits'
import type { ToldCall } from '../execute-operation/takes-effect'

const CONTROLLER = keccak256(stringToHex('CONTROLLER'))
const RETIRED = PHASES.indexOf('Retired')

/** Where a Prime is retired. */
interface Where {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly migration: MigrationModel
  /** Who makes the step: the pause proxy. */
  readonly by: Address
  readonly step: MigrationStep
}

/** What a part of the step changes, and what contracts say of it. */
interface Part {
  readonly effects: readonly Effect[]
  readonly events: readonly ExpectedEvent[]
}

const nothing: Part = { effects: [], events: [] }

/**
 * The last step of a migration: the Prime is retired, and what the migration allowed ends. Where governance does not
 * administer the ALMProxy, the Diamond keeps CONTROLLER there, which the simulation shows against what is stated here.
 * Source: `MigrationActions.retire`, DOMAIN.md §7.
 */
export function retired(where: Where): ToldCall {
  const { model, generator, prime } = where
  const { migration } = places.generators(generator.id).primes(prime.id)
  const parts = every([controllerEnded(where), delisted(where), disapproved(where), momDenied(where)])
  if (!parts.ok) {
    return `${parts.reason.message} Without it, what the step changes is not known`
  }
  return {
    effects: [
      sets(migration.phase, RETIRED),
      timed(migration.retiredAt, model.time),
      ...parts.value.flatMap(({ effects }) => effects),
    ],
    events: [
      emits(generator.id, legacyMigrationFacetAbi, 'PrimeRetired', { prime: prime.addresses.almProxy }),
      ...parts.value.flatMap(({ events }) => events),
    ],
  }
}

/** The Diamond loses CONTROLLER on the ALMProxy of the Prime. */
function controllerEnded({ generator, prime, by }: Where): Leaf<Part> {
  const { wires } = places.generators(generator.id).primes(prime.id)
  return map(prime.wires.generatorOnProxy, (held) =>
    held
      ? {
          effects: [sets(wires.generatorOnProxy, false)],
          events: [
            emits(prime.addresses.almProxy, almProxyAbi, 'RoleRevoked', {
              ...{ role: CONTROLLER, account: generator.id, sender: by },
            }),
          ],
        }
      : nothing,
  )
}

/** MigrationMom restores none of its ilks any more. */
function delisted({ generator, prime, migration, step }: Where): Leaf<Part> {
  const at = places.generators(generator.id).primes(prime.id).migration.ilks
  const { length, items } = migration.ilks
  const known = items.map(({ id, ilk, listed }) => combine({ ilk, listed }, (read) => ({ id, ...read })))
  return combine({ length, ilks: every(known) }, ({ ilks }) => {
    const open = ilks.filter(({ listed }) => listed > 0n)
    return {
      effects: open.map(({ id }) => sets(at.items(id).listed, rad(0n))),
      events: open.map(({ ilk }) => emits(step.wiring.mom, migrationMomAbi, 'Delist', { ilk })),
    }
  })
}

const notNamed = unknown({
  kind: 'not-read',
  message: 'No event that was seen tells where BeamState approves the rollback.',
})

/** The rollback is no approved call any more, on this Diamond and on every controller. */
function disapproved({ model, generator, prime, migration }: Where): Leaf<Part> {
  const unit = model.units.find(({ id }) => id === generator.unit)
  const key = rollbackHash(prime.addresses.almProxy)
  const entries = (unit?.configurator.approvals ?? []).filter(
    (one) => one.key === key && [generator.id, zeroAddress].includes(one.controller),
  )
  const sorted = [generator.id, zeroAddress].flatMap((on) =>
    entries.filter(({ controller }) => controller === on),
  )
  const active = every(
    sorted.map(({ controller, active: is }) => map(is, (value) => ({ controller, value }))),
  )
  const found = combine({ active, approved: migration.rollbackApproved }, (known) => known)
  if (!found.ok || !unit) return found.ok ? notNamed : found
  const open = found.value.active.filter(({ value }) => value)
  if (found.value.approved && open.length === 0) return notNamed
  const at = places.units(unit.id).configurator
  return map(found, () => ({
    effects: [
      ...open.map(({ controller }) => sets(at.approvals(approvalId(controller, key)).active, false)),
      ...(found.value.approved
        ? [sets(places.generators(generator.id).primes(prime.id).migration.rollbackApproved, false)]
        : []),
    ],
    events: open.map(({ controller }) =>
      emits(unit.configurator.addresses.beamState, beamStateAbi, 'DelInitControllerActions', {
        key,
        controller,
      }),
    ),
  }))
}

/** After the last Prime of the Diamond the Vat takes no ceiling of MigrationMom any more. */
function momDenied({ model, generator, prime, step }: Where): Leaf<Part> {
  const surface = generator.migration
  if (surface === null) return notScheduled
  const others = combine({ length: surface.scheduled.length, primes: scheduledIn(surface) }, ({ primes }) =>
    primes.filter((one) => !isAddressEqual(one, prime.addresses.almProxy)),
  )
  if (!others.ok) return others
  const phases = every(others.value.map((one) => phaseOf(generator, one)))
  return combine({ phases, ward: surface.mom.ward }, ({ phases: all, ward }) => {
    if (!ward || all.some((phase) => phase !== RETIRED)) return nothing
    // The same Mom may serve several Diamonds, and is shown with each.
    const served = model.generators.filter(
      ({ migration }) =>
        migration?.mom.address.ok && isAddressEqual(migration.mom.address.value, step.wiring.mom),
    )
    return {
      effects: served.map(({ id }) => sets(places.generators(id).migration.mom.ward, false)),
      events: [noteOf(step.wiring.vat, 'deny(address)', [word(step.wiring.mom), NO_WORD, NO_WORD])],
    }
  })
}

const notScheduled = unknown({
  kind: 'not-read',
  message: 'Which Primes were ever scheduled was not read.',
})

const scheduledIn = ({ scheduled }: NonNullable<GeneratorModel['migration']>): Leaf<readonly Address[]> =>
  every(scheduled.items.map(({ prime }) => prime))

/** The phase of a Prime by its ALMProxy. */
function phaseOf({ primes }: GeneratorModel, almProxy: Address): Leaf<number> {
  const found = primes.find(({ addresses }) => isAddressEqual(addresses.almProxy, almProxy))
  return (
    found?.migration?.phase ??
    unknown({
      kind: 'not-read',
      message: `${almProxy} was scheduled, and is no Prime of the deployment file.`,
    })
  )
}
