import type { Address } from 'viem'
import { nameConflict } from './names'
import { controllerEntries, eachPrime, type PrimeEntry, primeEntries } from './primes'
import type { DeploymentFile } from './schema'
import { contractsOf, unitEntries } from './units'

/** An address or a name of a deployment with the path of its field. */
export type Entry<Value extends string = string> = { readonly path: string; readonly value: Value }

const fields = (path: string, addresses: Readonly<Record<string, Address | null>>): Entry<Address>[] =>
  Object.entries(addresses).flatMap(([key, value]) =>
    value === null ? [] : [{ path: `${path}.${key}`, value }],
  )

/** The fields of Generators and Primes that hold contracts of their own; facets are apart, since Generators may share them. */
function ownContracts(deployment: DeploymentFile): Entry<Address>[] {
  return [
    ...deployment.generators.flatMap(({ addresses, migrationMom }, g) => [
      ...fields(`generators[${g}].addresses`, addresses),
      ...fields(`generators[${g}]`, { migrationMom }),
      ...srUsdsContracts(deployment, g),
    ]),
    ...primeEntries(deployment).flatMap(primeContracts),
  ]
}

/** What a Generator issues srUSDS by. Two of them may do so with one underlying, which stands at the first. */
function srUsdsContracts({ generators }: DeploymentFile, g: number): Entry<Address>[] {
  const srUsds = generators[g]?.srUsds
  if (!srUsds) return []
  const { token, subscribeQueue, redeemQueue, holdingSystem, underlying } = srUsds
  const isFirst = generators.findIndex((one) => one.srUsds?.underlying === underlying) === g
  return fields(`generators[${g}].srUsds`, {
    ...{ token, subscribeQueue, redeemQueue, holdingSystem },
    underlying: isFirst ? underlying : null,
  })
}

function primeContracts(entry: PrimeEntry): Entry<Address>[] {
  const { path, prime, earlier } = entry
  const { vault, almProxy, starGuard, legacyIlks } = prime
  const ilks = legacyIlks.flatMap(({ allocatorVault }, i) =>
    fields(`${path}.legacyIlks[${i}]`, { allocatorVault }),
  )
  // What two Generators' entries of a Prime share stands in the first.
  if (earlier !== null) return [...fields(path, { vault }), ...ilks]
  const shared = new Set<Address>()
  return [
    ...fields(path, { vault, almProxy }),
    ...controllerEntries(entry).flatMap(({ path: at, entry: { rateLimits, accessControls, ...one } }) => {
      // Controllers of one Prime may be bound by the same RateLimits and have the same roles.
      const [limits, roles] = [rateLimits, accessControls].map((each) =>
        each !== null && shared.has(each) ? null : each,
      )
      for (const each of [rateLimits, accessControls]) if (each !== null) shared.add(each)
      return fields(at, {
        ...{ rateLimits: limits ?? null, controller: one.controller },
        ...{ accessControls: roles ?? null, agent: one.agent },
      })
    }),
    ...fields(path, { starGuard }),
    ...ilks,
  ]
}

const facets = (deployment: DeploymentFile, g: number): Entry<Address>[] =>
  (deployment.generators[g]?.facets ?? []).map(({ address }, f) => ({
    path: `generators[${g}].facets[${f}].address`,
    value: address,
  }))

const unitContracts = (deployment: DeploymentFile): Entry<Address>[] =>
  unitEntries(deployment).flatMap(({ path, unit }) => fields(path, contractsOf(unit)))

/** Every field that must hold the address of a contract, in the order of the file. */
export function contractEntries(deployment: DeploymentFile): Entry<Address>[] {
  return [
    ...unitContracts(deployment),
    ...fields('mcd', deployment.mcd),
    ...fields('governance', deployment.governance ?? {}),
    ...ownContracts(deployment),
    ...deployment.generators.flatMap((_, g) => facets(deployment, g)),
  ]
}

/** The first entry that repeats the value of an earlier one, as a fault. */
function repeated(entries: readonly Entry[]): string | null {
  const seen = new Map<string, string>()
  for (const { path, value } of entries) {
    const earlier = seen.get(value)
    if (earlier !== undefined) return `${path}: same as ${earlier} (${JSON.stringify(value)})`
    seen.set(value, path)
  }
  return null
}

/**
 * The first duplicate that a deployment cannot have, as `path: same as path`, or a name that can be mistaken for
 * another; or null.
 */
export function duplicateFault(deployment: DeploymentFile): string | null {
  const { generators } = deployment
  const own = [
    ...unitContracts(deployment),
    ...fields('mcd', deployment.mcd),
    ...fields('governance', deployment.governance ?? {}),
    ...ownContracts(deployment),
    ...deployment.safes.map(({ address }, s) => ({ path: `safes[${s}].address`, value: address })),
  ]
  const primes = primeEntries(deployment)
  const uniqueSets: Entry[][] = [
    own,
    ...generators.map((_, g) => [...own, ...facets(deployment, g)]),
    unitEntries(deployment).map(({ unit, path }) => ({ path: `${path}.name`, value: unit.name })),
    eachPrime(deployment).map(({ prime, path }) => ({ path: `${path}.slug`, value: prime.slug })),
    // A Generator funds a Prime through one vault.
    ...generators.map(({ primes: own }, g) =>
      own.map(({ slug }, p) => ({ path: `generators[${g}].primes[${p}].slug`, value: slug })),
    ),
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
