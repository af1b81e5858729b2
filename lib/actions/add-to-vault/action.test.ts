import { type Abi, type Address, encodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import {
  allocatorVaultAbi,
  erc4626FacetAbi,
  primeVaultAbi,
  rateLimitsAbi,
  usdsAbi,
  usdsFacetAbi,
  usdsJoinAbi,
} from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { limitKey, limitKeyFor } from '@/lib/limits'
import { MAX_UINT256, RAD, RAY, ray, sharesOf, WAD, wad } from '@/lib/math'
import { migrating, migratingModel, operating } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, someone } from '@/lib/testing/fakes/model'
import { effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { NO_GUARDRAILS } from '@/lib/vaults'
import { buildAction, readBack, readinessOf } from '..'

const { generator, prime } = migrating
const { diamond, almProxy, rateLimits, allocatorVault, allocatorBuffer } = generator.addresses
const own = places.generators(diamond)
const { vault } = own.primes(prime.slug)
const MINT = limitKey('LIMIT_USDS_MINT')
const DEPOSIT = limitKeyFor('LIMIT_4626_DEPOSIT', prime.vault)
const HOUR = 3_600n
const rails: FakeOutputs = { 'guardrails()': () => [NO_GUARDRAILS], 'pauses()': () => [[], []] }

interface Asked {
  readonly minted?: bigint
  readonly leastShares?: bigint
  readonly from?: Address
}

/**
 * 10 USDS lie in the ALMProxy and in the vault; a share is worth 1; 100 are owed under a ceiling of 250; each limit lets
 * 20 through, up to 30.
 */
function actionFor(amount: bigint, asked: Asked = {}, outputs: FakeOutputs = {}) {
  const { minted = 0n, leastShares = amount, from = someone } = asked
  const model = migratingModel({ phase: 'DualRun' }, { ...operating, ...rails, ...outputs })
  const request = {
    ...({ kind: 'add-to-vault', generator: diamond, prime: prime.slug } as const),
    ...{ amount: wad(amount), minted: wad(minted), leastShares: sharesOf(leastShares) },
  }
  const action = buildAction(request, model, from)
  if (!action) throw new Error('Nothing was built')
  const of = (id: string) => action.requirements.find((one) => one.id === id)
  return {
    ...{ action, model, state: readinessOf(action).state },
    ...{ said: of('add')?.says.fails, lacking: of('lacking'), shares: of('shares') },
  }
}

const limits = (of: (key: unknown) => object): FakeOutputs => ({
  'getRateLimitData(bytes32)': ([key]) => [
    { maxAmount: 30n * WAD, slope: WAD / HOUR, lastAmount: 20n * WAD, lastUpdated: fakeTime, ...of(key) },
  ],
})

const abi = [...allocatorVaultAbi, ...primeVaultAbi, ...rateLimitsAbi, ...usdsAbi, ...usdsJoinAbi] as Abi
const told = ({ action }: ReturnType<typeof actionFor>) =>
  eventsBy(abi, action.events).flatMap((event) => ('note' in event ? [] : [[event.address, event.eventName]]))

describe('an addition to a vault', () => {
  it('deposits what is idle in the ALMProxy, to the wei, and mints nothing', () => {
    const { action, state, said } = actionFor(10n * WAD)
    expect(state).toBe('ready')
    expect(said).toBe('At most 20 USDS can be added now: the deposit limit of its vault binds')
    expect(action.title).toBe("Add 10 USDS to Spark's vault")
    expect(action.calls).toEqual([
      {
        to: diamond,
        value: 0n,
        data: encodeFunctionData({
          abi: erc4626FacetAbi,
          functionName: 'depositERC4626',
          args: [prime.vault, 10n * WAD, 10n * WAD],
        }),
      },
    ])
    const values = effectsBy(action.effects)
    expect(values).toMatchObject({
      [pathTo(vault.idle)]: 20n * WAD,
      [pathTo(own.proxyIdle)]: 0n,
      [pathTo(vault.totalSupply)]: 110n * WAD,
      [pathTo(vault.generatorShares)]: 110n * WAD,
      [pathTo(vault.contractTotalAssets)]: 110n * WAD,
      [pathTo(vault.contractMaxDeposit)]: 890n * WAD,
      [pathTo(vault.guardrails.youngAssets)]: 10n * WAD,
      [pathTo(own.limits(DEPOSIT).lastAmount)]: 10n * WAD,
    })
    expect(values).not.toHaveProperty([pathTo(own.debt.Art)])
    expect(values).not.toHaveProperty([pathTo(own.limits(MINT).lastAmount)])
    expect(action.disables[0]).toMatch(/Nothing is minted/)
  })

  it('mints what the ALMProxy lacks first, and states the debt that this makes', () => {
    const built = actionFor(13n * WAD, { minted: 3n * WAD })
    const { action, state } = built
    expect(state).toBe('ready')
    expect(action.title).toBe("Add 13 USDS to Spark's vault, of which it mints 3 USDS")
    expect(action.calls[0]?.data).toBe(
      encodeFunctionData({ abi: usdsFacetAbi, functionName: 'mintUSDS', args: [3n * WAD] }),
    )
    expect(effectsBy(action.effects)).toMatchObject({
      [pathTo(vault.idle)]: 23n * WAD,
      [pathTo(own.proxyIdle)]: 0n,
      [pathTo(own.debt.Art)]: 103n * WAD,
      [pathTo(own.debt.art)]: 103n * WAD,
      [pathTo(own.debt.rate)]: RAY,
      [pathTo(own.debt.rho)]: fakeTime,
      [pathTo(places.mcd.debt)]: 1_003n * RAD,
      [pathTo(own.limits(MINT).lastAmount)]: 17n * WAD,
      [pathTo(own.limits(DEPOSIT).lastAmount)]: 7n * WAD,
    })
    const { usds } = built.model.generators[0]!.addresses
    const { usdsJoin } = built.model.mcd.addresses
    expect(told(built)).toEqual([
      [rateLimits, 'RateLimitDecreaseTriggered'],
      [usds, 'Transfer'],
      [usdsJoin, 'Exit'],
      [allocatorVault, 'Draw'],
      [usds, 'Transfer'],
      [rateLimits, 'RateLimitDecreaseTriggered'],
      [usds, 'Approval'],
      [prime.vault, 'Drip'],
      [usds, 'Transfer'],
      [prime.vault, 'Deposit'],
      [prime.vault, 'Transfer'],
      [usds, 'Approval'],
    ])
    expect(eventsBy(abi, action.events)).toContainEqual({
      address: usds,
      eventName: 'Transfer',
      args: { from: allocatorBuffer, to: almProxy, value: 3n * WAD },
    })
  })

  it('uses up an allowance over the buffer, unless it is unlimited', () => {
    const asked = { minted: 3n * WAD }
    const allowed = (value: bigint) =>
      effectsBy(actionFor(13n * WAD, asked, { 'allowance(address,address)': () => [value] }).action.effects)
    expect(allowed(5n * WAD)[pathTo(own.wires.bufferAllowance)]).toBe(2n * WAD)
    expect(allowed(MAX_UINT256)).not.toHaveProperty([pathTo(own.wires.bufferAllowance)])
  })

  it('warns where it mints more than is lacking, from the first wei on', () => {
    expect(actionFor(13n * WAD, { minted: 3n * WAD }).lacking).toMatchObject({ holds: { value: true } })
    const { lacking, state, action } = actionFor(13n * WAD, { minted: 3n * WAD + 1n })
    expect(lacking).toMatchObject({ holds: { value: false }, weight: 'warn' })
    expect(state).toBe('ready')
    expect(effectsBy(action.effects)[pathTo(own.proxyIdle)]).toBe(1n)
  })

  it('gives no fewer shares than the request demands, rounded down', () => {
    const dear: FakeOutputs = { 'chi()': () => [ray((RAY * 3n) / 2n)] }
    expect(actionFor(WAD, { leastShares: (WAD * 2n) / 3n }, dear).state).toBe('ready')
    const { state, shares } = actionFor(WAD, { leastShares: (WAD * 2n) / 3n + 1n }, dear)
    expect(state).toBe('blocked')
    expect(shares?.says.fails).toMatch(/\(Erc4626Facet\/min-shares-out-not-met\)$/)
  })

  it.each<[string, bigint, Asked, FakeOutputs, RegExp]>([
    [
      'a wei more than the ALMProxy has, without minting',
      10n * WAD + 1n,
      {},
      {},
      /; 10 USDS now, once: The Generator mints <0\.01 USDS, now$/,
    ],
    [
      'a wei more than the deposit limit holds',
      20n * WAD + 1n,
      { minted: 10n * WAD + 1n },
      {},
      /^At most 20 USDS .*: the deposit limit of its vault binds; 20 USDS from .*, in 1 s, once: The Generator mints/,
    ],
    [
      'a wei more than the mint limit holds',
      14n * WAD + 1n,
      { minted: 4n * WAD + 1n },
      limits((key) => (key === MINT ? { lastAmount: 4n * WAD } : {})),
      /^At most 14 USDS .*: the Generator's mint limit binds; 14 USDS from .*, in 1 s/,
    ],
    [
      'where no maximum exchange rate is set',
      WAD,
      {},
      { 'maxExchangeRates(address)': () => [0n] },
      /no maximum exchange rate is set for its vault, so every deposit reverts; 1 USDS never by waiting/,
    ],
    [
      'above the deposit cap',
      WAD,
      {},
      { 'depositCap()': () => [101n * WAD - 1n] },
      /the deposit cap of its vault binds; 1 USDS never by waiting/,
    ],
    [
      'without the function',
      WAD,
      {},
      { 'facets()': () => [[]] },
      /the Generator's Diamond has no depositERC4626/,
    ],
    [
      'where the debt of the ilk could not be read',
      WAD,
      {},
      { 'urns(bytes32,address)': () => null },
      /^The amount can be added \(could not be checked: /,
    ],
  ])('does not pass: %s', (_, amount, asked, outputs, why) => {
    const built = actionFor(amount, asked, outputs)
    expect(built.state).toBe('blocked')
    expect(built.said).toMatch(why)
    expect(built.action.effects).toEqual([])
    expect(built.action.events).toEqual([])
  })

  it('moves no nothing', () => {
    expect(actionFor(0n).state).toBe('blocked')
  })

  it('is a right of the relayers of the Generator alone', () => {
    expect(actionFor(WAD).action.permission).toMatchObject({ id: 'relayer', holds: { value: true } })
    expect(actionFor(WAD, { from: almProxy }).state).toBe('blocked')
  })

  it('reads back as what was asked for, call by call, and as nothing else', () => {
    const { action, model } = actionFor(13n * WAD, { minted: 3n * WAD })
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
    const other = { ...action, request: { ...action.request, minted: wad(2n * WAD) } } as typeof action
    expect(readBack(other, model)[0]?.faults[0]).toMatch(/not those that were asked for/)
    expect(readBack(other, model)[1]?.faults).toEqual([])
    const none = { ...action, request: { ...action.request, minted: wad(0n) } } as typeof action
    expect(readBack(none, model)[0]?.faults[0]).toMatch(
      /^The bytes call mintUSDS\(uint256\), not depositERC4626/,
    )
  })
})
