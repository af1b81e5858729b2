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
import type { ConfiguratorUnitFacts, Facts, GeneratorFacts } from '../facts'
import type { PrimeFacts, UnfundedFacts } from '../facts/primes'
import type { Signatures, TimelockModel } from '../model'
import type { PrimeModel, UnfundedModel, VaultModel } from '../model/primes'
import { deriveIlk, totalOf } from './debt'
import { funnelLeaves, growthOf, inUsds, vaultLeaves } from './funnel'
import { deriveGuardrails } from './guardrails'
import { deriveStored } from './limits'
import { deriveMigration } from './migration'
import { derivePaus } from './pau'
import { deriveStarGuard } from './star-guard'

/**
 * A Prime at time `t` [s]: its debt on both sides, its migration, its vault, and what it can draw.
 * @param facts of MCD, and of the Unit of its Generator
 * @param timelock of that Unit
 */
export function derivePrime(
  prime: PrimeFacts,
  generator: GeneratorFacts,
  facts: Pick<Facts, 'mcd' | 'block'> & Pick<ConfiguratorUnitFacts, 'configurator' | 'timelock'>,
  timelock: TimelockModel,
  window: Leaf<Window>,
  t: Seconds,
  signatures: Signatures,
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
    controllers: derivePaus(prime.controllers, signatures),
    legacy,
    takeLimit: deriveStored(prime.takeLimit, t),
    returnLimit: deriveStored(prime.returnLimit, t),
    otherLimits: prime.otherLimits.map(({ takeLimit, returnLimit, ...other }) => ({
      ...other,
      takeLimit: deriveStored(takeLimit, t),
      returnLimit: deriveStored(returnLimit, t),
    })),
    legacyDebt,
    migration:
      prime.migration &&
      deriveMigration(prime.migration, prime, legacyDebt, { generator, facts, timelock, window, t }),
    starGuard: prime.starGuard && deriveStarGuard(prime.starGuard, t),
    canTake: answer(canTake),
    canAdd: answer(canAdd),
    canRecall: answer(canRecall),
  }
}

/** A Prime that no Generator funds yet, at time `t` [s]. */
export function deriveUnfunded(
  prime: UnfundedFacts,
  { mcd, block }: Pick<Facts, 'mcd' | 'block'>,
  t: Seconds,
  signatures: Signatures,
): UnfundedModel {
  const legacy = prime.legacy.map((ilk) => deriveIlk(ilk, mcd, t, block.number))
  return {
    ...prime,
    controllers: derivePaus(prime.controllers, signatures),
    legacy,
    legacyDebt: totalOf(legacy.map(({ id, debtNow }) => ({ name: id, amount: debtNow }))),
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
