import {
  type Answer,
  assetsOutstanding,
  canAdd,
  canRecall,
  canTake,
  convertToAssets,
  type FunnelInputs,
  totalAssets,
} from '@/lib/vaults'
import { attempt, attemptWith } from './attempt'
import { deriveIlk, totalOf } from './derive-debt'
import { deriveGuardrails } from './derive-guardrails'
import { deriveStored } from './derive-limit'
import { deriveMigration } from './derive-migration'
import type { Facts, GeneratorFacts } from './facts'
import { funnelLeaves, growthOf, inUsds, vaultLeaves } from './funnel-inputs'
import { combine } from './leaf'
import type { Gate } from './migration-model'
import type { TimelockModel } from './model'
import type { PrimeFacts } from './prime-facts'
import type { PrimeModel, VaultModel } from './prime-model'

/** A Prime at time `t` [s]: its debt on both sides, its migration, its vault, and what it can draw. */
export function derivePrime(
  prime: PrimeFacts,
  generator: GeneratorFacts,
  facts: Pick<Facts, 'mcd' | 'block' | 'configurator' | 'timelock'>,
  timelock: TimelockModel,
  window: Gate,
  t: bigint,
): PrimeModel {
  const { mcd, block } = facts
  const legacy = prime.legacy.map((ilk) => deriveIlk(ilk, mcd, t, block.number))
  const inputs = funnelLeaves(prime, generator, mcd)
  const legacyDebt = totalOf(legacy.map(({ id, debtNow }) => ({ name: id, amount: debtNow })))
  const answer = (f: (inputs: FunnelInputs, t: bigint) => Answer) =>
    attemptWith(inputs, (known) => f(known, t))
  return {
    ...prime,
    vault: deriveVault(prime, generator, t),
    legacy,
    takeLimit: deriveStored(prime.takeLimit, t),
    returnLimit: deriveStored(prime.returnLimit, t),
    legacyDebt,
    migration:
      prime.migration &&
      deriveMigration(prime.migration, prime, legacyDebt, { generator, facts, timelock, window, t }),
    canTake: answer(canTake),
    canAdd: answer(canAdd),
    canRecall: answer(canRecall),
  }
}

function deriveVault({ vault }: PrimeFacts, generator: GeneratorFacts, t: bigint): VaultModel {
  const leaves = vaultLeaves(vault, generator)
  return {
    ...vault,
    guardrails: vault.guardrails && deriveGuardrails(vault.guardrails, leaves, t),
    totalAssets: attemptWith(leaves, (known) => totalAssets(known, t)),
    outstanding: attemptWith(leaves, (known) => assetsOutstanding(known, t)),
    funding: attempt(
      inUsds(
        vault,
        generator,
        combine({ growth: growthOf(vault), shares: vault.generatorShares }, (known) => known),
      ),
      ({ growth, shares }) => convertToAssets(growth, shares, t),
    ),
  }
}
