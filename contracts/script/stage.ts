import type { Address } from 'viem'
import type { ScenarioChain } from './chain'
import type { Deployed } from './deploy'
import type { DeployedPrime } from './plan'
import type { MigrationStage, Prime } from './primes'

/** What every act works with: the chain, the deployment and the Primes. */
export interface Stage {
  readonly chain: ScenarioChain
  readonly deployed: Deployed
  /** Those that the Generator funds. */
  readonly primes: readonly Cast[]
  /** Those that have no vault. */
  readonly unfunded: readonly Cast[]
}

/** Something that happens at a time of the story. */
export interface Act {
  /** Time of the act [unix s]. */
  readonly at: bigint
  readonly title: string
  readonly play: (stage: Stage) => Promise<unknown>
}

/** A planned Prime with its deployed contracts. */
export type Cast = Prime & { readonly contracts: DeployedPrime }

/** The stage with the Primes that were planned and deployed. @throws RangeError when one of them was not */
export function stageWith(chain: ScenarioChain, deployed: Deployed, planned: readonly Prime[]): Stage {
  const cast = planned.map((prime, index): Cast => {
    const contracts = deployed.primes[index]
    if (contracts === undefined) throw new RangeError(`${prime.name} was planned but not deployed`)
    return { ...prime, contracts }
  })
  return {
    chain,
    deployed,
    primes: cast.filter(({ funded }) => funded),
    unfunded: cast.filter(({ funded }) => !funded),
  }
}

/** What the acts of the second Generator are played on. @throws RangeError where there is none */
export function secondStage(stage: Stage): Stage {
  const { second } = stage.deployed
  if (second === null) throw new RangeError('There is no second Generator')
  const { core, shared } = second
  return { ...stage, deployed: { ...stage.deployed, core }, primes: [shared], unfunded: [] }
}

/** The contracts of the Generator that the acts call. */
export function generatorOf({ deployed }: Stage): {
  readonly diamond: Address
  readonly almProxy: Address
  readonly rateLimits: Address
} {
  return deployed.core.generator.pau
}

/**
 * The four Primes that the story is about. The first is not scheduled, and its limits change. The second is scheduled, and
 * its withdrawals are disabled. The third is in dual-run. The fourth is retired, and its vault is full.
 * @throws RangeError when there are fewer than four
 */
export function leads({ primes }: Stage): Readonly<Record<'first' | 'second' | 'third' | 'fourth', Cast>> {
  const [first, second, third, fourth] = primes
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
    throw new RangeError('The scenario needs four Primes')
  }
  return { first, second, third, fourth }
}

/** The other Primes with a given stage of migration. */
export const extras = ({ primes }: Stage, migration: MigrationStage): Cast[] =>
  primes.slice(4).filter((prime) => prime.migration === migration)
