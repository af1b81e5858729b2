import { type Address, encodeFunctionData } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { inUnit, ofUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import { map, some } from '@/lib/leaf'
import { immediateIn, immediateRouting } from '../core-council'
import type { RoutedDefinition } from '../definition'
import type { ActionCall, DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { everyPairKnown, type Pair, pairsOf, type Scoped, toUnset, type Unit, unsetEvent } from '../pairs'
import { inNamedUnit } from '../unit-of'
import { type RevokeRequest, revokeCBeamKind } from './request'

export const revokeCBeam: RoutedDefinition<RevokeRequest, false> = {
  ...revokeCBeamKind,
  routing: immediateRouting,
  build: inNamedUnit(build),
}

/** Every revocation in a Unit that a Safe may be approving. */
export function revocationsThrough(
  safe: SafeFacts,
  { id: unit, configurator }: ConfiguratorUnit,
): readonly RevokeRequest[] {
  return configurator.cBeams.map(({ id: cBeam }) => ({ kind: 'revoke-cbeam', unit, cBeam, through: safe.id }))
}

/**
 * Takes all rights from a cBEAM: unsets every pair, then removes its registration. `delCBeam` alone only prevents new
 * pairs.
 * Source: DOMAIN.md §6.1.
 */
function build(
  request: RevokeRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  from: Address,
): DirectAction<RevokeRequest> {
  const { cBeam } = request
  const { beamState } = unit.configurator.addresses
  const all = pairsOf(model, unit, cBeam)
  const pairs = all.filter(toUnset)
  const registered = unit.configurator.cBeams.find(({ id }) => id === cBeam)?.registered
  return {
    request,
    title: inUnit(model, unit, `Revoke cBEAM ${cBeam}`),
    emergency: true,
    from,
    calls: callsOf(beamState, cBeam, pairs),
    permission: immediateIn(unit, from),
    requirements: [
      {
        id: 'has-rights',
        says: {
          holds: `${cBeam} is registered as cBEAM, or paired`,
          fails: `${cBeam} is neither registered as cBEAM nor paired`,
        },
        holds: some([...(registered ? [registered] : []), ...all.map(({ active }) => active)]),
        weight: 'blocks',
      },
      ...everyPairKnown(model, unit, cBeam),
      ...elsewhere(model, unit, cBeam),
    ],
    effects: effectsOf(model, unit, cBeam, pairs),
    events: eventsOf(beamState, cBeam, pairs),
    afterwards: `${cBeam} is no cBEAM any more.`,
    disables: [
      `${cBeam} can no longer change limits, run approved actions or replace relayer and freezer${pairs.length > 0 ? ` (${plural(pairs.length, 'pair')} unset)` : ''}.`,
    ],
    undo: 'The Core Council can schedule its registration in the timelock. Once that has taken effect, it can pair it again at once.',
    oneByOne: "Unset each pair from the Safe's own interface.",
  }
}

/** A cBEAM of another Unit keeps what it has there. */
function elsewhere(model: ConsoleModel, unit: ConfiguratorUnit, cBeam: Address): readonly Requirement[] {
  return model.units.flatMap((other): Requirement[] => {
    if (other.id === unit.id) return []
    const registered = other.configurator.cBeams.find(({ id }) => id === cBeam)?.registered
    const rights = [
      ...(registered ? [registered] : []),
      ...pairsOf(model, other, cBeam).map(({ active }) => active),
    ]
    if (rights.every((right) => right.ok && !right.value)) return []
    return [
      {
        id: `also-in/${other.id}`,
        says: {
          holds: `${cBeam} is no cBEAM in ${other.name}`,
          fails: `${cBeam} is a cBEAM in ${other.name}, too, and stays one there`,
        },
        holds: map(some(rights), (any) => !any),
        weight: 'warn',
      },
    ]
  })
}

/** The calls with which this console would revoke each cBEAM that it lists in a Unit. */
export function callsOfRevocations(scoped: Scoped, unit: Unit): readonly (readonly ActionCall[])[] {
  const { addresses, cBeams } = unit.configurator
  return cBeams.map(({ id }) => callsOf(addresses.beamState, id, pairsOf(scoped, unit, id).filter(toUnset)))
}

function callsOf(beamState: Address, cBeam: Address, pairs: readonly Pair[]): readonly ActionCall[] {
  const call = (data: ActionCall['data']): ActionCall => ({ to: beamState, value: 0n, data })
  return [
    ...pairs.map(({ kind, target }) =>
      call(
        encodeFunctionData({
          abi: beamStateAbi,
          functionName: kind === 'rateLimits' ? 'unsetCBeamForRateLimits' : 'unsetCBeamForController',
          args: [target, cBeam],
        }),
      ),
    ),
    call(encodeFunctionData({ abi: beamStateAbi, functionName: 'delCBeam', args: [cBeam] })),
  ]
}

function eventsOf(beamState: Address, cBeam: Address, pairs: readonly Pair[]): readonly ExpectedEvent[] {
  return [
    ...pairs.map((pair) => unsetEvent(beamState, cBeam, pair)),
    emits(beamState, beamStateAbi, 'DelCBeam', { cBeam }),
  ]
}

function effectsOf(
  { generators }: ConsoleModel,
  unit: ConfiguratorUnit,
  cBeam: Address,
  pairs: readonly Pair[],
): readonly Effect[] {
  const registrations = [
    ...unit.configurator.cBeams
      .filter(({ id }) => id === cBeam)
      .map(({ id }) => places.units(unit.id).configurator.cBeams(id).registered),
    ...ofUnit(generators, unit).flatMap(({ id, scope }) =>
      scope.pairs
        .filter((pair) => pair.cBeam === cBeam)
        .map((pair) => places.generators(id).scope.pairs(pair.id).registered),
    ),
  ]
  return [...pairs.map(({ place }) => place), ...registrations].map((place) => sets(place, false))
}
