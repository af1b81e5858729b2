import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullWipe, globalHeadroom, headroom, undrippedFees } from '@/lib/debt'
import { MAX_UINT256, RAY, rad, sharesOf, wad } from '@/lib/math'
import { anyDebtState, debtMillions, debtState, later } from '@/lib/testing/states/debt'
import { NOW, stepInputs } from '@/lib/testing/states/migration'
import {
  anyVault,
  DAY,
  funnel,
  guardrailsState,
  HOUR,
  limitOf,
  millions,
  NOT_SET,
  UNLIMITED,
  vaultState,
} from '@/lib/testing/states/vaults'
import { assetsOutstanding, type Guardrails } from '@/lib/vaults'
import { afterMigrate, afterMigrateBack } from './outcome'
import {
  canMigrate,
  canMigrateBack,
  judgeStep,
  type StepAnswer,
  whenCanMigrate,
  whenCanMigrateBack,
} from './steps'
import type { Phase } from './types'

const short = ({ amount, binding }: StepAnswer) => [amount, binding]
const reasonOf = ({ constraints, binding }: StepAnswer) =>
  constraints.find(({ id }) => id === binding)?.reason
const { prime, generator } = funnel()
/** Noon of that day; the window opens an hour later. */
const NOON = NOW + 4n * HOUR

const guardedInputs = (changes: Partial<Guardrails>) =>
  stepInputs({ funnel: funnel({ vault: vaultState({ guardrails: guardrailsState(changes) }) }) })

const everyLimit = { migrationLimit: UNLIMITED } as const

