import { describe, expect, it } from 'vitest'
import { debtNow } from '@/lib/debt'
import { MAX_UINT256, RAY, rad, ray, sharesOf, WAD, wad } from '@/lib/math'
import {
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
import { canAdd, canMint, canRecall, canTake } from './answers'
import { whenCanAdd, whenCanMint, whenCanRecall, whenCanTake } from './when'

/** A refill of a million an hour takes a second longer, since the slope is rounded down. */
const hours = (count: bigint) => count * HOUR + 1n
const { wires } = funnel().prime

describe('when the Prime can take an amount', () => {
  it('lets the Prime take an amount now, up to the present answer', () => {
    expect(whenCanTake(funnel(), canTake(funnel(), NOW).amount, NOW)).toEqual({ at: NOW, steps: [] })
  })

  it('lets the Prime take more once the take limit has refilled', () => {
    expect(whenCanTake(funnel(), millions(12), NOW)).toEqual({ at: NOW + hours(2n), steps: [] })
    expect(canTake(funnel(), NOW + hours(2n)).amount).toBe(millions(12))
    expect(canTake(funnel(), NOW + hours(2n) - 1n).amount).toBeLessThan(millions(12))
  })

  it('says what the Generator must add first where the Prime asks for more than lies idle', () => {
    expect(whenCanTake(funnel(), millions(15), NOW)).toEqual({
      at: NOW + hours(5n),
      steps: [{ kind: 'deposit', by: 'generator', at: NOW, amount: millions(3) }],
    })
    const poor = funnel({ takeLimit: UNLIMITED }, { idle: wad(0n) })
    expect(whenCanTake(poor, millions(15), NOW)).toEqual({
      at: NOW,
      steps: [
        { kind: 'mint', by: 'generator', at: NOW, amount: millions(3) },
        { kind: 'deposit', by: 'generator', at: NOW, amount: millions(3) },
      ],
    })
  })

  it('waits for the limit of the Generator, and mints as late as it may', () => {
    const inputs = funnel({ takeLimit: UNLIMITED, depositLimit: limitOf(60, 1) }, { idle: wad(0n) })
    expect(whenCanTake(inputs, millions(15), NOW)).toEqual({
      at: NOW + hours(2n),
      steps: [
        { kind: 'mint', by: 'generator', at: NOW, amount: millions(3) },
        { kind: 'deposit', by: 'generator', at: NOW + hours(2n), amount: millions(3) },
      ],
    })
  })

  it('never lets the Prime take in one go more than the limits ever hold, and says how much it could', () => {
    expect(whenCanTake(funnel(), millions(21), NOW)).toEqual({
      never: { constraint: 'take-limit', reason: 'above-max', most: millions(20) },
    })
    const inputs = funnel({ takeLimit: UNLIMITED, depositLimit: limitOf(4, 4) })
    expect(whenCanTake(inputs, millions(17), NOW)).toEqual({
      never: { constraint: 'deposit-limit', reason: 'above-max', most: millions(4) },
    })
    const still = funnel({ takeLimit: { ...limitOf(20, 10), slope: 0n } })
    expect(whenCanTake(still, millions(11), NOW)).toEqual({
      never: { constraint: 'take-limit', reason: 'no-refill', most: millions(10) },
    })
  })

  it('names what bounds the take before what bounds the adding', () => {
    const inputs = funnel({ takeLimit: NOT_SET, depositLimit: limitOf(4, 4) })
    expect(whenCanTake(inputs, millions(17), NOW).never?.constraint).toBe('take-limit')
  })

  it('never lets the Prime take anything where a wire is missing or no limit is set', () => {
    expect(whenCanTake(funnel({ wires: { ...wires, taker: false } }), wad(1n), NOW)).toEqual({
      never: { constraint: 'taker-role', reason: 'missing', most: 0n },
    })
    expect(whenCanTake(funnel({ takeLimit: NOT_SET }), wad(1n), NOW).never?.reason).toBe('not-set')
    const bricked = { maxAmount: MAX_UINT256 - 1n, slope: 2n ** 255n, lastAmount: 1n, lastUpdated: NOW }
    expect(whenCanTake(funnel({ takeLimit: bricked }), wad(1n), NOW + 2n).never?.reason).toBe('overflow')
  })
})

describe('when the guardrails of the vault let the Prime take an amount', () => {
  const guarded = (changes: Partial<Guardrails>, generator: Parameters<typeof funnel>[1] = {}) =>
    funnel({ takeLimit: UNLIMITED, vault: vaultState({ guardrails: guardrailsState(changes) }) }, generator)
  /** A quarter a day, of 12 million: 1.75 of 3 million now, all of it in ten hours. */
  const quarter = { share: wad(WAD / 4n), period: DAY, lastLeft: millions(1), lastUpdated: NOW - 6n * HOUR }

  it('lets the Prime take when a pause of takes ends', () => {
    const paused = guarded({ takesPausedUntil: NOW + HOUR })
    expect(whenCanTake(paused, millions(12), NOW)).toEqual({ at: NOW + HOUR, steps: [] })
    expect(whenCanTake(paused, millions(12), NOW + HOUR)).toEqual({ at: NOW + HOUR, steps: [] })
  })

  it('lets the Prime take now what the policy lets out', () => {
    expect(whenCanTake(guarded(quarter), wad(millions(7) / 4n), NOW)).toEqual({ at: NOW, steps: [] })
  })

  it('lets the Prime take an amount once the policy has refilled to it, to the second', () => {
    for (const amount of [millions(7) / 4n + 1n, millions(2), millions(3) - 1n, millions(3)]) {
      const { at = 0n, steps } = whenCanTake(guarded(quarter), wad(amount), NOW)
      expect(steps).toEqual([])
      expect(canTake(guarded(quarter), at).amount).toBeGreaterThanOrEqual(amount)
      expect(canTake(guarded(quarter), at - 1n).amount).toBeLessThan(amount)
    }
    expect(whenCanTake(guarded(quarter), millions(3), NOW).at).toBe(NOW + 10n * HOUR)
  })

  it('waits for a deposit to settle where the share of what counts does not suffice', () => {
    const fresh = { youngAssets: millions(8), youngSince: NOW - HOUR, youngLast: NOW - HOUR }
    const inputs = guarded({ ...quarter, ...fresh })
    expect(canTake(inputs, NOW).amount).toBe(millions(1))
    expect(whenCanTake(inputs, millions(3), NOW)).toEqual({ at: NOW + 23n * HOUR, steps: [] })
    const buffer = guarded({ buffer: millions(4), ...fresh })
    expect(whenCanTake(buffer, millions(1), NOW)).toEqual({ at: NOW + 23n * HOUR, steps: [] })
  })

  it('needs more idle funds that have settled where the share does not suffice', () => {
    // A quarter of 20 million is 5; 12 lie idle. What is added counts a period later.
    const deposit = { kind: 'deposit', by: 'generator', at: NOW, amount: millions(8) }
    const rich = { idle: millions(8) }
    const later = { at: NOW + DAY, steps: [deposit] }
    expect(whenCanTake(guarded(quarter, rich), millions(5), NOW)).toEqual(later)
    const unused = guarded({ share: wad(WAD / 4n), period: DAY }, rich)
    expect(whenCanTake(unused, millions(5), NOW)).toEqual(later)
  })

  it("never lets the Prime take in one go more than the policy's share of what the Generator can make idle", () => {
    const { never } = whenCanTake(guarded(quarter), millions(12), NOW)
    expect(never).toEqual({ constraint: 'withdrawal-policy', reason: 'fixed', most: millions(3) })
    const nothing = guarded({ share: wad(0n), period: DAY })
    expect(whenCanTake(nothing, wad(1n), NOW)).toEqual({
      never: { constraint: 'withdrawal-policy', reason: 'fixed', most: 0n },
    })
  })

  it('waits for whatever takes longer than the policy', () => {
    const late = {
      takeLimit: { ...limitOf(20, 0), slope: millions(4) / (32n * HOUR) },
      vault: vaultState({ guardrails: guardrailsState(quarter) }),
    }
    // The limit holds 4 million after 32 hours, and a quarter of 12 million is 3: four more have settled after a day.
    const { at = 0n, steps } = whenCanTake(funnel(late), millions(4), NOW)
    expect((at - NOW) / HOUR).toBe(32n)
    expect(steps).toEqual([{ kind: 'deposit', by: 'generator', at: NOW, amount: millions(4) }])
  })

  it('has the Generator add the amount that the buffer holds back', () => {
    expect(whenCanTake(guarded({ buffer: millions(9) }), millions(3), NOW)).toEqual({ at: NOW, steps: [] })
    // Without a policy, what it adds counts a day later.
    expect(whenCanTake(guarded({ buffer: millions(9) }), millions(5), NOW)).toEqual({
      at: NOW + DAY,
      steps: [{ kind: 'deposit', by: 'generator', at: NOW, amount: millions(2) }],
    })
  })
})

describe('when the Generator can add an amount', () => {
  it('lets the Generator add an amount now, up to the present answer', () => {
    const { amount } = canAdd(funnel(), NOW)
    expect(whenCanAdd(funnel(), amount, NOW).at).toBe(NOW)
    expect(whenCanAdd(funnel(), wad(amount + 1n), NOW).at).toBe(NOW + 1n)
  })

  it('never comes where what is missing cannot be minted', () => {
    const inputs = funnel({}, { idle: wad(0n), mintLimit: NOT_SET })
    expect(whenCanAdd(inputs, millions(1), NOW)).toEqual({
      never: { constraint: 'mint-limit', reason: 'not-set', most: 0n },
    })
  })

  it('never lets the Generator add once yield uses up the cap faster than the limit refills', () => {
    const inputs = funnel({
      vault: vaultState({ depositCap: wad(millions(50) + millions(2)), idle: wad(0n) }),
      depositLimit: { ...limitOf(60, 1), slope: 10n ** 18n / 10n },
    })
    expect(canAdd(inputs, NOW).amount).toBe(millions(1))
    const { never } = whenCanAdd(inputs, wad(millions(2) - 1n), NOW)
    expect(never).toMatchObject({ constraint: 'deposit-cap', reason: 'only-shrinks' })
    expect(never?.most).toBeLessThan(millions(2) - 1n)
  })

  it('never lets the Generator add once the exchange rate has tripped', () => {
    const inputs = funnel({ maxExchangeRate: 10n ** 36n })
    expect(whenCanAdd(inputs, millions(1), NOW)).toEqual({
      never: { constraint: 'exchange-rate', reason: 'only-shrinks', most: 0n },
    })
    expect(whenCanAdd(funnel({ maxExchangeRate: 0n }), millions(1), NOW)).toEqual({
      never: { constraint: 'max-exchange-rate', reason: 'not-set', most: 0n },
    })
  })
})

describe('when the Generator can mint an amount', () => {
  const unlimited = { mintLimit: UNLIMITED }
  const allowed = NOW - HOUR + DAY
  const { gap } = debtState().autoLine
  const target = rad(debtState().ilk.Art * debtState().ilk.rate + gap)
  const low = debtState({ ilk: { line: debtMillions(150) } })

  it('lets the Generator mint once AutoLine may raise the ceiling and somebody calls exec', () => {
    expect(whenCanMint(funnel({}, { ...unlimited, debt: low }), millions(100), NOW)).toEqual({
      at: allowed,
      steps: [{ kind: 'exec', by: 'anyone', at: allowed, line: target }],
    })
  })

  it('waits for the mint limit first, and calls exec no sooner than needed', () => {
    const mintLimit = limitOf(100, 50)
    expect(whenCanMint(funnel({}, { mintLimit, debt: low }), millions(100), NOW)).toEqual({
      at: NOW + hours(50n),
      steps: [{ kind: 'exec', by: 'anyone', at: NOW + hours(50n), line: target }],
    })
  })

  it('presumes a drip where the whole gap is needed, since undripped fees take a part of it', () => {
    const generator = { ...unlimited, debt: low }
    const { at, steps } = whenCanMint(funnel({}, generator), wad(millions(150) - 2n), NOW)
    expect(at).toBe(allowed)
    expect(steps?.map(({ kind }) => kind)).toEqual(['drip', 'exec'])
    expect(steps?.[1]).toMatchObject({ line: debtNow(low, allowed) + gap })
    expect(whenCanMint(funnel({}, generator), wad(millions(150) + 2n), NOW).never).toMatchObject({
      constraint: 'ilk-ceiling',
      reason: 'only-shrinks',
    })
  })

  it('counts that exec moves the ceiling of all debt too', () => {
    const { debt } = low.vat
    const tight = debtState({ ilk: { line: debtMillions(150) }, vat: { Line: rad(debt + debtMillions(10)) } })
    // 45 million fit below the ceiling of the ilk, 10 below that of all; exec adds 105 to both.
    const at = (count: number) => whenCanMint(funnel({}, { ...unlimited, debt: tight }), millions(count), NOW)
    expect(at(9)).toEqual({ at: NOW, steps: [] })
    expect(at(114).at).toBe(allowed)
    expect(at(116).never).toMatchObject({ constraint: 'global-ceiling', reason: 'only-shrinks' })
  })

  it('never lets the Generator mint where AutoLine does not raise the ceiling', () => {
    const out = debtState({ autoLine: { line: rad(0n) }, ilk: { line: debtMillions(150) } })
    expect(whenCanMint(funnel({}, { ...unlimited, debt: out }), millions(100), NOW).never).toMatchObject({
      constraint: 'ilk-ceiling',
      reason: 'only-shrinks',
      most: canMint(funnel({}, { ...unlimited, debt: out }), NOW).amount,
    })
    const capped = debtState({ autoLine: { line: debtMillions(150) }, ilk: { line: debtMillions(150) } })
    // Neither an exec that changes nothing is presumed, nor one that lowers: what goes through now is the most.
    const high = debtState({ ilk: { line: debtMillions(900) } })
    for (const [debt, wanted] of [
      [capped, millions(100)],
      [high, millions(850)],
    ] as const) {
      const inputs = funnel({}, { ...unlimited, debt })
      expect(whenCanMint(inputs, wanted, NOW)).toEqual({
        never: { constraint: 'ilk-ceiling', reason: 'only-shrinks', most: canMint(inputs, NOW).amount },
      })
    }
    expect(whenCanMint(funnel({}, { bufferAllowance: wad(5n) }), wad(6n), NOW)).toEqual({
      never: { constraint: 'buffer-allowance', reason: 'fixed', most: 5n },
    })
    const caged = debtState({ vat: { live: 0n } })
    expect(whenCanMint(funnel({}, { debt: caged }), wad(1n), NOW).never?.constraint).toBe('vat-live')
  })

  it('answers with an overflow where the contracts cannot compute the debt', () => {
    const none = debtState({ ilk: { rate: ray(0n) } })
    expect(whenCanMint(funnel({}, { debt: none }), wad(1n), NOW).never?.reason).toBe('overflow')
    const broken = debtState({ vat: { debt: rad(MAX_UINT256), Line: rad(MAX_UINT256) } })
    expect(whenCanMint(funnel({}, { debt: broken }), wad(1n), NOW + 1n).never?.reason).toBe('overflow')
  })
})

describe('when the Generator can recall an amount', () => {
  it('lets the Generator recall once its limit has refilled', () => {
    expect(whenCanRecall(funnel(), millions(8), NOW)).toEqual({ at: NOW, steps: [] })
    expect(whenCanRecall(funnel(), millions(11), NOW)).toEqual({ at: NOW + hours(3n), steps: [] })
    expect(whenCanRecall(funnel(), millions(31), NOW).never?.reason).toBe('above-max')
  })

  it('lets the Generator recall when a pause of withdrawals ends', () => {
    const paused = { guardrails: guardrailsState({ withdrawalsPausedUntil: NOW + HOUR }) }
    expect(whenCanRecall(funnel({ vault: vaultState(paused) }), millions(8), NOW)).toEqual({
      at: NOW + HOUR,
      steps: [],
    })
  })

  it('says what the Prime must return first where the Generator recalls more than lies idle', () => {
    expect(whenCanRecall(funnel({ withdrawLimit: UNLIMITED }), millions(20), NOW)).toEqual({
      at: NOW,
      steps: [{ kind: 'return', by: 'prime', at: NOW, amount: millions(8) }],
    })
  })

  it('waits for yield where the shares are not worth the amount yet', () => {
    const inputs = funnel({
      withdrawLimit: UNLIMITED,
      generatorShares: sharesOf((millions(10) * 100n) / 102n),
    })
    const { at = 0n, steps } = whenCanRecall(inputs, wad(millions(10) + millions(1) / 100n), NOW)
    expect(steps).toEqual([])
    // 0.1 % at 4.75 % a year.
    expect((at - NOW) / DAY).toBe(7n)
    expect(canRecall(inputs, at).amount).toBeGreaterThanOrEqual(millions(10) + millions(1) / 100n)
    expect(canRecall(inputs, at - 1n).amount).toBeLessThan(millions(10) + millions(1) / 100n)
    const still = funnel({ ...inputs.prime, vault: vaultState({ vsr: RAY }) })
    expect(whenCanRecall(still, millions(11), NOW).never).toMatchObject({
      constraint: 'generator-shares',
      reason: 'fixed',
    })
  })
})
