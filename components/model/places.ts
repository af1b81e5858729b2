import type { Place } from '@/lib/console/model/check'

/** The address of a page of the console. */
export function hrefOf(place: Place): string {
  switch (place.page) {
    case 'overview':
      return '/'
    case 'identities':
    case 'governance':
    case 'queue':
      return `/#${place.page}`
    case 'primes':
    case 'diamond':
    case 'emergency':
      return `/${place.page}`
    case 'prime':
      return `/primes/${place.id}`
    case 'limit':
      return `/limits?key=${place.key}`
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
  prime: 'Prime',
  limit: 'Limits',
}
