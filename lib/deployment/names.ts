import type { Address } from 'viem'
import { foldName } from './name-rules'
import { controllerEntries, eachPrime, type PrimeEntry, primeEntries } from './primes'
import type { DeploymentFile } from './schema'
import { type UnitEntry, unitEntries } from './units'

/** The name of each address of a deployment. Keys are checksummed. */
export type AddressBook = ReadonlyMap<Address, string>

/** A name with what it names. */
interface NameEntry {
  readonly path: string
  readonly address: Address
  readonly name: string
  /** Whether the file gives the name; otherwise it follows from the place of the address in the file. */
  readonly given: boolean
}

/**
 * Names for every address that a deployment file knows. A name that the file gives wins over one that follows from the
 * place of the address. Where an address has two places, the first in the order below wins.
 */
export function addressBook(deployment: DeploymentFile): AddressBook {
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

/** The names in the list `names`, for addresses that have no field of their own or a better name. */
const listed = ({ names }: DeploymentFile) =>
  Object.entries(names).map(([address, name]) => given(`names.${address}`, address as Address, name))

/** The names that fields give to the address beside them, and the names of places. */
function placed(deployment: DeploymentFile): readonly NameEntry[] {
  const { safes, generators, governance, mcd } = deployment
  const units = unitEntries(deployment)
  return [
    ...safes.map(({ address, name }, s) => given(`safes[${s}].name`, address, name)),
    ...generators.flatMap((generator, g) => [
      ...generatorPlaces(generator, `generators[${g}]`),
      ...generator.facets.map(({ address, name }, f) =>
        given(`generators[${g}].facets[${f}].name`, address, name),
      ),
    ]),
    ...primeEntries(deployment).flatMap(primePlaces),
    ...units.flatMap((entry) => unitPlaces(entry, units.length > 1)),
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
      lineMom: 'LineMom',
    }),
  ]
}

/** @param several whether the Unit has to be told from others */
function unitPlaces({ path, unit }: UnitEntry, several: boolean): NameEntry[] {
  const of = (what: string) => (several ? `${unit.name} ${what}` : what)
  return places(path, unit, {
    beamState: of('BeamState'),
    configurator: of('Configurator'),
    operators: of('ControllerOperators'),
    timelock: of('BEAMTimeLock'),
    mom: of('PASMom'),
    freezeRegistry: of('FreezeRegistry'),
    guardianCouncil: of('GuardianCouncil'),
  })
}

function generatorPlaces(
  { name, addresses, migrationMom, srUsds }: DeploymentFile['generators'][number],
  path: string,
): NameEntry[] {
  return [
    ...places(path, { migrationMom }, { migrationMom: `${name} MigrationMom` }),
    ...places(`${path}.srUsds`, srUsds ?? {}, {
      token: `${name} srUSDS`,
      subscribeQueue: `${name} SubscribeQueue`,
      redeemQueue: `${name} RedeemQueue`,
      holdingSystem: `${name} HoldingSystem`,
      underlying: 'sUSDS',
    }),
    ...places(`${path}.addresses`, addresses, {
      diamond: `${name} Diamond`,
      almProxy: `${name} ALMProxy`,
      rateLimits: `${name} RateLimits`,
      allocatorVault: `${name} AllocatorVault`,
      allocatorBuffer: `${name} AllocatorBuffer`,
    }),
  ]
}

function primePlaces(entry: PrimeEntry): NameEntry[] {
  const { path, prime, generator, earlier, isShared } = entry
  const several = prime.controllers.length > 1
  return [
    ...places(path, prime, {
      vault: isShared ? `${prime.name} vault of ${generator}` : `${prime.name} vault`,
    }),
    ...(earlier === null ? ownPlaces(entry, several) : []),
    ...prime.legacyIlks.flatMap((legacy, i) =>
      places(`${path}.legacyIlks[${i}]`, legacy, { allocatorVault: `AllocatorVault of ${legacy.ilk}` }),
    ),
  ]
}

/** What a Prime has once, however many Generators fund it. @param several whether it has more controllers than one */
function ownPlaces(entry: PrimeEntry, several: boolean): NameEntry[] {
  const { path, prime } = entry
  return [
    ...places(path, prime, {
      almProxy: `${prime.name} ALMProxy`,
      starGuard: `${prime.name} StarGuard`,
    }),
    ...controllerEntries(entry).flatMap(({ path: at, entry: one }, index) => {
      const nth = several ? ` ${index + 1}` : ''
      return places(at, one, {
        rateLimits: `${prime.name} RateLimits${nth}`,
        controller: `${prime.name} controller${nth}`,
        accessControls: `${prime.name} AccessControls${nth}`,
        agent: `${prime.name} agent${nth}`,
      })
    }),
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

/** The first name that can be mistaken for the name of something else, or a second name of one address; or null. */
export function nameConflict(deployment: DeploymentFile): string | null {
  const entries = [...parts(deployment), ...placed(deployment), ...listed(deployment)]
  const own = entries.filter((entry) => entry.given)
  return secondName(own) ?? lookAlike([...entries.filter((entry) => !entry.given), ...own])
}

/** An address that two fields name differently. */
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

/** Things that have a name but no address. */
const parts = (deployment: DeploymentFile): readonly NameEntry[] => [
  ...(deployment.units ?? []).map(({ name, beamState }, u) => ({
    path: `units[${u}].name`,
    address: beamState,
    name,
    given: false,
  })),
  ...deployment.generators.map((generator, g) => ({
    path: `generators[${g}].name`,
    address: generator.addresses.diamond,
    name: generator.name,
    given: false,
  })),
  ...eachPrime(deployment).map(({ path, prime: { name, controllers } }) => ({
    path: `${path}.name`,
    address: controllers[0].controller,
    name,
    given: false,
  })),
]

/** Two things whose names are the same once folded. */
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
