import type { Address } from 'viem'
import type { PairSide } from '@/lib/actions'
import { pauNameOf } from '@/lib/console/derive/beam-tree'
import { ofUnit, pairsIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'

/** A RateLimits or controller that BeamState can pair a cBEAM with. */
export interface Pairable {
  readonly id: string
  readonly side: PairSide
  readonly target: Address
  /** "limits of Keel"; null where the deployment does not have it. */
  readonly name: string | null
}

const maybe = (leaf: Leaf<boolean>): boolean => !leaf.ok || leaf.value

/** Every cBEAM of a Unit that is registered or paired, or for all that was read may be. */
export function cBeamsToPair(model: ConsoleModel, unit: ConfiguratorUnit): readonly Address[] {
  const registered = unit.configurator.cBeams.filter((one) => maybe(one.registered)).map(({ id }) => id)
  const paired = pairsIn(model.generators, unit)
    .filter(({ active }) => maybe(active))
    .map(({ cBeam }) => cBeam)
  return [...new Set([...registered, ...paired])]
}

/** The RateLimits and the controller of each Generator of a Unit, and of every other PAU that it was asked about. */
export function pairables(model: ConsoleModel, unit: ConfiguratorUnit): readonly Pairable[] {
  const own = ofUnit(model.generators, unit).flatMap(({ addresses }) => [
    { side: 'rateLimits' as const, target: addresses.rateLimits },
    { side: 'controller' as const, target: addresses.diamond },
  ])
  const others = unit.configurator.otherTargets.map(({ kind: side, target }) => ({ side, target }))
  return [...own, ...others].map(({ side, target }) => {
    const name = pauNameOf(model, target)
    const what = side === 'rateLimits' ? 'limits' : 'controller'
    return { id: `${side}-${target}`, side, target, name: name === null ? null : `the ${what} of ${name}` }
  })
}

/** The ids of all that a cBEAM is paired with, or for all that was read may be. */
export const pairedWith = (model: ConsoleModel, unit: ConfiguratorUnit, cBeam: Address): readonly string[] =>
  pairsIn(model.generators, unit)
    .filter((pair) => pair.cBeam === cBeam && maybe(pair.active))
    .map(({ kind, target }) => `${kind}-${target}`)
