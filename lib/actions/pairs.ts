import type { Address } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { nameAmong, ofUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { pausAsked } from '@/lib/console/paus'
import { given, type Leaf, map } from '@/lib/leaf'
import type { LeafPlace } from '@/lib/leaf/path'
import { byLogs } from '@/lib/words/coverage'
import type { Requirement } from './direct'
import { emits } from './emits'

/** A cBEAM's pair with one RateLimits or controller. */
export interface Pair {
  readonly kind: 'rateLimits' | 'controller'
  readonly target: Address
  readonly active: Leaf<boolean>
  /** Place of the leaf that tells whether the two are paired. */
  readonly place: LeafPlace<boolean>
}

export interface Scoped {
  readonly generators: readonly Pick<GeneratorModel, 'id' | 'unit' | 'scope'>[]
}

export type Unit = Pick<ConfiguratorUnit, 'id' | 'configurator'>

/** Every known pair in a Unit, sorted, so that all owners of a Safe get the same order and hence the same hash. */
export function pairsOf(
  { generators }: Scoped,
  { id: unit, configurator }: Unit,
  cBeam: Address,
): readonly Pair[] {
  const own = ofUnit(generators, { id: unit }).flatMap(({ id: generator, scope }) =>
    scope.pairs.map((pair) => ({ ...pair, place: places.generators(generator).scope.pairs(pair.id).active })),
  )
  const other = configurator.otherPairs.map((pair) => ({
    ...pair,
    place: places.units(unit).configurator.otherPairs(pair.id).active,
  }))
  return [...own, ...other]
    .filter((pair) => pair.cBeam === cBeam)
    .map(({ kind, target, active, place }) => ({ kind, target, active, place }))
    .toSorted((a, b) => (`${a.target}${a.kind}` < `${b.target}${b.kind}` ? -1 : 1))
}

/** Whether to unset a pair. One that could not be read is unset too, as unsetting an unset pair does no harm. */
export const toUnset = ({ active }: Pair): boolean => !active.ok || active.value

/** What BeamState emits when it unsets a pair. */
export const unsetEvent = (beamState: Address, cBeam: Address, { kind, target }: Pair): ExpectedEvent =>
  kind === 'rateLimits'
    ? emits(beamState, beamStateAbi, 'UnsetCBeamForRateLimits', { rateLimits_: target, cBeam })
    : emits(beamState, beamStateAbi, 'UnsetCBeamForController', { controller: target, cBeam })

/** That every pair in a Unit is known: one that is not is not unset. */
export function everyPairKnown(
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  cBeam: Address,
): readonly Requirement[] {
  const asked = pausAsked(model, unit, cBeam)
  const count = asked.ok ? ` (${asked.value})` : ''
  const name = nameAmong(model, unit)
  const all = name === null ? 'this deployment' : `this deployment that ${name} may concern`
  return [
    {
      id: 'pairs-asked',
      says: {
        holds: `BeamState was asked about its pairs with every RateLimits and controller of ${all}${count}`,
        fails: `BeamState was not asked about its pairs with every RateLimits and controller of ${all}${count}`,
      },
      holds: map(asked, () => true),
      weight: 'warn',
    },
    pairsRead(model),
  ]
}

/** That the events which name pairs with other PAUs were read up to the block. */
export const pairsRead = ({ coverage, block }: Pick<ConsoleModel, 'coverage' | 'block'>): Requirement => ({
  id: 'pairs-read',
  says: {
    holds: `Pairs with other PAUs are known, ${byLogs(coverage)}`,
    fails: `There may be unknown pairs with other PAUs: pairs are known ${byLogs(coverage)}`,
  },
  holds: given(coverage.problem === null && coverage.toBlock !== null && coverage.toBlock >= block.number),
  weight: 'warn',
})
