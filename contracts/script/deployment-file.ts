import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Address } from 'viem'
import { type Deployment, parseDeployment } from '@/lib/deployment'
import type { Deployed } from './deploy'
import { GENERATOR_ILK } from './plan'
import type { Prime } from './primes'
import { freezerSafe, roles } from './roles'

/** What was deployed, in the form that the console is pointed at. */
export function deploymentOf(
  { core, primes: deployed, callsAction, migrationActions }: Deployed,
  primes: readonly Prime[],
  safe: Address,
): Deployment {
  const { mcd, governance, unit, primeUnit, generator } = core
  const { facets } = generator
  return {
    name: 'local',
    chainId: 31_337,
    blockTimeSeconds: null,
    explorer: null,
    publicRpc: null,
    startBlock: 0,
    configurator: { ...unit },
    mcd: {
      vat: mcd.vat,
      jug: mcd.jug,
      usdsJoin: mcd.usdsJoin,
      usds: mcd.usds,
      chainlog: mcd.chainlog,
      autoLine: mcd.autoLine,
    },
    governance: { ...governance, migrationMom: generator.migrationMom },
    generators: [
      {
        name: 'USDS Generator',
        reader: 'eip2535',
        ilk: GENERATOR_ILK,
        addresses: {
          diamond: generator.pau.diamond,
          almProxy: generator.pau.almProxy,
          rateLimits: generator.pau.rateLimits,
          allocatorVault: generator.allocator.vault,
          allocatorBuffer: generator.allocator.buffer,
        },
        facets: [
          { name: 'DiamondCutFacet', address: facets.diamondCut },
          { name: 'DiamondLoupeFacet', address: facets.diamondLoupe },
          { name: 'AdminFacet', address: facets.admin },
          { name: 'UsdsFacet', address: facets.usds },
          { name: 'Erc4626Facet', address: facets.erc4626 },
          { name: 'LegacyMigrationFacet', address: facets.legacyMigration },
        ],
        primes: deployed.map(({ pau, vault, legacy }, index) => {
          const prime = primes[index]
          if (prime === undefined) throw new RangeError(`Prime ${index} was deployed but not planned`)
          return {
            name: prime.name,
            slug: prime.slug,
            vault,
            almProxy: pau.almProxy,
            rateLimits: pau.rateLimits,
            controller: pau.diamond,
            legacyIlks: legacy.map((allocator, i) => ({
              ilk: prime.legacy[i]?.ilk ?? '',
              allocatorVault: allocator.vault,
            })),
          }
        }),
      },
    ],
    safes: [{ name: freezerSafe.name, address: safe }],
    names: {
      ...Object.fromEntries(Object.values(roles).map(({ address, name }) => [address, name])),
      // What no field of the file is for: the other scope, and what spells run.
      [primeUnit.beamState]: 'BeamState of the Primes',
      [primeUnit.configurator]: 'Configurator of the Primes',
      [primeUnit.timelock]: 'BEAMTimeLock of the Primes',
      [primeUnit.mom]: 'PASMom of the Primes',
      [primeUnit.guardianCouncil]: 'GuardianCouncil of the Primes',
      [callsAction]: 'CallsAction',
      [migrationActions]: 'MigrationActions',
    },
    codeHashes: {},
  }
}

/**
 * Writes a deployment file, with its folder.
 * @throws Error when it is not a deployment that the console takes
 */
export function writeDeployment(file: string, deployment: Deployment): void {
  const parsed = parseDeployment(deployment, file)
  if (parsed.failed !== undefined) throw new Error(parsed.failed)
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  writeFileSync(file, `${JSON.stringify(parsed.ok, null, 2)}\n`)
}
