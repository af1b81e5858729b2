import { type Address, keccak256, toFunctionSelector, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Leaf } from '@/lib/leaf'
import { MAX_UINT256, WAD, wad } from '@/lib/math'
import { type FakeMigration, migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, someone } from '@/lib/testing/fakes/model'
import { type Guardrails, NO_GUARDRAILS } from '@/lib/vaults'
import { isGuardrailOperator, rightsOf } from '../authority'
import type { ConsoleModel } from '../model'
import { checkState } from '../model/check'

const takerRole = keccak256(toHex('TAKER_ROLE'))
const depositorRole = keccak256(toHex('DEPOSITOR_ROLE'))
const HOUR = 3_600n
const DAY = 24n * HOUR
const other: Address = '0x0000000000000000000000000000000000000052'

/** A quarter of the idle funds a day: half a USDS of 2.5 was left twelve hours ago, of 10 idle. */
const quarter: Partial<Guardrails> = {
  share: wad(WAD / 4n),
  period: DAY,
  lastLeft: wad(WAD / 2n),
  lastUpdated: fakeTime - 12n * HOUR,
}

/** With half of 2.5, which has refilled since. */
const LEFT = (7n * WAD) / 4n

const answers = (rails: Partial<Guardrails>, maxTake: bigint, more: FakeOutputs = {}): FakeOutputs => ({
  'guardrails()': () => [{ ...NO_GUARDRAILS, ...rails }],
  'pauses()': () => [[], []],
  'maxTake()': () => [maxTake],
  // The vault's own views: worth 100 USDS, under a cap of 1,000.
  'totalAssets()': () => [100n * WAD],
  'assetsOutstanding()': () => [90n * WAD],
  'maxDeposit(address)': () => [900n * WAD],
  'maxWithdraw(address)': () => [10n * WAD],
  ...more,
})
const modelOf = (
  rails: Partial<Guardrails>,
  maxTake: bigint,
  more: FakeOutputs = {},
  state: FakeMigration = { phase: 'Legacy' },
) => migratingModel(state, answers(rails, maxTake, more))

const primeOf = (model: ConsoleModel) => model.generators[0]!.primes[0]!
const told = (leaf: Leaf<unknown>) => (leaf.ok ? leaf.value : 'unknown')
const railsOf = (model: ConsoleModel) => primeOf(model).vault.guardrails!

/** The checks of the guardrails that do not pass, with their verdicts. */
const failed = ({ checks }: ConsoleModel) =>
  Object.fromEntries(
    checks
      .filter(({ id }) => id.startsWith('guardrails/'))
      .map((check) => [check.id.split('/')[1], checkState(check)] as const)
      .filter(([, verdict]) => verdict !== 'pass'),
  )
const checkOf = ({ checks }: ConsoleModel, id: string) => checks.find((check) => check.id === `${id}/spark`)!

describe('the guardrails of a vault at a time', () => {
  it('let through what the policy has refilled', () => {
    const rails = railsOf(modelOf(quarter, LEFT))
    const { policyLeft, policyMost, maxTake, policyFullAt, unsettled } = rails
    expect([policyLeft, policyMost, maxTake, policyFullAt, unsettled].map(told)).toEqual([
      LEFT,
      (5n * WAD) / 2n,
      LEFT,
      // Two of 2.5 USDS refill in four fifths of a day.
      fakeTime - 12n * HOUR + (DAY * 4n) / 5n,
      0n,
    ])
    expect([rails.takesPaused, rails.withdrawalsPaused, rails.takesPausableFrom].map(told)).toEqual([
      false,
      false,
      0n,
    ])
  })

  it('tell a pause, its end and when the next one is possible', () => {
    const bounds = { ...NO_GUARDRAILS.bounds, maxPause: DAY, coolDown: DAY }
    const until = Number(fakeTime + HOUR)
    const own = { by: someone, start: until - 1_800, until }
    const pauses: FakeOutputs = { 'pauses()': () => [[own], []] }
    const rails = railsOf(modelOf({ bounds, takesPausedUntil: fakeTime + HOUR }, 0n, pauses))
    expect([rails.takesPaused, rails.withdrawalsPaused, rails.maxTake].map(told)).toEqual([true, false, 0n])
    // A wait of half an hour after a pause of half an hour; who has not paused does not wait.
    expect(told(rails.takesPausableFrom)).toBe(fakeTime + HOUR + HOUR / 2n)
    expect(told(rails.withdrawalsPausableFrom)).toBe(0n)
  })

  it('bind what the Prime can draw and what the Generator can recall', () => {
    const facet = {
      facetAddress: someone,
      functionSelectors: [toFunctionSelector('withdrawERC4626(address,uint256,uint256)')],
    }
    const binding = (rails: Partial<Guardrails>) => {
      const { canTake, canRecall } = primeOf(modelOf(rails, 0n, { 'facets()': () => [[facet]] }))
      return [canTake, canRecall].map((answer) => (answer.ok ? answer.value.binding : 'unknown'))
    }
    expect(binding({ takesPausedUntil: fakeTime + 1n })[0]).toBe('takes-paused')
    expect(binding({ withdrawalsPausedUntil: fakeTime + 1n })[1]).toBe('withdrawals-paused')
    expect(binding(quarter)[0]).toBe('withdrawal-policy')
    expect(binding({ buffer: wad(9n * WAD) })[0]).toBe('liquidity-buffer')
  })
})

