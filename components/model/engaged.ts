import { everyRelayerAsked, foreignFreezes, frozenBeams } from '@/lib/console/derive/beams'
import type { ConsoleModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { type Leaf, map, some } from '@/lib/leaf'

/** Whether guardians froze any account that holds a role; null where there is no council of guardians. */
export function anyBeamFrozen(model: ConsoleModel): Leaf<boolean> | null {
  if (model.configurator.guardians === null) return null
  const frozen = frozenBeams(model).map((beam) => map(beam, (freeze) => freeze !== null))
  const foreign = foreignFreezes(model).map((one) => map(one, () => true))
  return some([...frozen, ...foreign, map(everyRelayerAsked(model), () => false)])
}

/** Whose vaults are paused, takes or withdrawals. */
export interface PausedVaults {
  readonly any: Leaf<boolean>
  /** Those that are known to be. */
  readonly primes: readonly PrimeModel[]
  /** How many, in words: where one could not be read, the least that it can be. */
  readonly count: string
}

/** Null where no vault can be paused. */
export function pausedVaults({ generators }: Pick<ConsoleModel, 'generators'>): PausedVaults | null {
  const vaults = generators
    .flatMap(({ primes }) => primes)
    .flatMap((prime) => {
      const { guardrails } = prime.vault
      return guardrails
        ? [{ prime, paused: some([guardrails.takesPaused, guardrails.withdrawalsPaused]) }]
        : []
    })
  if (vaults.length === 0) return null
  const primes = vaults.filter(({ paused }) => paused.ok && paused.value).map(({ prime }) => prime)
  const isWhole = vaults.every(({ paused }) => paused.ok)
  return {
    any: some(vaults.map(({ paused }) => paused)),
    primes,
    count: `${isWhole ? '' : 'at least '}${primes.length}`,
  }
}
