import fc from 'fast-check'
import { type Address, encodeDeployData, keccak256, stringToHex, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { primeVaultAbi, usdsAbi } from '@/lib/abi'
import {
  type Client,
  creationCode,
  deploy,
  seed,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { MAX_UINT256, min, RAY, ray, type Shares, sharesOf, wad } from '@/lib/math'
import { type Call, type CallOutcome, call, simulate } from '@/lib/testing/stages/simulate'
import { storedGuardrails } from '@/lib/testing/stages/stored-guardrails'
import { amount, anyVsr } from '@/lib/testing/states/vaults'
import {
  assetsOutstanding,
  convertToAssets,
  convertToShares,
  maxDeposit,
  maxMint,
  maxRedeem,
  maxWithdraw,
  nowChi,
  type Preview,
  previewDeposit,
  previewMint,
  previewRedeem,
  previewWithdraw,
  totalAssets,
  type Vault,
} from './vault'

const MAX_VSR = 1_000_000_021_979_553_151_239_153_027n
const FUNDS = 2n ** 120n

let chain: TestChain
let client: Client
let admin: Address
let taker: Address
let usds: Address
let vault: Address

const onVault = (functionName: string, args: readonly unknown[], from = admin) =>
  call(from, vault, { abi: primeVaultAbi, functionName, args })
const onUsds = (functionName: string, args: readonly unknown[], from = admin) =>
  call(from, usds, { abi: usdsAbi, functionName, args })
const act = ({ from, to, data }: Call) => send(client, from, to, data)

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  ;[admin, taker] = chain.accounts
  usds = await deploy(client, admin, creationCode('Usds'))
  const args = ['Vault', 'V', admin] as const
  const bytecode = creationCode('PrimeVault')
  vault = await deploy(
    client,
    admin,
    encodeDeployData({ abi: primeVaultAbi, bytecode, args: [usds, ...args] }),
  )
  const role = (name: string) => keccak256(stringToHex(name))
  for (const step of [
    onVault('grantRole', [role('TAKER_ROLE'), taker]),
    onVault('grantRole', [role('SETTER_ROLE'), admin]),
    onVault('grantRole', [role('DEPOSITOR_ROLE'), admin]),
    onVault('setVsrBounds', [RAY, MAX_VSR]),
    onUsds('mint', [admin, FUNDS]),
    onUsds('mint', [taker, FUNDS]),
    onUsds('approve', [vault, MAX_UINT256]),
  ]) {
    await act(step)
  }
})

afterAll(() => chain?.stop())

async function read(): Promise<Vault & { readonly shares: Shares }> {
  const on = { address: vault, abi: primeVaultAbi } as const
  const [chi, vsr, rho, totalSupply, depositCap, guardrails, shares, idle] = await Promise.all([
    client.readContract({ ...on, functionName: 'chi' }),
    client.readContract({ ...on, functionName: 'vsr' }),
    client.readContract({ ...on, functionName: 'rho' }),
    client.readContract({ ...on, functionName: 'totalSupply' }),
    client.readContract({ ...on, functionName: 'depositCap' }),
    client.readContract({ ...on, functionName: 'guardrails' }),
    client.readContract({ ...on, functionName: 'balanceOf', args: [admin] }),
    client.readContract({ address: usds, abi: usdsAbi, functionName: 'balanceOf', args: [vault] }),
  ])
  return {
    chi: ray(chi),
    vsr: ray(vsr),
    rho,
    totalSupply: sharesOf(totalSupply),
    depositCap: wad(depositCap),
    idle: wad(idle),
    guardrails: storedGuardrails(guardrails),
    shares: sharesOf(shares),
  }
}

type Change =
  | { readonly do: 'vsr'; readonly vsr: bigint }
  | { readonly do: 'cap' | 'deposit' | 'withdraw' | 'take' | 'return'; readonly amount: bigint }
  | { readonly do: 'move'; readonly share: bigint }

/** The call of a change, as far as the state of the vault at time t allows it. */
function changed(state: Vault & { shares: Shares }, step: Change, t: bigint): Call {
  switch (step.do) {
    case 'vsr':
      return onVault('setVsr', [step.vsr])
    case 'cap':
      return onVault('setDepositCap', [totalAssets(state, t) + step.amount])
    case 'deposit':
      // Above its cap the vault refuses even a deposit of nothing.
      if (totalAssets(state, t) > state.depositCap) return onVault('setDepositCap', [MAX_UINT256])
      return onVault('deposit', [min(maxDeposit(state, t), step.amount, FUNDS / 1_000n), admin])
    case 'withdraw':
      return onVault('withdraw', [min(maxWithdraw(state, state.shares, t), step.amount), admin, admin])
    case 'take':
      return onVault('take', [min(state.idle, step.amount)], taker)
    case 'return':
      return onUsds('transfer', [vault, min(step.amount, FUNDS / 1_000n)], taker)
    case 'move':
      // Somebody else receives a part of the shares.
      return onVault('transfer', [taker, (state.shares * step.share) / 100n])
  }
}

/**
 * A deposit, then a return of more than the shares are worth, then a take of almost everything, so that each maximum
 * binds once.
 */
