import { type Address, getAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { addressBook, nameConflict } from './names'
import type { Deployment } from './schema'

const at = (n: number): Address => getAddress(`0x${n.toString(16).padStart(40, '0')}`)

const deployment: Deployment = {
  name: 'test',
  chainId: 1,
  blockTimeSeconds: 12,
  explorer: null,
  publicRpc: null,
  startBlock: 0,
  units: [
    {
      name: 'PAS',
      beamState: at(0x11),
      configurator: at(0x12),
      operators: at(0x16),
      timelock: at(0x13),
      mom: at(0x14),
      freezeRegistry: at(0x17),
      guardianCouncil: at(0x15),
    },
  ],
  mcd: { vat: at(0x21), jug: at(0x22), usdsJoin: at(0x23), usds: at(0x24) },
  governance: {
    pause: at(0xa1),
    pauseProxy: at(0xa2),
    chief: null,
    protego: at(0xa4),
    facetAllowlist: at(0xa5),
    migrationMom: at(0xa6),
  },
  generators: [
    {
      name: 'USDS Generator',
      unit: 'PAS',
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
      facets: [{ name: 'AdminFacet', address: at(0x41) }],
      primes: [
        {
          name: 'Spark',
          slug: 'spark',
          unit: null,
          vault: at(0x51),
          almProxy: at(0x52),
          controllers: [
            {
              reader: 'eip2535',
              controller: at(0x54),
              rateLimits: at(0x53),
              accessControls: null,
              agent: null,
            },
          ],
          starGuard: at(0x56),
          legacyIlks: [{ ilk: 'ALLOCATOR-SPARK-A', allocatorVault: at(0x55) }],
        },
      ],
    },
  ],
  primes: [],
  compatibilityIlks: [],
  safes: [{ name: 'Freezer multisig', address: at(0x61) }],
  codeHashes: {},
  names: { [at(0x71)]: 'GovOps', [at(0x51)]: 'Vault of Spark' },
}

describe('addressBook', () => {
  it('names every address by its place in the file', () => {
    const book = addressBook(deployment)
    expect(book.get(at(0x13))).toBe('BEAMTimeLock')
    expect(book.get(at(0x15))).toBe('GuardianCouncil')
    expect(book.get(at(0x31))).toBe('USDS Generator Diamond')
    expect(book.get(at(0xa2))).toBe('Pause proxy')
    expect(book.get(at(0x41))).toBe('AdminFacet')
    expect(book.get(at(0x54))).toBe('Spark controller')
    expect(book.get(at(0x56))).toBe('Spark StarGuard')
    expect(book.get(at(0x55))).toBe('AllocatorVault of ALLOCATOR-SPARK-A')
    expect(book.get(at(0x61))).toBe('Freezer multisig')
    expect(book.get(at(0x71))).toBe('GovOps')
  })

  it('prefers a name that the file gives to one from its place', () => {
    expect(addressBook(deployment).get(at(0x51))).toBe('Vault of Spark')
  })

  it('has no name for an address that the file does not hold', () => {
    const book = addressBook(deployment)
    expect(book.get(at(0x99))).toBeUndefined()
    expect(book.size).toBe(7 + 4 + 5 + 5 + 6 + 1 + 1 + 1)
  })
})

describe('nameConflict', () => {
  const named = (names: Deployment['names']) => nameConflict({ ...deployment, names })

  it('accepts names that each belong to one thing', () => {
    expect(nameConflict(deployment)).toBeNull()
    expect(named({ [at(0x61)]: 'Freezer multisig' })).toBeNull()
  })

  it.each([
    ['spark  vault', 'generators[0].primes[0].vault, "Spark vault"'],
    ['BEAMTimeL0ck', 'units[0].timelock, "BEAMTimeLock"'],
    ['C0nf1gurat0r', 'units[0].configurator, "Configurator"'],
    ['Adrninfacet', 'generators[0].facets[0].name, "AdminFacet"'],
    ['SPARK', 'generators[0].primes[0].name, "Spark"'],
    ['USDS Generat0r', 'generators[0].name, "USDS Generator"'],
    ['Freezer-multisig', 'safes[0].name, "Freezer multisig"'],
  ])('refuses to call an address %j, beside %s', (name, other) => {
    expect(named({ [at(0x81)]: name })).toBe(
      `names.${at(0x81)}: looks like ${other} (${JSON.stringify(name)})`,
    )
  })

  it('refuses to call an address by the name that another has by its place', () => {
    expect(named({ [at(0x81)]: 'Jug' })).toBe(`names.${at(0x81)}: same as mcd.jug ("Jug")`)
    // Even where that other has a name of its own: two swapped names mislead as well.
    expect(named({ [at(0x21)]: 'Jug', [at(0x22)]: 'Vat' })).toBe(`names.${at(0x21)}: same as mcd.jug ("Jug")`)
  })

  it('refuses two names for one address', () => {
    expect(named({ [at(0x61)]: 'Council' })).toBe(
      `names.${at(0x61)}: ${at(0x61)} is "Freezer multisig" by safes[0].name ("Council")`,
    )
  })
})
