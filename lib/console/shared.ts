import { memo } from '@/lib/leaf/memo'

/** Whatever has Generators with Primes: facts or a model. */
interface Funding<Prime> {
  readonly primes: readonly Prime[]
}

interface Named {
  /** Slug of the deployment file. */
  readonly id: string
}

/** A Prime as one Generator funds it. */
export interface FundedAt<Generator extends Funding<Named>> {
  readonly generator: Generator
  readonly prime: Generator['primes'][number]
}

/** A Prime with every Generator that funds it, in the order of the deployment file: each has a vault of its own for it. */
export interface Funded<Generator extends Funding<Named>> {
  readonly id: string
  readonly at: readonly [FundedAt<Generator>, ...FundedAt<Generator>[]]
}

/** Each Prime once, where its first Generator lists it. */
export function fundedPrimes<Generator extends Funding<Named>>(
  generators: readonly Generator[],
): readonly Funded<Generator>[] {
  const found = new Map<string, [FundedAt<Generator>, ...FundedAt<Generator>[]]>()
  for (const generator of generators)
    for (const prime of generator.primes) {
      const one: FundedAt<Generator> = { generator, prime }
      const known = found.get(prime.id)
      if (known) known.push(one)
      else found.set(prime.id, [one])
    }
  return [...found].map(([id, at]) => ({ id, at }))
}

/** What each Prime has once, however many Generators fund it: its name, its controllers, its StarGuard. */
export const eachPrime = <Generator extends Funding<Named>>(
  generators: readonly Generator[],
): readonly Generator['primes'][number][] => fundedPrimes(generators).map(({ at: [first] }) => first.prime)

/** The Generators that fund each Prime, by its slug. */
const fundersOf = memo((generators: readonly Funding<Named>[]): ReadonlyMap<string, readonly object[]> => {
  const funders = fundedPrimes(generators).map(
    ({ id, at }) => [id, at.map(({ generator }) => generator)] as const,
  )
  return new Map(funders)
})

/** Whether several Generators fund a Prime. */
export const isShared = (generators: readonly Funding<Named>[], { id }: Named): boolean =>
  generators.length > 1 && (fundersOf(generators).get(id)?.length ?? 0) > 1

/** Whether this Generator is the first that lists a Prime: what the Prime has once is told there. */
export const isFirst = (generators: readonly Funding<Named>[], generator: object, { id }: Named): boolean =>
  generators.length === 1 || fundersOf(generators).get(id)?.[0] === generator
