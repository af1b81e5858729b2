import type { ConsoleModel } from '@/lib/console/model'
import type { PrimeTarget } from './request'

/** The Prime that a request names, with its Generator; null where the model does not have that Prime. */
export function primeOf(request: PrimeTarget, { generators }: ConsoleModel) {
  const generator = generators.find(({ id }) => id === request.generator)
  const prime = generator?.primes.find(({ id }) => id === request.prime)
  return generator && prime ? { generator, prime } : null
}
