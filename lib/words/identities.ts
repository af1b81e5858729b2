import type { Sentences } from '@/lib/console/model/check'
import type { Accrued, Identity } from '@/lib/console/model/primes'
import { formatDuration, formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { max, sumOf, type Wad } from '@/lib/math'

export function identitySentences({ books: { of, name } }: Pick<Identity, 'books'>): Sentences {
  return of === 'urn'
    ? {
        holds: `All debt of ${name} is that of its AllocatorVault`,
        fails: `Somebody besides its AllocatorVault has debt of ${name}`,
      }
    : {
        holds: `${name} has what it owes`,
        fails: `${name} has less than it owes, by more than what accrues explains`,
      }
}

/**
 * Why the two sides of an identity are compared, and what its residual is.
 * @param now time of the model [unix s]
 */
export function identityReason({ books, accrued }: Pick<Identity, 'books' | 'accrued'>, now: bigint): string {
  if (books.of === 'urn')
    return 'An allocator ilk has one urn. A residual is debt of somebody else under the same ilk.'
  const bound = accrued === null ? '' : ` ${boundWords(accrued, now)}`
  return `USDS in the ALMProxy and the AllocatorBuffer and what its vault shares are worth, against the debt of its ilk with undripped fees. More than it owes is no loss: it is yield above the fees, and donations.${bound}`
}

function boundWords(accrued: Leaf<Accrued>, now: bigint): string {
  if (!accrued.ok) return `How much less is explained cannot be computed: ${accrued.reason.message}`
  return `Less is explained up to ${accruedWords(accrued.value, now)}. One unit less is a loss, or the cost of funds that earn less than the debt costs, and not explained by what accrues.`
}

/**
 * How much of a shortfall is explained, and by what.
 * @param now time of the model [unix s]
 */
export function accruedWords(
  { fees, yields, rounding, ilkSince, vaultsSince }: Accrued,
  now: bigint,
): string {
  const ago = (since: bigint) => `${formatDuration(max(now - since, 0n))} ago`
  const ofVaults =
    vaultsSince === null
      ? 'no yield of the vaults since their last drips'
      : `${usds(yields)} of yield since the last drip of each vault, the oldest ${ago(vaultsSince)}`
  return `${usds(sumOf([fees, yields, rounding]))}: ${usds(fees)} of fees since the last drip of the ilk ${ago(ilkSince)}, ${ofVaults}, and ${usds(rounding)} for rounding`
}

const usds = (amount: Wad): string => `${formatExact(amount, 18)} USDS`
