import { stringToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { MAX_UINT256, RAD, RAY, WAD } from '@/lib/math'
import { fakePrimeDeployment, fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import {
  type FakeMigration,
  migrating,
  migratingModel,
  operating,
  without,
} from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { issuing } from '@/lib/testing/fakes/srusds'
import type { ConsoleModel } from '../model'
import type { ExitGate, ExitGateId } from '../model/exit-gates'
import { exitGates, isComplete } from './exit-gates'

const { mcd } = fakePrimeDeployment()
const { generator, ilk } = migrating
const { diamond, allocatorVault } = generator.addresses
const legacy = stringToHex(ilk.ilk, { size: 32 })
const own = stringToHex(generator.ilk, { size: 32 })

/** A Generator that is wired, and a vault whose views say what it stores: 100 USDS of shares, of which 10 are idle and a policy lets 10 wei out. */
const complete: FakeOutputs = {
  ...operating,
  'vault()': () => [allocatorVault],
  'ilk()': () => [own],
  'totalAssets()': () => [100n * WAD],
  'assetsOutstanding()': () => [90n * WAD],
  'maxDeposit(address)': () => [900n * WAD],
  'maxWithdraw(address)': () => [10n * WAD],
  'maxTake()': () => [10n],
}

const listed = [{ ilk: ilk.ilk, reason: 'Stays for now.' }]

interface World extends Partial<FakeMigration> {
  readonly outputs?: FakeOutputs
  readonly compatibility?: typeof listed
  /** Parts of gate (d) that are not open; null without srUSDS. */
  readonly settlement?: Parameters<typeof issuing>[1]
}

function gatesOf({ outputs, compatibility = [], settlement = {}, ...state }: World = {}) {
  const model = migratingModel({ phase: 'Retired', ...state }, { ...complete, ...outputs })
  return exitGates(issuing(model, settlement), compatibility)
}

const gateIn = (gates: readonly ExitGate[], id: ExitGateId) => gates.find((gate) => gate.id === id)!
const verdict = (leaf: Leaf<boolean>) => (leaf.ok ? leaf.value : 'unknown')
/** The conditions of a gate that do not hold, or could not be read. */
const shut = ({ conditions }: ExitGate) =>
  conditions.filter(({ holds }) => verdict(holds) !== true).map(({ id }) => id)

/** The ilks of the Vat with the one of the Prime, or that of the Generator, as told. */
const ilks =
  (of: string, [Art, line]: readonly [bigint, bigint], most = 0n): FakeOutputs[string] =>
  ([name], to) => {
    if (to === mcd.lineMom) return [1n, 0n, 0n, 0n, 0n]
    if (to === mcd.autoLine) return [name === of ? most : 0n, 0n, 0n, 0n, 0n]
    if (to !== mcd.vat) return [RAY, fakeTime, 0n, 0n, 0n]
    if (name === of) return [Art, RAY, RAY, line, 0n]
    return name === legacy ? [0n, RAY, RAY, 0n, 0n] : [100n * WAD, RAY, RAY, 250n * RAD, 0n]
  }

describe('the gates before Phase 7', () => {
  it('are all open where the Prime is retired, its vault works, and srUSDS is settled', () => {
    const gates = gatesOf()
    expect(gates.map((gate) => [gate.id, verdict(gate.open), shut(gate)])).toEqual([
      ['funding', true, []],
      ['ilks', true, []],
      ['vaults', true, []],
      ['settlement', true, []],
    ])
    expect(verdict(isComplete(gates))).toBe(true)
  })

  /** What is planted: the gate that goes red by it, the condition that says why, and the world it is planted in. */
  const causes: readonly (readonly [string, ExitGateId, string, World])[] = [
    ['a Diamond without code', 'funding', 'code', { outputs: { 'codeOf(address)': () => [legacy, 0n] } }],
    ['an AllocatorVault of another ilk', 'funding', 'wired', { outputs: { 'ilk()': () => [legacy] } }],
    ['an ALMProxy that MCD does not know', 'funding', 'wired', { outputs: { 'wards(address)': () => [0n] } }],
    ['a Vat that is shut down', 'funding', 'wired', { outputs: { 'live()': () => [0n] } }],
    ['relayers that guardians froze', 'funding', 'operated', { frozen: true }],
    [
      'a ceiling that the Generator has reached',
      'funding',
      'headroom',
      { outputs: { 'ilks(bytes32)': ilks(own, [100n * WAD, 100n * RAD]) } },
    ],
    [
      'a ceiling of all debt that is reached',
      'funding',
      'headroom',
      { outputs: { 'Line()': () => [5n * RAD], 'debt()': () => [5n * RAD] } },
    ],
    ['a Diamond that cannot mint', 'funding', 'wired', { outputs: without('mintUSDS(uint256)') }],
    ['a legacy ilk with room for 1 wei', 'funding', 'closed', { line: 10n ** 27n }],
    ['a legacy ilk that AutoLine may open again', 'funding', 'closed', { highest: 1n }],
    ['1 wei of legacy debt', 'ilks', 'debt', { Art: 1n }],
    [
      'an ilk on the list that can still be drawn on',
      'ilks',
      'growth',
      { compatibility: listed, Art: WAD, line: 2n * RAD },
    ],
    [
      'an ilk on the list that AutoLine may raise above its debt',
      'ilks',
      'growth',
      { compatibility: listed, Art: WAD, highest: RAD + 1n },
    ],
    ['a vault of another token', 'vaults', 'asset', { outputs: { 'asset()': () => [diamond] } }],
    [
      'limits that were never set',
      'vaults',
      'deposit-limit',
      { outputs: { 'getRateLimitData(bytes32)': () => [limit(0n, 0n)] } },
    ],
    [
      'limits with a maximum of 0',
      'vaults',
      'withdraw-limit',
      { outputs: { 'getRateLimitData(bytes32)': () => [limit(0n, fakeTime)] } },
    ],
    [
      'limits that are paused by one smallest unit',
      'vaults',
      'withdraw-limit',
      { outputs: { 'getRateLimitData(bytes32)': () => [limit(1n, fakeTime)] } },
    ],
    [
      'a Prime without TAKER_ROLE',
      'vaults',
      'wired',
      { outputs: { 'hasRole(bytes32,address)': () => [false] } },
    ],
    [
      'a Diamond that cannot deposit',
      'vaults',
      'wired',
      { outputs: without('depositERC4626(address,uint256,uint256)') },
    ],
    [
      'a Diamond that cannot withdraw',
      'vaults',
      'wired',
      { outputs: without('withdrawERC4626(address,uint256,uint256)') },
    ],
    [
      'a maximum of the exchange rate that was never set',
      'vaults',
      'wired',
      { outputs: { 'maxExchangeRates(address)': () => [0n] } },
    ],
    [
      'a vault that counts too much',
      'vaults',
      'views',
      { outputs: { 'totalAssets()': () => [100n * WAD + 1n] } },
    ],
    [
      'a vault that promises 1 wei more than is idle',
      'vaults',
      'promises',
      { outputs: { 'maxWithdraw(address)': () => [10n * WAD + 1n] } },
    ],
    ['no srUSDS', 'settlement', 'deployed', { settlement: null }],
    ['a late settlement', 'settlement', 'on-time', { settlement: { 'on-time': given(false) } }],
  ]
  for (const [cause, gate, id, world] of causes) {
    it(`go red by ${cause}: ${gate}, ${id}`, () => {
      const red = gateIn(gatesOf(world), gate)
      expect(verdict(red.open)).toBe(false)
      expect(shut(red)).toContain(id)
      expect(verdict(gateIn(gatesOf(), gate).open)).toBe(true)
    })
  }

  it('excuse the debt of an ilk on the list, as long as nothing can be drawn on it', () => {
    const excused = gatesOf({ compatibility: listed, Art: WAD, line: RAD, highest: RAD })
    expect(verdict(gateIn(excused, 'ilks').open)).toBe(true)
    expect(gateIn(excused, 'ilks').conditions.map(({ id }) => id)).toEqual(['debt', 'growth', 'named'])
    expect(verdict(gateIn(gatesOf({ Art: WAD, line: RAD, highest: RAD }), 'ilks').open)).toBe(false)
  })

  it('count an unlimited limit as set', () => {
    const unlimited = { 'getRateLimitData(bytes32)': () => [{ ...limit(MAX_UINT256, 0n), slope: 0n }] }
    expect(verdict(gateIn(gatesOf({ outputs: unlimited }), 'vaults').open)).toBe(true)
  })

  it('ask every Prime for a vault, also one that no Generator funds', () => {
    const [stages] = [fakeModel({}, fakeTime, fakeStagesDeployment())]
    const vaults = gateIn(exitGates(stages, []), 'vaults')
    expect(
      vaults.conditions
        .filter(({ id }) => id === 'vault')
        .map(({ subject, holds }) => [subject, verdict(holds)]),
    ).toEqual([
      ['Spark', true],
      ['Keel', false],
    ])
    const legacyIlks = gateIn(exitGates(stages, []), 'ilks').conditions
    expect(legacyIlks.flatMap(({ id, subject }) => (id === 'debt' ? [subject] : []))).toEqual([
      'ALLOCATOR-SPARK-A',
      'ALLOCATOR-NOVA-A',
    ])
  })

  it('are closed without a Generator', () => {
    const { block, mcd: all } = migratingModel({ phase: 'Retired' })
    const none: Pick<ConsoleModel, 'generators' | 'unfunded' | 'block' | 'mcd'> = {
      ...{ generators: [], unfunded: [], block, mcd: all },
    }
    expect(shut(gateIn(exitGates(none, []), 'funding'))).toEqual(['exists'])
  })
})

describe('a gate whose evidence could not be read', () => {
  const unread: readonly (readonly [string, ExitGateId, string, FakeOutputs])[] = [
    ['the Vat', 'funding', 'closed', { 'ilks(bytes32)': () => null }],
    ['the AllocatorVault', 'funding', 'wired', { 'ilk()': () => null }],
    ['the debt of a legacy ilk', 'ilks', 'debt', { 'ilks(bytes32)': () => null }],
    ['the asset of a vault', 'vaults', 'asset', { 'asset()': () => null }],
    ['a view of a vault', 'vaults', 'views', { 'totalAssets()': () => null }],
    ['a limit', 'vaults', 'deposit-limit', { 'getRateLimitData(bytes32)': () => null }],
  ]
  for (const [what, gate, id, outputs] of unread) {
    it(`is unknown and never open: ${what}`, () => {
      const found = gateIn(gatesOf({ outputs }), gate)
      expect(verdict(found.open)).toBe('unknown')
      expect(shut(found)).toContain(id)
      expect(verdict(isComplete(gatesOf({ outputs })))).toBe('unknown')
    })
  }

  it('is unknown where the settlement could not be read, and closed where another part is proven wrong', () => {
    const silent = unknown({ kind: 'reverted', message: 'It reverted.' })
    const having = (settlement: World['settlement']) => gateIn(gatesOf({ settlement }), 'settlement')
    expect(verdict(having({ 'on-time': silent }).open)).toBe('unknown')
    const both = having({ 'on-time': silent, identities: given(false) })
    expect(verdict(both.open)).toBe(false)
  })
})

function limit(maxAmount: bigint, lastUpdated: bigint) {
  return { maxAmount, slope: maxAmount > 1n ? 1n : 0n, lastAmount: 0n, lastUpdated }
}
