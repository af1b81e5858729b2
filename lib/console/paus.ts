import type { Address } from 'viem'
import { every, type Leaf, map, unknown } from '@/lib/leaf'
import type { ConsoleModel } from './model'

type Model = Pick<ConsoleModel, 'generators' | 'configurator'>

const notAsked = unknown({ kind: 'not-read', message: 'BeamState was not asked for this account yet.' })

/**
 * How many RateLimits and controllers of the deployment BeamState was asked for with an account as cBEAM; unknown
 * unless all were.
 */
export function pausAsked({ generators, configurator }: Model, cBeam: Address): Leaf<number> {
  const pairs = [...generators.flatMap(({ scope }) => scope.pairs), ...configurator.otherPairs].filter(
    (pair) => pair.cBeam === cBeam,
  )
  const targets = generators.flatMap(({ addresses: { rateLimits, diamond }, primes }) => [
    rateLimits,
    diamond,
    ...primes.flatMap(({ addresses }) => [addresses.rateLimits, addresses.controller]),
  ])
  const asked = targets.map(
    (target): Leaf<boolean> => pairs.find((pair) => pair.target === target)?.active ?? notAsked,
  )
  return map(every(asked), (list) => list.length)
}
