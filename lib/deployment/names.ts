import type { Address } from 'viem'
import type { Deployment, GeneratorDeployment } from './schema'

/** What each address of a deployment is called. Keys are checksummed. */
export type AddressBook = ReadonlyMap<Address, string>

/**
 * Names for every address that a deployment file knows. A name that the file gives wins over the one that follows
 * from the address's place in it; of two places, the first in the order below.
 */
export function addressBook(deployment: Deployment): AddressBook {
  const { names, safes, generators, configurator, governance, mcd } = deployment
  const entries: readonly (readonly [Address | null | undefined, string])[] = [
    ...(Object.entries(names) as [Address, string][]),
    ...safes.map(({ address, name }) => [address, name] as const),
    ...generators.flatMap(generatorNames),
    [configurator.beamState, 'BeamState'],
    [configurator.configurator, 'Configurator'],
    [configurator.timelock, 'BEAMTimeLock'],
    [configurator.mom, 'PASMom'],
    [configurator.guardianCouncil, 'GuardianCouncil'],
    [governance?.pause, 'DSPause'],
    [governance?.pauseProxy, 'Pause proxy'],
    [governance?.chief, 'Chief'],
    [governance?.protego, 'Protego'],
    [governance?.facetAllowlist, 'FacetAllowlist'],
    [governance?.migrationMom, 'MigrationMom'],
    [mcd.vat, 'Vat'],
    [mcd.jug, 'Jug'],
    [mcd.usdsJoin, 'UsdsJoin'],
    [mcd.usds, 'USDS'],
    [mcd.chainlog, 'Chainlog'],
    [mcd.autoLine, 'AutoLine'],
  ]
  const book = new Map<Address, string>()
  for (const [address, name] of entries) if (address && !book.has(address)) book.set(address, name)
  return book
}

function generatorNames({
  name,
  addresses,
  primes,
  facets,
}: GeneratorDeployment): (readonly [Address, string])[] {
  return [
    [addresses.diamond, `${name} Diamond`],
    [addresses.almProxy, `${name} ALMProxy`],
    [addresses.rateLimits, `${name} RateLimits`],
    [addresses.allocatorVault, `${name} AllocatorVault`],
    [addresses.allocatorBuffer, `${name} AllocatorBuffer`],
    ...primes.flatMap((prime) => [
      [prime.vault, `${prime.name} vault`] as const,
      [prime.almProxy, `${prime.name} ALMProxy`] as const,
      [prime.rateLimits, `${prime.name} RateLimits`] as const,
      [prime.controller, `${prime.name} controller`] as const,
      ...prime.legacyIlks.map(
        ({ ilk, allocatorVault }) => [allocatorVault, `AllocatorVault of ${ilk}`] as const,
      ),
    ]),
    ...facets.map((facet) => [facet.address, facet.name] as const),
  ]
}
