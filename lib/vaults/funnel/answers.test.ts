import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RateLimit } from '@/lib/limits'
import { MAX_UINT256, RAY, rad, ray, sharesOf, WAD, type Wad, wad } from '@/lib/math'
import { anyDebtState, later } from '@/lib/testing/states/debt'
import {
  amount,
  anyVault,
  DAY,
  debtMillions,
  debtState,
  funnel,
  guardrailsState,
  HOUR,
  limitOf,
  millions,
  NOT_SET,
  NOW,
  UNLIMITED,
  vaultState,
} from '@/lib/testing/states/vaults'
import type { Guardrails } from '../guardrail-state'
import { allowedBy, answerTo, canAdd, canMint, canRecall, canTake } from './answers'
import { type Rule, shrinking } from './rule'
import type { Capacity, ConstraintId, FunnelInputs, GeneratorWires, PrimeWires } from './types'

const at = ({ constraints }: Capacity, id: ConstraintId) => constraints.find((one) => one.id === id)
const short = ({ amount: most, binding }: Capacity<string>) => [most, binding]
const { wires: primeWires } = funnel().prime
const { wires: generatorWires } = funnel().generator

describe('what the Prime can take now', () => {
  it('lets the Prime take what its take limit holds, or what lies idle, whichever is less', () => {
    expect(short(canTake(funnel(), NOW))).toEqual([millions(10), 'take-limit'])
    expect(short(canTake(funnel(), NOW + DAY))).toEqual([millions(12), 'vault-idle'])
    expect(short(canTake(funnel({ takeLimit: UNLIMITED }), NOW))).toEqual([millions(12), 'vault-idle'])
  })

  it('lists every constraint on a take with the amount that this one alone lets through', () => {
    const answer = canTake(funnel({ takeLimit: UNLIMITED }), NOW)
    expect(at(answer, 'take-limit')).toEqual({
      id: 'take-limit',
      scope: 'prime',
      amount: MAX_UINT256,
      state: 'unlimited',
      reason: null,
      binding: false,
    })
    expect(at(answer, 'vault-idle')).toMatchObject({ amount: millions(12), state: 'limited', binding: true })
    expect(answer.constraints.filter(({ binding }) => binding)).toHaveLength(1)
  })

  it('lets the Prime take nothing, for the reason named, where a wire is missing or no limit is set', () => {
    for (const [wire, id] of [
      ['takeFunction', 'take-function'],
      ['controllerOnRateLimits', 'prime-controller-on-rate-limits'],
      ['controllerOnProxy', 'prime-controller-on-proxy'],
      ['taker', 'taker-role'],
    ] as const) {
      const answer = canTake(funnel({ wires: { ...primeWires, [wire]: false } }), NOW)
      expect(short(answer)).toEqual([0n, id])
      expect(at(answer, id)).toMatchObject({ state: 'closed', reason: 'missing' })
    }
    expect(at(canTake(funnel({ takeLimit: NOT_SET }), NOW), 'take-limit')).toMatchObject({
      state: 'closed',
      reason: 'not-set',
      binding: true,
    })
    const disabled = { ...NOT_SET, lastUpdated: NOW }
    expect(at(canTake(funnel({ takeLimit: disabled }), NOW), 'take-limit')?.reason).toBe('disabled')
  })

  it('lets the Prime take nothing where nobody can call, for the reason that the controller gives', () => {
    for (const [relayer, reason] of [
      ['none', 'missing'],
      ['frozen', 'frozen'],
    ] as const) {
      const take = canTake(funnel({ wires: { ...primeWires, relayer } }), NOW)
      expect(short(take)).toEqual([0n, 'prime-relayer'])
      expect(at(take, 'prime-relayer')).toMatchObject({ state: 'closed', reason })
      const inputs = funnel({}, { wires: { ...generatorWires, relayer } })
      for (const answer of [canMint(inputs, NOW), canAdd(inputs, NOW), canRecall(inputs, NOW)]) {
        expect(short(answer)).toEqual([0n, 'generator-relayer'])
        expect(at(answer, 'generator-relayer')).toMatchObject({ state: 'closed', reason })
      }
    }
  })

  it('names the constraint that the contracts check first where several allow the same amount', () => {
    const both = funnel({ takeLimit: limitOf(12, 12) })
    expect(short(canTake(both, NOW))).toEqual([millions(12), 'take-limit'])
    const none: PrimeWires = { ...primeWires, relayer: 'none', taker: false }
    expect(canTake(funnel({ takeLimit: NOT_SET, wires: none }), NOW).binding).toBe('prime-relayer')
  })

  it('is asked for again until nothing more is refused', () => {
    const refuses = (id: string, least: bigint, instead: bigint): Rule<string> => ({
      ...{ id, scope: 'shared' as const, refusesLess: true as const },
      allows: (_, atMost) =>
        atMost >= least ? { state: 'unlimited' } : { state: 'limited', amount: wad(instead) },
      opens: (_, from) => ({ at: from }),
    })
    const last = shrinking('last', 'shared', 'fixed', () => wad(15n))
    // What the last one leaves is too little for the second, and what that leaves is too little for the first.
    const rules = [refuses('first', 10n, 0n), refuses('second', 20n, 5n), last]
    expect(short(answerTo(rules, NOW))).toEqual([0n, 'first'])
  })

  it('needs at least one constraint', () => {
    expect(() => answerTo([], NOW)).toThrow(RangeError)
  })

  it('says that a limit whose refill overflows lets nothing through', () => {
    const bricked = { maxAmount: MAX_UINT256 - 1n, slope: 2n ** 255n, lastAmount: 1n, lastUpdated: NOW }
    const answer = canTake(funnel({ takeLimit: bricked }), NOW + 2n)
    expect(at(answer, 'take-limit')).toMatchObject({ amount: 0n, state: 'closed', reason: 'overflow' })
  })
})

