import { vaultLeaves } from '@/lib/console/derive/funnel'
import type { GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { formatExact } from '@/lib/format'
import { type Leaf, map } from '@/lib/leaf'
import { attemptWith } from '@/lib/leaf/attempt'
import { mulUp, RAY, type Seconds, type Shares, sharesOf, type Wad } from '@/lib/math'
import { convertToShares, nowChi } from '@/lib/vaults'
import { asItStands, type Requirement } from './direct'

interface Of {
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  /** [unix s] */
  readonly time: Seconds
}

/** How many shares a withdrawal of an amount burns. Later it is fewer, since a share only becomes worth more. */
export const mostShares = ({ generator, prime, time }: Of, amount: Wad): Leaf<Shares> =>
  attemptWith(vaultLeaves(prime.vault, generator), (vault) =>
    sharesOf(mulUp(amount, RAY, nowChi(vault, time))),
  )

/** How many shares a deposit of an amount gives. Later it is fewer. */
export const leastShares = ({ generator, prime, time }: Of, amount: Wad): Leaf<Shares> =>
  attemptWith(vaultLeaves(prime.vault, generator), (vault) => convertToShares(vault, amount, time))

/**
 * Whether a movement takes or gives shares within the bound that the request sets.
 * @param shares what it would be now
 */
export function sharesRequirement(
  done: 'burned' | 'minted',
  shares: Leaf<Shares>,
  bound: Shares,
): Requirement {
  const few = (count: bigint) => `${formatExact(count, 18)} shares`
  const within = (count: Shares) => (done === 'burned' ? count <= bound : count >= bound)
  const [limit, reason] =
    done === 'burned'
      ? [`at most ${few(bound)} may be`, 'Erc4626Facet/shares-burned-too-high']
      : [`at least ${few(bound)} have to be`, 'Erc4626Facet/min-shares-out-not-met']
  const text = shares.ok
    ? `${few(shares.value)} are ${done} for it now; ${limit}${within(shares.value) ? '' : ` (${reason})`}`
    : `${limit} ${done} for it (could not be checked: ${shares.reason.message})`
  return { id: 'shares', says: asItStands(text), holds: map(shares, within), weight: 'blocks' }
}
