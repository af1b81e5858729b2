import { type Address, encodeFunctionData } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { inUnit, ofUnit, pairsIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import { every, type Leaf, map, unknown } from '@/lib/leaf'
import type { LeafPlace } from '@/lib/leaf/path'
import { immediateIn, immediateRouting } from '../core-council'
import type { RoutedDefinition } from '../definition'
import { againThroughTimelock, entryTarget } from '../deleted'
import type { ActionCall, DirectAction } from '../direct'
import { emits } from '../emits'
import { inNamedUnit } from '../unit-of'
import { type UnregisterRequest, unregisterKind } from './request'

export const unregister: RoutedDefinition<UnregisterRequest, true> = {
  ...unregisterKind,
  routing: immediateRouting,
  build: inNamedUnit(build),
}

const notAsked = unknown({ kind: 'not-read', message: 'BeamState was not asked for this registration.' })

const SETTERS = { cBeam: 'delCBeam', rateLimits: 'delRateLimits', controller: 'delController' } as const

/** The call that deletes the registration. */
export const unregistrationCall = (
  { what, target }: Pick<UnregisterRequest, 'what' | 'target'>,
  beamState: Address,
): ActionCall => ({
  to: beamState,
  value: 0n,
  data: encodeFunctionData({ abi: beamStateAbi, functionName: SETTERS[what], args: [target] }),
})

/**
 * `delCBeam`, `delRateLimits` or `delController`: it only bars new pairs, and those that there are go on.
 * Source: DOMAIN.md §6.1.
 */
function build(
  request: UnregisterRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  from: Address,
): DirectAction<UnregisterRequest> {
  const { what, target } = request
  const { beamState } = unit.configurator.addresses
  const name = what === 'cBeam' ? `cBEAM ${target}` : entryTarget(model, what, target)
  const registered = registeredIn(request, model, unit)
  const pairs = pairsIn(model.generators, unit).filter((pair) =>
    what === 'cBeam' ? pair.cBeam === target : pair.kind === what && pair.target === target,
  )
  const left = pairs.filter(({ active }) => !active.ok || active.value)
  return {
    request,
    title: inUnit(model, unit, `Delete the registration of ${name}`),
    // It only takes power away.
    emergency: true,
    from,
    calls: [unregistrationCall(request, beamState)],
    permission: immediateIn(unit, from),
    requirements: [
      {
        id: 'registration-there',
        says: { holds: `BeamState has registered ${name}`, fails: `BeamState has not registered ${name}` },
        holds: registered[0]?.leaf ?? notAsked,
        weight: 'blocks',
        already: true,
      },
      {
        id: 'registration-unpaired',
        says: {
          holds: 'No pair of it is left',
          fails: `${plural(left.length, 'pair')} of it ${left.length === 1 ? 'stays and goes' : 'stay and go'} on: unpairing takes that power too`,
        },
        holds: map(every(pairs.map(({ active }) => active)), (all) => !all.some(Boolean)),
        weight: 'warn',
      },
    ],
    effects: registered.map(({ place }) => sets(place, false)),
    events: [eventOf(request, beamState)],
    afterwards: `Nothing new is paired with ${name}; what is paired with it already goes on.`,
    disables: [
      what === 'cBeam'
        ? `${target} can be paired with no other PAU.`
        : `No other cBEAM can be paired with ${name}.`,
    ],
    undo: againThroughTimelock('the registration', unit),
  }
}

interface Shown {
  readonly leaf: Leaf<boolean>
  readonly place: LeafPlace<boolean>
}

/** Every place that shows whether it is registered. */
function registeredIn(
  { what, target }: UnregisterRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
): readonly Shown[] {
  const { configurator } = unit
  const at = places.units(unit.id).configurator
  const own = ofUnit(model.generators, unit)
  if (what === 'cBeam') {
    const isIt = ({ id }: { readonly id: Address }) => id === target
    return [
      ...configurator.cBeams.filter(isIt).map(({ registered: leaf }) => ({
        ...{ leaf, place: at.cBeams(target).registered },
      })),
      ...configurator.asked.filter(isIt).map(({ registered: leaf }) => ({
        ...{ leaf, place: at.asked(target).registered },
      })),
      ...own.flatMap(({ id, scope }) =>
        scope.pairs
          .filter(({ cBeam }) => cBeam === target)
          .map((pair) => ({
            ...{ leaf: pair.registered, place: places.generators(id).scope.pairs(pair.id).registered },
          })),
      ),
    ]
  }
  return [
    ...own.flatMap(({ id, addresses, scope }): Shown[] => {
      const place = places.generators(id).scope
      if (what === 'rateLimits') {
        return addresses.rateLimits === target
          ? [{ leaf: scope.rateLimitsRegistered, place: place.rateLimitsRegistered }]
          : []
      }
      return addresses.diamond === target
        ? [{ leaf: scope.controllerRegistered, place: place.controllerRegistered }]
        : []
    }),
    ...configurator.otherTargets
      .filter((one) => one.kind === what && one.target === target)
      .map(({ id, registered: leaf }) => ({ leaf, place: at.otherTargets(id).registered })),
  ]
}

function eventOf({ what, target }: UnregisterRequest, beamState: Address): ExpectedEvent {
  switch (what) {
    case 'cBeam':
      return emits(beamState, beamStateAbi, 'DelCBeam', { cBeam: target })
    case 'rateLimits':
      return emits(beamState, beamStateAbi, 'DelRateLimits', { rateLimits_: target })
    case 'controller':
      return emits(beamState, beamStateAbi, 'DelController', { controller: target })
  }
}