describe('what the guardrails of the vault let the Prime take', () => {
  const guarded = (changes: Partial<Guardrails>, takeLimit: RateLimit = UNLIMITED) =>
    funnel({ takeLimit, vault: vaultState({ guardrails: guardrailsState(changes) }) })

  it('lets the Prime take nothing until a pause of takes ends, and everything from then on', () => {
    const inputs = guarded({ takesPausedUntil: NOW + 10n })
    const answer = canTake(inputs, NOW + 9n)
    expect(short(answer)).toEqual([0n, 'takes-paused'])
    expect(at(answer, 'takes-paused')).toMatchObject({ state: 'closed', reason: 'paused' })
    expect(short(canTake(inputs, NOW + 10n))).toEqual([millions(12), 'vault-idle'])
  })

  it('lets the Prime take what the policy left after the last take, plus the refill, up to its share', () => {
    const policy = { share: wad(WAD / 4n), period: DAY, lastLeft: millions(1), lastUpdated: NOW - 6n * HOUR }
    const inputs = guarded(policy)
    expect(short(canTake(inputs, NOW))).toEqual([millions(7) / 4n, 'withdrawal-policy'])
    expect(canTake(inputs, NOW + 10n * HOUR - 1n).amount).toBeLessThan(millions(3))
    expect(short(canTake(inputs, NOW + 10n * HOUR))).toEqual([millions(3), 'withdrawal-policy'])
    expect(short(canTake(inputs, NOW + 40n * DAY))).toEqual([millions(3), 'withdrawal-policy'])
    expect(at(canTake(guarded({}), NOW), 'withdrawal-policy')?.state).toBe('unlimited')
  })

  it('counts a deposit for policy and buffer one period after it was made, to the second', () => {
    const fresh = { youngAssets: millions(8), youngSince: NOW - HOUR, youngLast: NOW - HOUR }
    const policy = guarded({ share: wad(WAD / 4n), period: 6n * HOUR, ...fresh })
    expect(short(canTake(policy, NOW + 5n * HOUR - 1n))).toEqual([millions(1), 'withdrawal-policy'])
    expect(short(canTake(policy, NOW + 5n * HOUR))).toEqual([millions(3), 'withdrawal-policy'])
    const buffer = guarded({ buffer: millions(3), ...fresh })
    expect(short(canTake(buffer, NOW + 23n * HOUR - 1n))).toEqual([millions(1), 'liquidity-buffer'])
    expect(short(canTake(buffer, NOW + 23n * HOUR))).toEqual([millions(9), 'liquidity-buffer'])
    expect(short(canTake(guarded(fresh), NOW))).toEqual([millions(12), 'vault-idle'])
  })

  it('lets the Prime take what lies above the buffer', () => {
    expect(short(canTake(guarded({ buffer: millions(9) }), NOW))).toEqual([millions(3), 'liquidity-buffer'])
    expect(short(canTake(guarded({ buffer: millions(13) }), NOW))).toEqual([0n, 'liquidity-buffer'])
    expect(at(canTake(guarded({}), NOW), 'liquidity-buffer')?.state).toBe('unlimited')
  })

  it('names what the vault checks first: its pause, its policy, its buffer, what is idle', () => {
    const all = {
      takesPausedUntil: NOW + 1n,
      share: wad(0n),
      period: DAY,
      buffer: millions(12),
    }
    expect(canTake(guarded(all), NOW).binding).toBe('takes-paused')
    expect(canTake(guarded(all), NOW + 1n).binding).toBe('withdrawal-policy')
    expect(canTake(guarded({ ...all, share: WAD }), NOW + 1n).binding).toBe('liquidity-buffer')
    expect(canTake(guarded({ share: WAD, period: DAY }), NOW).binding).toBe('withdrawal-policy')
    expect(canTake(guarded(all, NOT_SET), NOW).binding).toBe('take-limit')
  })
})

