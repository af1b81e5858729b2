import { stringToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Leaf } from '@/lib/leaf'
import { RAD, RAY, WAD } from '@/lib/math'
import { fakePrimeDeployment, fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { isExplained, whereIs } from './where'

const HOUR = 3_600n
const { mcd } = fakePrimeDeployment()
const { generator, prime, ilk } = migrating
const legacy = stringToHex(ilk.ilk, { size: 32 })
/** 4.5 % a year, per second [ray]. */
const DUTY = 1_000_000_001_395_766_281_313_196_627n

/** The Generator owes 100 USDS and the Prime 50 by legacy, both dripped an hour ago; the vault grew since then, too. */
const grown: FakeOutputs = {
  'ilks(bytes32)': ([name], to) => {
    if (to === mcd.lineMom) return [1n, 0n, 0n, 0n, 0n]
    if (to === mcd.autoLine) return [0n, 0n, 0n, 0n, 0n]
    if (to !== mcd.vat) return [DUTY, fakeTime - HOUR, 0n, 0n, 0n]
    return [(name === legacy ? 50n : 100n) * WAD, RAY, RAY, 250n * RAD, 0n]
  },
  'vsr()': () => [DUTY],
  'rho()': () => [fakeTime - HOUR],
  'balanceOf(address)': ([account], to) => {
    if (to === prime.vault) return [90n * WAD]
    if (account === prime.vault) return [10n * WAD]
    if (account === generator.addresses.almProxy) return [7n * WAD]
    if (account === generator.addresses.allocatorBuffer) return [2n * WAD]
    return [30n * WAD]
  },
  'buffer()': (_, to) => [to === prime.vault ? 4n * WAD : generator.addresses.allocatorBuffer],
}
const world = (outputs: FakeOutputs = {}) =>
  whereIs(migratingModel({ phase: 'DualRun' }, { ...grown, ...outputs }))
function known<T>(leaf: Leaf<T> | null | undefined): T {
  if (!leaf?.ok) throw new Error(leaf?.reason.message ?? 'There is none')
  return leaf.value
}

describe('where each USDS is', () => {
  it('tells fees that nobody dripped from what was booked, on both sides', () => {
    const { totals, generators, primes } = world()
    expect(known(totals.legacyBooked)).toBe(50n * WAD)
    expect(known(totals.generatorBooked)).toBe(100n * WAD)
    const fees = known(totals.generatorFees)
    expect(fees).toBeGreaterThan(0n)
    expect(known(totals.legacyFees)).toBe(fees / 2n)
    expect(known(totals.debt)).toBe(150n * WAD + fees + fees / 2n)
    expect(known(generators[0]?.fees)).toBe(fees)
    expect(known(primes[0]?.legacy[0]?.booked)).toBe(50n * WAD)
  })

  it('sums every place of a Generator to its debt, and names what is left over', () => {
    const { generators, totals } = world()
    const [place] = generators
    const places = known(place?.buffer) + known(place?.proxy) + known(place?.inVaults)
    const owed = known(place?.booked) + known(place?.fees)
    expect(known(place?.residual)).toBe(places - owed)
    expect(known(totals.residual)).toBe(places - owed)
    expect(known(totals.inNoVault)).toBe(9n * WAD)
  })

  it('splits what a vault has: kept by the buffer, free, out, and what belongs to others', () => {
    const vault = world().primes[0]?.vault
    const all = known(vault?.kept) + known(vault?.free) + known(vault?.out)
    expect(known(vault?.kept) + known(vault?.free)).toBe(10n * WAD)
    expect(all - known(vault?.others)).toBe(known(vault?.funding))
    // The Generator holds 90 of 100 shares.
    expect(known(vault?.others)).toBeGreaterThan(10n * WAD - 1n)
    expect(known(vault?.yieldSinceDrip)).toBeGreaterThan(0n)
  })

  it('keeps no more than is idle', () => {
    const vault = world({ 'balanceOf(address)': () => [WAD] }).primes[0]?.vault
    expect(known(vault?.kept) + known(vault?.free)).toBe(WAD)
  })

  it('makes a sum unknown where a part is, and names the part', () => {
    const { totals, generators } = world({ 'totalSupply()': () => null })
    for (const leaf of [totals.out, totals.residual, totals.others]) expect(leaf.ok).toBe(false)
    expect(totals.out).toMatchObject({ reason: { message: expect.stringMatching(/It lacks Spark's vault/) } })
    expect(totals.debt.ok).toBe(true)
    expect(generators[0]?.residual.ok).toBe(true)
  })

  it('counts nothing of a vault of another token', () => {
    const { totals } = world({ 'asset()': () => [prime.vault] })
    for (const leaf of [totals.kept, totals.free, totals.out, totals.residual]) expect(leaf.ok).toBe(false)
  })

  it('counts the legacy debt of a Prime that no Generator funds, and knows no place for it', () => {
    const { primes } = whereIs(fakeModel({}, fakeTime, fakeStagesDeployment()))
    const keel = primes.find(({ id }) => id === 'keel')
    expect(keel).toMatchObject({ generator: null, vault: null, proxy: null })
    expect(keel?.legacy.map(({ id }) => id)).toEqual(['ALLOCATOR-NOVA-A'])
  })
})

describe('whether what is missing is explained', () => {
  const holds = (outputs: FakeOutputs = {}) =>
    isExplained(migratingModel({ phase: 'DualRun' }, { ...grown, ...outputs }))
  const idle = (buffer: bigint): FakeOutputs => ({
    ...grown,
    'balanceOf(address)': ([account], to) => {
      if (to === prime.vault) return [90n * WAD]
      return [account === generator.addresses.allocatorBuffer ? buffer : 10n * WAD]
    },
  })

  it('is by what accrues, and not where more than that is gone', () => {
    expect(known(holds(idle(0n)))).toBe(true)
    expect(known(holds())).toBe(false)
  })

  it('is unknown where the accounts could not be read', () => {
    expect(holds({ 'rho()': () => null }).ok).toBe(false)
  })

  it('asks the accounts of assets, and not those of an urn', () => {
    const urn = { ...idle(0n), 'urns(bytes32,address)': () => [0n, 1n] }
    expect(known(holds(urn))).toBe(true)
  })
})
