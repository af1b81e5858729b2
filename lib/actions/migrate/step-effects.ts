import type { Effect } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { IlkModel, PrimeModel } from '@/lib/console/model/primes'
import type { Place } from '@/lib/leaf/path'
import { limitKeyFor } from '@/lib/limits'
import { add, excess, MAX_UINT256, mul, sub, sumOf, type Wad } from '@/lib/math'
import {
  afterMigrate,
  afterMigrateBack,
  type StepDirection,
  type StepInputs,
  type StepOutcome,
} from '@/lib/migration'
import { maxTake, type Vault } from '@/lib/vaults'
import { debtEffects } from '../debt-effects'
import { limitEffects, recordEffects, storedEffects, viewEffects } from '../vault-effects'

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
    ...storedEffects(ofPrime.vault, outcome),
    ...viewEffects(ofPrime.vault, outcome, !inputs.funnel.prime.wires.depositorIsNoTaker, time),
    ...(prime.vault.guardrails === null
      ? []
      : stepRails(ofPrime.vault.guardrails, inputs.funnel.prime.vault, outcome.vault, time)),
    ...limitEffects(
      own.limits(limitKeyFor('LIMIT_LEGACY_MIGRATION', prime.addresses.vault)),
      outcome.migrationLimit,
      time,
    ),
    ...allowanceEffects(where, inputs, direction, moved),
  ]
}

/** A step leaves as much idle as there was. So what a take may take out changes only with what counts of it. */
function stepRails(
  place: Place<GuardrailModel>,
  before: Vault,
  after: Vault,
  time: bigint,
): readonly Effect[] {
  const most = maxTake(after.guardrails, after.idle, time)
  return [
    ...recordEffects(place, before, after),
    ...(most === maxTake(before.guardrails, before.idle, time) ? [] : [timed(place.contractMaxTake, most)]),
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