const LAST_STEPS = (
  [
    { do: 'cap', amount: 2n ** 90n },
    { do: 'deposit', amount: 2n ** 80n },
    { do: 'return', amount: FUNDS },
    { do: 'take', amount: FUNDS },
  ] as const
).map((change) => ({ change, advance: 60n, ahead: 60n, some: 2n ** 64n }))

const word = (value: bigint): CallOutcome => ({ data: toHex(value, { size: 32 }) })
const preview = (given: Preview<bigint>): CallOutcome =>
  given.ok ? word(given.value) : { revert: given.reason }

describe(`the formulas of a vault against the vault on a chain (seed ${seed})`, () => {
  it('give what the views of the vault answer at any time, and promise only what the vault does', async () => {
    const change: fc.Arbitrary<Change> = fc.oneof(
      fc.record({ do: fc.constant<'vsr'>('vsr'), vsr: anyVsr }),
      fc.record({ do: fc.constant<'move'>('move'), share: fc.bigInt({ min: 0n, max: 99n }) }),
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constantFrom<'cap' | 'deposit' | 'withdraw' | 'take' | 'return'>(
            ...(['cap', 'deposit', 'withdraw', 'take', 'return'] as const),
          ),
          amount,
        }),
      },
    )
    const steps = fc.sample(
      fc.record({
        change,
        advance: fc.oneof(fc.bigInt({ min: 1n, max: 100n }), fc.bigInt({ min: 1n, max: 10n ** 6n })),
        ahead: fc.oneof(fc.bigInt({ min: 1n, max: 100n }), fc.bigInt({ min: 1n, max: 10n ** 8n })),
        some: amount,
      }),
      { numRuns: 120, seed },
    )
    const refusals = new Set<string>()
    for (const { change: step, advance, ahead, some } of [...steps, ...LAST_STEPS]) {
      const next = (await client.getBlock()).timestamp + advance
      const before = await read()
      await client.setNextBlockTimestamp({ timestamp: next })
      await act(changed(before, step, next))
      const state = await read()
      await expectViews(state, some, next + ahead)
      for (const reason of await expectMaxima(state, next + ahead)) refusals.add(reason)
    }
    // A walk that never meets a refusal proves nothing about it.
    expect([...refusals].sort()).toEqual([
      'SparkVault/deposit-cap-exceeded',
      'SparkVault/insufficient-balance',
      'SparkVault/insufficient-liquidity',
    ])
  })
})

async function expectViews(state: Vault & { shares: Shares }, some: bigint, time: bigint): Promise<void> {
  const views: [name: string, args: readonly unknown[], expected: CallOutcome][] = [
    ['nowChi', [], word(nowChi(state, time))],
    ['totalAssets', [], word(totalAssets(state, time))],
    ['assetsOutstanding', [], word(assetsOutstanding(state, time))],
    ['convertToAssets', [some], word(convertToAssets(state, sharesOf(some), time))],
    ['convertToShares', [some], word(convertToShares(state, wad(some), time))],
    ['previewDeposit', [some], word(previewDeposit(state, wad(some), time))],
    ['previewMint', [some], word(previewMint(state, sharesOf(some), time))],
    ['previewWithdraw', [some], preview(previewWithdraw(state, wad(some), time))],
    ['previewRedeem', [some], preview(previewRedeem(state, sharesOf(some), time))],
    ['maxDeposit', [admin], word(maxDeposit(state, time))],
    ['maxMint', [admin], word(maxMint(state, time))],
    ['maxWithdraw', [admin], word(maxWithdraw(state, state.shares, time))],
    ['maxRedeem', [admin], word(maxRedeem(state, state.shares, time))],
  ]
  const calls = views.map(([name, args]) => onVault(name, args))
  const [answers = []] = await simulate(client, [{ time, calls }])
  for (const [index, [name, args, expected]] of views.entries()) {
    expect(answers[index], `${name}(${args.join(', ')}) at ${time}`).toEqual(expected)
  }
}

/**
 * Each maximum passes, and one unit more does not.
 * @returns the reasons
 */
async function expectMaxima(state: Vault & { shares: Shares }, time: bigint): Promise<string[]> {
  const { shares } = state
  const deposit = (value: bigint) => onVault('deposit', [value, admin])
  const mint = (value: bigint) => onVault('mint', [value, admin])
  const withdraw = (value: bigint) => onVault('withdraw', [value, admin, admin])
  const redeem = (value: bigint) => onVault('redeem', [value, admin, admin])
  const maxima: [make: (value: bigint) => Call, most: bigint][] = [
    [withdraw, maxWithdraw(state, sharesOf(shares), time)],
    [redeem, maxRedeem(state, sharesOf(shares), time)],
  ]
  if (totalAssets(state, time) <= state.depositCap) {
    maxima.push([deposit, maxDeposit(state, time)], [mint, maxMint(state, time)])
  }
  const reasons: string[] = []
  for (const [make, most] of maxima) {
    // Nobody has so much money, and nothing is above the greatest uint256.
    if (most > FUNDS / 2n) continue
    const [outcomes = []] = await simulate(client, [{ time, calls: [make(most + 1n), make(most)] }])
    const [more, whole] = outcomes
    // The maxima in shares are rounded down, so one more share can still pass; those in assets are exact.
    if (more?.revert === undefined) expect([mint, redeem]).toContain(make)
    else {
      reasons.push(more.revert)
      expect(whole).toHaveProperty('data')
    }
  }
  return reasons
}
