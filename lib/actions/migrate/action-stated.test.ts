import {
  type Abi,
  type Address,
  type Hex,
  pad,
  stringToHex,
  toFunctionSelector,
  toHex,
  zeroAddress,
} from 'viem'
import { describe, expect, it } from 'vitest'
import {
  allocatorVaultAbi,
  legacyMigrationFacetAbi,
  primeVaultAbi,
  rateLimitsAbi,
  usdsAbi,
  usdsJoinAbi,
} from '@/lib/abi'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { given, unknown } from '@/lib/leaf'
import { textOf } from '@/lib/leaf/path'
import { limitKeyFor } from '@/lib/limits'
import { MAX_UINT256, RAD, RAY, WAD, wad } from '@/lib/math'
import { migrating } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, someone } from '@/lib/testing/fakes/model'
import { LEGACY_BUFFER, stepAction, stepModel } from '@/lib/testing/migration-steps'
import { effectsBy, eventsBy } from '@/lib/testing/stated'
import { NO_GUARDRAILS } from '@/lib/vaults'
import { type Action, buildAction, type MigrateRequest, readBack } from '..'

const { generator, prime, ilk } = migrating
const { diamond, almProxy, rateLimits, allocatorVault, allocatorBuffer } = generator.addresses
const KEY = limitKeyFor('LIMIT_LEGACY_MIGRATION', prime.vault)
const hash = (name: string): Hex => stringToHex(name, { size: 32 })
const OWN = `generators/${diamond}`
const OF_PRIME = `${OWN}/primes/spark`

const values = ({ effects }: Action) => effectsBy(effects)

const abi = [
  ...allocatorVaultAbi,
  ...legacyMigrationFacetAbi,
  ...primeVaultAbi,
  ...rateLimitsAbi,
  ...usdsAbi,
  ...usdsJoinAbi,
] as Abi
const NOTES = [
  'drip(bytes32)',
  'fold(bytes32,address,int256)',
  'frob(bytes32,address,address,address,int256,int256)',
  'move(address,address,uint256)',
]

/** Every event by who emits it, its name, and its values in order. */
function told({ events }: Action) {
  return eventsBy(abi, events).map((event) => {
    if ('note' in event) {
      const [selector, ...words] = event.note!
      const signature = NOTES.find(
        (one) => selector === pad(toFunctionSelector(one), { dir: 'right', size: 32 }),
      )
      return [event.address, signature?.split('(')[0], ...words]
    }
    return [event.address, event.eventName, ...Object.values(event.args)]
  })
}
const word = (address: Address): Hex => pad(address, { size: 32 }).toLowerCase() as Hex
const EMPTY = toHex(0, { size: 32 })