describe('what the Generator can add', () => {
  it('lets the Generator add the least of what its constraints let through', () => {
    expect(short(canAdd(funnel(), NOW))).toEqual([millions(25), 'deposit-limit'])
    const room = vaultState({ depositCap: millions(60) })
    expect(canAdd(funnel({ vault: room }), NOW).binding).toBe('deposit-cap')
    expect(short(canAdd(funnel({}, { mintLimit: limitOf(100, 3) }), NOW))).toEqual([
      millions(8),
      'mint-limit',
    ])
    expect(short(canAdd(funnel({}, { bufferAllowance: millions(2) }), NOW))).toEqual([
      millions(7),
      'buffer-allowance',
    ])
    const tight = debtState({
      ilk: { line: rad(debtState().ilk.Art * debtState().ilk.rate + debtMillions(1)) },
    })
    expect(canAdd(funnel({}, { debt: tight }), NOW).binding).toBe('ilk-ceiling')
    const full = debtState({ vat: { Line: debtState().vat.debt } })
    expect(short(canAdd(funnel({}, { debt: full }), NOW))).toEqual([millions(5), 'global-ceiling'])
    const unsafe = debtState({ ilk: { spot: ray(0n) } })
    expect(short(canAdd(funnel({}, { debt: unsafe }), NOW))).toEqual([millions(5), 'collateral'])
  })

  it('lets the Generator add what it has idle where it cannot mint', () => {
    for (const [wire, id] of [
      ['mintFunction', 'mint-function'],
      ['allocatorVault', 'allocator-vault'],
    ] as const) {
      const answer = canAdd(funnel({}, { wires: { ...generatorWires, [wire]: false } }), NOW)
      expect(short(answer)).toEqual([millions(5), id])
      expect(at(answer, id)).toMatchObject({ state: 'closed', reason: 'missing', amount: millions(5) })
    }
    const caged = debtState({ vat: { live: 0n } })
    expect(short(canAdd(funnel({}, { debt: caged }), NOW))).toEqual([millions(5), 'vat-live'])
    expect(short(canAdd(funnel({}, { mintLimit: NOT_SET }), NOW))).toEqual([millions(5), 'mint-limit'])
  })

  it('lets the Generator add nothing where it cannot deposit, however much it could mint', () => {
    const idle = { idle: wad(0n) }
    for (const [wire, id] of [
      ['depositFunction', 'deposit-function'],
      ['controllerOnRateLimits', 'generator-controller-on-rate-limits'],
      ['controllerOnProxy', 'generator-controller-on-proxy'],
    ] as const) {
      const wires = { ...generatorWires, [wire]: false }
      expect(short(canAdd(funnel({}, { wires }), NOW))).toEqual([0n, id])
      expect(short(canAdd(funnel({}, { ...idle, wires }), NOW))).toEqual([0n, id])
    }
    const taker = { ...primeWires, depositorIsNoTaker: false }
    expect(short(canAdd(funnel({ wires: taker }), NOW))).toEqual([0n, 'depositor-is-no-taker'])
    expect(short(canAdd(funnel({ maxExchangeRate: 0n }), NOW))).toEqual([0n, 'max-exchange-rate'])
    expect(short(canAdd(funnel({ vault: vaultState({ chi: ray(2n * RAY) }) }), NOW))[0]).toBe(0n)
  })

  it('is nothing where all that can be minted buys no share', () => {
    const mintLimit = { maxAmount: 1n, slope: 0n, lastAmount: 1n, lastUpdated: NOW }
    expect(short(canAdd(funnel({}, { idle: wad(0n), mintLimit }), NOW))).toEqual([0n, 'exchange-rate'])
  })

  it('lets the Generator add nothing once the growth of the vault has passed the greatest exchange rate', () => {
    const wide = { vault: vaultState({ depositCap: millions(10_000) }), depositLimit: UNLIMITED }
    expect(canAdd(funnel(wide), NOW + 592n * DAY).amount).toBeGreaterThan(0n)
    expect(short(canAdd(funnel(wide), NOW + 594n * DAY))).toEqual([0n, 'exchange-rate'])
  })

  it('lists a constraint of both calls once, and tells what is shared by all Primes', () => {
    const answer = canAdd(funnel(), NOW)
    const ids = answer.constraints.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(18)
    expect(allowedBy(answer, 'prime')).toBe(millions(25))
    expect(allowedBy(answer, 'shared')).toBe(millions(45))
    expect(allowedBy(canTake(funnel(), NOW), 'shared')).toBe(MAX_UINT256)
  })

  it('names the check that comes first in the calls that one more unit would take', () => {
    // All idle funds go in; one unit more is minted first, and that is where it fails.
    const drained = funnel({ depositLimit: limitOf(60, 5) }, { mintLimit: NOT_SET })
    expect(short(canAdd(drained, NOW))).toEqual([millions(5), 'mint-limit'])
    // One more unit needs no minting here, so the deposit is checked first.
    const wires: GeneratorWires = { ...generatorWires, depositFunction: false, relayer: 'none' }
    expect(canAdd(funnel({}, { wires }), NOW).binding).toBe('deposit-function')
    expect(canAdd(funnel({}, { wires, idle: wad(0n) }), NOW).binding).toBe('generator-relayer')
  })
})

