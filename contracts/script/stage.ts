import type { Address } from 'viem'
import type { ScenarioChain } from './chain'
import type { Deployed } from './deploy'
import type { DeployedPrime } from './plan'
import type { MigrationStage, Prime } from './primes'

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
 * The Primes that the story names: one that is not scheduled and whose limits move, one that is scheduled and whose
 * withdrawals are switched off, one in dual-run, and one that is retired and whose vault is full.
 * @throws RangeError when there are fewer than four
 */
export function leads({ primes }: Stage): Readonly<Record<'first' | 'second' | 'third' | 'fourth', Cast>> {
  const [first, second, third, fourth] = primes
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
    throw new RangeError('The scenario needs four Primes')
  }
  return { first, second, third, fourth }
}

/** The others whose migration has come as far as one of those. */
export const extras = ({ primes }: Stage, migration: MigrationStage): Cast[] =>
  primes.slice(4).filter((prime) => prime.migration === migration)
