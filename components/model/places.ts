import type { Address } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import type { Place } from '@/lib/console/model/check'
import type { PrimeModel } from '@/lib/console/model/primes'
import { isShared } from '@/lib/console/shared'

/** The page of a Prime. @param generator which of them, where several fund it */
export const primeHref = (slug: string, generator: Address | undefined): string =>
  `/primes/${slug}${generator === undefined ? '' : `?generator=${generator}`}`

/** The page of a Prime as one Generator funds it. */
export const fundedHref = (
  { generators }: Pick<ConsoleModel, 'generators'>,
  generator: Address,
  prime: Pick<PrimeModel, 'id'>,
): string => primeHref(prime.id, isShared(generators, prime) ? generator : undefined)

/** The address of a page of the console. */
export function hrefOf(place: Place): string {
  switch (place.page) {
    case 'overview':
      return '/'
    case 'identities':
      return `/#${place.page}`
    case 'queue':
      return `/governance#${place.page}`
    case 'governance':
    case 'primes':
    case 'diamond':
    case 'emergency':
    case 'srusds':
      return `/${place.page}`
    case 'prime':
      return primeHref(place.id, undefined)
    case 'vault':
      return primeHref(place.id, place.generator)
    case 'limit':
      return `/limits?key=${place.key}${place.generator === null ? '' : `&generator=${place.generator}`}`
  }
}

/** What a link to the page is called; null where a reader of the overview is there already. */
export const PLACE_NAMES: Readonly<Record<Place['page'], string | null>> = {
  overview: null,
  identities: 'Identities',
  governance: 'Governance',
  queue: 'Timelock queue',
  primes: 'Primes',
  diamond: 'Diamond',
  emergency: 'Emergency',
  srusds: 'srUSDS',
  prime: 'Prime',
  vault: 'Prime',
  limit: 'Limits',
}
