import { describe, expect, it } from 'vitest'
import { fakeUnitsDeployment } from '@/lib/testing/fakes/deployment'
import { at, FILE, valid } from '@/lib/testing/fakes/deployment-file'
import { contractEntries } from './entries'
import { addressBook } from './names'
import { parseDeployment } from './parse'
import { unitNamed } from './units'

const faultOf = (json: unknown) => parseDeployment(json, FILE).failed

const unitAt = (name: string, from: number) => ({
  name,
  beamState: at(from),
  configurator: at(from + 1),
  timelock: at(from + 2),
  mom: at(from + 3),
})

/** A file with two Units, its Generator in the first and its Primes in the second. */
function file() {
  const { configurator, generators, ...rest } = valid()
  return {
    ...rest,
    units: [{ name: 'Generators', ...configurator }, unitAt('Primes', 0x301)],
    generators: generators.map(({ primes, ...generator }) => ({
      ...generator,
      unit: 'Generators' as string | undefined,
      primes: primes.map((prime) => ({ ...prime, unit: 'Primes' as string | null })),
    })),
  }
}

describe('the Units of a deployment', () => {
  it('are listed, and named by each Generator and Prime', () => {
    const { ok, failed } = parseDeployment(file())
    expect(failed).toBeUndefined()
    expect(ok?.units.map(({ name, operators }) => [name, operators])).toEqual([
      ['Generators', '0x0000000000000000000000000000000000000016'],
      ['Primes', null],
    ])
    expect(ok?.generators[0]).toMatchObject({ unit: 'Generators', primes: [{ unit: 'Primes' }, {}] })
    expect(ok).not.toHaveProperty('configurator')
    expect(unitNamed(ok!, 'Primes').beamState).toBe('0x0000000000000000000000000000000000000301')
    expect(() => unitNamed(ok!, 'Stars')).toThrow(RangeError)
  })

  it('are one, that of every Generator, where the file has the field of one', () => {
    const { ok } = parseDeployment(valid())
    expect(ok?.units).toMatchObject([{ beamState: '0x0000000000000000000000000000000000000011' }])
    expect(ok?.generators.map(({ unit }) => unit)).toEqual([ok?.units[0]?.name])
    expect(ok?.generators[0]?.primes.map(({ unit }) => unit)).toEqual([null, null])
    expect(ok).not.toHaveProperty('configurator')
  })

  it('are written as they are read', () => {
    for (const json of [file(), valid(), fakeUnitsDeployment()]) {
      const { ok } = parseDeployment(json)
      expect(parseDeployment(JSON.parse(JSON.stringify(ok))).ok).toEqual(ok)
    }
  })

  it('are told apart by their names, where there are several', () => {
    const names = (json: unknown) => [...addressBook(parseDeployment(json).ok!).values()]
    expect(names(file())).toEqual(expect.arrayContaining(['Generators BeamState', 'Primes PASMom']))
    expect(names(valid())).toEqual(expect.arrayContaining(['BeamState', 'PASMom']))
  })

  it('have contracts at the paths of the file', () => {
    const paths = (json: unknown) => contractEntries(parseDeployment(json).ok!).map(({ path }) => path)
    expect(paths(file())).toEqual(expect.arrayContaining(['units[0].guardianCouncil', 'units[1].mom']))
    expect(paths(file()).some((path) => path.startsWith('units[1].operators'))).toBe(false)
  })

  const first = file().units[0]!
  it.each<[fault: string, change: (json: ReturnType<typeof file>) => unknown]>([
    ['units: given beside configurator', (json) => ({ ...json, configurator: valid().configurator })],
    ['units: is missing', ({ units: _, ...json }) => json],
    ['units: an empty list', (json) => ({ ...json, units: [] })],
    [
      'units[1].mom: is missing',
      (json) => ({ ...json, units: [first, { ...json.units[1], mom: undefined }] }),
    ],
    ['units[1].delay: unknown key', (json) => ({ ...json, units: [first, { ...json.units[1], delay: 1 }] })],
    [
      'units[2].name: same as units[0].name ("Generators")',
      (json) => ({ ...json, units: [...json.units, unitAt('Generators', 0x311)] }),
    ],
    [
      `units[1].beamState: same as units[0].beamState ("${'0x0000000000000000000000000000000000000011'}")`,
      (json) => ({ ...json, units: [first, { ...json.units[1], beamState: at(0x11) }] }),
    ],
    [
      'units[1].freezeRegistry: is missing beside units[1].guardianCouncil',
      (json) => ({ ...json, units: [first, { ...json.units[1], guardianCouncil: at(0x30f) }] }),
    ],
    [
      'generators[0].unit: is missing',
      (json) => ({ ...json, generators: json.generators.map((one) => ({ ...one, unit: undefined })) }),
    ],
    [
      'generators[0].unit: no Unit has this name ("Stars")',
      (json) => ({ ...json, generators: json.generators.map((one) => ({ ...one, unit: 'Stars' })) }),
    ],
    [
      'generators[0].primes[0].unit: no Unit has this name ("Stars")',
      (json) => ({
        ...json,
        generators: json.generators.map((one) => ({
          ...one,
          primes: one.primes.map((prime) => ({ ...prime, unit: 'Stars' })),
        })),
      }),
    ],
    [
      'generators[0].unit: given beside configurator',
      ({ units: _, ...json }) => ({ ...json, configurator: valid().configurator }),
    ],
    [
      'units[2].name: looks like units[1].name, "Primes" ("Prirnes")',
      (json) => ({ ...json, units: [...json.units, unitAt('Prirnes', 0x311)] }),
    ],
  ])('are refused: %s', (fault, change) => {
    // As a file is written, without what is undefined.
    expect(faultOf(JSON.parse(JSON.stringify(change(file()))))).toMatch(`${FILE}: ${fault}`)
  })
})
