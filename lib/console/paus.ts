import type { Address } from 'viem'
import { every, type Leaf, map, unknown } from '@/lib/leaf'
import type { PauFacts } from './facts/pau'
import { pairsIn } from './facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from './model'

type Model = Pick<ConsoleModel, 'generators' | 'unfunded'>

/** Whatever has controllers. */
interface WithPrimes {
  readonly generators: readonly (Pick<GeneratorModel, 'addresses' | 'unit'> & {
    readonly primes: readonly Controlled[]
  })[]
  readonly unfunded: readonly Controlled[]
}

interface Controlled {
  readonly unit: Address | null
  readonly controllers: readonly Pick<PauFacts, 'id' | 'expected'>[]
}

/**
 * RateLimits and controllers of the deployment: of each Generator with its Primes, then of the other Primes.
 * @param unit only those in the scope of this Unit, and those of Primes of which none is known
 */
export function pausOf(
  { generators, unfunded }: WithPrimes,
  unit?: Pick<ConfiguratorUnit, 'id'>,
): {
  readonly rateLimits: readonly Address[]
  readonly controllers: readonly Address[]
} {
  const isIn = (one: { readonly unit: Address | null }) =>
    unit === undefined || one.unit === null || one.unit === unit.id
  const own = [
    ...generators.flatMap((generator) => [
      ...(isIn(generator)
        ? [{ id: generator.addresses.diamond, rateLimits: generator.addresses.rateLimits }]
        : []),
      ...generator.primes.filter(isIn).flatMap(ofPrime),
    ]),
    ...unfunded.filter(isIn).flatMap(ofPrime),
  ]
  return {
    rateLimits: [...new Set(own.map(({ rateLimits }) => rateLimits))],
    controllers: [...new Set(own.map(({ id }) => id))],
  }
}

const ofPrime = ({ controllers }: Controlled) =>
  controllers.map(({ id, expected }) => ({ id, rateLimits: expected.rateLimits }))

const notAsked = unknown({ kind: 'not-read', message: 'BeamState was not asked for this account yet.' })

/**
 * The number of RateLimits and controllers in the scope of a Unit for which its BeamState was asked whether an account is
 * a cBEAM; unknown unless all were.
 */
export function pausAsked(
  { generators, unfunded }: Model,
  unit: Pick<ConfiguratorUnit, 'id' | 'configurator'>,
  cBeam: Address,
): Leaf<number> {
  const pairs = pairsIn(generators, unit).filter((pair) => pair.cBeam === cBeam)
  const { rateLimits, controllers } = pausOf({ generators, unfunded }, unit)
  const asked = [...rateLimits, ...controllers].map(
    (target): Leaf<boolean> => pairs.find((pair) => pair.target === target)?.active ?? notAsked,
  )
  return map(every(asked), (list) => list.length)
}
