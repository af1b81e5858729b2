import {
  collateralHeadroom,
  type DebtState,
  fullWipe,
  globalHeadroom,
  headroom,
  undrippedFees,
} from '@/lib/debt'
import type { RateLimit } from '@/lib/limits'
import { min, type Seconds, type Wad } from '@/lib/math'
import {
  answerTo,
  assetsOutstanding,
  type Capacity,
  type ConstraintId,
  closedUntil,
  convertToAssets,
  depositing,
  drawDust,
  drawing,
  type FunnelInputs,
  gate,
  generatorShares,
  growing,
  limit,
  paused,
  type Rule,
  relayer,
  shrinking,
  type When,
  whenAll,
  whenDrawn,
  wipeDust,
  wire,
} from '@/lib/vaults'
import type { Phase } from './types'
import { windowOpensAt } from './window'

/** Everything that decides what a step moves between one legacy ilk and the Generator's, as stored at one block. */
export interface StepInputs {
  readonly funnel: FunnelInputs
  readonly phase: Phase
  /** MCD of the legacy ilk. */
  readonly legacy: DebtState
  /** LIMIT_LEGACY_MIGRATION of the vault, on the Generator's RateLimits. */
  readonly migrationLimit: RateLimit
  /** What the Prime's ALMProxy may move of the USDS in the buffer of the legacy ilk. */
  readonly legacyBufferAllowance: Wad
  readonly wires: StepWires
}

/** Each is true when the wire is in place. */
export interface StepWires {
  readonly migrateFunction: boolean
  readonly migrateBackFunction: boolean
  /** The facet recorded the Prime with this vault. */
  readonly scheduledVault: boolean
  /** The facet recorded the ilk with this AllocatorVault. */
  readonly scheduledIlk: boolean
  /** The Generator's Diamond holds CONTROLLER on the Prime's ALMProxy. */
  readonly controllerOnPrime: boolean
  /** The Prime's ALMProxy may draw on the AllocatorVault of the legacy ilk. */
  readonly legacyDraw: boolean
  /** The Prime's ALMProxy may repay to the AllocatorVault of the legacy ilk. */
  readonly legacyWipe: boolean
}

/** What bounds a step besides what bounds the funds of a Prime: amounts first, then wires. */
export type StepId =
  | 'legacy-debt'
  | 'generator-debt'
  | 'vault-outstanding'
  | 'migration-limit'
  | 'legacy-ceiling'
  | 'legacy-collateral'
  | 'legacy-dust'
  | 'legacy-buffer-allowance'
  | 'migrate-function'
  | 'migrate-back-function'
  | 'window'
  | 'scheduled-vault'
  | 'phase'
  | 'scheduled-ilk'
  | 'generator-controller-on-prime'
  | 'legacy-allocator-vault'

export type StepConstraintId = ConstraintId | StepId
export type StepAnswer = Capacity<StepConstraintId>
export type StepRule = Rule<StepConstraintId>

/** `migrate(prime, ilk, wad)`: the Generator draws and deposits, the Prime takes and wipes. */
export function migrateCall(inputs: StepInputs, debt: DebtState = inputs.funnel.generator.debt): StepRule[] {
  const { funnel, legacy, wires } = inputs
  const { prime, generator } = funnel
  return [
    wire('migrate-function', 'shared', wires.migrateFunction),
    ...begin(inputs, ['DualRun', 'CutOver']),
    // Counting the debt drips the legacy ilk first, and a Vat that is shut down refuses that.
    wire('vat-live', 'shared', legacy.vat.live === 1n),
    shrinking('legacy-debt', 'prime', 'fixed', (t) => fullWipe(legacy, t)),
    ...migrationLimit(inputs),
    wire('generator-controller-on-proxy', 'shared', generator.wires.controllerOnProxy),
    ...drawing(generator, debt, (t) => undrippedFees(legacy, t)).filter(({ id }) => id !== 'vat-live'),
    gate('max-exchange-rate', 'prime', () => (prime.maxExchangeRate === 0n ? 'not-set' : null)),
    ...depositing(prime),
    wire('generator-controller-on-prime', 'prime', wires.controllerOnPrime),
    wire('taker-role', 'prime', prime.wires.taker),
    // What the deposit brings in leaves on credit, which policy and buffer do not bound.
    paused(prime.vault, 'takes'),
    wire('legacy-allocator-vault', 'prime', wires.legacyWipe),
    ...wipeDust('legacy-dust', 'prime', legacy),
  ]
}

