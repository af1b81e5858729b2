import type { Address } from 'viem'
import { foldName } from './name-rules'
import type { Deployment, GeneratorDeployment } from './schema'

/** What each address of a deployment is called. Keys are checksummed. */
export type AddressBook = ReadonlyMap<Address, string>

/** A name with what it names. */
interface NameEntry {
  readonly path: string
  readonly address: Address
  readonly name: string
  /** Whether the file says the name, or it follows from the address's place in it. */
  readonly given: boolean
}

/**
 * Names for every address that a deployment file knows. A name that the file gives wins over the one that follows
 * from the address's place in it; of two places, the first in the order below.
 */
export function addressBook(deployment: Deployment): AddressBook {
  const book = new Map<Address, string>()
  for (const { address, name } of [...listed(deployment), ...placed(deployment)])
    if (!book.has(address)) book.set(address, name)
  return book
}

const given = (path: string, address: Address, name: string): NameEntry => ({
  path,
  address,
  name,
  given: true,
})

/** The names in the list for addresses that no field is for, or that have a better one. */
const listed = ({ names }: Deployment) =>
  Object.entries(names).map(([address, name]) => given(`names.${address}`, address as Address, name))

/** The names in fields beside an address, and those of places. */
function placed({ safes, generators, configurator, governance, mcd }: Deployment): readonly NameEntry[] {
  return [
    ...safes.map(({ address, name }, s) => given(`safes[${s}].name`, address, name)),
    ...generators.flatMap((generator, g) => [
      ...generatorPlaces(generator, `generators[${g}]`),
      ...generator.facets.map(({ address, name }, f) =>
        given(`generators[${g}].facets[${f}].name`, address, name),
      ),
    ]),
    ...places('configurator', configurator, {
      beamState: 'BeamState',
      configurator: 'Configurator',
      timelock: 'BEAMTimeLock',
      mom: 'PASMom',
      guardianCouncil: 'GuardianCouncil',
    }),
    ...places('governance', governance ?? {}, {
      pause: 'DSPause',
      pauseProxy: 'Pause proxy',
      chief: 'Chief',
      protego: 'Protego',
      facetAllowlist: 'FacetAllowlist',
      migrationMom: 'MigrationMom',
    }),
    ...places('mcd', mcd, {
      vat: 'Vat',
      jug: 'Jug',
      usdsJoin: 'UsdsJoin',
      usds: 'USDS',
      chainlog: 'Chainlog',
      autoLine: 'AutoLine',
    }),
  ]
}

function generatorPlaces({ name, addresses, primes }: GeneratorDeployment, path: string): NameEntry[] {
  return [
    ...places(`${path}.addresses`, addresses, {
      diamond: `${name} Diamond`,
      almProxy: `${name} ALMProxy`,
      rateLimits: `${name} RateLimits`,
      allocatorVault: `${name} AllocatorVault`,
      allocatorBuffer: `${name} AllocatorBuffer`,
    }),
    ...primes.flatMap((prime, p) => [
      ...places(`${path}.primes[${p}]`, prime, {
        vault: `${prime.name} vault`,
        almProxy: `${prime.name} ALMProxy`,
        rateLimits: `${prime.name} RateLimits`,
        controller: `${prime.name} controller`,
      }),
      ...prime.legacyIlks.flatMap((legacy, i) =>
        places(`${path}.primes[${p}].legacyIlks[${i}]`, legacy, {
          allocatorVault: `AllocatorVault of ${legacy.ilk}`,
        }),
      ),
    ]),
  ]
}

/** The fields of an object that hold an address, by what each is called. */
function places<Key extends string>(
  path: string,
  fields: Readonly<Partial<Record<NoInfer<Key>, Address | null>>>,
  names: Readonly<Record<Key, string>>,
): NameEntry[] {
  return (Object.keys(names) as Key[]).flatMap((key) => {
    const address = fields[key]
    return address ? [{ path: `${path}.${key}`, address, name: names[key], given: false }] : []
  })
}

/** First name that can be taken for that of something else, or second name of one address, or null. */
export function nameConflict(deployment: Deployment): string | null {
  const entries = [...parts(deployment), ...placed(deployment), ...listed(deployment)]
  const own = entries.filter((entry) => entry.given)
  return secondName(own) ?? lookAlike([...entries.filter((entry) => !entry.given), ...own])
}

/** One address, called differently by two fields. */
function secondName(entries: readonly NameEntry[]): string | null {
  const first = new Map<Address, NameEntry>()
  for (const entry of entries) {
    const earlier = first.get(entry.address) ?? entry
    first.set(entry.address, earlier)
    if (earlier.name !== entry.name) {
      return `${entry.path}: ${entry.address} is ${JSON.stringify(earlier.name)} by ${earlier.path} (${JSON.stringify(entry.name)})`
    }
  }
  return null
}

/** What has a name and is no address. */
const parts = ({ generators }: Deployment): readonly NameEntry[] =>
  generators.flatMap((generator, g) => [
    {
      path: `generators[${g}].name`,
      address: generator.addresses.diamond,
      name: generator.name,
      given: false,
    },
    ...generator.primes.map(({ name, controller }, p) => ({
      path: `generators[${g}].primes[${p}].name`,
      address: controller,
      name,
      given: false,
    })),
  ])

/** Two things whose names are the same once they are folded. */
function lookAlike(entries: readonly NameEntry[]): string | null {
  const first = new Map<string, NameEntry>()
  for (const entry of entries) {
    const key = foldName(entry.name)
    const earlier = first.get(key) ?? entry
    first.set(key, earlier)
    if (earlier.address === entry.address) continue
    return earlier.name === entry.name
      ? `${entry.path}: same as ${earlier.path} (${JSON.stringify(entry.name)})`
      : `${entry.path}: looks like ${earlier.path}, ${JSON.stringify(earlier.name)} (${JSON.stringify(entry.name)})`
  }
  return null
}
