import { describe, expect, it } from 'vitest'
import { exitGates } from '@/lib/console/cutover/exit-gates'
import { type Exposure, exposures } from '@/lib/console/cutover/exposure'
import { whereIs } from '@/lib/console/cutover/where'
import { given, type Leaf } from '@/lib/leaf'
import { MAX_UINT256, WAD, wad } from '@/lib/math'
import { fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { migrating, migratingModel, operating } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { destinationRows, exposureRows } from './exposure-rows'
import { flowOf } from './flow'
import { gateLines } from './gate-lines'
import { columnTotal, whereRows } from './where-rows'

function known<T>(leaf: Leaf<T> | null | undefined): T {
  if (!leaf?.ok) throw new Error(leaf?.reason.message ?? 'There is none')
  return leaf.value
}
const world = (outputs: FakeOutputs = {}) =>
  migratingModel({ phase: 'DualRun', Art: 40n * WAD }, { ...operating, ...outputs })

describe('the lines of a gate', () => {
  it('put what is wrong first, then what could not be read, and fold what holds', () => {
    const [funding] = exitGates(world({ 'ilk()': () => null }), [])
    const { shut, open } = gateLines(funding!)
    expect(shut.map(([one]) => one.id)).toEqual(['wired'])
    expect(open.flat().every(({ holds }) => holds.ok && holds.value)).toBe(true)
  })
})

describe('the flow', () => {
  it('goes from legacy ilks to Primes, and through vaults, each way in its hue', () => {
    const { nodes, links, missing } = flowOf(whereIs(world()))
    const names = links.map(({ source, target, side }) => [nodes[source]?.name, nodes[target]?.name, side])
    expect(names).toContainEqual(['ALLOCATOR-SPARK-A', 'Spark', 'old'])
    expect(names).toContainEqual(['ALLOCATOR-GENERATOR-A', 'Vault of Spark', 'new'])
    expect(names).toContainEqual(['Vault of Spark', 'Spark', 'new'])
    expect(nodes.find(({ name }) => name === 'Spark')?.side).toBe('both')
    expect(missing).toEqual([])
  })

  it('draws nothing that is not known, and names it', () => {
    const { links, nodes, missing } = flowOf(whereIs(world({ 'totalSupply()': () => null })))
    expect(missing).toContain('Vault of Spark to Spark')
    expect(links.map(({ source }) => nodes[source]?.name)).not.toContain('Vault of Spark')
  })
})

describe('the table of places', () => {
  it('has a line for each Prime and Generator, and tells none from nothing', () => {
    const rows = whereRows(whereIs(fakeModel({}, fakeTime, fakeStagesDeployment())))
    expect(rows.map(({ name }) => name)).toEqual(['Spark', 'Keel', 'Generator'])
    expect(rows[1]).toMatchObject({ kept: null, out: null, proxy: null, inNoVault: null })
  })

  it('sums a column over the lines that have it, and is unknown where one is', () => {
    const rows = whereRows(whereIs(world()))
    expect(known(columnTotal(rows, ({ legacy }) => legacy))).toBe(40n * WAD)
    const unread = whereRows(whereIs(world({ 'ilks(bytes32)': () => null })))
    expect(columnTotal(unread, ({ legacy }) => legacy).ok).toBe(false)
  })
})

describe('exposure by destination', () => {
  it('counts what comes from one place by several keys no more often than it is there', () => {
    const unlimited: FakeOutputs = {
      'getRateLimitData(bytes32)': () => [
        { maxAmount: MAX_UINT256, slope: 0n, lastAmount: 0n, lastUpdated: fakeTime },
      ],
      'getCurrentRateLimit(bytes32)': () => [MAX_UINT256],
    }
    const rows = destinationRows(exposureRows(exposures(world(unlimited))))
    const at = (name: string) => rows.find((row) => row.name === name)
    expect(known(at('ALMProxy of Spark')?.now)).toBe(10n * WAD)
    expect(known(at('ALMProxy of Spark')?.afterFreeze)).toBe(0n)
    expect(at('Elsewhere')?.now.ok).toBe(false)
  })

  it('counts once a limit that binds two controllers', () => {
    const all = exposures(world())
    const [own] = all.filter(({ prime }) => prime === 'spark')
    const second = { ...own!, id: 'spark/second', controller: migrating.generator.addresses.almProxy }
    const taken = (some: readonly Exposure[]) =>
      destinationRows(exposureRows(some)).find(({ name }) => name === 'ALMProxy of Spark')
    const limited = (one: Exposure): Exposure => ({
      ...one,
      keys: one.keys.map((key) => ({ ...key, now: given(wad(3n * WAD)), day: given(wad(4n * WAD)) })),
    })
    const both = taken([limited(own!), limited(second)])
    expect([known(both?.now), known(both?.day)]).toEqual([3n * WAD, 4n * WAD])
    // A frozen one beside one that acts takes nothing from what the limit lets through.
    const frozen = { ...limited(second), before: given(false) }
    expect(known(taken([limited(own!), frozen])?.now)).toBe(3n * WAD)
    // Limits of their own add up.
    const apart = {
      ...limited(second),
      keys: limited(second).keys.map((key) => ({ ...key, id: `${key.id}/2` })),
    }
    expect(known(taken([limited(own!), apart])?.now)).toBe(6n * WAD)
  })
})
