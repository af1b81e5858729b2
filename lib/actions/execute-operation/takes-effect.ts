import {
  type Address,
  decodeFunctionData,
  encodeFunctionData,
  isAddressEqual,
  keccak256,
  zeroAddress,
} from 'viem'
import { beamStateAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { approvalId, initId } from '@/lib/console/facts/entries'
import { ofUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import type { LeafPlace } from '@/lib/leaf/path'
import { WAD, wad } from '@/lib/math'
import { rollbackHash } from '@/lib/migration'
import type { TimelockCall } from '@/lib/timelock'
import { emits } from '../emits'

/** What the calls of an operation do, or why that cannot be stated. */
export type TakesEffect =
  | { readonly ok: true; readonly effects: readonly Effect[]; readonly events: readonly ExpectedEvent[] }
  /** A sentence for each call whose effects cannot be stated, without a full stop. */
  | { readonly ok: false; readonly because: readonly string[] }

type Model = Pick<ConsoleModel, 'generators'>

/**
 * Every value of the model that the calls of an operation change, and every event that BeamState emits: of the functions
 * of BeamState that wait for the timelock. No other call is guessed at. Source: DOMAIN.md §6.1.
 */
export function takesEffect(
  calls: readonly TimelockCall[],
  unit: ConfiguratorUnit,
  model: Model,
): TakesEffect {
  if (calls.length === 0) return { ok: false, because: ['It makes no call'] }
  return together(tellCalls(calls, unit, model))
}

/** What one of several calls does, or why that cannot be stated, without a full stop. */
export type ToldCall =
  | { readonly effects: readonly Effect[]; readonly events: readonly ExpectedEvent[] }
  | string

/** What several calls do one after the other: where two set the same value, the later one stays. */
export function together(told: readonly ToldCall[]): TakesEffect {
  const because = told.flatMap((one, index) =>
    typeof one === 'string' ? [`call ${index + 1} of ${told.length}: ${one}`] : [],
  )
  if (because.length > 0) return { ok: false, because }
  const done = told.filter((one) => typeof one !== 'string')
  const effects = new Map(done.flatMap((one) => one.effects.map((effect) => [effect.path, effect] as const)))
  return { ok: true, effects: [...effects.values()], events: done.flatMap(({ events }) => events) }
}

/** Each call of BeamState by itself, told apart from what the others of the same operation do. */
export function tellCalls(
  calls: readonly TimelockCall[],
  unit: ConfiguratorUnit,
  model: Model,
): readonly ToldCall[] {
  const known = calls.map((call) => delayedCall(call, unit))
  return known.map((call, index): ToldCall => {
    if (typeof call === 'string') return call
    const others = known.flatMap((other, at) => (at !== index && typeof other !== 'string' ? [other] : []))
    return tell(call, others, unit, model)
  })
}

type BeamStateCall = ReturnType<typeof decodeFunctionData<typeof beamStateAbi>>

/** The call as one of BeamState, or why it is none. */
function delayedCall({ target, value, data }: TimelockCall, unit: ConfiguratorUnit): BeamStateCall | string {
  if (!isAddressEqual(target, unit.configurator.addresses.beamState)) {
    return `what a call of ${target} changes cannot be stated here`
  }
  if (value !== 0n) return `BeamState takes no ether, and this sends ${value} wei`
  try {
    const call = decodeFunctionData({ abi: beamStateAbi, data })
    const { functionName, args } = call
    const same = encodeFunctionData({ abi: beamStateAbi, functionName, args } as never)
    return same === data.toLowerCase() ? call : NOT_EXACT
  } catch {
    return NOT_EXACT
  }
}

const NOT_EXACT = 'its bytes are not exactly a call of BeamState'

/** A value of a Generator that an entry for all RateLimits would change, where it has no entry of its own. */
const SHADOWED =
  'it is an entry for all, and whether a Generator has an entry of its own, which comes first, is not read'
const UNCOVERED = 'it takes an entry of its own away, and the entry for all, which then counts, is not read'

function tell(
  call: BeamStateCall,
  others: readonly BeamStateCall[],
  unit: ConfiguratorUnit,
  model: Model,
): ToldCall {
  const { beamState } = unit.configurator.addresses
  const at = places.units(unit.id).configurator
  const own = ofUnit(model.generators, unit)
  const event = (expected: ExpectedEvent, effects: readonly Effect[]): ToldCall => ({
    effects,
    events: [expected],
  })
  switch (call.functionName) {
    case 'start':
      return event(emits(beamState, beamStateAbi, 'Start', []), [sets(at.stopped, false)])
    case 'setHop': {
      const [rateLimits_, value] = call.args
      const isAlone = others.every(({ functionName }) => functionName !== 'setHop')
      const entries = own.map(({ id, addresses, scope }) =>
        entryOf(rateLimits_, addresses.rateLimits, isAlone, {
          place: places.generators(id).scope.hop,
          now: scope.hop,
          value,
        }),
      )
      return (
        refusalIn(entries) ??
        event(emits(beamState, beamStateAbi, 'SetHop', { rateLimits_, value }), effectsIn(entries))
      )
    }
    case 'setMaxChange': {
      const [rateLimits_, value] = call.args
      if (value < WAD) return 'BeamState refuses a maxChange below 1x (BeamState/maxChange-below-1x)'
      const isAlone = others.every(({ functionName }) => functionName !== 'setMaxChange')
      const entries = own.map(({ id, addresses, scope }) =>
        entryOf(rateLimits_, addresses.rateLimits, isAlone, {
          place: places.generators(id).scope.maxChange,
          now: scope.maxChange,
          value: wad(value),
        }),
      )
      return (
        refusalIn(entries) ??
        event(emits(beamState, beamStateAbi, 'SetMaxChange', { rateLimits_, value }), effectsIn(entries))
      )
    }
    case 'addRateLimits': {
      const [rateLimits_] = call.args
      return event(
        emits(beamState, beamStateAbi, 'AddRateLimits', { rateLimits_ }),
        own
          .filter(({ addresses }) => isAddressEqual(addresses.rateLimits, rateLimits_))
          .map(({ id }) => sets(places.generators(id).scope.rateLimitsRegistered, true)),
      )
    }
    case 'addController': {
      const [controller] = call.args
      return event(
        emits(beamState, beamStateAbi, 'AddController', { controller }),
        own
          .filter(({ addresses }) => isAddressEqual(addresses.diamond, controller))
          .map(({ id }) => sets(places.generators(id).scope.controllerRegistered, true)),
      )
    }
    case 'addCBeam': {
      const [cBeam] = call.args
      return event(emits(beamState, beamStateAbi, 'AddCBeam', { cBeam }), registered(cBeam, unit, own))
    }
    case 'addInitRateLimits': {
      const [key, rateLimits_, maxAmount, slope] = call.args
      const isAlone = others.every(
        (other) => other.functionName !== 'addInitRateLimits' || other.args[0] !== key,
      )
      const entries = own.flatMap(({ id, addresses, limits }) =>
        limits
          .filter((limit) => limit.id === key)
          .map((limit) =>
            pairEntryOf(rateLimits_, addresses.rateLimits, isAlone, [
              {
                place: places.generators(id).limits(key).initMaxAmount,
                now: limit.initMaxAmount,
                value: maxAmount,
              },
              { place: places.generators(id).limits(key).initSlope, now: limit.initSlope, value: slope },
            ]),
          ),
      )
      return (
        refusalIn(entries) ??
        event(
          emits(beamState, beamStateAbi, 'AddInitRateLimits', { key, rateLimits_, maxAmount, slope }),
          // Its own event makes it known, so it is there even where nobody knew it before.
          [
            sets(at.inits(initId(rateLimits_, key)).maxAmount, maxAmount),
            sets(at.inits(initId(rateLimits_, key)).slope, slope),
            ...effectsIn(entries),
          ],
        )
      )
    }
    case 'addInitControllerActions': {
      const [data, controller] = call.args
      const key = keccak256(data)
      // An approval for all controllers counts for each of them, whatever it has of its own.
      const approving = own.filter(
        ({ addresses }) => controller === zeroAddress || isAddressEqual(addresses.diamond, controller),
      )
      return event(emits(beamState, beamStateAbi, 'AddInitControllerActions', { key, controller }), [
        sets(at.approvals(approvalId(controller, key)).active, true),
        ...approving.flatMap(({ id, primes }) =>
          primes
            .filter(({ migration, addresses }) => migration && rollbackHash(addresses.almProxy) === key)
            .map((prime) => sets(places.generators(id).primes(prime.id).migration.rollbackApproved, true)),
        ),
      ])
    }
    default:
      return `what ${call.functionName} of BeamState changes cannot be stated here`
  }
}

/** Every place that shows whether a cBEAM is registered. */
function registered(
  cBeam: Address,
  unit: ConfiguratorUnit,
  generators: ConsoleModel['generators'],
): readonly Effect[] {
  const at = places.units(unit.id).configurator
  return [
    // Its own event makes it known, so it is there even where nobody knew it before.
    at.cBeams(cBeam).registered,
    ...unit.configurator.asked.filter(({ id }) => id === cBeam).map(({ id }) => at.asked(id).registered),
    ...generators.flatMap(({ id, scope }) =>
      scope.pairs
        .filter((pair) => pair.cBeam === cBeam)
        .map((pair) => places.generators(id).scope.pairs(pair.id).registered),
    ),
  ].map((place) => sets(place, true))
}

/** A value in force that an entry of BeamState sets: 0 where there is no entry. */
interface InForce<V extends bigint> {
  readonly place: LeafPlace<V>
  readonly now: Leaf<V>
  readonly value: V
}

type Entry = { readonly effects: readonly Effect[] } | string

/**
 * What an entry changes for one RateLimits: an entry of its own comes before that for all, and 0 is none.
 * @param isAlone whether no other call of the operation makes such an entry
 */
const entryOf = <V extends bigint>(
  given: Address,
  own: Address,
  isAlone: boolean,
  inForce: InForce<V>,
): Entry => pairEntryOf(given, own, isAlone, [inForce])

/** Likewise of an entry of several numbers, which is none where all of them are 0. */
function pairEntryOf<V extends bigint>(
  given: Address,
  own: Address,
  isAlone: boolean,
  numbers: readonly InForce<V>[],
): Entry {
  const effects = numbers.map(({ place, value }) => sets(place, value as never))
  const isNone = numbers.every(({ value }) => value === 0n)
  if (isAddressEqual(given, own)) return isNone ? UNCOVERED : { effects }
  if (given !== zeroAddress) return { effects: [] }
  // Nothing is in force, so there is no entry that comes first; or it is in force already.
  const isBare = numbers.every(({ now }) => now.ok && now.value === 0n)
  const isSame = numbers.every(({ now, value }) => now.ok && now.value === value)
  return isAlone && (isBare || isSame) ? { effects } : SHADOWED
}

const refusalIn = (entries: readonly Entry[]): string | undefined =>
  entries.find((entry) => typeof entry === 'string')

const effectsIn = (entries: readonly Entry[]): readonly Effect[] =>
  entries.flatMap((entry) => (typeof entry === 'string' ? [] : entry.effects))
