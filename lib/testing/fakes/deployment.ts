import { type Address, getAddress, pad, toHex } from 'viem'
import type { Deployment, UnitDeployment } from '@/lib/deployment'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))

const UNIT = 'Unit'

/** The Unit of `fakeDeployment`, with other contracts where it is told so. */
export const fakeUnit = (changes: Partial<UnitDeployment> = {}): UnitDeployment => ({
  name: UNIT,
  beamState: at(0x11),
  configurator: at(0x12),
  operators: at(0x17),
  timelock: at(0x13),
  mom: at(0x14),
  freezeRegistry: at(0x18),
  guardianCouncil: at(0x16),
  ...changes,
})

/** A deployment for tests: arbitrary addresses, on a chain that mines on demand unless told otherwise. */
export function fakeDeployment(changes: Partial<Deployment> = {}): Deployment {
  return {
    name: 'test',
    chainId: 31337,
    blockTimeSeconds: null,
    explorer: null,
    publicRpc: null,
    startBlock: 0,
    units: [fakeUnit()],
    governance: null,
    mcd: { vat: at(0x21), jug: at(0x22), usdsJoin: at(0x23), usds: at(0x24) },
    generators: [
      {
        name: 'Generator',
        unit: UNIT,
        reader: 'eip2535',
        ilk: 'ALLOCATOR-GENERATOR-A',
        addresses: {
          diamond: at(0x31),
          almProxy: at(0x32),
          rateLimits: at(0x33),
          allocatorVault: at(0x34),
          allocatorBuffer: at(0x35),
        },
        migrationMom: null,
        srUsds: null,
        facets: [{ name: 'Admin', address: at(0x41) }],
        primes: [],
      },
    ],
    primes: [],
    compatibilityIlks: [],
    safes: [{ name: 'Freezer Safe', address: at(0x15) }],
    names: {},
    codeHashes: {},
    ...changes,
  }
}

/** `fakeDeployment` with AutoLine, governance and a Prime that has a legacy ilk. */
export function fakePrimeDeployment(): Deployment {
  const deployment = fakeDeployment()
  return {
    ...deployment,
    mcd: { ...deployment.mcd, autoLine: at(0x25), lineMom: at(0x26) },
    governance: {
      pause: at(0x71),
      pauseProxy: at(0x72),
      chief: at(0x73),
      protego: at(0x74),
      facetAllowlist: at(0x75),
      migrationMom: at(0x76),
    },
    generators: deployment.generators.map((generator) => ({
      ...generator,
      primes: [
        {
          name: 'Spark',
          slug: 'spark',
          unit: null,
          vault: at(0x61),
          almProxy: at(0x62),
          controllers: [
            {
              reader: 'eip2535',
              controller: at(0x64),
              rateLimits: at(0x63),
              accessControls: null,
              agent: null,
            },
          ],
          starGuard: at(0x66),
          legacyIlks: [{ ilk: 'ALLOCATOR-SPARK-A', allocatorVault: at(0x65) }],
        },
      ],
    })),
  }
}

/**
 * `fakePrimeDeployment` in which the Prime has a production controller and an older one beside it, and with a Prime at
 * stage 2 that no Generator funds yet.
 */
export function fakeStagesDeployment(): Deployment {
  const deployment = fakePrimeDeployment()
  return {
    ...deployment,
    generators: deployment.generators.map((generator) => ({
      ...generator,
      primes: generator.primes.map((prime) => ({
        ...prime,
        controllers: [
          {
            reader: 'diamond-pau',
            controller: at(0x64),
            rateLimits: at(0x63),
            accessControls: at(0x66),
            agent: at(0x67),
          },
          {
            reader: 'monolithic',
            controller: at(0x68),
            rateLimits: at(0x69),
            accessControls: null,
            agent: null,
          },
        ],
      })),
    })),
    primes: [
      {
        name: 'Keel',
        slug: 'keel',
        unit: null,
        vault: null,
        almProxy: at(0x82),
        controllers: [
          {
            reader: 'faceted',
            controller: at(0x84),
            rateLimits: at(0x83),
            accessControls: null,
            agent: null,
          },
        ],
        starGuard: null,
        legacyIlks: [{ ilk: 'ALLOCATOR-NOVA-A', allocatorVault: at(0x85) }],
      },
    ],
  }
}

/** `fakePrimeDeployment` whose Generator issues srUSDS: locked at 13:00 UTC, settled at 16:00 UTC. */
export function fakeSrUsdsDeployment(): Deployment {
  const deployment = fakePrimeDeployment()
  return {
    ...deployment,
    generators: deployment.generators.map((generator) => ({
      ...generator,
      srUsds: {
        ...{ token: at(0x91), subscribeQueue: at(0x92), redeemQueue: at(0x93), holdingSystem: at(0x94) },
        ...{ underlying: at(0x95), lockAt: 46_800, settleAt: 57_600, exitDays: 7 },
      },
    })),
  }
}

/** What the second Unit of `fakeUnitsDeployment` is called. */
export const SECOND_UNIT = 'Second Unit'

/**
 * `fakePrimeDeployment` with a second Unit, in whose scope a second Generator and the controllers of the Prime are.
 */
export function fakeUnitsDeployment(): Deployment {
  const { units, generators, ...rest } = fakePrimeDeployment()
  const [first] = generators
  if (first === undefined) throw new Error('The deployment has no Generator')
  return {
    ...rest,
    units: [
      ...units,
      {
        name: SECOND_UNIT,
        beamState: at(0x1a1),
        configurator: at(0x1a2),
        operators: at(0x1a3),
        timelock: at(0x1a4),
        mom: at(0x1a5),
        freezeRegistry: at(0x1a6),
        guardianCouncil: at(0x1a7),
      },
    ],
    generators: [
      { ...first, primes: first.primes.map((prime) => ({ ...prime, unit: SECOND_UNIT })) },
      {
        ...first,
        name: 'Second Generator',
        unit: SECOND_UNIT,
        ilk: 'ALLOCATOR-GENERATOR-B',
        addresses: {
          diamond: at(0x131),
          almProxy: at(0x132),
          rateLimits: at(0x133),
          allocatorVault: at(0x134),
          allocatorBuffer: at(0x135),
        },
        primes: [],
      },
    ],
  }
}

/** `fakeUnitsDeployment` in which the second Generator funds the Prime, too, through a vault of its own. */
export function fakeSharedDeployment(): Deployment {
  const deployment = fakeUnitsDeployment()
  const shared = deployment.generators.flatMap(({ primes }) => primes)
  return {
    ...deployment,
    generators: deployment.generators.map((generator) =>
      generator.primes.length > 0
        ? generator
        : { ...generator, primes: shared.map((prime) => ({ ...prime, vault: at(0x161), legacyIlks: [] })) },
    ),
  }
}