/** `migrateBack(prime, ilk, wad)`: the Prime draws and returns, the Generator withdraws and wipes. */
export function migrateBackCall(inputs: StepInputs, legacy: DebtState = inputs.legacy): StepRule[] {
  const { funnel, wires, legacyBufferAllowance } = inputs
  const { prime, generator } = funnel
  const fees = (t: Seconds) => undrippedFees(generator.debt, t)
  return [
    wire('migrate-back-function', 'shared', wires.migrateBackFunction),
    ...begin(inputs, ['DualRun']),
    // Counting the debt drips the Generator's ilk first, and a Vat that is shut down refuses that.
    wire('vat-live', 'shared', legacy.vat.live === 1n),
    shrinking('generator-debt', 'shared', 'fixed', (t) => fullWipe(generator.debt, t)),
    generatorShares(prime),
    growing('vault-outstanding', 'prime', (t) => assetsOutstanding(prime.vault, t)),
    ...migrationLimit(inputs),
    wire('generator-controller-on-prime', 'prime', wires.controllerOnPrime),
    wire('legacy-allocator-vault', 'prime', wires.legacyDraw),
    shrinking('legacy-ceiling', 'prime', 'only-shrinks', (t) => headroom(legacy, t)),
    shrinking('global-ceiling', 'shared', 'only-shrinks', (t) => globalHeadroom(legacy, t, fees(t))),
    shrinking('legacy-collateral', 'prime', 'only-shrinks', (t) => collateralHeadroom(legacy, t)),
    ...drawDust('legacy-dust', 'prime', legacy),
    shrinking('legacy-buffer-allowance', 'prime', 'fixed', () => legacyBufferAllowance),
    wire('generator-controller-on-proxy', 'shared', generator.wires.controllerOnProxy),
    paused(prime.vault, 'withdrawals'),
    wire('allocator-vault', 'shared', generator.wires.allocatorVault),
    ...wipeDust('dust', 'shared', generator.debt),
  ]
}

/**
 * What one `migrate` moves at most at time t. Asked for more, it moves all the debt where the debt is what bounds it,
 * and reverts otherwise.
 *
 * @param t unix time [s]
 */
export function canMigrate(inputs: StepInputs, t: Seconds): StepAnswer {
  return answerTo(migrateCall(inputs), t)
}

/**
 * What one `migrateBack` moves at most at time t.
 *
 * @param t unix time [s]
 */
export function canMigrateBack(inputs: StepInputs, t: Seconds): StepAnswer {
  return answerTo(migrateBackCall(inputs), t)
}

/**
 * The first time from which one `migrate` moves an amount. Where a ceiling of the Generator's ilk is in the way, it
 * presumes that somebody calls `AutoLine.exec`.
 *
 * @param from unix time [s]: now
 */
export function whenCanMigrate(inputs: StepInputs, amount: Wad, from: Seconds): When<StepConstraintId> {
  return whenDrawn((debt) => migrateCall(inputs, debt), inputs.funnel.generator.debt, amount, from)
}

/**
 * The first time from which one `migrateBack` moves an amount, if nobody changes a ceiling.
 *
 * @param from unix time [s]: now
 */
export function whenCanMigrateBack(inputs: StepInputs, amount: Wad, from: Seconds): When<StepConstraintId> {
  const when = whenAll(migrateBackCall(inputs), amount, from)
  return when.at === undefined ? when : { at: when.at, steps: [] }
}

/** Over is from a legacy ilk to the Generator's; back is the other way. */
export type StepDirection = 'over' | 'back'

export interface StepVerdict {
  /** What would be moved [wad]: no more than there is to move. */
  readonly moved: Wad
  /** Whether that goes through. */
  readonly passes: boolean
  /** The most that goes through. */
  readonly answer: StepAnswer
}

/** Constraints on who may call and when. They are known before an amount is, and are shown separately. */
const TOLD_APART: ReadonlySet<StepConstraintId> = new Set(['generator-relayer', 'window', 'phase'])

/**
 * What a step of an amount at time t would do, for a relayer, in a phase and at an hour that allow it.
 *
 * @param amount what to move at most [wad]
 * @param t unix time [s]
 * @throws {Uint256Error} where what is owed cannot be computed
 */
export function judgeStep(
  inputs: StepInputs,
  direction: StepDirection,
  amount: Wad,
  t: Seconds,
): StepVerdict {
  const call = direction === 'over' ? migrateCall : migrateBackCall
  const rules = call(inputs).filter(({ id }) => !TOLD_APART.has(id))
  const moved = direction === 'over' ? migrated(inputs, amount, t) : migratedBack(inputs, amount, t)
  return { moved, passes: moved > 0n && whenAll(rules, moved, t).at === t, answer: answerTo(rules, t) }
}

/**
 * What one `migrate` of `amount` would move at time t: no more than is owed.
 * @param t unix time [s]
 */
export function migrated({ legacy }: StepInputs, amount: Wad, t: Seconds): Wad {
  return min(amount, fullWipe(legacy, t))
}

/**
 * What one `migrateBack` of `amount` would move at time t: no more than the Generator owes, than its shares are worth,
 * and than the Prime has taken out.
 *
 * @param t unix time [s]
 */
export function migratedBack({ funnel: { generator, prime } }: StepInputs, amount: Wad, t: Seconds): Wad {
  const { vault, generatorShares: shares } = prime
  return min(
    amount,
    fullWipe(generator.debt, t),
    convertToAssets(vault, shares, t),
    assetsOutstanding(vault, t),
  )
}

/** Who may call, and when: both steps check this before they look at an amount. */
function begin({ funnel, phase, wires }: StepInputs, phases: readonly Phase[]): StepRule[] {
  return [
    relayer('generator-relayer', 'shared', funnel.generator.wires.relayer),
    closedUntil('window', 'shared', 'window', windowOpensAt),
    wire('scheduled-vault', 'prime', wires.scheduledVault),
    gate('phase', 'prime', () => (phases.includes(phase) ? null : 'phase')),
    wire('scheduled-ilk', 'prime', wires.scheduledIlk),
  ]
}

function migrationLimit({ funnel, migrationLimit: stored }: StepInputs): StepRule[] {
  return [
    wire('generator-controller-on-rate-limits', 'shared', funnel.generator.wires.controllerOnRateLimits),
    limit('migration-limit', 'prime', stored),
  ]
}
