import type { DeploymentFile } from './schema'

/** A Prime with the path of its entry in the file. */
export interface PrimeEntry {
  readonly path: string
  readonly prime: DeploymentFile['primes'][number]
  /** Name of the Generator that lists it; null where none does. */
  readonly generator: string | null
  /** The entry of an earlier Generator that funds it too, so that what they share is named twice; else null. */
  readonly earlier: PrimeEntry | null
  /** Whether several Generators fund it, so that its vaults have to be told apart. */
  readonly isShared: boolean
}

/** Every Prime, those without a Generator last. One that several Generators fund has an entry for each of them. */
export function primeEntries({ generators, primes }: DeploymentFile): readonly PrimeEntry[] {
  const funding = new Map<string, number>()
  for (const one of generators)
    for (const slug of new Set(one.primes.map((prime) => prime.slug)))
      funding.set(slug, (funding.get(slug) ?? 0) + 1)
  const first = new Map<string, { readonly entry: PrimeEntry; readonly g: number }>()
  return [
    ...generators.flatMap((generator, g) =>
      generator.primes.map((prime, p): PrimeEntry => {
        const known = first.get(prime.slug)
        const entry = {
          ...{ prime, path: `generators[${g}].primes[${p}]`, generator: generator.name },
          // Two entries of one Generator are no shared Prime.
          earlier: known && known.g !== g ? known.entry : null,
          isShared: (funding.get(prime.slug) ?? 0) > 1,
        }
        if (!known) first.set(prime.slug, { entry, g })
        return entry
      }),
    ),
    ...primes.map((prime, p) => ({
      ...{ prime, path: `primes[${p}]`, generator: null, earlier: null, isShared: false },
    })),
  ]
}

/** Each Prime once: of one that several Generators fund, the first entry. */
export const eachPrime = (file: DeploymentFile): readonly PrimeEntry[] =>
  primeEntries(file).filter(({ earlier }) => earlier === null)

/** Its controllers, each with the path of its fields: one alone stands in the fields of the Prime itself. */
export function controllerEntries({ path, prime: { controllers } }: Pick<PrimeEntry, 'path' | 'prime'>) {
  return controllers.map((entry, index) => ({
    entry,
    path: controllers.length === 1 ? path : `${path}.controllers[${index}]`,
  }))
}

/**
 * What the entries of one Prime have to agree on. Each Generator has a vault of its own for it, and takes over the legacy
 * ilks that its entry lists.
 */
const SHARED = ['name', 'unit', 'almProxy', 'starGuard', 'controllers'] as const

/** The first contradiction between two entries of a Prime that several Generators fund; null where there is none. */
export function sharedFault(file: DeploymentFile): string | null {
  for (const { path, prime, earlier } of primeEntries(file)) {
    if (earlier === null) continue
    const of = `${JSON.stringify(prime.slug)} has`
    const field = SHARED.find((name) => JSON.stringify(prime[name]) !== JSON.stringify(earlier.prime[name]))
    if (field !== undefined) return `${path}.${field}: not the one that ${of} at ${earlier.path}`
    for (const entry of [earlier, { path, prime }])
      if (entry.prime.vault === null)
        return `${entry.path}.vault: null, but several Generators list ${JSON.stringify(prime.slug)}`
  }
  return null
}
