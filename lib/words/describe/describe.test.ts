import { type Address, stringToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { places } from '@/lib/console/effects'
import type { PrimeDeployment } from '@/lib/deployment'
import { leavesOf } from '@/lib/leaf/leaves'
import { type LeafPlace, pathOf, storedPath, textOf } from '@/lib/leaf/path'
import { limitKey, limitKeyFor } from '@/lib/limits'
import { MAX_UINT256 } from '@/lib/math'
import { fakePrimeDeployment, fakeStagesDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime, someone, unnamedKey } from '@/lib/testing/fakes/model'
import { limitTitle, type NameOf } from '../limits'
import { describePath } from '.'

const deployment = fakePrimeDeployment()
const [prime] = deployment.generators[0]!.primes as [PrimeDeployment]
const migrationOf = (almProxy: Address) => ({
  prime: almProxy,
  vault: prime.vault,
  phase: 1,
  epoch: fakeTime,
  scheduledAt: 1n,
  dualRunAt: 1n,
  cutOverAt: 0n,
  rolledBackAt: 0n,
  retiredAt: 0n,
  migrated: 3n,
  migratedBack: 1n,
  ilks: prime.legacyIlks.map(({ ilk, allocatorVault }) => ({
    ilk: stringToHex(ilk, { size: 32 }),
    allocatorVault,
    ceiling: 10n,
  })),
})
const model = fakeModel({ 'migrations()': () => [[migrationOf(prime.almProxy)]] }, fakeTime, deployment)
const entries = leavesOf(model)
const generator = places.generators(model.generators[0]!.id)
const spark = generator.primes(prime.slug)
const mint = generator.limits(limitKey('LIMIT_USDS_MINT'))
const wordsOf = (place: LeafPlace<unknown>, nameOf?: NameOf) => describePath(pathOf(place), model, nameOf)
const vault = '0x0000000000000000000000000000000000000061' as const
const named = {
  id: limitKeyFor('LIMIT_4626_DEPOSIT', vault),
  name: { name: 'LIMIT_4626_DEPOSIT', addresses: [vault] },
}

const hasMoment = (value: unknown): value is { at: bigint } =>
  typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'bigint'

const tellPast = (text: (value: unknown) => string, value: unknown, at: bigint): string =>
  text(hasMoment(value) ? { ...value, at } : at)

describe('words for the model', () => {
  it('every leaf of the model has words, and nothing else has', () => {
    expect(entries.length).toBeGreaterThan(100)
    expect(entries.filter(({ path }) => describePath(path, model) === null).map(({ path }) => path)).toEqual(
      [],
    )
    for (const path of ['', 'sources', 'limits', 'generators', 'timelock/paused/0', 'mcd/constructor/name']) {
      expect(describePath(storedPath(path), model)).toBeNull()
    }
    for (const place of [
      places.generators('0x00').frozen,
      places.checks('none').holds,
      spark.legacy('none').line,
    ]) {
      expect(wordsOf(place)).toBeNull()
    }
  })

  it('a moment that has passed is told as now: a first raise is possible at once', () => {
    // Before the first raise BeamState and the Configurator answer a last raise of 0 and a hop of 18 hours.
    const first = mint.nextIncrease
    expect(wordsOf(first)?.text({ at: 64_800n })).toBe('now')
    expect(wordsOf(first)?.text({ at: 0n })).toBe('now')
    expect(wordsOf(first)?.text({ at: fakeTime + 60n })).toBe('from 2027-01-15 08:01 UTC')
    expect(wordsOf(mint.full)?.text({ at: fakeTime })).toBe('now')
    const rails = spark.vault.guardrails
    expect(wordsOf(rails.takesPausableFrom)?.text(fakeTime - 1n)).toBe('now')
    expect(wordsOf(rails.takesPausedUntil)?.text(0n)).toBe('no pause')
    expect(wordsOf(rails.takesPausedUntil)?.text(fakeTime)).toBe('over since 2027-01-15 08:00 UTC')
  })

  it('no value is told as coming at a moment in the past', () => {
    const past = [0n, 1n, 64_800n, fakeTime - 1n, fakeTime]
    const texts = entries.flatMap(({ path, leaf }) => {
      const words = describePath(path, model)
      const isMoment = leaf.ok && (typeof leaf.value === 'bigint' || hasMoment(leaf.value))
      return isMoment && words ? past.map((at) => tellPast(words.text, leaf.value, at)) : []
    })
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.filter((text) => /from \d{4}-\d\d-\d\d|from after/.test(text))).toEqual([])
  })

  it('every known value has a text', () => {
    const known = entries.flatMap(({ path, leaf }) => (leaf.ok ? [{ path, value: leaf.value }] : []))
    expect(known.length).toBeGreaterThan(100)
    for (const { path, value } of known) {
      const text = describePath(path, model)?.text(value)
      expect(text, textOf(path)).toMatch(/\S/)
      expect(text, textOf(path)).not.toMatch(/undefined|NaN|\[object/)
    }
  })

  it('every leaf has a label of its own', () => {
    const labels = entries.map(({ path }) => describePath(path, model)?.label)
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([])
  })

  it('a limit is named by what it is for', () => {
    const nameOf = () => 'Spark vault'
    expect(limitTitle(named, nameOf)).toBe('Spark vault deposit limit')
    expect(limitTitle(named)).toBe(`${vault} deposit limit`)
    expect(limitTitle({ id: unnamedKey, name: null })).toBe(`Limit under the unnamed key ${unnamedKey}`)
    expect(wordsOf(mint.maxAmount)?.label).toBe('USDS mint limit, maximum')
  })

  it('amounts are told exactly, with their unit and the base of a percentage', () => {
    const words = wordsOf(mint.maxAmount)
    // The token of the sample has one decimal.
    expect(words?.text(20_000_0005n)).toBe('20,000,000.5 USDS')
    expect(words?.text(MAX_UINT256)).toBe('unlimited')
    expect(words?.difference(200_000_000n, 250_000_000n)).toBe('+5,000,000 USDS, +25 % of 20M')
    expect(words?.difference(250_000_000n, 200_000_000n)).toBe('-5,000,000 USDS, -20 % of 25M')
    expect(words?.difference(0n, 10n)).toBe('+1 USDS')
    expect(words?.difference(10n, MAX_UINT256)).toBeNull()
    expect(wordsOf(mint.slope)?.text(15n)).toBe('1.5 USDS/s')
  })

  it('amounts are told in smallest units where the token is not known', () => {
    const words = wordsOf(generator.limits(unnamedKey).maxAmount)
    expect(words?.text(1_000n)).toBe('1,000 smallest units')
  })

  it('a time of 0 is never told as a date', () => {
    const words = wordsOf(mint.zzz)
    expect(words?.text(0n)).toBe('never')
    expect(words?.text(1_800_000_000n)).toBe('2027-01-15 08:00 UTC')
    expect(words?.difference(1_800_000_000n, 1_800_003_601n)).toBe('+1 h 1 s')
    expect(words?.difference(0n, 1_800_000_000n)).toBeNull()
  })

  it('a factor per second is told exactly and as growth per year', () => {
    const words = wordsOf(generator.debt.duty)
    // 1.05^(1/31536000), as MCD stores it.
    expect(words?.text(1_000000001547125957863212448n)).toBe(
      '5 % per year (×1.000000001547125957863212448 per second)',
    )
    expect(words?.text(2n * 10n ** 27n)).toBe('×2 per second')
  })

  it('what a Prime can draw is told with the constraint that binds', () => {
    const answer = (id: string, reason: string | null) => ({
      amount: 41_200_000n * 10n ** 18n,
      binding: id,
      constraints: [{ id, reason, binding: true }],
    })
    const text = (id: string, reason: string | null = null) =>
      wordsOf(spark.canTake)?.text(answer(id, reason))
    expect(text('take-limit')).toBe('41,200,000 USDS (take limit binds)')
    expect(text('vault-idle')).toBe('41,200,000 USDS (idle funds of the vault bind)')
    expect(text('take-limit', 'not-set')).toBe('41,200,000 USDS (take limit is not set)')
    expect(text('taker-role', 'missing')).toBe('41,200,000 USDS (TAKER_ROLE is missing)')
    expect(text('vat-live', 'missing')).toBe('41,200,000 USDS (Vat is caged)')
    expect(text('mint-limit', 'overflow')).toBe('41,200,000 USDS (mint limit cannot be computed)')
  })

  it('a migration is told by its phases, shares and permissions, and never as a bare number', () => {
    const { migration } = spark
    const tell = (place: LeafPlace<unknown>, value: unknown) => wordsOf(place)?.text(value)
    expect([0, 1, 2, 3, 4].map((stored) => tell(migration.phase, stored))).toEqual([
      'legacy',
      'in dual-run',
      'cut over',
      'retired',
      'unknown (4)',
    ])
    const wad = (count: bigint) => count * 10n ** 18n
    expect(tell(migration.progress, { moved: wad(60n), left: wad(40n), base: wad(100n) })).toBe(
      '60 of 100 USDS (60 %)',
    )
    expect(tell(migration.progress, { moved: 0n, left: 0n, base: 0n })).toBe('0 of 0 USDS')
    expect(tell(migration.permission, 'left-behind')).toBe('left behind')
    expect(tell(migration.epoch, 0n)).toBe('never')
    expect(tell(migration.rollbackQueued, null)).toBe('none')
    const until = fakeTime + 60n
    const queued = { operation: '0x01', executable: { holds: [], at: null, certain: true } }
    expect(tell(migration.rollbackQueued, queued)).toBe('0x01: anyone can execute it')
    const executable = { holds: [{ why: 'delay', until }], at: until, certain: true }
    expect(tell(migration.rollbackQueued, { ...queued, executable })).toBe(
      '0x01: its delay ends 2027-01-15 08:01 UTC; from 2027-01-15 08:01 UTC anyone can execute it',
    )
    const closed = { amount: 0n, binding: 'window', constraints: [{ id: 'window', reason: 'window' }] }
    expect(tell(migration.steps('ALLOCATOR-SPARK-A').canMigrate, closed)).toBe(
      '0 USDS (Processing Window is in force)',
    )
    expect(wordsOf(migration.rollback.gates('ward').holds)?.label).toBe(
      'Gate of the rollback of Spark: MigrationMom is a ward of the Vat',
    )
  })

  it('accounts are named where they have a name', () => {
    expect(
      wordsOf(places.units(fakeUnit().beamState).configurator.users(someone).immediate, () => 'Core Council')
        ?.label,
    ).toBe('IMMEDIATE role of Core Council in BeamState')
  })
})

describe('words for controllers of every kind', () => {
  const stages = fakeModel({}, fakeTime, fakeStagesDeployment(), {
    controls: [{ almProxy: prime.almProxy, controller: someone }],
  })
  const all = leavesOf(stages)

  it('has a label of its own for every leaf, and tells every known value', () => {
    const labels = all.map(({ path }) => describePath(path, stages)?.label)
    expect(all.filter((_, index) => labels[index] === undefined).map(({ path }) => textOf(path))).toEqual([])
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([])
    for (const { path, leaf } of all) {
      if (leaf.ok) expect(describePath(path, stages)?.text(leaf.value), textOf(path)).toMatch(/\S/)
    }
  })
})
