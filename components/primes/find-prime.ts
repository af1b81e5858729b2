import type { Facts, GeneratorFacts } from '@/lib/console/facts'
import type { ConsoleModel } from '@/lib/console/model'
import type { Check } from '@/lib/console/model/check'
import { fundedPrimes } from '@/lib/console/shared'
import type { PrimeView } from './evidence-of'

/** A Prime with the Generator that is asked for, where several fund it, else with the first. */
function find<Generator extends Pick<GeneratorFacts, 'id'> & { readonly primes: readonly { id: string }[] }>(
  generators: readonly Generator[],
  slug: string,
  wanted: string | null,
) {
  const at = fundedPrimes(generators).find(({ id }) => id === slug)?.at
  return at?.find(({ generator }) => generator.id === wanted) ?? at?.[0] ?? null
}

/**
 * A Prime of the model by its slug; null where none has it.
 * @param wanted the Generator, where several fund it; the first one without
 */
export function findPrime(
  { generators, mcd }: Pick<ConsoleModel, 'generators' | 'mcd'>,
  slug: string,
  wanted: string | null = null,
): PrimeView | null {
  const found = find(generators, slug, wanted)
  return found && { ...found, mcd }
}

/** What the chain stores of a Prime, free of time: the same objects until the next block. */
export function findFacts(
  { generators, mcd }: Pick<Facts, 'generators' | 'mcd'>,
  slug: string,
  wanted: string | null = null,
) {
  const found = find(generators, slug, wanted)
  return found && { ...found, mcd }
}

/** The checks of one Prime: its wiring and vault, and its limits against RateLimits. */
export function checksOf(
  checks: readonly Check[],
  { prime, generator }: Pick<PrimeView, 'prime' | 'generator'>,
): readonly Check[] {
  const limits = [prime.takeLimit, prime.returnLimit].map(
    ({ rateLimits, id }) => `limits/agrees/${rateLimits}/${id}`,
  )
  const isOwn = ({ shownAt }: Check) =>
    (shownAt.page === 'prime' && shownAt.id === prime.id) ||
    (shownAt.page === 'vault' && shownAt.id === prime.id && shownAt.generator === generator.id)
  return checks.filter(
    (check) => (/^(?:prime|paus)\//.test(check.id) && isOwn(check)) || limits.includes(check.id),
  )
}
