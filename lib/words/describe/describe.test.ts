import { type Address, type Hex, stringToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { PrimeDeployment } from '@/lib/deployment'
import { leavesOf } from '@/lib/leaf/leaves'
import { limitKey, limitKeyFor } from '@/lib/limits'
import { MAX_UINT256 } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime, someone, unnamedKey } from '@/lib/testing/fakes/model'
import { limitTitle } from '../limits'
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
const limit = (key: Hex, part: string) => `generators/${model.generators[0]?.id}/limits/${key}/${part}`
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
  it('has words for every leaf, and none for what is no leaf', () => {
    expect(entries.length).toBeGreaterThan(100)
    expect(entries.filter(({ path }) => describePath(path, model) === null).map(({ path }) => path)).toEqual(
      [],
    )
    for (const path of ['', 'sources', 'limits', 'generators/0x00/frozen', 'checks/none/holds']) {
      expect(describePath(path, model)).toBeNull()
    }
  })

  it('waits for nothing that has come: a first raise is possible now', () => {
    // As BeamState and the Configurator answer before the first raise: 0, and the hop of 18 hours.
    const first = limit(limitKey('LIMIT_USDS_MINT'), 'nextIncrease')
    expect(describePath(first, model)?.text({ at: 64_800n })).toBe('now')
    expect(describePath(first, model)?.text({ at: 0n })).toBe('now')
    expect(describePath(first, model)?.text({ at: fakeTime + 60n })).toBe('from 2027-01-15 08:01 UTC')
    const full = limit(limitKey('LIMIT_USDS_MINT'), 'full')
    expect(describePath(full, model)?.text({ at: fakeTime })).toBe('now')
    const rails = `generators/${model.generators[0]?.id}/primes/${prime.slug}/vault/guardrails`
    expect(describePath(`${rails}/takesPausableFrom`, model)?.text(fakeTime - 1n)).toBe('now')
    expect(describePath(`${rails}/takesPausedUntil`, model)?.text(0n)).toBe('no pause')
    expect(describePath(`${rails}/takesPausedUntil`, model)?.text(fakeTime)).toBe(
      'over since 2027-01-15 08:00 UTC',
    )
  })

  it('says of no value that it comes from a moment in the past', () => {
    const past = [0n, 1n, 64_800n, fakeTime - 1n, fakeTime]
    const texts = entries.flatMap(({ path, leaf }) => {
      const words = describePath(path, model)
      const isMoment = leaf.ok && (typeof leaf.value === 'bigint' || hasMoment(leaf.value))
      return isMoment && words ? past.map((at) => tellPast(words.text, leaf.value, at)) : []
    })
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.filter((text) => /from \d{4}-\d\d-\d\d|from after/.test(text))).toEqual([])
  })

  it('tells every known value', () => {
    const known = entries.flatMap(({ path, leaf }) => (leaf.ok ? [{ path, value: leaf.value }] : []))
    expect(known.length).toBeGreaterThan(100)
    for (const { path, value } of known) {
      const text = describePath(path, model)?.text(value)
      expect(text, path).toMatch(/\S/)
      expect(text, path).not.toMatch(/undefined|NaN|\[object/)
    }
  })

  it('gives each leaf a label of its own', () => {
    const labels = entries.map(({ path }) => describePath(path, model)?.label)
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([])
  })

  it('calls a limit by what it is for', () => {
    const nameOf = () => 'Spark vault'
    expect(limitTitle(named, nameOf)).toBe('Spark vault deposit limit')
    expect(limitTitle(named)).toBe(`${vault} deposit limit`)
    expect(limitTitle({ id: unnamedKey, name: null })).toBe(`Limit under the unnamed key ${unnamedKey}`)
    const mint = limitKey('LIMIT_USDS_MINT')
    expect(describePath(limit(mint, 'maxAmount'), model)?.label).toBe('USDS mint limit, maximum')
  })

  it('tells amounts exactly, with their unit and the base of a percentage', () => {
    const key = limitKey('LIMIT_USDS_MINT')
    const words = describePath(limit(key, 'maxAmount'), model)
    // The sample has one decimal.
    expect(words?.text(20_000_0005n)).toBe('20,000,000.5 USDS')
    expect(words?.text(MAX_UINT256)).toBe('unlimited')
    expect(words?.difference(200_000_000n, 250_000_000n)).toBe('+5,000,000 USDS, +25 % of 20M')
    expect(words?.difference(250_000_000n, 200_000_000n)).toBe('-5,000,000 USDS, -20 % of 25M')
    expect(words?.difference(0n, 10n)).toBe('+1 USDS')
    expect(words?.difference(10n, MAX_UINT256)).toBeNull()
    expect(describePath(limit(key, 'slope'), model)?.text(15n)).toBe('1.5 USDS/s')
  })

  it('gives smallest units where the unit is not known', () => {
    const words = describePath(limit(unnamedKey, 'maxAmount'), model)
    expect(words?.text(1_000n)).toBe('1,000 smallest units')
  })

  it('never tells a time of 0 as a date', () => {
    const words = describePath(limit(limitKey('LIMIT_USDS_MINT'), 'zzz'), model)
    expect(words?.text(0n)).toBe('never')
    expect(words?.text(1_800_000_000n)).toBe('2027-01-15 08:00 UTC')
    expect(words?.difference(1_800_000_000n, 1_800_003_601n)).toBe('+1 h 1 s')
    expect(words?.difference(0n, 1_800_000_000n)).toBeNull()
  })

  it('tells a factor per second as growth per year, and exactly', () => {
    const words = describePath('generators/0x0000000000000000000000000000000000000031/debt/duty', model)
    // 1.05^(1/31536000), as MCD has it.
    expect(words?.text(1_000000001547125957863212448n)).toBe(
      '5 % per year (×1.000000001547125957863212448 per second)',
    )
    expect(words?.text(2n * 10n ** 27n)).toBe('×2 per second')
  })

  it('tells what a Prime can draw with what binds', () => {
    const path = 'generators/0x0000000000000000000000000000000000000031/primes/spark/canTake'
    const answer = (id: string, reason: string | null) => ({
      amount: 41_200_000n * 10n ** 18n,
      binding: id,
      constraints: [{ id, reason, binding: true }],
    })
    const text = (id: string, reason: string | null = null) =>
      describePath(path, model)?.text(answer(id, reason))
    expect(text('take-limit')).toBe('41,200,000 USDS (take limit binds)')
    expect(text('vault-idle')).toBe('41,200,000 USDS (idle funds of the vault bind)')
    expect(text('take-limit', 'not-set')).toBe('41,200,000 USDS (take limit is not set)')
    expect(text('taker-role', 'missing')).toBe('41,200,000 USDS (TAKER_ROLE is missing)')
    expect(text('vat-live', 'missing')).toBe('41,200,000 USDS (Vat is caged)')
    expect(text('mint-limit', 'overflow')).toBe('41,200,000 USDS (mint limit cannot be computed)')
  })

  it('tells a migration by its phases, shares and permissions, and never as a bare number', () => {
    const path = 'generators/0x0000000000000000000000000000000000000031/primes/spark/migration'
    const tell = (part: string, value: unknown) => describePath(`${path}/${part}`, model)?.text(value)
    expect([0, 1, 2, 3, 4].map((stored) => tell('phase', stored))).toEqual([
      'legacy',
      'in dual-run',
      'cut over',
      'retired',
      'unknown (4)',
    ])
    const wad = (count: bigint) => count * 10n ** 18n
    expect(tell('progress', { moved: wad(60n), left: wad(40n), base: wad(100n) })).toBe(
      '60 of 100 USDS (60 %)',
    )
    expect(tell('progress', { moved: 0n, left: 0n, base: 0n })).toBe('0 of 0 USDS')
    expect(tell('permission', 'left-behind')).toBe('left behind')
    expect(tell('epoch', 0n)).toBe('never')
    expect(tell('rollbackQueued', null)).toBe('none')
    const until = fakeTime + 60n
    const queued = { operation: '0x01', executable: { holds: [], at: null, certain: true } }
    expect(tell('rollbackQueued', queued)).toBe('0x01: anyone can execute it')
    const executable = { holds: [{ why: 'delay', until }], at: until, certain: true }
    expect(tell('rollbackQueued', { ...queued, executable })).toBe(
      '0x01: its delay ends 2027-01-15 08:01 UTC; from 2027-01-15 08:01 UTC anyone can execute it',
    )
    const closed = { amount: 0n, binding: 'window', constraints: [{ id: 'window', reason: 'window' }] }
    expect(tell('steps/ALLOCATOR-SPARK-A/canMigrate', closed)).toBe('0 USDS (Processing Window is in force)')
    expect(describePath(`${path}/rollback/gates/ward/holds`, model)?.label).toBe(
      'Gate of the rollback of Spark: MigrationMom is a ward of the Vat',
    )
  })

  it('names accounts where they have a name', () => {
    const path = `configurator/users/${someone}/immediate`
    expect(describePath(path, model, () => 'Core Council')?.label).toBe(
      'IMMEDIATE role of Core Council in BeamState',
    )
  })
})
