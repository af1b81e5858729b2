import type { Effect } from '@/lib/console/diff'
import { timed } from '@/lib/console/effects'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import type { StoredLimitModel, VaultModel } from '@/lib/console/model/primes'
import type { Place } from '@/lib/leaf/path'
import { currentLimit, type RateLimit } from '@/lib/limits'
import { excess, MAX_UINT256, type Seconds, type Shares, wad } from '@/lib/math'
import { convertToAssets, maxDeposit, maxTake, maxWithdraw, type Vault } from '@/lib/vaults'

/** A vault and what the Generator has of it. */
export interface HeldVault {
  readonly vault: Vault
  /** Shares that the Generator's ALMProxy holds. */
  readonly generatorShares: Shares
}

/** What a deposit or a withdrawal writes, besides the assets themselves. It drips first. */
export const storedEffects = (place: Place<VaultModel>, { vault, generatorShares }: HeldVault) => [
  timed(place.chi, vault.chi),
  timed(place.rho, vault.rho),
  timed(place.totalSupply, vault.totalSupply),
  timed(place.generatorShares, generatorShares),
]

/**
 * What the vault's own views answer after a deposit or a withdrawal, which the console reads as cross-checks of its
 * formulas. All are stated: whether rounding changes one of them depends on the second.
 *
 * @param takes whether the Generator's ALMProxy holds TAKER_ROLE, so that it may deposit nothing
 * @param t unix time [s]
 */
export function viewEffects(
  place: Place<VaultModel>,
  { vault, generatorShares }: HeldVault,
  takes: boolean,
  t: Seconds,
): readonly Effect[] {
  const total = convertToAssets(vault, vault.totalSupply, t)
  return [
    timed(place.contractTotalAssets, total),
    timed(place.contractOutstanding, excess(total, vault.idle)),
    timed(place.contractMaxDeposit, takes ? wad(0n) : maxDeposit(vault, t)),
    timed(place.contractMaxWithdraw, maxWithdraw(vault, generatorShares, t)),
  ]
}

/** The same, of what is taken and returned: neither changes what all shares are worth. */
export const idleViewEffects = (
  place: Place<VaultModel>,
  { vault, generatorShares }: HeldVault,
  t: Seconds,
): readonly Effect[] => [
  timed(place.contractOutstanding, excess(convertToAssets(vault, vault.totalSupply, t), vault.idle)),
  timed(place.contractMaxWithdraw, maxWithdraw(vault, generatorShares, t)),
]

/** How the records change that the guardrails keep of takes and deposits, and what a take may then take out. */
export const railEffects = (
  place: Place<GuardrailModel>,
  before: Vault,
  after: Vault,
  t: Seconds,
): readonly Effect[] => [
  ...recordEffects(place, before, after),
  timed(place.contractMaxTake, maxTake(after.guardrails, after.idle, t)),
]

/** How the records change that the guardrails keep of takes and deposits. */
export const recordEffects = (
  place: Place<GuardrailModel>,
  before: Vault,
  { guardrails }: Vault,
): readonly Effect[] =>
  RECORDS.filter((name) => guardrails[name] !== before.guardrails[name]).map((name) =>
    timed(place[name], guardrails[name]),
  )

const RECORDS = [
  ...(['youngSince', 'youngLast', 'oldLast', 'heldUntil', 'youngAssets', 'oldAssets'] as const),
  ...(['lastLeft', 'lastUpdated'] as const),
]

/** A limit after it was used or given back to. An unlimited one stays as it is. */
export function limitEffects(
  place: Place<StoredLimitModel>,
  after: RateLimit,
  t: Seconds,
): readonly Effect[] {
  if (after.maxAmount === MAX_UINT256) return []
  return [
    timed(place.lastAmount, after.lastAmount),
    timed(place.lastUpdated, after.lastUpdated),
    timed(place.contractCurrent, currentLimit(after, t)),
  ]
}
