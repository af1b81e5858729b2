import { afterDraw, afterWipe, type DebtState } from '@/lib/debt'
import { afterUse, type RateLimit } from '@/lib/limits'
import { add, type Seconds, type Shares, sub, type Wad } from '@/lib/math'
import { afterDeposit, afterWithdraw, countedOut, type Vault } from '@/lib/vaults'
import { migrated, migratedBack, type StepInputs } from './steps'

/** What a step leaves behind. Both ilks show the same debt of all. */
export interface StepOutcome {
  /** What was moved [wad]. */
  readonly moved: Wad
  readonly generator: DebtState
  readonly legacy: DebtState
  readonly migrationLimit: RateLimit
  readonly vault: Vault
  /** Shares that the Generator's ALMProxy holds. */
  readonly generatorShares: Shares
}

/**
 * What `migrate` leaves behind at time t, if it passes. The vault hands out what it was just given, so its idle funds
 * stay as they are.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} where the contracts revert for a number out of range
 */
export function afterMigrate(inputs: StepInputs, amount: Wad, t: Seconds): StepOutcome {
  const { prime, generator } = inputs.funnel
  const moved = migrated(inputs, amount, t)
  const drawn = afterDraw(generator.debt, moved, t)
  const wiped = afterWipe({ ...inputs.legacy, vat: drawn.vat }, moved, t)
  const { vault, shares } = afterDeposit(prime.vault, moved, t)
  return {
    moved,
    generator: { ...drawn, vat: wiped.vat },
    legacy: wiped,
    migrationLimit: afterUse(inputs.migrationLimit, moved, t),
    vault: { ...vault, idle: prime.vault.idle, guardrails: countedOut(vault.guardrails, moved, t) },
    generatorShares: add(prime.generatorShares, shares),
  }
}

/**
 * What `migrateBack` leaves behind at time t, if it passes.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} as `afterMigrate`
 */
export function afterMigrateBack(inputs: StepInputs, amount: Wad, t: Seconds): StepOutcome {
  const { prime, generator } = inputs.funnel
  const moved = migratedBack(inputs, amount, t)
  const drawn = afterDraw(inputs.legacy, moved, t)
  const wiped = afterWipe({ ...generator.debt, vat: drawn.vat }, moved, t)
  // The Prime returns the funds before the Generator withdraws them.
  const returned = { ...prime.vault, idle: add(prime.vault.idle, moved) }
  const { vault, shares } = afterWithdraw(returned, moved, t)
  return {
    moved,
    generator: wiped,
    legacy: { ...drawn, vat: wiped.vat },
    migrationLimit: afterUse(inputs.migrationLimit, moved, t),
    vault,
    generatorShares: sub(prime.generatorShares, shares),
  }
}
