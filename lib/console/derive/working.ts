import type { Address } from 'viem'
import { memo } from '@/lib/leaf/memo'
import type { PauModel } from '../model/paus'
import type { PrimeModel } from '../model/primes'

/**
 * The Prime as one of its controllers works for it: that one first, with what binds it at the vault in the place of what
 * binds the first. Null where it has no such controller. The first works where none is named.
 */
export function workingBy(prime: PrimeModel, controller: Address | undefined): PrimeModel | null {
  const [first] = prime.controllers
  if (controller === undefined || controller === first.id) return prime
  const own = prime.controllers.find(({ id }) => id === controller)
  return own ? asOther(prime, own) : null
}

/** One object for each picture, so that what follows from it is computed once. */
const asOther = memo((prime: PrimeModel, own: PauModel): PrimeModel | null => {
  const bound = prime.otherLimits.find(({ id }) => id === own.id)
  if (!bound) return null
  const { takeFacet, takeKey, returnKey, takeLimit, returnLimit } = bound
  return {
    ...prime,
    controllers: [own, ...prime.controllers.filter((one) => one !== own)],
    addresses: { ...prime.addresses, controller: own.id, rateLimits: takeLimit.rateLimits },
    wires: { ...prime.wires, takeFacet, takeKey, returnKey },
    ...{ takeLimit, returnLimit },
  }
})
