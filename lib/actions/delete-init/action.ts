import { type Address, encodeFunctionData, zeroAddress } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { storedLimit } from '@/lib/console/derive/limits'
import { places, sets } from '@/lib/console/effects'
import { initId } from '@/lib/console/facts/entries'
import { inUnit, ofUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel, LimitModel } from '@/lib/console/model'
import { combine, every, type Leaf, map, unknown } from '@/lib/leaf'
import { isLocked, type LimitParams } from '@/lib/limits'
import { limitTitle } from '@/lib/words/limits'
import { amount } from '@/lib/words/values'
import { immediateIn, immediateRouting } from '../core-council'
import type { RoutedDefinition } from '../definition'
import { againThroughTimelock, entryTarget, oneAlone } from '../deleted'
import type { ActionCall, DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { heldBack } from '../held-back'
import { inNamedUnit } from '../unit-of'
import { type DeleteInitRequest, deleteInitKind } from './request'

export const deleteInit: RoutedDefinition<DeleteInitRequest, false> = {
  ...deleteInitKind,
  routing: immediateRouting,
  build: inNamedUnit(build),
}

const isNone = ({ maxAmount, slope }: LimitParams) => maxAmount === 0n && slope === 0n

const notListed = unknown({ kind: 'not-read', message: 'BeamState was not asked for this entry.' })

/** An entry as BeamState stores it. */
function entryIn({ configurator }: ConfiguratorUnit, rateLimits: Address, key: DeleteInitRequest['key']) {
  const found = configurator.inits.find(({ id }) => id === initId(rateLimits, key))
  const stored: Leaf<LimitParams> = found
    ? combine({ maxAmount: found.maxAmount, slope: found.slope }, (init) => init)
    : notListed
  return stored
}

/** A limit whose init in force may change, with what it then is. */
interface Affected {
  readonly generator: GeneratorModel
  readonly limit: LimitModel
  /** (0, 0) is none. */
  readonly next: Leaf<LimitParams>
}

/** The limits that the console shows under the key, of the PAU of the entry or of all. */
function affectedBy(
  { key, rateLimits }: DeleteInitRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
): readonly Affected[] {
  const isGeneral = rateLimits === zeroAddress
  return ofUnit(model.generators, unit)
    .filter(({ addresses }) => isGeneral || addresses.rateLimits === rateLimits)
    .flatMap((generator) =>
      generator.limits
        .filter(({ id }) => id === key)
        // What remains is the other of the two entries.
        .map((limit) => ({
          ...{ generator, limit },
          next: entryIn(unit, isGeneral ? generator.addresses.rateLimits : zeroAddress, key),
        })),
    )
}

/**
 * `delInitRateLimits`: the entry of a PAU comes before the general one, which counts where there is none. Source:
 * DOMAIN.md §6.1.
 */
function build(
  request: DeleteInitRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  from: Address,
): DirectAction<DeleteInitRequest> {
  const { key, rateLimits } = request
  const { beamState } = unit.configurator.addresses
  const affected = affectedBy(request, model, unit)
  const entry = places.units(unit.id).configurator.inits(initId(rateLimits, key))
  const title = `Delete the init of ${titleOf(request, model)} for ${entryTarget(model, 'rateLimits', rateLimits)}`
  return {
    request,
    title: inUnit(model, unit, title),
    emergency: false,
    from,
    calls: [initDeletionCall(request, beamState)],
    permission: immediateIn(unit, from),
    requirements: [
      {
        id: 'init-there',
        says: { holds: 'There is such an init', fails: 'There is no such init' },
        holds: map(entryIn(unit, rateLimits, key), (stored) => !isNone(stored)),
        weight: 'blocks',
        already: true,
      },
      {
        id: 'init-stated',
        says: {
          holds: 'Which init counts afterwards is known',
          fails: 'Which init counts afterwards is not known',
        },
        holds: map(every(affected.map(({ next }) => next)), () => true),
        weight: 'blocks',
      },
      oneAlone(model, unit, 'rateLimits', rateLimits),
      staysProtected(affected),
      staysOpen(affected),
      heldBack(model),
    ],
    effects: [
      sets(entry.maxAmount, 0n),
      sets(entry.slope, 0n),
      ...affected.flatMap(({ generator, limit, next }) => {
        if (!next.ok) return []
        const at = places.generators(generator.id).limits(limit.id)
        return [sets(at.initMaxAmount, next.value.maxAmount), sets(at.initSlope, next.value.slope)]
      }),
    ],
    events: [emits(beamState, beamStateAbi, 'DelInitRateLimits', { key, rateLimits_: rateLimits })],
    afterwards: `This entry no longer lets a cBEAM set ${affected.length === 1 ? 'the limit' : `${affected.length} limits`}.`,
    disables: affected.flatMap(lost),
    undo: againThroughTimelock('it', unit),
  }
}

/** The call that deletes the entry. */
export const initDeletionCall = ({ key, rateLimits }: DeleteInitRequest, beamState: Address): ActionCall => ({
  to: beamState,
  value: 0n,
  data: encodeFunctionData({ abi: beamStateAbi, functionName: 'delInitRateLimits', args: [key, rateLimits] }),
})

/** A limit by its name, wherever the console shows one under this key. */
function titleOf({ key }: DeleteInitRequest, { generators }: ConsoleModel): string {
  const limit = generators.flatMap(({ limits }) => limits).find(({ id }) => id === key)
  return limit?.name ? limitTitle(limit) : `the limit under the key ${key}`
}

const named = ({ generator, limit }: Affected): string =>
  `${limit.name ? limitTitle(limit) : limit.id} of ${generator.name}`

/** What a cBEAM can no longer set at once. */
function lost(one: Affected): readonly string[] {
  const { limit, next } = one
  const now = combine({ maxAmount: limit.initMaxAmount, slope: limit.initSlope }, (init) => init)
  if (!next.ok || !now.ok || isNone(now.value)) return []
  const { maxAmount, slope } = now.value
  if (next.value.maxAmount >= maxAmount && next.value.slope >= slope) return []
  const told = (init: LimitParams) =>
    `${amount(limit.unit).text(init.maxAmount)}, refilling ${amount(limit.unit, '/s').text(init.slope)}`
  const rest = isNone(next.value)
    ? 'It can raise it only step by step from what is set, and from nothing not at all'
    : `The general init counts then: ${told(next.value)}`
  return [`A cBEAM can no longer set the ${named(one)} at once to ${told(now.value)}. ${rest}.`]
}

type Locks = readonly [before: boolean, after: boolean]

/** Whether a cBEAM can set a limit to nothing but unlimited, now and afterwards. */
function locksOf({ limit, next }: Affected): Leaf<Locks> {
  const init = combine({ maxAmount: limit.initMaxAmount, slope: limit.initSlope }, (both) => both)
  return combine(
    { stored: storedLimit(limit), init, next },
    (known): Locks => [
      isLocked({ limit: known.stored, init: known.init }),
      isLocked({ limit: known.stored, init: known.next }),
    ],
  )
}

const allNames = (affected: readonly Affected[], is: (locks: Locks) => boolean): string =>
  affected
    .filter((one) => {
      const locks = locksOf(one)
      return !locks.ok || is(locks.value)
    })
    .map(named)
    .join(', ')

/** That no limit loses what keeps a cBEAM from narrowing it: an emergency exit is unlimited on purpose. */
function staysProtected(affected: readonly Affected[]): Requirement {
  const loses: (locks: Locks) => boolean = ([before, after]) => before && !after
  return {
    id: 'init-protects',
    says: {
      holds: 'No protected limit can be narrowed by a cBEAM afterwards',
      fails: `A cBEAM can narrow what is protected now: ${allNames(affected, loses)}`,
    },
    holds: map(every(affected.map(locksOf)), (all) => !all.some(loses)),
    weight: 'warn',
  }
}

/** That no limit becomes one that a cBEAM cannot lower: unlimited without an init is protected. */
function staysOpen(affected: readonly Affected[]): Requirement {
  const closes: (locks: Locks) => boolean = ([before, after]) => !before && after
  return {
    id: 'init-opens',
    says: {
      holds: 'Every limit that a cBEAM can lower stays one',
      fails: `No cBEAM can lower it any more, which is protected then: ${allNames(affected, closes)}`,
    },
    holds: map(every(affected.map(locksOf)), (all) => !all.some(closes)),
    weight: 'warn',
  }
}