describe('what a step moves over', () => {
  it('moves over what the migration limit holds; the mint, deposit and take limits do not bound it', () => {
    expect(short(canMigrate(stepInputs(), NOW))).toEqual([millions(20), 'migration-limit'])
    const none = { takeLimit: NOT_SET, depositLimit: NOT_SET }
    const inputs = stepInputs({ funnel: funnel(none, { mintLimit: NOT_SET }) })
    expect(short(canMigrate(inputs, NOW))).toEqual([millions(20), 'migration-limit'])
  })

  it('moves over no more than is owed, to the wei that repays everything', () => {
    const legacy = debtState({ urn: { art: wad(7n) }, ilk: { rate: RAY } })
    // For such a small amount, rounding makes the shares expensive.
    const inputs = stepInputs({ legacy, funnel: funnel({ maxExchangeRate: 2n * 10n ** 36n }) })
    expect(short(canMigrate(inputs, NOW + 60n))).toEqual([8n, 'legacy-debt'])
    expect(short(canMigrate(inputs, NOW))).toEqual([7n, 'legacy-debt'])
    expect(short(canMigrate(stepInputs({ legacy }), NOW + 60n))).toEqual([0n, 'exchange-rate'])
  })

  it('needs headroom below both ceilings, which the drip of the legacy ilk reduces first', () => {
    const room = (Line: bigint) =>
      funnel({}, { debt: debtState({ vat: { Line: rad(Line), debt: rad(0n) } }) })
    const debtOf = (t: bigint) =>
      canMigrate(stepInputs({ ...everyLimit, funnel: room(10n ** 52n) }), t).amount
    // 10 million of room, less fees of two ilks.
    expect(debtOf(NOW) / 10n ** 18n).toBeLessThanOrEqual(10_000_000n)
    const alone = canMigrate(
      stepInputs({
        ...everyLimit,
        funnel: room(10n ** 52n),
        legacy: debtState({ jug: { duty: RAY }, urn: { art: millions(90) } }),
      }),
      NOON,
    ).amount
    expect(debtOf(NOON)).toBeLessThan(alone)
    const tight = funnel({}, { debt: debtState({ ilk: { line: rad(0n) } }) })
    expect(short(canMigrate(stepInputs({ funnel: tight }), NOW))).toEqual([0n, 'ilk-ceiling'])
  })

  it('needs room below the deposit cap, and an exchange rate that is accepted', () => {
    const capped = funnel({ vault: vaultState({ depositCap: wad(0n) }) })
    expect(short(canMigrate(stepInputs({ funnel: capped }), NOW))).toEqual([0n, 'deposit-cap'])
    const unset = canMigrate(stepInputs({ funnel: funnel({ maxExchangeRate: 0n }) }), NOW)
    expect([...short(unset), reasonOf(unset)]).toEqual([0n, 'max-exchange-rate', 'not-set'])
    const passed = funnel({ maxExchangeRate: 10n ** 36n })
    expect(short(canMigrate(stepInputs({ funnel: passed }), NOW))).toEqual([0n, 'exchange-rate'])
  })

  it('moves nothing inside the Processing Window, to the second, whatever else is missing', () => {
    const inputs = stepInputs({ phase: 'Legacy' })
    const opens = NOON + HOUR
    expect(short(canMigrate(inputs, opens - 1n))).toEqual([0n, 'phase'])
    const closed = canMigrate(inputs, opens)
    expect([...short(closed), reasonOf(closed)]).toEqual([0n, 'window', 'window'])
    expect(short(canMigrate(inputs, opens + 3n * HOUR - 1n))).toEqual([0n, 'window'])
    expect(short(canMigrate(inputs, opens + 3n * HOUR))).toEqual([0n, 'phase'])
  })

  it('moves nothing over while takes are paused', () => {
    const inputs = guardedInputs({ takesPausedUntil: NOW + 10n })
    const paused = canMigrate(inputs, NOW + 9n)
    expect([...short(paused), reasonOf(paused)]).toEqual([0n, 'takes-paused', 'paused'])
    expect(canMigrate(inputs, NOW + 10n).binding).toBe('migration-limit')
  })

  it('passes under any policy and buffer, since funds that come in and go out at once are not held back', () => {
    const strict = { share: wad(0n), period: DAY, buffer: wad(MAX_UINT256) }
    expect(canMigrate(guardedInputs(strict), NOW)).toEqual(canMigrate(stepInputs(), NOW))
  })

  it.each<[Phase, string, string]>([
    ['Legacy', 'phase', 'phase'],
    ['DualRun', 'migration-limit', 'legacy-ceiling'],
    ['CutOver', 'migration-limit', 'phase'],
    ['Retired', 'phase', 'phase'],
  ])('passes in phase %s exactly as in the facet', (phase, over, back) => {
    expect(canMigrate(stepInputs({ phase }), NOW).binding).toBe(over)
    expect(canMigrateBack(stepInputs({ phase }), NOW).binding).toBe(back)
  })

  it.each([
    ['migrateFunction', 'migrate-function'],
    ['scheduledVault', 'scheduled-vault'],
    ['scheduledIlk', 'scheduled-ilk'],
    ['controllerOnPrime', 'generator-controller-on-prime'],
    ['legacyWipe', 'legacy-allocator-vault'],
  ] as const)('moves nothing over without %s', (wire, id) => {
    expect(short(canMigrate(stepInputs({}, { [wire]: false }), NOW))).toEqual([0n, id])
  })

  it('moves nothing over without the wires of the Generator and the vault', () => {
    const without = (changes: Parameters<typeof funnel>[0], own: Parameters<typeof funnel>[1] = {}) =>
      canMigrate(stepInputs({ funnel: funnel(changes, own) }), NOW).binding
    expect(without({ wires: { ...prime.wires, taker: false } })).toBe('taker-role')
    expect(without({ wires: { ...prime.wires, depositorIsNoTaker: false } })).toBe('depositor-is-no-taker')
    const own = (wire: string) => without({}, { wires: { ...generator.wires, [wire]: false } })
    for (const relayer of ['none', 'frozen'] as const) {
      expect(without({}, { wires: { ...generator.wires, relayer } })).toBe('generator-relayer')
    }
    expect(own('controllerOnProxy')).toBe('generator-controller-on-proxy')
    expect(own('controllerOnRateLimits')).toBe('generator-controller-on-rate-limits')
    expect(own('allocatorVault')).toBe('allocator-vault')
    // The Prime's own controller is not involved.
    const primeWires = {
      ...{ ...prime.wires, relayer: 'none' as const },
      ...{ takeFunction: false, controllerOnProxy: false },
    }
    expect(without({ wires: primeWires })).toBe('migration-limit')
  })
})