describe('what a step states of its events', () => {
  const { vat, jug, usdsJoin } = stepModel().mcd.addresses
  const { usds } = stepModel().generators[0]!.addresses
  const moved = 12n * WAD
  const drip = (name: string) => [
    [jug, 'drip', hash(name), EMPTY, EMPTY],
    [vat, 'fold', hash(name), null, null],
  ]
  const debt = (name: string, at: Address, from: Address, to: Address) => [
    [vat, 'frob', hash(name), word(at), EMPTY],
    [vat, 'move', word(from), word(to), toHex(moved * RAY, { size: 32 })],
  ]
  const draw = (name: string, at: Address, buffer: Address, proxy: Address) => [
    ...drip(name),
    ...debt(name, at, at, usdsJoin),
    [usds, 'Transfer', zeroAddress, buffer, moved],
    [usdsJoin, 'Exit', at, buffer, moved],
    [at, 'Draw', proxy, moved],
    [usds, 'Transfer', buffer, proxy, moved],
  ]
  const wipe = (name: string, at: Address, buffer: Address, proxy: Address) => [
    [usds, 'Transfer', proxy, buffer, moved],
    [usds, 'Transfer', buffer, at, moved],
    [usds, 'Transfer', at, zeroAddress, moved],
    [usdsJoin, 'Join', at, at, moved],
    ...drip(name),
    ...debt(name, at, usdsJoin, at),
    [at, 'Wipe', proxy, moved],
  ]
  const used = [rateLimits, 'RateLimitDecreaseTriggered', KEY, moved, 20n * WAD, 8n * WAD]

  it('is each movement of USDS and shares, over', () => {
    expect(told(stepAction('migrate', moved))).toEqual([
      used,
      ...drip(ilk.ilk),
      ...draw(generator.ilk, allocatorVault, allocatorBuffer, almProxy),
      [usds, 'Approval', almProxy, prime.vault, moved],
      [prime.vault, 'Drip', RAY, 0n],
      [usds, 'Transfer', almProxy, prime.vault, moved],
      [prime.vault, 'Deposit', almProxy, almProxy, moved, moved],
      [prime.vault, 'Transfer', zeroAddress, almProxy, moved],
      [usds, 'Approval', almProxy, prime.vault, 0n],
      [usds, 'Transfer', prime.vault, prime.almProxy, moved],
      [prime.vault, 'Take', prime.almProxy, moved],
      ...wipe(ilk.ilk, ilk.allocatorVault, LEGACY_BUFFER, prime.almProxy),
      [diamond, 'DebtMigrated', prime.almProxy, hash(ilk.ilk), moved],
    ])
  })

  it('is each movement of USDS and shares, back', () => {
    expect(told(stepAction('migrate-back', moved))).toEqual([
      used,
      ...drip(generator.ilk),
      ...draw(ilk.ilk, ilk.allocatorVault, LEGACY_BUFFER, prime.almProxy),
      [usds, 'Transfer', prime.almProxy, prime.vault, moved],
      [prime.vault, 'Drip', RAY, 0n],
      [usds, 'Transfer', prime.vault, almProxy, moved],
      [prime.vault, 'Transfer', almProxy, zeroAddress, moved],
      [prime.vault, 'Withdraw', almProxy, almProxy, almProxy, moved, moved],
      ...wipe(generator.ilk, allocatorVault, allocatorBuffer, almProxy),
      [diamond, 'DebtMigratedBack', prime.almProxy, hash(ilk.ilk), moved],
    ])
  })

  it('counts shares at the rate of the vault, and what they earned since it was stored', () => {
    const rate = RAY + RAY / 10n
    const grown: FakeOutputs = {
      'chi()': () => [RAY],
      'vsr()': () => [rate],
      'rho()': () => [fakeTime - 1n],
      'totalSupply()': () => [90n * WAD],
    }
    const at = (kind: MigrateRequest['kind'], name: string) =>
      told(stepAction(kind, 11n * WAD, grown)).filter(([, event]) => event === name)
    for (const kind of ['migrate', 'migrate-back'] as const) {
      expect(at(kind, 'Drip')).toEqual([[prime.vault, 'Drip', rate, 9n * WAD]])
    }
    expect(at('migrate', 'Deposit')).toEqual([
      [prime.vault, 'Deposit', almProxy, almProxy, 11n * WAD, 10n * WAD],
    ])
    expect(at('migrate-back', 'Withdraw')).toEqual([
      [prime.vault, 'Withdraw', almProxy, almProxy, almProxy, 11n * WAD, 10n * WAD],
    ])
  })

  it('tells no use of an unlimited key, and nothing where a buffer is not known', () => {
    const open = { maxAmount: MAX_UINT256, slope: 0n, lastAmount: MAX_UINT256, lastUpdated: fakeTime }
    const unlimited = stepAction('migrate', moved, { 'getRateLimitData(bytes32)': () => [open] })
    expect(told(unlimited)[0]).toEqual(drip(ilk.ilk)[0])
    expect(values(unlimited)).not.toHaveProperty([`${OWN}/limits/${KEY}/lastAmount`])
    const dark = {
      'buffer()': (_: readonly unknown[], to: Address) =>
        to === ilk.allocatorVault ? null : [allocatorBuffer],
    }
    expect(stepAction('migrate', moved, dark).events).toEqual([])
  })
})

