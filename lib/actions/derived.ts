import { type Address, zeroAddress } from 'viem'
import { approvedCalls } from '@/lib/console/approved-calls'
import { ofUnit, pairsIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import { rollbackCall } from '@/lib/migration'
import { cancellationsThrough, mayCancel } from './cancel-operation/action'
import { configuredCall } from './configured-call'
import { councilSafes } from './core-council'
import { approvalDeletionCall } from './delete-approval/action'
import { initDeletionCall } from './delete-init/action'
import type { ActionCall } from './direct'
import { freezerSafes, freezesThrough } from './freeze/action'
import { fundsFreezesThroughSafes } from './freeze-funds/action'
import { guardianFreezesThroughSafes } from './guardian-freeze-all/action'
import type { RoutedRequest } from './kinds'
import { queueActsThroughSafes } from './lcts-operator'
import { pairCall } from './pair-cbeam/action'
import { revocationsThrough } from './revoke-cbeam/action'
import { unregistrationCall } from './unregister/action'
import { wiperSafes, wipesThrough } from './wipe-ceiling/action'

/** What a Safe may be asked to do, with the call that it makes. */
export interface Derived {
  readonly request: RoutedRequest
  readonly call: ActionCall
}

/** What of a picture is needed for it: read facts have it as well as a model. */
interface Scoped {
  readonly generators: readonly (Pick<GeneratorModel, 'id' | 'unit' | 'addresses' | 'scope'> & {
    readonly primes: readonly {
      readonly id: string
      readonly addresses: { readonly almProxy: Address }
    }[]
  })[]
}

type Unit = Pick<ConfiguratorUnit, 'id' | 'configurator'> & Parameters<typeof approvedCalls>[1]

const maybe = (leaf: Leaf<boolean>): boolean => !leaf.ok || leaf.value

/**
 * Everything that a Safe may do at once in a Unit by what it holds there, and that nobody has to fill in: as a Core Council
 * pairing, unpairing and every deletion, as a cBEAM of a controller every approved call and rollback. Owners who approve
 * one of these on chain leave its hash alone, by which it is found again.
 */
export function derivedIn({ generators }: Scoped, unit: Unit, safe: Address): readonly Derived[] {
  const isCouncil = unit.configurator.users.some(({ id, immediate }) => id === safe && maybe(immediate))
  const own = ofUnit(generators, unit)
  const controllers = pairsIn(generators, unit)
    .filter(({ kind, cBeam, active }) => kind === 'controller' && cBeam === safe && maybe(active))
    .map(({ target }) => target)
  return [...(isCouncil ? byCouncil(own, unit, safe) : []), ...byCBeam(own, unit, safe, controllers)]
}

/** What the Core Council does at once, and can take back only through the timelock or by another act of it. */
function byCouncil(generators: Scoped['generators'], unit: Unit, through: Address): readonly Derived[] {
  const { id, configurator } = unit
  const { beamState } = configurator.addresses
  const base = { unit: id, through }
  const contracts = [
    ...generators.flatMap(({ addresses, scope }) => [
      {
        ...{ side: 'rateLimits' as const, target: addresses.rateLimits },
        registered: scope.rateLimitsRegistered,
      },
      { side: 'controller' as const, target: addresses.diamond, registered: scope.controllerRegistered },
    ]),
    ...configurator.otherTargets.map(({ kind: side, target, registered }) => ({ side, target, registered })),
  ]
  const pairs = pairsIn(generators, unit)
  const cBeams = configurator.cBeams.filter(({ registered }) => maybe(registered))
  const isPaired = (side: string, target: Address, cBeam: Address) =>
    pairs.some(
      (one) => one.kind === side && one.target === target && one.cBeam === cBeam && maybe(one.active),
    )
  return [
    ...pairs
      .filter(({ active }) => maybe(active))
      .map(
        ({ kind: side, target, cBeam }) => ({ kind: 'unpair-cbeam', ...base, side, target, cBeam }) as const,
      )
      .map((request) => ({ request, call: pairCall(request, beamState) })),
    ...cBeams
      .flatMap(({ id: cBeam }) =>
        contracts
          .filter(({ side, target, registered }) => maybe(registered) && !isPaired(side, target, cBeam))
          .map(({ side, target }) => ({ kind: 'pair-cbeam', ...base, side, target, cBeam }) as const),
      )
      .map((request) => ({ request, call: pairCall(request, beamState) })),
    ...configurator.inits
      .filter(({ maxAmount, slope }) => !(isZero(maxAmount) && isZero(slope)))
      .map(({ key, rateLimits }) => ({ kind: 'delete-init', ...base, key, rateLimits }) as const)
      .map((request) => ({ request, call: initDeletionCall(request, beamState) })),
    ...configurator.approvals
      .filter(({ active }) => maybe(active))
      .map(({ key, controller }) => ({ kind: 'delete-approval', ...base, key, controller }) as const)
      .map((request) => ({ request, call: approvalDeletionCall(request, beamState) })),
    ...[
      ...cBeams.map(({ id: target }) => ({ what: 'cBeam' as const, target })),
      ...contracts
        .filter(({ registered }) => maybe(registered))
        .map(({ side: what, target }) => ({ what, target })),
    ]
      .map(({ what, target }) => ({ kind: 'unregister', ...base, what, target }) as const)
      .map((request) => ({ request, call: unregistrationCall(request, beamState) })),
  ]
}

const isZero = (leaf: Leaf<bigint>): boolean => leaf.ok && leaf.value === 0n

/** Approved calls, and rollbacks, which have a name of their own. */
function byCBeam(
  generators: Scoped['generators'],
  unit: Unit,
  through: Address,
  controllers: readonly Address[],
): readonly Derived[] {
  if (controllers.length === 0) return []
  const { configurator } = unit.configurator.addresses
  const rollbacks = generators
    .filter(({ addresses }) => controllers.includes(addresses.diamond))
    .flatMap(({ id: generator, primes }) =>
      primes.map(({ id: prime, addresses }) => ({
        request: { kind: 'rollback', generator, prime, through } as const,
        call: configuredCall(configurator, generator, rollbackCall(addresses.almProxy)),
      })),
    )
  const calls = approvedCalls({ generators }, unit)
    .filter(({ active }) => maybe(active))
    .flatMap(({ controller: on, data }) =>
      data === null
        ? []
        : controllers
            .filter((controller) => on === controller || on === zeroAddress)
            .map((controller) => ({
              request: { kind: 'controller-action', unit: unit.id, controller, data, through } as const,
              call: configuredCall(configurator, controller, data),
            })),
    )
  const same = (one: Derived) => rollbacks.some(({ call }) => call.data === one.call.data)
  return [...rollbacks, ...calls.filter((one) => !same(one))]
}

/** Everything that Safes of the deployment may be asked to do and that follows from the chain alone. */
export function derivedThroughSafes(model: ConsoleModel): readonly RoutedRequest[] {
  const { generators, units, safes, mcd } = model
  return [
    ...fundsFreezesThroughSafes(model),
    ...guardianFreezesThroughSafes(model),
    ...queueActsThroughSafes(model),
    ...generators.flatMap((generator) =>
      freezerSafes(model, generator).flatMap((safe) => freezesThrough(safe, generator)),
    ),
    ...wiperSafes(model).flatMap((safe) => wipesThrough(safe, mcd)),
    ...units.flatMap((unit) => [
      ...councilSafes(model, unit).flatMap((safe) => revocationsThrough(safe, unit)),
      ...safes.filter(({ id }) => mayCancel(unit, id)).flatMap((safe) => cancellationsThrough(safe, unit)),
      ...safes.flatMap(({ id }) => derivedIn(model, unit, id).map(({ request }) => request)),
    ]),
  ]
}

/**
 * What a person fills in, by the kind of action: owners approve a hash, out of which nobody can read it. Of kinds that are
 * not named here every request follows from the chain.
 */
export const FILLED_IN: Readonly<Partial<Record<RoutedRequest['kind'], string>>> = {
  'schedule-operation': 'the calls that are scheduled',
  'set-limits': 'the numbers of limits',
  'replace-relayer': 'the new relayer',
  'replace-freezer': 'the new freezer',
  'take-from-vault': 'the amount that is taken',
  'return-to-vault': 'the amount that is returned',
  'recall-from-vault': 'the amount that is recalled',
  'add-to-vault': 'the amount that is added',
  'publish-settlement': 'the capacity and the factor of a settlement',
}
