import type { Address } from 'viem'
import type { PairFacts } from '@/lib/console/facts'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { PrimeModel, UnfundedModel } from '@/lib/console/model/primes'
import type { Leaf } from '@/lib/leaf'

/** An account that is paired with a RateLimits or controller of a Prime, or of which that could not be read. */
export interface Paired {
  readonly id: string
  readonly cBeam: Address
  readonly kind: PairFacts['kind']
  readonly active: Leaf<boolean>
}

/** The Unit in whose scope a Prime is, with whom its BeamState pairs with it; null where no Unit is known. */
export function scopeOf(
  { unit, controllers }: Pick<PrimeModel | UnfundedModel, 'unit' | 'controllers'>,
  { units }: Pick<ConsoleModel, 'units'>,
): { readonly unit: ConfiguratorUnit; readonly paired: readonly Paired[] } | null {
  const found = units.find(({ id }) => id === unit)
  if (found === undefined) return null
  const targets: readonly Address[] = controllers.flatMap(({ id, expected }) => [id, expected.rateLimits])
  const paired = found.configurator.otherPairs.filter(
    ({ target, active }) => targets.includes(target) && !(active.ok && !active.value),
  )
  return { unit: found, paired }
}
