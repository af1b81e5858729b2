import type { Address } from 'viem'
import { every, type Leaf, map, unknown } from '@/lib/leaf'
import type { ConsoleModel, GeneratorModel } from './model'

type Model = Pick<ConsoleModel, 'generators' | 'configurator'>

/** RateLimits and controllers of the deployment: of each Generator, then of its Primes. */
export function pausOf(generators: readonly Pick<GeneratorModel, 'addresses' | 'primes'>[]): {
  readonly rateLimits: readonly Address[]
  readonly controllers: readonly Address[]
} {
  const primes = (of: Pick<GeneratorModel, 'primes'>) => of.primes.map(({ addresses }) => addresses)
  return {
    rateLimits: generators.flatMap((one) => [
      one.addresses.rateLimits,
      ...primes(one).map(({ rateLimits }) => rateLimits),
    ]),
    controllers: generators.flatMap((one) => [
      one.addresses.diamond,
      ...primes(one).map(({ controller }) => controller),
    ]),
  }
}

const notAsked = unknown({ kind: 'not-read', message: 'BeamState was not asked for this account yet.' })

/**
 * How many RateLimits and controllers of the deployment BeamState was asked for with an account as cBEAM; unknown
 * unless all were.
 */
export function pausAsked({ generators, configurator }: Model, cBeam: Address): Leaf<number> {
  const pairs = [...generators.flatMap(({ scope }) => scope.pairs), ...configurator.otherPairs].filter(
    (pair) => pair.cBeam === cBeam,
  )
  const { rateLimits, controllers } = pausOf(generators)
  const asked = [...rateLimits, ...controllers].map(
    (target): Leaf<boolean> => pairs.find((pair) => pair.target === target)?.active ?? notAsked,
  )
  return map(every(asked), (list) => list.length)
}