describe('what a step states of values', () => {
  const common = (Art: bigint, legacy: bigint, shares: bigint, holds: bigint) => ({
    [`${OWN}/debt/Art`]: Art,
    [`${OWN}/debt/rate`]: RAY,
    [`${OWN}/debt/art`]: Art,
    [`${OWN}/debt/rho`]: fakeTime,
    [`${OF_PRIME}/legacy/${ilk.ilk}/Art`]: legacy,
    [`${OF_PRIME}/legacy/${ilk.ilk}/rate`]: RAY,
    [`${OF_PRIME}/legacy/${ilk.ilk}/art`]: legacy,
    [`${OF_PRIME}/legacy/${ilk.ilk}/rho`]: fakeTime,
    'mcd/debt': 1_000n * RAD,
    [`${OWN}/totals/total`]: 140n * RAD,
    [`${OF_PRIME}/vault/chi`]: RAY,
    [`${OF_PRIME}/vault/rho`]: fakeTime,
    [`${OF_PRIME}/vault/totalSupply`]: shares,
    [`${OF_PRIME}/vault/generatorShares`]: holds,
    [`${OF_PRIME}/vault/contractTotalAssets`]: shares,
    [`${OF_PRIME}/vault/contractOutstanding`]: shares - 10n * WAD,
    [`${OF_PRIME}/vault/contractMaxDeposit`]: 1_000n * WAD - shares,
    [`${OF_PRIME}/vault/contractMaxWithdraw`]: 10n * WAD,
    [`${OWN}/limits/${KEY}/lastAmount`]: 8n * WAD,
    [`${OWN}/limits/${KEY}/lastUpdated`]: fakeTime,
    [`${OWN}/limits/${KEY}/contractCurrent`]: 8n * WAD,
  })

  it('is both ilks, all debt, the vault with its views, the limit and the tally, over and back', () => {
    expect(values(stepAction('migrate', 12n * WAD))).toEqual({
      [`${OF_PRIME}/migration/migrated`]: 82n * WAD,
      ...common(112n * WAD, 28n * WAD, 112n * WAD, 112n * WAD),
      [`${OF_PRIME}/vault/guardrails/youngSince`]: fakeTime,
      [`${OF_PRIME}/vault/guardrails/youngLast`]: fakeTime,
    })
    expect(values(stepAction('migrate-back', 12n * WAD))).toEqual({
      [`${OF_PRIME}/migration/migratedBack`]: 22n * WAD,
      ...common(88n * WAD, 52n * WAD, 88n * WAD, 88n * WAD),
    })
  })

  it('depends on the second in which it is mined, but for the tally and an allowance', () => {
    const lasting = ({ effects }: Action) =>
      effects.filter(({ timed }) => !timed).map(({ path }) => textOf(path))
    const finite = { 'allowance(address,address)': () => [30n * WAD] }
    expect(lasting(stepAction('migrate', 12n * WAD))).toEqual([`${OF_PRIME}/migration/migrated`])
    expect(lasting(stepAction('migrate', 12n * WAD, finite))).toEqual([
      `${OF_PRIME}/migration/migrated`,
      `${OWN}/wires/bufferAllowance`,
    ])
    // More is asked for than is owed: what is owed grows with every second.
    expect(lasting(stepAction('migrate', 50n * WAD, {}, { Art: 5n * WAD }))).toEqual([])
  })

  it('has no tally that was not read, no total without its parts, and no books without guardrails', () => {
    const without = values(stepAction('migrate', 12n * WAD, { 'supportsInterface(bytes4)': () => [false] }))
    expect(Object.keys(without).filter((path) => path.includes('guardrails'))).toEqual([])
    expect(without[`${OF_PRIME}/vault/totalSupply`]).toBe(112n * WAD)
  })

  it('has no room for deposits where the depositor may take', () => {
    // The deployed vault lets it deposit all the same, so a step is stated there.
    const rails = values(stepAction('migrate', 12n * WAD))
    expect(rails[`${OF_PRIME}/vault/contractMaxDeposit`]).toBe(888n * WAD)
  })

  it('books what was deposited and left again where the vault has a policy', () => {
    const policy = { ...NO_GUARDRAILS, share: WAD / 4n, period: 86_400n, lastUpdated: fakeTime - 86_400n }
    const keys = (kind: MigrateRequest['kind']) =>
      Object.keys(values(stepAction(kind, 2n * WAD, { 'guardrails()': () => [policy] })))
        .filter((path) => path.includes('guardrails'))
        .map((path) => path.split('/').at(-1))
    expect(keys('migrate')).toEqual(['youngSince', 'youngLast'])
    expect(keys('migrate-back')).not.toContain('youngAssets')
  })
})

describe('a step of one of two ilks, or of a model that was not read in full', () => {
  const model = stepModel()
  const [own] = model.generators
  const [spark] = own!.primes
  const [legacy] = spark!.legacy
  const [wires] = spark!.legacyWires
  const request = {
    kind: 'migrate',
    generator: diamond,
    prime: prime.slug,
    ilk: ilk.ilk,
    amount: wad(12n * WAD),
  } as const
  const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
  const other = {
    ...legacy!,
    id: 'ALLOCATOR-OTHER-A',
    ilk: hash('ALLOCATOR-OTHER-A'),
    debtNow: given(7n * RAD) as never,
  }
  const changed = (
    ofPrime: Partial<Record<keyof PrimeModel, unknown>>,
    ofGenerator: Partial<Record<keyof GeneratorModel, unknown>> = {},
  ) => {
    const primes = [{ ...spark!, ...ofPrime }]
    const generators = [{ ...own!, ...ofGenerator, primes }]
    return buildAction(request, { ...model, generators } as ConsoleModel, someone)!
  }
  const total = (action: Action) => values(action)[`${OWN}/totals/total`]

  it('is about its own', () => {
    const strange = { ...wires!, id: other.id, buffer: given(someone) }
    const action = changed({ legacy: [other, legacy], legacyWires: [strange, wires] })
    expect(total(action)).toBe(140n * RAD)
    expect(told(action)).toEqual(told(changed({})))
  })

  it('states no total without each of its parts, and no event without the buffer', () => {
    expect(total(changed({}))).toBe(140n * RAD)
    expect(total(changed({ legacy: [{ ...legacy!, debtNow: unread }] }))).toBeUndefined()
    expect(total(changed({}, { totals: { ...own!.totals, total: unread } }))).toBeUndefined()
    expect(total(changed({}, { debt: { ...own!.debt, debtNow: unread } }))).toBeUndefined()
    const dark = changed({ legacyWires: [{ ...wires!, buffer: unread }] })
    expect(dark.events).toEqual([])
    expect(total(dark)).toBe(140n * RAD)
  })

  it('reads back as nothing that was asked for where the Prime is not there', () => {
    const without = { ...model, generators: [{ ...own!, primes: [] }] }
    expect(readBack(changed({}), without)[0]?.faults).toEqual([
      expect.stringMatching(/^The bytes call migrate\(.*, not what was asked for\.$/),
    ])
    expect(readBack(changed({}), { ...model, generators: [] })[0]?.faults).toHaveLength(1)
  })
})
