import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Address, zeroAddress } from 'viem'
import { type Deployment, parseDeployment } from '@/lib/deployment'
import { schemaFrom } from '@/lib/deployment/published'
import { controllersOf } from './controllers'
import type { Deployed } from './deploy'
import { GENERATOR_ILK, SECOND_ILK, SETTLEMENT } from './plan'
import type { Prime } from './primes'
import { freezerSafe, roles } from './roles'
import { SECOND_GENERATOR, SECOND_UNIT, type SecondGenerator } from './second-generator'

/** Scopes of the local chain: one for the Generator, one for the PAUs of the Primes. */
export const GENERATOR_UNIT = 'Generator scope'
export const PRIME_UNIT = 'Prime scope'

/** On how many of the last days the settlement has to have been on time before Phase 7. */
const EXIT_DAYS = 7

/** What was deployed, in the form of a deployment file of the console. */
export function deploymentOf(
  { core, primes: deployed, beacon, starGuards, callsAction, migrationActions, second }: Deployed,
  primes: readonly Prime[],
  safe: Address,
): Deployment {
  const { mcd, governance, unit, primeUnit, generator } = core
  const each = primes.map((prime, index) => {
    const launched = deployed[index]
    if (launched === undefined) throw new RangeError(`${prime.name} was planned but not deployed`)
    const { pau, vault, legacy } = launched
    return {
      name: prime.name,
      slug: prime.slug,
      unit: PRIME_UNIT,
      vault: vault === zeroAddress ? null : vault,
      almProxy: pau.almProxy,
      controllers: controllersOf(launched),
      starGuard: starGuards[index]?.starGuard ?? null,
      legacyIlks: legacy.map((allocator, i) => ({
        ilk: prime.legacy[i]?.ilk ?? '',
        allocatorVault: allocator.vault,
      })),
    }
  })
  return {
    name: 'local',
    chainId: 31_337,
    blockTimeSeconds: null,
    explorer: null,
    publicRpc: null,
    startBlock: 0,
    units: [
      { name: GENERATOR_UNIT, ...unit },
      ...(second ? [{ name: SECOND_UNIT, ...second.core.unit }] : []),
      { name: PRIME_UNIT, ...primeUnit },
    ],
    mcd: {
      vat: mcd.vat,
      jug: mcd.jug,
      usdsJoin: mcd.usdsJoin,
      usds: mcd.usds,
      chainlog: mcd.chainlog,
      autoLine: mcd.autoLine,
      lineMom: mcd.lineMom,
    },
    governance: { ...governance, migrationMom: generator.migrationMom },
    generators: [
      {
        ...{ name: 'USDS Generator', unit: GENERATOR_UNIT, reader: 'eip2535', ilk: GENERATOR_ILK },
        ...generatorParts(generator),
        migrationMom: null,
        srUsds: { ...generator.srUsds, ...SETTLEMENT, exitDays: EXIT_DAYS },
        primes: each.flatMap(({ vault, ...prime }) => (vault === null ? [] : [{ ...prime, vault }])),
      },
      ...(second ? [secondOf(second, each)] : []),
    ],
    primes: each.flatMap(({ vault, ...prime }) => (vault === null ? [{ ...prime, vault }] : [])),
    compatibilityIlks: [],
    safes: [{ name: freezerSafe.name, address: safe }],
    names: {
      ...Object.fromEntries(Object.values(roles).map(({ address, name }) => [address, name])),
      // Addresses for which the file has no field: of SubProxies, and of the code that spells run.
      ...Object.fromEntries(
        starGuards.map(({ subProxy }, index) => [subProxy, `${primes[index]?.name ?? 'Prime'} SubProxy`]),
      ),
      [callsAction]: 'CallsAction',
      [migrationActions]: 'MigrationActions',
      ...(beacon === null ? {} : { [beacon.beacon]: 'Beacon' }),
    },
    codeHashes: {},
  }
}

type Generator = Deployment['generators'][number]

/** Contracts of a Generator, and the facets that its Diamond starts with. */
function generatorParts({
  pau,
  allocator,
  facets,
}: Deployed['core']['generator']): Pick<Generator, 'addresses' | 'facets'> {
  return {
    addresses: {
      diamond: pau.diamond,
      almProxy: pau.almProxy,
      rateLimits: pau.rateLimits,
      allocatorVault: allocator.vault,
      allocatorBuffer: allocator.buffer,
    },
    facets: [
      { name: 'DiamondCutFacet', address: facets.diamondCut },
      { name: 'DiamondLoupeFacet', address: facets.diamondLoupe },
      { name: 'AdminFacet', address: facets.admin },
      { name: 'UsdsFacet', address: facets.usds },
      { name: 'Erc4626Facet', address: facets.erc4626 },
      { name: 'LegacyMigrationFacet', address: facets.legacyMigration },
      { name: 'SrUsdsFacet', address: facets.srUsds },
    ],
  }
}

/** The second Generator, with the Prime that it shares as it stands at the first, but for the vault. */
function secondOf(
  { core: { generator }, vault, shared }: SecondGenerator,
  primes: readonly (Omit<Generator['primes'][number], 'vault'> & { readonly vault: Address | null })[],
): Generator {
  return {
    ...{ name: SECOND_GENERATOR, unit: SECOND_UNIT, reader: 'eip2535', ilk: SECOND_ILK },
    ...generatorParts(generator),
    migrationMom: generator.migrationMom,
    srUsds: null,
    primes: primes
      .filter(({ slug }) => slug === shared.slug)
      .map((prime) => ({ ...prime, vault, legacyIlks: [] })),
  }
}

/**
 * Writes a deployment file, and creates its folder.
 * @throws Error when the console would not accept the deployment
 */
export function writeDeployment(file: string, deployment: Deployment): void {
  const parsed = parseDeployment(deployment, file)
  if (parsed.failed !== undefined) throw new Error(parsed.failed)
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  const written = { $schema: schemaFrom(file), ...parsed.ok }
  writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`)
}
