import { formatExact } from '@/lib/format'
import { combine, map } from '@/lib/leaf'
import { attemptWith } from '@/lib/leaf/attempt'
import { totalAssets } from '@/lib/vaults'
import { storedLeaves } from '../derive/funnel'
import type { Check } from '../model/check'
import type { PrimeModel } from '../model/primes'

/**
 * Whether the price of a share is safe from whoever deposits first: either shares were burned as a seed, or the vault
 * computes its assets from shares and rate, so that a donation moves nothing.
 * @param timestamp time of the block, for which the vault's own view answers [s]
 */
export function vaultSeed({ id, name, vault }: PrimeModel, timestamp: bigint): Check {
  // Unbranded: a token that lies may name two balances whose sum no contract could hold.
  const burned = combine(vault.burnedShares, ({ one, dead }): bigint => one + dead)
  const follows = combine(
    {
      computed: attemptWith(storedLeaves(vault), (stored) => totalAssets(stored, timestamp)),
      contract: vault.contractTotalAssets,
    },
    ({ computed, contract }) => computed === contract,
  )
  const isSeeded = burned.ok && burned.value > 0n
  return {
    id: `prime/seed/${id}`,
    area: 'primes',
    says: {
      holds: `A donation does not move the price of a share of ${name}'s vault`,
      fails: `${name}'s vault has no burned shares, and its assets do not follow its rate`,
    },
    level: 'attention',
    holds: isSeeded
      ? map(burned, (shares) => shares > 0n)
      : combine({ burned, follows }, (read) => read.follows),
    found: isSeeded
      ? map(burned, (shares) => `${formatExact(shares, 18)} shares are burned.`)
      : combine({ burned, follows }, (read) =>
          read.follows
            ? 'No share is burned; totalAssets is shares times rate, whatever the vault holds.'
            : 'No share is burned, and totalAssets is not shares times rate.',
        ),
    expected: 'Burned shares, or assets that follow shares and rate alone',
    remedy:
      'Whoever deposits first can take from those who deposit later. Do not raise its limits before a seed is burned.',
    shownAt: { page: 'prime', id },
  }
}
