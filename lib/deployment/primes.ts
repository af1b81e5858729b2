import type { DeploymentFile } from './schema'

/** A Prime with the path of its entry in the file. */
export interface PrimeEntry {
  readonly path: string
  readonly prime: DeploymentFile['primes'][number]
}

/** Every Prime, those without a Generator last. */
export function primeEntries({ generators, primes }: DeploymentFile): readonly PrimeEntry[] {
  return [
    ...generators.flatMap((generator, g) =>
      generator.primes.map((prime, p) => ({ prime, path: `generators[${g}].primes[${p}]` })),
    ),
    ...primes.map((prime, p) => ({ prime, path: `primes[${p}]` })),
  ]
}

/** Its controllers, each with the path of its fields: one alone stands in the fields of the Prime itself. */
export function controllerEntries({ path, prime: { controllers } }: PrimeEntry) {
  return controllers.map((entry, index) => ({
    entry,
    path: controllers.length === 1 ? path : `${path}.controllers[${index}]`,
  }))
}
