import { type Address, getAddress, pad, toHex } from 'viem'
import type { Deployment } from '@/lib/deployment'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))

/** A deployment for tests: addresses that mean nothing, on a chain that mines on demand unless told otherwise. */
export function fakeDeployment(changes: Partial<Deployment> = {}): Deployment {
  return {
    name: 'test',
    chainId: 31337,
    blockTimeSeconds: null,
    explorer: null,
    publicRpc: null,
    startBlock: 0,
    configurator: {
      beamState: at(0x11),
      configurator: at(0x12),
      timelock: at(0x13),
      mom: at(0x14),
      guardianCouncil: at(0x16),
    },
    governance: null,
    mcd: { vat: at(0x21), jug: at(0x22), usdsJoin: at(0x23), usds: at(0x24) },
    generators: [
      {
        name: 'Generator',
        reader: 'eip2535',
        ilk: 'ALLOCATOR-GENERATOR-A',
        addresses: {
          diamond: at(0x31),
          almProxy: at(0x32),
          rateLimits: at(0x33),
          allocatorVault: at(0x34),
          allocatorBuffer: at(0x35),
        },
        facets: [{ name: 'Admin', address: at(0x41) }],
        primes: [],
      },
    ],
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
    mcd: { ...deployment.mcd, autoLine: at(0x25) },
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
          vault: at(0x61),
          almProxy: at(0x62),
          rateLimits: at(0x63),
          controller: at(0x64),
          legacyIlks: [{ ilk: 'ALLOCATOR-SPARK-A', allocatorVault: at(0x65) }],
        },
      ],
    })),
  }
}