describe('a step of a Vat that is shut down', () => {
  it('is refused by the drip that counts the debt, before anything moves', () => {
    const { legacy } = stepInputs()
    const caged = { ...legacy, vat: { ...legacy.vat, live: 0n } }
    const debt = { ...generator.debt, vat: { ...generator.debt.vat, live: 0n } }
    const inputs = stepInputs(
      { legacy: caged, migrationLimit: NOT_SET, funnel: funnel({}, { debt }) },
      { controllerOnPrime: false },
    )
    for (const answer of [canMigrate(inputs, NOW), canMigrateBack(inputs, NOW)]) {
      expect(short(answer)).toEqual([0n, 'vat-live'])
      const ids = answer.constraints.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

describe('the least debt of an ilk (dust)', () => {
  const { legacy } = stepInputs()
  const dusty = (dust: bigint, changes: Parameters<typeof stepInputs>[0] = {}) =>
    stepInputs({ legacy: { ...legacy, ilk: { ...legacy.ilk, dust: rad(dust) } }, ...changes })
  const rounded = (amount: bigint) => amount / millions(1)

  it('must be left in the legacy ilk, unless nothing is', () => {
    // 60 million are owed: what would leave less than 45 passes only as a whole.
    const answer = canMigrate(dusty(debtMillions(45)), NOW)
    expect(answer.binding).toBe('legacy-dust')
    expect(rounded(answer.amount)).toBe(15n)
    expect(judgeStep(dusty(debtMillions(45)), 'over', answer.amount, NOW).passes).toBe(true)
    expect(judgeStep(dusty(debtMillions(45)), 'over', wad(answer.amount + 1n), NOW).passes).toBe(false)
    const wide = {
      migrationLimit: UNLIMITED,
      funnel: funnel({ depositLimit: UNLIMITED, vault: vaultState({ depositCap: millions(900) }) }),
    }
    expect(short(canMigrate(dusty(debtMillions(45), wide), NOW))).toEqual([
      fullWipe(legacy, NOW),
      'legacy-debt',
    ])
    expect(short(canMigrate(dusty(debtMillions(70)), NOW))).toEqual([0n, 'legacy-dust'])
  })

  it('must be reached by the ilk that is drawn on', () => {
    const back = (dust: bigint) => canMigrateBack(dusty(dust), NOW)
    expect(back(debtMillions(65)).binding).toBe('legacy-ceiling')
    expect(short(back(debtMillions(75)))).toEqual([0n, 'legacy-dust'])
    const debt = debtState({ ilk: { dust: rad(debtState().ilk.rate * debtState().urn.art) } })
    // A wei repays nothing at this rate.
    expect(short(canMigrateBack(stepInputs({ funnel: funnel({}, { debt }) }), NOW))).toEqual([1n, 'dust'])
    const own = debtState({ ilk: { dust: debtMillions(900) } })
    expect(short(canMigrate(stepInputs({ funnel: funnel({}, { debt: own }) }), NOW))).toEqual([0n, 'dust'])
  })
})

describe('what a step moves back', () => {
  it('moves back what fits below the ceiling of the legacy ilk', () => {
    const inputs = stepInputs()
    expect(short(canMigrateBack(inputs, NOW))).toEqual([headroom(inputs.legacy, NOW), 'legacy-ceiling'])
  })

  it('needs headroom below the ceiling of all, from which the drip of the Generator takes first', () => {
    const { legacy } = stepInputs()
    const tight = { ...legacy, vat: { ...legacy.vat, debt: rad(0n), Line: debtMillions(5) } }
    const fees = undrippedFees(generator.debt, NOON)
    expect(fees).toBeGreaterThan(RAY)
    expect(short(canMigrateBack(stepInputs({ ...everyLimit, legacy: tight }), NOON))).toEqual([
      globalHeadroom(tight, NOON, fees),
      'global-ceiling',
    ])
  })

  it('moves back no more than the shares of the Generator are worth, and no more than it owes', () => {
    const wide = stepInputs({ ...everyLimit, funnel: funnel({ generatorShares: sharesOf(100n) }) })
    expect(short(canMigrateBack(wide, NOW))).toEqual([102n, 'generator-shares'])
    expect(afterMigrateBack(wide, wad(MAX_UINT256), NOW)).toMatchObject({ moved: 102n, generatorShares: 0n })
    const owed = stepInputs({ funnel: funnel({}, { debt: debtState({ urn: { art: wad(3n) } }) }) })
    expect(short(canMigrateBack(owed, NOW))).toEqual([4n, 'generator-debt'])
  })

  it('is bounded by the migration limit and its own pause, not by what lies idle', () => {
    const small = stepInputs({ migrationLimit: limitOf(1, 1) })
    expect(short(canMigrateBack(small, NOW))).toEqual([millions(1), 'migration-limit'])
    // Of 50 million in the vault 47 lie idle. No more moves back than the Prime has taken out, however much the
    // Generator has.
    const lent = stepInputs({ funnel: funnel({ vault: vaultState({ idle: millions(47) }) }) })
    const out = assetsOutstanding(lent.funnel.prime.vault, NOW)
    expect(short(canMigrateBack(lent, NOW))).toEqual([out, 'vault-outstanding'])
    expect(judgeStep(lent, 'back', wad(out + 1n), NOW)).toMatchObject({ moved: out, passes: true })
    const returned = stepInputs({ funnel: funnel({ vault: vaultState({ idle: millions(51) }) }) })
    expect(short(canMigrateBack(returned, NOW))).toEqual([0n, 'vault-outstanding'])
    expect(judgeStep(returned, 'back', millions(20), NOW)).toMatchObject({ moved: 0n, passes: false })
    const empty = stepInputs({ funnel: funnel({ vault: vaultState({ idle: wad(0n) }) }) })
    expect(canMigrateBack(empty, NOW).binding).toBe('legacy-ceiling')
    expect(canMigrateBack(guardedInputs({ withdrawalsPausedUntil: NOW + 1n }), NOW).binding).toBe(
      'withdrawals-paused',
    )
    expect(canMigrateBack(guardedInputs({ takesPausedUntil: NOW + 1n }), NOW).binding).toBe('legacy-ceiling')
  })

  it('moves nothing back without the wires of the legacy side', () => {
    for (const [wire, id] of [
      ['migrateBackFunction', 'migrate-back-function'],
      ['controllerOnPrime', 'generator-controller-on-prime'],
      ['legacyDraw', 'legacy-allocator-vault'],
    ] as const) {
      expect(short(canMigrateBack(stepInputs({}, { [wire]: false }), NOW))).toEqual([0n, id])
    }
    expect(short(canMigrateBack(stepInputs({ legacyBufferAllowance: wad(5n) }), NOW))).toEqual([
      5n,
      'legacy-buffer-allowance',
    ])
  })
})

describe('when a step moves more', () => {
  it('waits for the limit, and for the Processing Window to end', () => {
    // The slope is about a wei below a million an hour.
    expect(whenCanMigrate(stepInputs(), millions(21), NOW)).toEqual({ at: NOW + HOUR + 1n, steps: [] })
    // The limit would hold it at 13:00, which is inside the window.
    expect(whenCanMigrate(stepInputs(), millions(25), NOW)).toEqual({ at: NOW + 8n * HOUR, steps: [] })
  })

  it('presumes that somebody calls exec where the ceiling of the Generator is in the way', () => {
    const debt = debtState({ ilk: { line: rad(105n * 10n ** 51n) } })
    const when = whenCanMigrate(stepInputs({ funnel: funnel({}, { debt }) }), millions(10), NOW)
    expect(when.steps?.map(({ kind }) => kind)).toEqual(['exec'])
  })

  it('moves back more as the limit refills, but never above a ceiling that only fees change', () => {
    const small = stepInputs({ migrationLimit: limitOf(9, 1) })
    expect(whenCanMigrateBack(small, millions(2), NOW)).toEqual({ at: NOW + HOUR + 1n, steps: [] })
    expect(whenCanMigrateBack(stepInputs(), millions(11), NOW).never).toMatchObject({
      constraint: 'legacy-ceiling',
      reason: 'only-shrinks',
    })
  })

  it('never moves anything in a phase without steps', () => {
    expect(whenCanMigrate(stepInputs({ phase: 'Retired' }), wad(1n), NOW).never).toMatchObject({
      constraint: 'phase',
      reason: 'phase',
    })
  })
})

describe('what becomes of a step', () => {
  it('judges an amount regardless of who may call, the phase and the hour', () => {
    const frozen = funnel({}, { wires: { ...generator.wires, relayer: 'frozen' } })
    const inputs = stepInputs({ phase: 'Retired', funnel: frozen })
    const inside = NOON + HOUR
    expect(canMigrate(inputs, inside).amount).toBe(0n)
    expect(judgeStep(inputs, 'over', millions(20), inside)).toMatchObject({
      moved: millions(20),
      passes: true,
    })
  })

  it('is judged by the checks of its own direction', () => {
    const inputs = stepInputs({}, { migrateBackFunction: false })
    expect(judgeStep(inputs, 'back', millions(1), NOW)).toMatchObject({
      moved: millions(1),
      passes: false,
      answer: { binding: 'migrate-back-function' },
    })
    expect(judgeStep(inputs, 'over', millions(1), NOW).passes).toBe(true)
  })

  it('moves nothing where nothing is owed, and all that is owed where more is asked for', () => {
    const none = stepInputs({ legacy: debtState({ urn: { art: wad(0n) } }) })
    expect(judgeStep(none, 'over', wad(1n), NOW)).toMatchObject({ moved: 0n, passes: false })
    const inputs = stepInputs(everyLimit)
    const { moved, passes } = judgeStep(inputs, 'over', wad(MAX_UINT256), NOW)
    expect([moved, passes]).toEqual([fullWipe(inputs.legacy, NOW), false])
    expect(judgeStep(inputs, 'over', moved, NOW).answer.binding).toBe('deposit-cap')
  })
})

describe('what a step leaves behind', () => {
  const someInputs = fc
    .record({ vault: anyVault, legacy: anyDebtState, debt: anyDebtState, t: later })
    .map(({ vault, legacy, debt, t }) => ({
      t,
      inputs: stepInputs({
        ...everyLimit,
        legacy: { ...legacy, vat: debt.vat },
        funnel: funnel(
          { vault, generatorShares: vault.totalSupply, maxExchangeRate: MAX_UINT256 },
          { debt: { ...debt, vat: debt.vat } },
        ),
      }),
    }))
  const total = ({ generator: own, legacy }: ReturnType<typeof afterMigrate>) =>
    own.ilk.Art * own.ilk.rate + legacy.ilk.Art * legacy.ilk.rate

  it.each([
    ['over', canMigrate, afterMigrate],
    ['back', canMigrateBack, afterMigrateBack],
  ] as const)('keeps the debt of both ilks together, up to a unit of each: %s', (_, most, outcomeOf) => {
    fc.assert(
      fc.property(someInputs, fc.bigInt({ min: 0n, max: 2n ** 64n }), ({ inputs, t }, part) => {
        const amount = (most(inputs, t).amount * part) / 2n ** 64n
        const nothing = outcomeOf(inputs, wad(0n), t)
        const outcome = outcomeOf(inputs, wad(amount), t)
        const error = total(outcome) - total(nothing)
        const { generator: own, legacy } = outcome
        expect(error).toBeGreaterThanOrEqual(0n)
        expect(error).toBeLessThan(own.ilk.rate + legacy.ilk.rate)
        expect(own.vat.debt - nothing.generator.vat.debt).toBe(error)
        expect(outcome.legacy.vat).toEqual(own.vat)
        expect(outcome.vault.idle).toBe(inputs.funnel.prime.vault.idle)
      }),
    )
  })

  it('leaves no legacy debt where all of it is asked for', () => {
    const inputs = stepInputs(everyLimit)
    const outcome = afterMigrate(inputs, wad(MAX_UINT256), NOON)
    expect(outcome.moved).toBe(fullWipe(inputs.legacy, NOON))
    expect([outcome.legacy.ilk.Art, outcome.legacy.urn.art]).toEqual([0n, 0n])
  })
})