describe('a vault without guardrails', () => {
  const without = (more: FakeOutputs = {}) =>
    modelOf(quarter, 0n, { 'supportsInterface(bytes4)': () => [false], ...more })

  it('has no guardrails that bind, and no operators', () => {
    const model = without()
    expect(primeOf(model).vault.guardrails).toBeNull()
    const { canTake } = primeOf(model)
    expect(canTake.ok && canTake.value.binding).toBe('vault-idle')
    expect(isGuardrailOperator(primeOf(model), someone)).toMatchObject({ ok: true, value: false })
    expect(failed(model)).toEqual({})
    expect(checkState(checkOf(model, 'prime/agrees'))).toBe('pass')
  })

  it('answers the room below its cap for any receiver and any cap', () => {
    // The deployed vault has no bound of its own, and does not ask whether the receiver may hold shares.
    const taker = { 'hasRole(bytes32,address)': () => [true] }
    const open = {
      'depositCap()': () => [MAX_UINT256],
      'maxDeposit(address)': () => [MAX_UINT256 - 100n * WAD],
    }
    for (const more of [taker, open, { ...taker, ...open }]) {
      expect(checkState(checkOf(without(more), 'prime/agrees'))).toBe('pass')
    }
  })

  it('takes deposits from anyone, so no role is missing', () => {
    // The Generator's ALMProxy takes nothing, and holds no role that the deployed vault does not know.
    const none = { 'hasRole(bytes32,address)': ([role]: readonly unknown[]) => [role === takerRole] }
    const asked = { ...none, 'maxDeposit(address)': () => [900n * WAD] }
    const ids = (model: ConsoleModel) => {
      const { canAdd } = primeOf(model)
      return canAdd.ok
        ? canAdd.value.constraints.filter(({ state }) => state === 'closed').map(({ id }) => id)
        : []
    }
    expect(ids(without(asked))).not.toContain('depositor-role')
    expect(checkState(checkOf(without(asked), 'prime/agrees'))).toBe('pass')

    // This project's vault refuses an account without the role and promises it nothing, and the console says so.
    const guarded = modelOf(quarter, LEFT, { ...none, 'maxDeposit(address)': () => [0n] })
    expect(ids(guarded)).toContain('depositor-role')
    expect(told(checkOf(guarded, 'prime/taker').found)).toContain('does not hold DEPOSITOR_ROLE')
    expect(checkState(checkOf(modelOf(quarter, LEFT, none), 'prime/agrees'))).toBe('critical')
  })

  it('names the figures that disagree, and no others', () => {
    const { found } = checkOf(without({ 'maxDeposit(address)': () => [900n * WAD + 1n] }), 'prime/agrees')
    expect(told(found)).toBe(
      'maxDeposit computed 900,000,000,000,000,000,000, the contract says 900,000,000,000,000,000,001 (smallest units).',
    )
    const two = { 'maxWithdraw(address)': () => [7n], 'totalAssets()': () => [1n] }
    expect(told(checkOf(without(two), 'prime/agrees').found)).toMatch(
      /^totalAssets computed .*, the contract says 1; maxWithdraw computed .*, the contract says 7 \(/,
    )
    const asset = checkOf(without({ 'asset()': () => [other] }), 'prime/asset')
    expect(told(asset.found)).toMatch(new RegExp(`^Its asset is ${other}, not 0x`))
    const wired = checkOf(without({ 'proxy()': () => [other] }), 'prime/wired')
    expect(told(wired.found)).toMatch(new RegExp(`^Its ALMProxy is ${other}, not 0x[0-9a-fA-F]{40}\\.$`))
  })

  it('has no guardrail view that could disagree', () => {
    const model = without({ 'maxTake()': () => null, 'guardrails()': () => null })
    expect(checkState(checkOf(model, 'prime/agrees'))).toBe('pass')
  })

  it('is not assumed where it could not be asked', () => {
    const model = without({ 'supportsInterface(bytes4)': () => null })
    const { vault, canTake, canRecall } = primeOf(model)
    expect(vault.guardrails).not.toBeNull()
    expect([canTake.ok, canRecall.ok, vault.guardrails?.takesPaused.ok]).toEqual([false, false, false])
    expect(failed(model)).toMatchObject({ takes: 'unknown', withdrawals: 'unknown', buffer: 'unknown' })
    expect(isGuardrailOperator(primeOf(model), other).ok).toBe(false)
  })
})

describe('the checks of the guardrails', () => {
  it('pass where nothing is paused and the buffer is held, to the unit', () => {
    expect(failed(modelOf({ buffer: wad(10n * WAD) }, 0n))).toEqual({})
    expect(failed(modelOf({ buffer: wad(10n * WAD + 1n) }, 0n))).toEqual({ buffer: 'attention' })
  })

  it('are red while takes or withdrawals are paused, to the last second', () => {
    const until = fakeTime + 1n
    expect(failed(modelOf({ takesPausedUntil: until }, 0n))).toEqual({ takes: 'critical' })
    expect(failed(modelOf({ withdrawalsPausedUntil: until }, 0n))).toEqual({ withdrawals: 'critical' })
    expect(failed(modelOf({ takesPausedUntil: fakeTime, withdrawalsPausedUntil: fakeTime }, 0n))).toEqual({})
    const { found } = checkOf(modelOf({ takesPausedUntil: until }, 0n), 'guardrails/takes')
    expect(told(found)).toBe('Paused until 2027-01-15 08:00 UTC.')
  })

  it('demand a policy in dual-run, and in no other phase', () => {
    const inPhase = (phase: FakeMigration['phase'], rails: Partial<Guardrails> = {}) =>
      failed(modelOf(rails, 0n, {}, { phase }))
    expect(inPhase('DualRun')).toEqual({ policy: 'attention' })
    expect(inPhase('DualRun', quarter)).toEqual({})
    expect(inPhase('CutOver')).toEqual({})
    const guardless = { 'supportsInterface(bytes4)': () => [false] }
    expect(failed(modelOf({}, 0n, guardless, { phase: 'DualRun' }))).toEqual({ policy: 'attention' })
    const { found } = checkOf(modelOf(quarter, 0n, {}, { phase: 'DualRun' }), 'guardrails/policy')
    expect(told(found)).toBe('Spark is in dual-run; 25 % of what is idle per 1 d.')
  })

  it('are red where anybody but the Generator may deposit', () => {
    const two = (second: readonly Address[] | null): FakeOutputs => ({
      'getRoleMemberCount(bytes32)': ([role]) => [role === depositorRole ? 2n : 1n],
      'getRoleMember(bytes32,uint256)': ([role, index]) => {
        if (role !== depositorRole) return [someone]
        return index === 0n ? [migrating.generator.addresses.almProxy] : second
      },
    })
    const found = (second: readonly Address[] | null) =>
      checkOf(modelOf(quarter, 0n, two(second)), 'guardrails/depositors')
    expect(checkState(checkOf(modelOf(quarter, 0n), 'guardrails/depositors'))).toBe('pass')
    expect(checkState(found([other]))).toBe('critical')
    expect(told(found([other]).found)).toBe(`DEPOSITOR_ROLE too: ${other}.`)
    expect(checkState(found(null))).toBe('unknown')
  })

  it("compare the vault's own view with the formula", () => {
    expect(checkState(checkOf(modelOf(quarter, LEFT), 'prime/agrees'))).toBe('pass')
    expect(checkState(checkOf(modelOf(quarter, LEFT - 1n), 'prime/agrees'))).toBe('critical')
    const unread = modelOf(quarter, 0n, { 'maxTake()': () => null })
    expect(checkState(checkOf(unread, 'prime/agrees'))).toBe('unknown')
  })

  it('are red for a view that differs, whatever else cannot be read', () => {
    for (const lost of ['maxTake()', 'depositCap()', 'totalAssets()']) {
      const model = modelOf(quarter, LEFT, { 'maxWithdraw(address)': () => [7n], [lost]: () => null })
      const check = checkOf(model, 'prime/agrees')
      expect(checkState(check)).toBe('critical')
      expect(told(check.found)).toMatch(
        /^maxWithdraw computed [\d,]+, the contract says 7 \(smallest units\)\.$/,
      )
    }
  })
})

describe('who operates the guardrails', () => {
  const right = (model: ConsoleModel, account: Address) =>
    rightsOf(model, account).find(({ id }) => id.startsWith('guardrails-'))?.holds

  it('is whoever holds the role on a vault', () => {
    const model = modelOf({}, MAX_UINT256)
    expect(right(model, someone)).toMatchObject({ ok: true, value: true })
    expect(right(model, other)).toMatchObject({ ok: true, value: false })
  })

  it('is unknown while the holders are unknown', () => {
    const unread = modelOf({}, 0n, { 'getRoleMemberCount(bytes32)': () => null })
    expect(right(unread, other)?.ok).toBe(false)
  })
})
