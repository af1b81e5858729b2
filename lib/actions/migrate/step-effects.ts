import type { Effect } from '@/lib/console/diff'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { IlkModel, PrimeModel } from '@/lib/console/model/primes'
import { currentLimit, limitKeyFor } from '@/lib/limits'
import { MAX_UINT256, type Wad } from '@/lib/math'
import {
  afterMigrate,
  afterMigrateBack,
  type StepDirection,
  type StepInputs,
  type StepOutcome,
} from '@/lib/migration'
import { convertToAssets, maxDeposit, maxTake, maxWithdraw } from '@/lib/vaults'

/** What a step is about. */
export interface Where {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly ilk: IlkModel
}

/**
 * Every read value that a step changes, to the wei, and that the debt of all ilks stays what it was but for the
 * rounding of both (identity 4 of DOMAIN.md §11). Fees and yield of the second in which it is mined are in most of them.
 *
 * @throws {Uint256Error} where the contracts revert for a number out of range
 */
export function stepEffects(
  where: Where,
  inputs: StepInputs,
  direction: StepDirection,
  amount: Wad,
): readonly Effect[] {
  const { generator, prime, ilk, model } = where
  const { time } = model
  const over = direction === 'over'
  const outcome = over ? afterMigrate(inputs, amount, time) : afterMigrateBack(inputs, amount, time)
  const { moved } = outcome
  const own = `generators/${generator.id}`
  const ofPrime = `${own}/primes/${prime.id}`
  const tally = over ? 'migrated' : 'migratedBack'
  const before = prime.migration?.[tally]
  return [
    ...(before?.ok
      ? [
          {
            path: `${ofPrime}/migration/${tally}`,
            after: { value: before.value + moved },
            // What is owed grows with every second.
            ...(moved === amount ? {} : { timed: true }),
          },
        ]
      : []),
    ...debtEffects(`${own}/debt`, outcome.generator),
    ...debtEffects(`${ofPrime}/legacy/${ilk.id}`, outcome.legacy),
    timed('mcd/debt', outcome.generator.vat.debt),
    ...totalEffect(where, outcome),
    ...vaultEffects(`${ofPrime}/vault`, inputs, outcome, time),
    ...(prime.vault.guardrails === null
      ? []
      : railEffects(`${ofPrime}/vault/guardrails`, inputs, outcome, time)),
    ...limitEffects(where, outcome, time),
    ...allowanceEffects(where, inputs, direction, moved),
  ]
}

const timed = (path: string, value: unknown): Effect => ({ path, after: { value }, timed: true })

function debtEffects(path: string, { ilk, urn, jug }: StepOutcome['generator']): readonly Effect[] {
  return [
    timed(`${path}/Art`, ilk.Art),
    timed(`${path}/rate`, ilk.rate),
    timed(`${path}/art`, urn.art),
    timed(`${path}/rho`, jug.rho),
  ]
}

/** The debts of both ilks change by equal and opposite amounts: their sum only by less than a unit of each. */
function totalEffect({ generator, prime, ilk }: Where, outcome: StepOutcome): readonly Effect[] {
  const { total } = generator.totals
  const own = generator.debt.debtNow
  const legacy = prime.legacy.find(({ id }) => id === ilk.id)?.debtNow
  if (!total.ok || !own.ok || !legacy?.ok) return []
  const debt = ({ ilk: { Art, rate } }: StepOutcome['generator']) => Art * rate
  const change = debt(outcome.generator) + debt(outcome.legacy) - own.value - legacy.value
  return [timed(`generators/${generator.id}/totals/total`, total.value + change)]
}

function vaultEffects(
  path: string,
  { funnel }: StepInputs,
  { vault, generatorShares }: StepOutcome,
  time: bigint,
): readonly Effect[] {
  const total = convertToAssets(vault, vault.totalSupply, time)
  const takes = !funnel.prime.wires.depositorIsNoTaker
  return [
    timed(`${path}/chi`, vault.chi),
    timed(`${path}/rho`, vault.rho),
    timed(`${path}/totalSupply`, vault.totalSupply),
    timed(`${path}/generatorShares`, generatorShares),
    timed(`${path}/contractTotalAssets`, total),
    timed(`${path}/contractOutstanding`, total > vault.idle ? total - vault.idle : 0n),
    timed(`${path}/contractMaxDeposit`, takes ? 0n : maxDeposit(vault, time)),
    timed(`${path}/contractMaxWithdraw`, maxWithdraw(vault, generatorShares, time)),
  ]
}

/** What was deposited and left again, and what had not settled and left, in the books of the guardrails. */
function railEffects(
  path: string,
  { funnel }: StepInputs,
  { vault: { guardrails, idle } }: StepOutcome,
  time: bigint,
): readonly Effect[] {
  const { vault: before } = funnel.prime
  const most = maxTake(guardrails, idle, time)
  const moved = LOTS.filter((name) => guardrails[name] !== before.guardrails[name])
  return [
    ...moved.map((name) => timed(`${path}/${name}`, guardrails[name])),
    ...(most === maxTake(before.guardrails, before.idle, time)
      ? []
      : [timed(`${path}/contractMaxTake`, most)]),
  ]
}

const LOTS = ['youngSince', 'youngLast', 'oldLast', 'heldUntil', 'youngAssets', 'oldAssets'] as const

/** An unlimited key stays as it is. */
function limitEffects(
  { generator, prime }: Where,
  { migrationLimit }: StepOutcome,
  time: bigint,
): readonly Effect[] {
  if (migrationLimit.maxAmount === MAX_UINT256) return []
  const key = limitKeyFor('LIMIT_LEGACY_MIGRATION', prime.addresses.vault)
  const path = `generators/${generator.id}/limits/${key}`
  return [
    timed(`${path}/lastAmount`, migrationLimit.lastAmount),
    timed(`${path}/lastUpdated`, migrationLimit.lastUpdated),
    timed(`${path}/contractCurrent`, currentLimit(migrationLimit, time)),
  ]
}

/** What was drawn is fetched from a buffer, under an allowance that an unlimited one does not use up. */
function allowanceEffects(
  { generator, prime, ilk }: Where,
  { funnel, legacyBufferAllowance }: StepInputs,
  direction: StepDirection,
  moved: Wad,
): readonly Effect[] {
  const own = `generators/${generator.id}`
  const [path, allowance] =
    direction === 'over'
      ? [`${own}/wires/bufferAllowance`, funnel.generator.bufferAllowance]
      : [`${own}/primes/${prime.id}/legacyWires/${ilk.id}/allowance`, legacyBufferAllowance]
  return allowance === MAX_UINT256 ? [] : [{ path, after: { value: allowance - moved } }]
}
