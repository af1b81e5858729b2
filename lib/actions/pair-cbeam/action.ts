import { type Address, encodeFunctionData } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { pauNameOf } from '@/lib/console/derive/beam-tree'
import { isFrozen } from '@/lib/console/derive/beams'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { inUnit, ofUnit, pairsIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { formatDuration } from '@/lib/format'
import { type Leaf, map, unknown } from '@/lib/leaf'
import type { LeafPlace } from '@/lib/leaf/path'
import { immediateIn, immediateRouting } from '../core-council'
import type { RoutedDefinition } from '../definition'
import type { ActionCall, DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { heldBack } from '../held-back'
import { inNamedUnit } from '../unit-of'
import { type PairRequest, type PairRequestOf, pairCBeamKind, unpairCBeamKind } from './request'

export const pairCBeam: RoutedDefinition<PairRequestOf<'pair-cbeam'>, true> = {
  ...pairCBeamKind,
  routing: immediateRouting,
  build: inNamedUnit(entryChange<PairRequestOf<'pair-cbeam'>>),
}

export const unpairCBeam: RoutedDefinition<PairRequestOf<'unpair-cbeam'>, true> = {
  ...unpairCBeamKind,
  routing: immediateRouting,
  build: inNamedUnit(entryChange<PairRequestOf<'unpair-cbeam'>>),
}

const notAsked = unknown({ kind: 'not-read', message: 'BeamState was not asked for this yet.' })

/** What the two have in common: an entry of BeamState, and what is known of both its ends. */
interface Entry {
  /** "the RateLimits of Keel". */
  readonly name: string
  readonly place: LeafPlace<boolean>
  readonly active: Leaf<boolean>
  readonly cBeamRegistered: Leaf<boolean>
  readonly targetRegistered: Leaf<boolean>
}

const SIDES = { rateLimits: 'RateLimits', controller: 'controller' } as const

function entryOf(request: PairRequest, model: ConsoleModel, unit: ConfiguratorUnit): Entry {
  const { side, target, cBeam } = request
  const { configurator } = unit
  const own = ofUnit(model.generators, unit).find(
    ({ addresses }) => target === (side === 'rateLimits' ? addresses.rateLimits : addresses.diamond),
  )
  const pair = pairsIn(model.generators, unit).find(
    (one) => one.kind === side && one.target === target && one.cBeam === cBeam,
  )
  const name = pauNameOf(model, target)
  const isAbout = (one: { readonly id: Address }) => one.id === cBeam
  return {
    name: name === null ? `the ${SIDES[side]} ${target}` : `the ${SIDES[side]} of ${name}`,
    place: own
      ? places.generators(own.id).scope.pairs(`${side}-${cBeam}`).active
      : places.units(unit.id).configurator.otherPairs(`${side}-${target}-${cBeam}`).active,
    active: pair?.active ?? notAsked,
    cBeamRegistered:
      configurator.cBeams.find(isAbout)?.registered ??
      configurator.asked.find(isAbout)?.registered ??
      notAsked,
    targetRegistered: own
      ? own.scope[side === 'rateLimits' ? 'rateLimitsRegistered' : 'controllerRegistered']
      : (configurator.otherTargets.find((one) => one.kind === side && one.target === target)?.registered ??
        notAsked),
  }
}

/**
 * Sets or unsets an entry of BeamState by which a cBEAM acts on one RateLimits or controller. Source: DOMAIN.md §6.1.
 */
function entryChange<Request extends PairRequest>(
  request: Request,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  from: Address,
): DirectAction<Request> {
  const { kind, cBeam, side } = request
  const { beamState } = unit.configurator.addresses
  const entry = entryOf(request, model, unit)
  const isPair = kind === 'pair-cbeam'
  const title = isPair ? `Pair cBEAM ${cBeam} with ${entry.name}` : `Unpair cBEAM ${cBeam} from ${entry.name}`
  const can =
    side === 'rateLimits'
      ? `change limits in ${entry.name}`
      : `run approved calls on ${entry.name}, or replace its relayers and freezers`
  return {
    request,
    title: inUnit(model, unit, title),
    // What only takes power away is exempt from the window, and stays possible when something could not be read.
    emergency: !isPair,
    from,
    calls: [pairCall(request, beamState)],
    permission: immediateIn(unit, from),
    requirements: isPair
      ? [...pairable(request, unit, entry), heldBack(model)]
      : [
          {
            id: 'pair-there',
            says: {
              holds: `It is paired with ${entry.name}`,
              fails: `It is not paired with ${entry.name}`,
            },
            holds: entry.active,
            weight: 'blocks',
            already: true,
          },
        ],
    effects: [sets(entry.place, isPair)],
    events: [eventOf(request, beamState)],
    afterwards: `${cBeam} can ${isPair ? '' : 'no longer '}${can}.`,
    disables: isPair ? [] : [`${cBeam} can no longer ${can}.`],
    undo: isPair ? 'The Core Council unpairs it again at once.' : undoOf(unit),
  }
}

function undoOf({ timelock: { minDelay } }: ConfiguratorUnit): string {
  const after = minDelay.ok ? ` (${formatDuration(minDelay.value)})` : ''
  return `The Core Council pairs it again at once as long as both are registered; a registration waits in the timelock${after}.`
}

/** What BeamState demands of a pair, and what a person should know of the cBEAM. */
function pairable(
  { cBeam }: PairRequest,
  unit: ConfiguratorUnit,
  { name, active, cBeamRegistered, targetRegistered }: Entry,
): readonly Requirement[] {
  return [
    {
      id: 'cbeam-registered',
      says: {
        holds: `${cBeam} is registered as cBEAM`,
        fails: `${cBeam} is not registered as cBEAM (BeamState/not-existing-cBeam)`,
      },
      holds: cBeamRegistered,
      weight: 'blocks',
    },
    {
      id: 'target-registered',
      says: {
        holds: `BeamState knows ${name}`,
        fails: `BeamState does not know ${name}: it is not registered`,
      },
      holds: targetRegistered,
      weight: 'blocks',
    },
    {
      id: 'pair-new',
      says: { holds: `It is not paired with ${name} yet`, fails: `It is paired with ${name} already` },
      holds: map(active, (is) => !is),
      weight: 'blocks',
      already: true,
    },
    {
      id: 'cbeam-not-frozen',
      says: {
        holds: `No guardian froze ${cBeam}`,
        fails: `Guardians froze ${cBeam}: this gives it a power back that the freeze took`,
      },
      holds: map(isFrozen(unit, cBeam), (is) => !is),
      weight: 'warn',
    },
  ]
}

/** The call that sets or unsets the entry. */
export function pairCall({ kind, side, target, cBeam }: PairRequest, beamState: Address): ActionCall {
  const name = (
    {
      'pair-cbeam': { rateLimits: 'setCBeamForRateLimits', controller: 'setCBeamForController' },
      'unpair-cbeam': { rateLimits: 'unsetCBeamForRateLimits', controller: 'unsetCBeamForController' },
    } as const
  )[kind][side]
  return {
    to: beamState,
    value: 0n,
    data: encodeFunctionData({ abi: beamStateAbi, functionName: name, args: [target, cBeam] }),
  }
}

function eventOf({ kind, side, target, cBeam }: PairRequest, beamState: Address): ExpectedEvent {
  if (side === 'rateLimits') {
    const args = { rateLimits_: target, cBeam }
    return kind === 'pair-cbeam'
      ? emits(beamState, beamStateAbi, 'SetCBeamForRateLimits', args)
      : emits(beamState, beamStateAbi, 'UnsetCBeamForRateLimits', args)
  }
  const args = { controller: target, cBeam }
  return kind === 'pair-cbeam'
    ? emits(beamState, beamStateAbi, 'SetCBeamForController', args)
    : emits(beamState, beamStateAbi, 'UnsetCBeamForController', args)
}
