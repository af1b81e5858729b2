import { describe, expect, it } from 'vitest'
import { at, FILE, valid } from '@/lib/testing/fakes/deployment-file'
import { contractEntries } from './entries'
import { addressBook } from './names'
import { parseDeployment } from './parse'
import { freezableOfPrimes, primesOf } from './units'

const faultOf = (json: unknown) => parseDeployment(json, FILE).failed

/** Spark as the second Generator lists it. */
const shared = () => ({
  ...{ name: 'Spark', slug: 'spark', vault: at(0xc1) as string | null, almProxy: at(0x52) },
  ...{ rateLimits: at(0x53), controller: at(0x54), starGuard: null as string | null },
  unit: null as string | null,
  legacyIlks: [] as { ilk: string; allocatorVault: string }[],
})

/** The valid file with a second Generator, which funds these Primes. */
const file = (...primes: object[]) => {
  const json = valid()
  const { configurator, generators, ...rest } = json
  const [first] = generators
  const units = ['first', 'second'].map((name, u) => ({
    ...{ name, ...configurator, operators: null, guardianCouncil: null, freezeRegistry: null },
    ...(u === 1
      ? { beamState: at(0xd1), configurator: at(0xd2), timelock: at(0xd3), mom: at(0xd4) }
      : undefined),
  }))
  const second = {
    ...{ name: 'Reserve Generator', reader: 'eip2535', unit: 'second', ilk: 'ALLOCATOR-RESERVE-A' },
    addresses: {
      ...{ diamond: at(0xb1), almProxy: at(0xb2), rateLimits: at(0xb3) },
      ...{ allocatorVault: at(0xb4), allocatorBuffer: at(0xb5) },
    },
    migrationMom: at(0xb6),
    facets: first!.facets,
    primes,
  }
  return { ...rest, units, generators: [{ ...first!, unit: 'first' }, second] }
}

describe('a Prime that two Generators fund', () => {
  it('has an entry at each, with a vault of its own there and the rest in common', () => {
    const { ok, failed } = parseDeployment(file(shared()))
    expect(failed).toBeUndefined()
    const entries = ok!.generators.map(({ primes }) => primes.find(({ slug }) => slug === 'spark')!)
    expect(new Set(entries.map(({ vault }) => vault)).size).toBe(2)
    expect(entries[0]!.controllers).toEqual(entries[1]!.controllers)
    expect(ok!.primes).toEqual([])
  })

  it('is one Prime: its contracts are listed once, and its vaults apart', () => {
    const ok = parseDeployment(file(shared())).ok!
    expect(primesOf(ok).map(({ slug }) => slug)).toEqual(['spark', 'grove'])
    expect(freezableOfPrimes({ ...ok, generators: ok.generators.map(inUnit) })).toEqual([
      { controller: ok.generators[0]!.primes[0]!.controllers[0].controller, unit: 'first' },
      { controller: ok.generators[0]!.primes[1]!.controllers[0].controller, unit: 'first' },
    ])
    const second = contractEntries(ok).filter(({ path }) => path.startsWith('generators[1].primes'))
    expect(second.map(({ path }) => path)).toEqual(['generators[1].primes[0].vault'])
    const values = contractEntries(ok).filter(({ path }) => !path.includes('facets'))
    expect(new Set(values.map(({ value }) => value)).size).toBe(values.length)
  })

  it('has vaults of different names, by the Generators', () => {
    const names = [...addressBook(parseDeployment(file(shared())).ok!).values()]
    expect(names).toEqual(
      expect.arrayContaining([
        ...['Spark vault of Generator', 'Spark vault of Reserve Generator', 'Grove vault'],
        ...['Spark ALMProxy', 'Reserve Generator MigrationMom'],
      ]),
    )
  })

  it('has each legacy ilk at the Generator to which it moves', () => {
    const ilks = [{ ilk: 'ALLOCATOR-SPARK-B', allocatorVault: at(0xc2) }]
    expect(faultOf(file({ ...shared(), legacyIlks: ilks }))).toBeUndefined()
    const twice = [{ ilk: 'ALLOCATOR-SPARK-A', allocatorVault: at(0xc2) }]
    expect(faultOf(file({ ...shared(), legacyIlks: twice }))).toMatch(/ilk: same as generators\[0\]/)
  })

  it('is read again as the same from what was parsed', () => {
    const { ok } = parseDeployment(file(shared()))
    expect(parseDeployment(JSON.parse(JSON.stringify(ok))).ok).toEqual(ok)
  })

  const entry = 'generators[1].primes[0]'
  it.each<[field: string, change: object]>([
    ['name', { name: 'Sparks' }],
    ['almProxy', { almProxy: at(0xc3) }],
    ['starGuard', { starGuard: at(0xc4) }],
    ['unit', { unit: 'second' }],
    ['controllers', { controller: at(0xc5) }],
    ['controllers', { rateLimits: at(0xc6) }],
    ['controllers', { reader: 'faceted' }],
  ])('is refused with another %s', (field, change) => {
    expect(faultOf(file({ ...shared(), ...change }))).toBe(
      `${FILE}: ${entry}.${field}: not the one that "spark" has at generators[0].primes[0]`,
    )
  })

  it.each<[fault: string, primes: object[]]>([
    [`${entry}.vault: null, but several Generators list "spark"`, [{ ...shared(), vault: null }]],
    [
      `${entry}.vault: same as generators[0].primes[0].vault ("${at(0x51)}")`,
      [{ ...shared(), vault: at(0x51) }],
    ],
    [
      'generators[1].primes[1].slug: same as generators[1].primes[0].slug ("spark")',
      [shared(), { ...shared(), vault: at(0xc7) }],
    ],
    [
      `${entry}.almProxy: same as generators[0].primes[0].almProxy ("${at(0x52)}")`,
      [{ ...shared(), slug: 'other', name: 'Other' }],
    ],
  ])('is refused: %s', (fault, primes) => {
    expect(faultOf(file(...primes))).toBe(`${FILE}: ${fault}`)
  })

  it('stands in no list of Primes that nobody funds', () => {
    const json = { ...file(shared()), primes: [{ ...shared(), vault: null }] }
    expect(faultOf(json)).toBe(
      `${FILE}: primes[0].almProxy: same as generators[0].primes[0].almProxy ("${at(0x52)}")`,
    )
  })
})

type Parsed = NonNullable<ReturnType<typeof parseDeployment>['ok']>['generators'][number]

/** The Generator with its Primes in the scope of the first Unit. */
const inUnit = (one: Parsed): Parsed => ({
  ...one,
  primes: one.primes.map((prime) => ({ ...prime, unit: 'first' })),
})
