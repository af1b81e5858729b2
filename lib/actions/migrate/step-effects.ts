import type { Effect } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { IlkModel, PrimeModel, VaultModel } from '@/lib/console/model/primes'
import type { Place } from '@/lib/leaf/path'
import { currentLimit, limitKeyFor } from '@/lib/limits'
import { add, excess, MAX_UINT256, mul, sub, sumOf, type Wad, wad } from '@/lib/math'
import {
  afterMigrate,
  afterMigrateBack,
  type StepDirection,
  type StepInputs,
  type StepOutcome,
} from '@/lib/migration'
import { convertToAssets, maxDeposit, maxTake, maxWithdraw } from '@/lib/vaults'

/** Where a step takes place. */
export interface Where {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly ilk: IlkModel
}

/**
 * Every value read from the chain that a step changes, to the wei. The total debt stays the same except for the rounding
 * of both ilks (identity 4 of DOMAIN.md §11). Most values include fees or yield up to the second in which the step is
 * mined, so they hold for that second only.
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
  const own = places.generators(generator.id)
  const ofPrime = own.primes(prime.id)
  const tally = over ? 'migrated' : 'migratedBack'
  const before = prime.migration?.[tally]
  return [
    ...(before?.ok
      ? [
          // Fees add to the debt every second, so a step that moves all of it moves an amount that depends on the second.
          (moved === amount ? sets : timed)(ofPrime.migration[tally], add(before.value, moved)),
        ]
      : []),
    ...debtEffects(own.debt, outcome.generator),
    ...debtEffects(ofPrime.legacy(ilk.id), outcome.legacy),
    timed(places.mcd.debt, outcome.generator.vat.debt),
    ...totalEffect(where, outcome),
    ...vaultEffects(ofPrime.vault, inputs, outcome, time),
    ...(prime.vault.guardrails === null ? [] : railEffects(ofPrime.vault.guardrails, inputs, outcome, time)),
    ...limitEffects(where, outcome, time),
    ...allowanceEffects(where, inputs, direction, moved),
  ]
}

function debtEffects(place: Place<IlkModel>, { ilk, urn, jug }: StepOutcome['generator']): readonly Effect[] {
  return [
    timed(place.Art, ilk.Art),
    timed(place.rate, ilk.rate),
    timed(place.art, urn.art),
    timed(place.rho, jug.rho),
  ]
}

/** The debts of both ilks change by opposite amounts, so their sum changes only by rounding. */
function totalEffect({ generator, prime, ilk }: Where, outcome: StepOutcome): readonly Effect[] {
  const { total } = generator.totals
  const own = generator.debt.debtNow
  const legacy = prime.legacy.find(({ id }) => id === ilk.id)?.debtNow
  if (!total.ok || !own.ok || !legacy?.ok) return []
  const debt = ({ ilk: { Art, rate } }: StepOutcome['generator']) => mul(Art, rate)
  const others = excess(total.value, sumOf([own.value, legacy.value]))
  const then = sumOf([others, debt(outcome.generator), debt(outcome.legacy)])
  return [timed(places.generators(generator.id).totals.total, then)]
}

function vaultEffects(
  place: Place<VaultModel>,
  { funnel }: StepInputs,
  { vault, generatorShares }: StepOutcome,
  time: bigint,
): readonly Effect[] {
  const total = convertToAssets(vault, vault.totalSupply, time)
  const takes = !funnel.prime.wires.depositorIsNoTaker
  return [
    timed(place.chi, vault.chi),
    timed(place.rho, vault.rho),
    timed(place.totalSupply, vault.totalSupply),
    timed(place.generatorShares, generatorShares),
    timed(place.contractTotalAssets, total),
    timed(place.contractOutstanding, excess(total, vault.idle)),
    timed(place.contractMaxDeposit, takes ? wad(0n) : maxDeposit(vault, time)),
    timed(place.contractMaxWithdraw, maxWithdraw(vault, generatorShares, time)),
  ]
}

/** How the records that the guardrails keep of deposits change, and what a take may then take out. */
function railEffects(
  place: Place<GuardrailModel>,
  { funnel }: StepInputs,
  { vault: { guardrails, idle } }: StepOutcome,
  time: bigint,
): readonly Effect[] {
  const { vault: before } = funnel.prime
  const most = maxTake(guardrails, idle, time)
  const moved = LOTS.filter((name) => guardrails[name] !== before.guardrails[name])
  return [
    ...moved.map((name) => timed(place[name], guardrails[name])),
    ...(most === maxTake(before.guardrails, before.idle, time) ? [] : [timed(place.contractMaxTake, most)]),
  ]
}

const LOTS = ['youngSince', 'youngLast', 'oldLast', 'heldUntil', 'youngAssets', 'oldAssets'] as const

/** The migration limit after the step. An unlimited one is not used up. */
function limitEffects(
  { generator, prime }: Where,
  { migrationLimit }: StepOutcome,
  time: bigint,
): readonly Effect[] {
  if (migrationLimit.maxAmount === MAX_UINT256) return []
  const key = limitKeyFor('LIMIT_LEGACY_MIGRATION', prime.addresses.vault)
  const place = places.generators(generator.id).limits(key)
  return [
    timed(place.lastAmount, migrationLimit.lastAmount),
    timed(place.lastUpdated, migrationLimit.lastUpdated),
    timed(place.contractCurrent, currentLimit(migrationLimit, time)),
  ]
}

/** Moving drawn USDS out of the buffer uses up its allowance, unless that is unlimited. */
function allowanceEffects(
  { generator, prime, ilk }: Where,
  { funnel, legacyBufferAllowance }: StepInputs,
  direction: StepDirection,
  moved: Wad,
): readonly Effect[] {
  const own = places.generators(generator.id)
  const [place, allowance] =
    direction === 'over'
      ? [own.wires.bufferAllowance, funnel.generator.bufferAllowance]
      : [own.primes(prime.id).legacyWires(ilk.id).allowance, legacyBufferAllowance]
  return allowance === MAX_UINT256 ? [] : [sets(place, sub(allowance, moved))]
}
