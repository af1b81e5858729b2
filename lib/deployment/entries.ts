import type { Address } from 'viem'
import { nameConflict } from './names'
import type { Deployment } from './schema'

/** An address or a name of a deployment with the path of its field. */
export type Entry<Value extends string = string> = { readonly path: string; readonly value: Value }

const fields = (path: string, addresses: Readonly<Record<string, Address | null>>): Entry<Address>[] =>
  Object.entries(addresses).flatMap(([key, value]) =>
    value === null ? [] : [{ path: `${path}.${key}`, value }],
  )

/** The fields of one Generator that hold contracts of its own; facets are apart, since Generators may share them. */
function generatorContracts(deployment: Deployment): Entry<Address>[] {
  return deployment.generators.flatMap((generator, g) => [
    ...fields(`generators[${g}].addresses`, generator.addresses),
    ...generator.primes.flatMap(({ vault, almProxy, rateLimits, controller, legacyIlks }, p) => {
      const path = `generators[${g}].primes[${p}]`
      return [
        ...fields(path, { vault, almProxy, rateLimits, controller }),
        ...legacyIlks.flatMap(({ allocatorVault }, i) =>
          fields(`${path}.legacyIlks[${i}]`, { allocatorVault }),
        ),
      ]
    }),
  ])
}

const facets = (deployment: Deployment, g: number): Entry<Address>[] =>
  (deployment.generators[g]?.facets ?? []).map(({ address }, f) => ({
    path: `generators[${g}].facets[${f}].address`,
    value: address,
  }))

/** Every field that must hold the address of a contract, in the order of the file. */
export function contractEntries(deployment: Deployment): Entry<Address>[] {
  return [
    ...fields('configurator', deployment.configurator),
    ...fields('mcd', deployment.mcd),
    ...fields('governance', deployment.governance ?? {}),
    ...generatorContracts(deployment),
    ...deployment.generators.flatMap((_, g) => facets(deployment, g)),
  ]
}

/** First entry whose value an earlier one has, as a fault. */
function repeated(entries: readonly Entry[]): string | null {
  const seen = new Map<string, string>()
  for (const { path, value } of entries) {
    const earlier = seen.get(value)
    if (earlier !== undefined) return `${path}: same as ${earlier} (${JSON.stringify(value)})`
    seen.set(value, path)
  }
  return null
}

/** First duplicate that a deployment cannot have, as `path: same as path`, or a name that passes for another; or null. */
export function duplicateFault(deployment: Deployment): string | null {
  const { generators } = deployment
  const own = [
    ...fields('configurator', deployment.configurator),
    ...fields('mcd', deployment.mcd),
    ...fields('governance', deployment.governance ?? {}),
    ...generatorContracts(deployment),
    ...deployment.safes.map(({ address }, s) => ({ path: `safes[${s}].address`, value: address })),
  ]
  const primes = generators.flatMap((generator, g) =>
    generator.primes.map((prime, p) => ({ prime, path: `generators[${g}].primes[${p}]` })),
  )
  const uniqueSets: Entry[][] = [
    own,
    ...generators.map((_, g) => [...own, ...facets(deployment, g)]),
    primes.map(({ prime, path }) => ({ path: `${path}.slug`, value: prime.slug })),
    [
      ...generators.map(({ ilk }, g) => ({ path: `generators[${g}].ilk`, value: ilk })),
      ...primes.flatMap(({ prime, path }) =>
        prime.legacyIlks.map(({ ilk }, i) => ({ path: `${path}.legacyIlks[${i}].ilk`, value: ilk })),
      ),
    ],
  ]
  for (const entries of uniqueSets) {
    const fault = repeated(entries)
    if (fault !== null) return fault
  }
  return nameConflict(deployment)
}