describe('the least debt of the ilk (dust)', () => {
  const young = debtState({ urn: { art: wad(0n) }, ilk: { dust: debtMillions(10) } })
  const allowing = (bufferAllowance: Wad, idle = wad(0n)) =>
    funnel({}, { debt: young, bufferAllowance, idle })

  it('refuses what a later check leaves of an amount that reaches it', () => {
    expect(short(canMint(allowing(millions(10)), NOW))).toEqual([millions(10), 'buffer-allowance'])
    expect(short(canMint(allowing(millions(9)), NOW))).toEqual([0n, 'dust'])
  })

  it('leaves what is idle to be added, and refuses what the deposit leaves to be minted', () => {
    expect(short(canAdd(allowing(millions(9), millions(5)), NOW))).toEqual([millions(5), 'dust'])
    expect(short(canAdd(allowing(millions(900)), NOW))).toEqual([millions(25), 'deposit-limit'])
    const narrow = { depositLimit: limitOf(60, 9) }
    expect(short(canAdd(funnel(narrow, { debt: young, idle: wad(0n) }), NOW))).toEqual([0n, 'dust'])
  })
})

describe('what the Generator can mint', () => {
  it('lets the Generator mint the least of its limit and both ceilings', () => {
    expect(short(canMint(funnel(), NOW))).toEqual([millions(40), 'mint-limit'])
    expect(canMint(funnel({}, { mintLimit: UNLIMITED }), NOW).binding).toBe('ilk-ceiling')
    expect(allowedBy(canMint(funnel(), NOW), 'shared')).toBe(millions(40))
  })

  it('lets the Generator mint nothing for an ilk that does not exist', () => {
    const answer = canMint(funnel({}, { debt: debtState({ ilk: { rate: ray(0n) } }) }), NOW)
    expect(short(answer)).toEqual([0n, 'ilk-ceiling'])
    expect(at(answer, 'ilk-ceiling')).toMatchObject({ state: 'closed', reason: 'overflow' })
  })
})

