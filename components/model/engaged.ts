import { everyRelayerAsked, foreignFreezes, frozenBeams } from '@/lib/console/derive/beams'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { type Leaf, map, some } from '@/lib/leaf'

/** Whether guardians of a Unit froze any account that holds a role; null where it has no council of guardians. */
export function anyBeamFrozen(model: ConsoleModel, unit: ConfiguratorUnit): Leaf<boolean> | null {
  if (unit.configurator.guardians === null) return null
  const frozen = frozenBeams(model, unit).map((beam) => map(beam, (freeze) => freeze !== null))
  const foreign = foreignFreezes(model, unit).map((one) => map(one, () => true))
  return some([...frozen, ...foreign, map(everyRelayerAsked(model, unit), () => false)])
}

/** The Primes whose vaults are paused, for takes or withdrawals. */
export interface PausedVaults {
  readonly any: Leaf<boolean>
  /** The Primes whose vaults are known to be paused. */
  readonly primes: readonly PrimeModel[]
  /** How many are paused, in words; the least that it can be, where one could not be read. */
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
