import type { Facts } from '@/lib/console/facts'
import type { ConsoleModel } from '@/lib/console/model'
import type { Check } from '@/lib/console/model/check'
import type { PrimeView } from './evidence-of'

/** A Prime of the model by its slug; null where none has it. */
export function findPrime({ generators, mcd }: Pick<ConsoleModel, 'generators' | 'mcd'>, slug: string) {
  for (const generator of generators) {
    const prime = generator.primes.find(({ id }) => id === slug)
    if (prime) return { prime, generator, mcd } satisfies PrimeView
  }
  return null
}

/** What the chain stores of a Prime, free of time: the same objects until the next block. */
export function findFacts({ generators, mcd }: Pick<Facts, 'generators' | 'mcd'>, slug: string) {
  for (const generator of generators) {
    const prime = generator.primes.find(({ id }) => id === slug)
    if (prime) return { prime, generator, mcd }
  }
  return null
}

/** The checks of one Prime: its wiring and vault, and its limits against RateLimits. */
export function checksOf(checks: readonly Check[], { prime }: Pick<PrimeView, 'prime'>): readonly Check[] {
  const limits = [prime.takeLimit, prime.returnLimit].map(
    ({ rateLimits, id }) => `limits/agrees/${rateLimits}/${id}`,
  )
  const isOwn = ({ shownAt }: Check) => shownAt.page === 'prime' && shownAt.id === prime.id
  return checks.filter(
    (check) => (/^(?:prime|paus)\//.test(check.id) && isOwn(check)) || limits.includes(check.id),
  )
}