describe('what the Generator can recall', () => {
  it('lets the Generator recall what its limit, its shares and the idle funds let through', () => {
    expect(short(canRecall(funnel(), NOW))).toEqual([millions(8), 'withdraw-limit'])
    expect(short(canRecall(funnel({ withdrawLimit: UNLIMITED }), NOW))).toEqual([millions(12), 'vault-idle'])
    expect(short(canRecall(funnel({ generatorShares: sharesOf(0n) }), NOW))).toEqual([0n, 'generator-shares'])
    const none = funnel({}, { wires: { ...generatorWires, withdrawFunction: false } })
    expect(short(canRecall(none, NOW))).toEqual([0n, 'withdraw-function'])
  })

  it('lets the Generator recall nothing while withdrawals are paused; no other guardrail affects a recall', () => {
    const guarded = (changes: Partial<Guardrails>) =>
      funnel({ vault: vaultState({ guardrails: guardrailsState(changes) }) })
    const paused = canRecall(guarded({ withdrawalsPausedUntil: NOW + 1n }), NOW)
    expect(short(paused)).toEqual([0n, 'withdrawals-paused'])
    expect(at(paused, 'withdrawals-paused')?.reason).toBe('paused')
    const others = { takesPausedUntil: NOW + 1n, period: DAY, buffer: millions(12) }
    expect(short(canRecall(guarded(others), NOW))).toEqual([millions(8), 'withdraw-limit'])
  })

  it('lets the Generator recall nothing from an older controller while the deposit limit is zero', () => {
    const zero = { depositLimit: NOT_SET }
    expect(canRecall(funnel(zero), NOW).amount).toBe(millions(8))
    const answer = canRecall(funnel(zero, { zeroLimitBlocksRecall: true }), NOW)
    expect(short(answer)).toEqual([0n, 'deposit-limit-restore'])
    expect(at(answer, 'deposit-limit-restore')?.reason).toBe('not-set')
    expect(canRecall(funnel({}, { zeroLimitBlocksRecall: true }), NOW).amount).toBe(millions(8))
    expect(canRecall(funnel({ depositLimit: UNLIMITED }, { zeroLimitBlocksRecall: true }), NOW).amount).toBe(
      millions(8),
    )
  })

  it('lets the Generator recall nothing while the deposit limit, which a recall refills, cannot be computed', () => {
    const bricked = { maxAmount: MAX_UINT256 - 1n, slope: 2n ** 255n, lastAmount: 1n, lastUpdated: NOW }
    expect(short(canRecall(funnel({ depositLimit: bricked }), NOW + 2n))).toEqual([
      0n,
      'deposit-limit-restore',
    ])
  })

  it('lets the Generator recall what the deposit limit can take back without overflowing', () => {
    const stored = { maxAmount: MAX_UINT256 - 1n, slope: 0n, lastUpdated: NOW }
    const holding = (left: bigint) => funnel({ depositLimit: { ...stored, lastAmount: MAX_UINT256 - left } })
    const answer = canRecall(holding(millions(3)), NOW)
    expect(short(answer)).toEqual([millions(3), 'deposit-limit-restore'])
    expect(at(answer, 'deposit-limit-restore')).toMatchObject({ state: 'limited', reason: null })
    expect(short(canRecall(holding(millions(8)), NOW))).toEqual([millions(8), 'withdraw-limit'])
  })
})

