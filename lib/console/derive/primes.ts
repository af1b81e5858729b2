import { combine, type Leaf } from '@/lib/leaf'
import { attempt, attemptWith } from '@/lib/leaf/attempt'
import type { Seconds } from '@/lib/math'
import type { Window } from '@/lib/migration'
import {
  assetsOutstanding,
  type Capacity,
  canAdd,
  canRecall,
  canTake,
  convertToAssets,
  type FunnelInputs,
  totalAssets,
} from '@/lib/vaults'
import type { Facts, GeneratorFacts } from '../facts'
import type { PrimeFacts } from '../facts/primes'
import type { TimelockModel } from '../model'
import type { PrimeModel, VaultModel } from '../model/primes'
import { deriveIlk, totalOf } from './debt'
import { funnelLeaves, growthOf, inUsds, vaultLeaves } from './funnel'
import { deriveGuardrails } from './guardrails'
import { deriveStored } from './limits'
import { deriveMigration } from './migration'

/** A Prime at time `t` [s]: its debt on both sides, its migration, its vault, and what it can draw. */
export function derivePrime(
  prime: PrimeFacts,
  generator: GeneratorFacts,
  facts: Pick<Facts, 'mcd' | 'block' | 'configurator' | 'timelock'>,
  timelock: TimelockModel,
  window: Leaf<Window>,
  t: Seconds,
): PrimeModel {
  const { mcd, block } = facts
  const legacy = prime.legacy.map((ilk) => deriveIlk(ilk, mcd, t, block.number))
  const inputs = funnelLeaves(prime, generator, mcd)
  const legacyDebt = totalOf(legacy.map(({ id, debtNow }) => ({ name: id, amount: debtNow })))
  const answer = (f: (inputs: FunnelInputs, t: Seconds) => Capacity) =>
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

function deriveVault({ vault }: PrimeFacts, generator: GeneratorFacts, t: Seconds): VaultModel {
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
