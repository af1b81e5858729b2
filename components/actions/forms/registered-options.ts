import type { Address } from 'viem'
import type { Registered } from '@/lib/actions'
import { pauNameOf } from '@/lib/console/derive/beam-tree'
import { ofUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'

/** Something that BeamState has registered, or for all that was read may have. */
export interface RegisteredOption {
  readonly id: string
  readonly what: Registered
  readonly target: Address
  /** "the controller of Keel"; null for an account, and for what the deployment does not have. */
  readonly name: string | null
}

const maybe = ({ registered }: { readonly registered: Leaf<boolean> }): boolean =>
  !registered.ok || registered.value

/** Every cBEAM, RateLimits and controller that a Unit has registered. */
export function registeredIn(model: ConsoleModel, unit: ConfiguratorUnit): readonly RegisteredOption[] {
  const { cBeams, otherTargets } = unit.configurator
  const own = ofUnit(model.generators, unit).flatMap(({ addresses, scope }) => [
    { what: 'rateLimits' as const, target: addresses.rateLimits, registered: scope.rateLimitsRegistered },
    { what: 'controller' as const, target: addresses.diamond, registered: scope.controllerRegistered },
  ])
  const others = otherTargets.map(({ kind, target, registered }) => ({ what: kind, target, registered }))
  return [
    ...cBeams.filter(maybe).map(({ id }) => ({ what: 'cBeam' as const, target: id, name: null })),
    ...[...own, ...others].filter(maybe).map(({ what, target }) => {
      const name = pauNameOf(model, target)
      const kind = what === 'rateLimits' ? 'RateLimits' : 'controller'
      return { what, target, name: name === null ? null : `the ${kind} of ${name}` }
    }),
  ].map((one) => ({ ...one, id: `${one.what}-${one.target}` }))
}
