import { formatExact } from '@/lib/format'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import { type Compared, comparedViews } from '../derive/vault-views'
import type { Check } from '../model/check'
import type { PrimeModel } from '../model/primes'

/**
 * The vault's own views against the console's formulas, at the time of the block. Each is compared separately: a
 * difference is told whatever else could not be read.
 */
export function vaultViews(prime: PrimeModel, timestamp: bigint): Check {
  const { id, name } = prime
  const compared = comparedViews(prime, timestamp)
  const differences = compared.map(differenceOf)
  const differing = differences.filter((leaf) => leaf.ok && leaf.value !== null)
  const views = compared.flatMap(({ view }, index) => {
    const difference = differences[index]
    return difference?.ok && difference.value !== null ? [view] : []
  })
  const told = every(differing.length > 0 ? differing : differences)
  return {
    id: `prime/agrees/${id}`,
    area: 'primes',
    says: {
      holds: `${name}'s vault agrees with the console`,
      fails: `${name}'s vault and the console differ on ${views.join(', ')}`,
    },
    level: 'critical',
    holds: map(told, (texts) => texts.every((text) => text === null)),
    found:
      differing.length > 0
        ? map(told, (texts) => `${texts.join('; ')} (smallest units).`)
        : combine({ told, contract: every(compared.map(({ contract }) => contract)) }, (read) =>
            listed(compared.filter((_, index) => read.contract[index] !== null)),
          ),
    expected: 'totalAssets, assetsOutstanding, maxDeposit, maxWithdraw and maxTake as computed',
    remedy: 'Do not rely on the amounts of this vault: it does not work as its interface says.',
    shownAt: { page: 'prime', id },
  }
}

const listed = (views: readonly Compared[]) => `${views.map(({ view }) => view).join(', ')} as computed.`

/** In words; null where the two are equal, or there is no such view. */
function differenceOf({ view, computed, contract }: Compared): Leaf<string | null> {
  return combine({ computed, contract }, (read) =>
    read.contract === null || read.computed === read.contract
      ? null
      : `${view} computed ${formatExact(read.computed, 0)}, the contract says ${formatExact(read.contract, 0)}`,
  )
}
