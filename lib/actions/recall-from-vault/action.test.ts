import { type Abi, type Address, encodeFunctionData, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { erc4626FacetAbi, primeVaultAbi, rateLimitsAbi, usdsAbi } from '@/lib/abi'
import { places, sets, timed } from '@/lib/console/effects'
import { limitKeyFor } from '@/lib/limits'
import { RAY, ray, sharesOf, WAD, wad } from '@/lib/math'
import { migrating, migratingModel, operating } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, someone } from '@/lib/testing/fakes/model'
import { effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { NO_GUARDRAILS } from '@/lib/vaults'
import { buildAction, readBack, readinessOf } from '..'

const { generator, prime } = migrating
const { diamond, almProxy, rateLimits } = generator.addresses
const own = places.generators(diamond)
const { vault } = own.primes(prime.slug)
const WITHDRAW = limitKeyFor('LIMIT_4626_WITHDRAW', prime.vault)
const DEPOSIT = limitKeyFor('LIMIT_4626_DEPOSIT', prime.vault)
const HOUR = 3_600n
const rails = (changes = {}): FakeOutputs => ({
  'guardrails()': () => [{ ...NO_GUARDRAILS, ...changes }],
  'pauses()': () => [[], []],
})

/** 10 USDS lie idle and in the ALMProxy; a share is worth 1; each limit lets 20 through, up to 30. */
function actionFor(amount: bigint, outputs: FakeOutputs = {}, mostShares = amount, from: Address = someone) {
  const model = migratingModel({ phase: 'DualRun' }, { ...operating, ...rails(), ...outputs })
  const request = {
    ...({ kind: 'recall-from-vault', generator: diamond, prime: prime.slug } as const),
    ...{ amount: wad(amount), mostShares: sharesOf(mostShares) },
  }
  const action = buildAction(request, model, from)
  if (!action) throw new Error('Nothing was built')
  const of = (id: string) => action.requirements.find((one) => one.id === id)
  return {
    ...{ action, model, state: readinessOf(action).state },
    said: of('recall')?.says.fails,
    shares: of('shares'),
  }
}

const limits = (of: (key: unknown) => object): FakeOutputs => ({
  'getRateLimitData(bytes32)': ([key]) => [
    { maxAmount: 30n * WAD, slope: WAD / HOUR, lastAmount: 20n * WAD, lastUpdated: fakeTime, ...of(key) },
  ],
})

describe('a recall from a vault', () => {
  it('moves what is idle to the ALMProxy of the Generator, to the wei, and gives the limit of deposits back', () => {
    const { action, state, said } = actionFor(10n * WAD)
    expect(state).toBe('ready')
    expect(said).toBe('At most 10 USDS can be recalled now: what lies idle in its vault binds')
    expect(action.title).toBe("Recall 10 USDS from Spark's vault")
    expect(action.calls).toEqual([
      {
        to: diamond,
        value: 0n,
        data: encodeFunctionData({
          abi: erc4626FacetAbi,
          functionName: 'withdrawERC4626',
          args: [prime.vault, 10n * WAD, 10n * WAD],
        }),
      },
    ])
    expect(action.effects).toEqual([
      sets(vault.idle, wad(0n)),
      sets(own.proxyIdle, wad(20n * WAD)),
      timed(vault.chi, RAY),
      timed(vault.rho, fakeTime),
      timed(vault.totalSupply, sharesOf(90n * WAD)),
      timed(vault.generatorShares, sharesOf(90n * WAD)),
      timed(vault.contractTotalAssets, wad(90n * WAD)),
      timed(vault.contractOutstanding, wad(90n * WAD)),
      timed(vault.contractMaxDeposit, wad(910n * WAD)),
      timed(vault.contractMaxWithdraw, wad(0n)),
      timed(vault.guardrails.contractMaxTake, wad(0n)),
      timed(own.limits(WITHDRAW).lastAmount, 10n * WAD),
      timed(own.limits(WITHDRAW).lastUpdated, fakeTime),
      timed(own.limits(WITHDRAW).contractCurrent, 10n * WAD),
      timed(own.limits(DEPOSIT).lastAmount, 30n * WAD),
      timed(own.limits(DEPOSIT).lastUpdated, fakeTime),
      timed(own.limits(DEPOSIT).contractCurrent, 30n * WAD),
    ])
  })

  it('is logged by limits, vault and token, in that order', () => {
    const { action } = actionFor(WAD)
    const abi = [...rateLimitsAbi, ...primeVaultAbi, ...usdsAbi] as Abi
    expect(eventsBy(abi, action.events)).toMatchObject([
      { address: rateLimits, eventName: 'RateLimitDecreaseTriggered', args: { key: WITHDRAW } },
      { address: prime.vault, eventName: 'Drip', args: { chi: RAY, diff: 0n } },
      { eventName: 'Transfer', args: { from: prime.vault, to: almProxy, value: WAD } },
      {
        address: prime.vault,
        eventName: 'Transfer',
        args: { from: almProxy, to: zeroAddress, value: WAD },
      },
      { eventName: 'Withdraw', args: { sender: almProxy, receiver: almProxy, assets: WAD, shares: WAD } },
      {
        address: rateLimits,
        eventName: 'RateLimitIncreaseTriggered',
        args: { key: DEPOSIT, amountToIncrease: WAD, oldRateLimit: 20n * WAD, newRateLimit: 21n * WAD },
      },
    ])
  })

  it('gives nothing back to a deposit limit that is not set', () => {
    const { action, state } = actionFor(
      WAD,
      limits((key) => (key === DEPOSIT ? { maxAmount: 0n, lastAmount: 0n, slope: 0n } : {})),
    )
    expect(state).toBe('ready')
    expect(effectsBy(action.effects)).not.toHaveProperty([pathTo(own.limits(DEPOSIT).lastAmount)])
    expect(action.events).toHaveLength(5)
  })

  it('burns shares rounded up, and no more than the request allows', () => {
    const dear: FakeOutputs = { 'chi()': () => [ray((RAY * 3n) / 2n)] }
    expect(actionFor(10n, dear, 7n)).toMatchObject({ state: 'ready', shares: { holds: { value: true } } })
    const { state, shares } = actionFor(10n, dear, 6n)
    expect(state).toBe('blocked')
    expect(shares?.says.fails).toMatch(/\(Erc4626Facet\/shares-burned-too-high\)$/)
  })

  it.each<[string, bigint, FakeOutputs, RegExp]>([
    [
      'a wei more than is idle',
      10n * WAD + 1n,
      {},
      /what lies idle in its vault binds; 10 USDS now, once: Spark returns <0\.01 USDS to the vault, now$/,
    ],
    [
      'a wei more than the limit holds',
      5n * WAD + 1n,
      limits((key) => (key === WITHDRAW ? { lastAmount: 5n * WAD } : {})),
      /^At most 5 USDS .*: the withdrawal limit of its vault binds; 5 USDS from .*, in 1 s$/,
    ],
    [
      'while withdrawals are paused',
      WAD,
      rails({ withdrawalsPausedUntil: fakeTime + HOUR }),
      /withdrawals from its vault are paused; 1 USDS from .*, in 1 h$/,
    ],
    [
      'without the function',
      WAD,
      { 'facets()': () => [[]] },
      /the Generator's Diamond has no withdrawERC4626; 1 USDS never by waiting/,
    ],
    [
      'where the balance of the vault could not be read',
      WAD,
      { 'balanceOf(address)': ([account]) => (account === prime.vault ? null : [100n * WAD]) },
      /^The amount can be recalled \(could not be checked: /,
    ],
  ])('does not pass: %s', (_, amount, outputs, why) => {
    const built = actionFor(amount, outputs)
    expect(built.state).toBe('blocked')
    expect(built.said).toMatch(why)
    expect(built.action.effects).toEqual([])
    expect(built.action.events).toEqual([])
    expect(built.action.disables).toEqual([])
  })

  it('moves no nothing', () => {
    expect(actionFor(0n).state).toBe('blocked')
  })

  it('is a right of the relayers of the Generator alone', () => {
    expect(actionFor(WAD).action.permission).toMatchObject({ id: 'relayer', holds: { value: true } })
    expect(actionFor(WAD, {}, WAD, almProxy)).toMatchObject({
      state: 'blocked',
      action: { permission: { holds: { value: false } } },
    })
  })

  it('reads back as what was asked for, and as nothing else', () => {
    const { action, model } = actionFor(WAD)
    expect(readBack(action, model)[0]?.faults).toEqual([])
    const other = { ...action, request: { ...action.request, mostShares: sharesOf(2n) } } as typeof action
    expect(readBack(other, model)[0]?.faults[0]).toMatch(/not those that were asked for/)
  })

  it('is none for a Prime that the model does not have', () => {
    const { action, model } = actionFor(WAD)
    expect(
      buildAction({ ...action.request, prime: 'nobody' } as typeof action.request, model, someone),
    ).toBeNull()
  })
})
