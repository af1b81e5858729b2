import type { Address } from 'viem'
import type { ScenarioChain } from './chain'
import type { Deployed } from './deploy'
import type { DeployedPrime } from './plan'
import type { Prime } from './primes'

/** What every act plays on. */
export interface Stage {
  readonly chain: ScenarioChain
  readonly deployed: Deployed
  readonly primes: readonly Cast[]
}

/** A Prime with its contracts. */
export type Cast = Prime & { readonly contracts: DeployedPrime }

/** The contracts of the Generator that the acts call. */
export function generatorOf({ deployed }: Stage): {
  readonly diamond: Address
  readonly almProxy: Address
  readonly rateLimits: Address
} {
  return deployed.core.generator.pau
}

/**
 * The Primes that the story names: one whose limits move, one whose withdrawals are switched off, and one whose vault
 * is full.
 * @throws RangeError when there are fewer than three
 */
export function leads({ primes }: Stage): {
  readonly first: Cast
  readonly second: Cast
  readonly third: Cast
} {
  const [first, second, third] = primes
  if (first === undefined || second === undefined || third === undefined) {
    throw new RangeError('The scenario needs three Primes')
  }
  return { first, second, third }
}