describe('the least debt of an ilk (dust)', () => {
  const owed = debtState().ilk.rate * debtState().urn.art
  const dusty = (more: bigint, own: Parameters<typeof funnel>[1] = {}) =>
    funnel({}, { debt: debtState({ ilk: { dust: rad(owed + more) } }), ...own })

  it('is no constraint where an ilk has no dust, and lets through an amount that reaches it', () => {
    expect(at(canMint(funnel(), NOW), 'dust')).toBeUndefined()
    const answer = canMint(dusty(debtMillions(30)), NOW)
    expect(short(answer)).toEqual([millions(40), 'mint-limit'])
    expect(at(answer, 'dust')?.state).toBe('unlimited')
  })

  it('refuses an amount that is too small to reach the dust', () => {
    const answer = canMint(dusty(debtMillions(50)), NOW)
    expect(short(answer)).toEqual([0n, 'dust'])
    expect(short(canAdd(dusty(debtMillions(50)), NOW))).toEqual([millions(5), 'dust'])
    // 25 million fit below the deposit limit, of which 20 would be minted.
    expect(short(canAdd(dusty(debtMillions(30)), NOW))).toEqual([millions(5), 'dust'])
    expect(short(canAdd(dusty(debtMillions(19)), NOW))).toEqual([millions(25), 'deposit-limit'])
    const none = canMint(dusty(debtMillions(50), { mintLimit: NOT_SET }), NOW)
    expect(short(none)).toEqual([0n, 'mint-limit'])
  })
})

describe('every answer', () => {
  const anyLimit = fc
    .record({ maxAmount: amount, slope: amount, share: fc.bigInt({ min: 0n, max: 100n }) })
    .map(({ maxAmount, slope, share }) => ({
      maxAmount,
      slope,
      lastAmount: (maxAmount * share) / 100n,
      lastUpdated: NOW,
    }))
  const anyFunnel: fc.Arbitrary<FunnelInputs> = fc
    .record({
      vault: anyVault,
      limits: fc.tuple(anyLimit, anyLimit, anyLimit, anyLimit),
      debt: anyDebtState,
      idle: amount,
      rate: fc.bigInt({ min: 0n, max: 5n * 10n ** 36n }),
    })
    .map(({ vault, limits: [takeLimit, depositLimit, withdrawLimit, mintLimit], debt, idle, rate }) =>
      funnel(
        {
          vault,
          takeLimit,
          depositLimit,
          withdrawLimit,
          generatorShares: vault.totalSupply,
          maxExchangeRate: rate,
        },
        { debt, idle: wad(idle), mintLimit },
      ),
    )

  it('is the least of its constraints, exactly one of which is binding', () => {
    fc.assert(
      fc.property(anyFunnel, later, (inputs, t) => {
        for (const answer of [canTake, canAdd, canMint, canRecall].map((can) => can(inputs, t))) {
          const least = answer.constraints.reduce(
            (low, one) => (one.amount < low ? one.amount : low),
            MAX_UINT256,
          )
          expect(answer.amount).toBe(least)
          const binding = answer.constraints.filter((one) => one.binding)
          expect(binding.map(({ id, amount: most }) => [id, most])).toEqual([[answer.binding, least]])
          for (const { state, reason } of answer.constraints) expect(reason === null).toBe(state !== 'closed')
        }
      }),
    )
  })

  it('does not grow when a constraint tightens', () => {
    fc.assert(
      fc.property(anyFunnel, later, (inputs, t) => {
        const { vault } = inputs.prime
        const less = {
          ...inputs,
          prime: { ...inputs.prime, vault: { ...vault, idle: wad(vault.idle / 2n) } },
        }
        expect(canTake(less, t).amount).toBeLessThanOrEqual(canTake(inputs, t).amount)
        expect(canRecall(less, t).amount).toBeLessThanOrEqual(canRecall(inputs, t).amount)
        const { debt } = inputs.generator
        const ilk = { ...debt.ilk, line: rad(debt.ilk.line / 2n), Art: wad(debt.ilk.Art) }
        const lower = { ...inputs, generator: { ...inputs.generator, debt: { ...debt, ilk } } }
        expect(canMint(lower, t).amount).toBeLessThanOrEqual(canMint(inputs, t).amount)
      }),
    )
  })
})
