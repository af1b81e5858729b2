import { combine, type Leaf, map } from '@/lib/leaf'
import { attemptWith } from '@/lib/leaf/attempt'
import { assetsOutstanding, maxDeposit, maxTake, maxWithdraw, roomUnderCap, totalAssets } from '@/lib/vaults'
import type { PrimeModel } from '../model/primes'
import { storedLeaves } from './funnel'

/** A figure by the console's formula and by the vault's own view; null for a view that the vault does not have. */
export interface Compared {
  readonly view: string
  readonly computed: Leaf<bigint>
  readonly contract: Leaf<bigint | null>
}

/**
 * The vault's own views beside the console's formulas over what it stores, at the time of the block [unix s]. Source of
 * the formulas: DOMAIN.md §5.1 and §5.2.
 */
export function comparedViews(
  { vault, wires }: Pick<PrimeModel, 'vault' | 'wires'>,
  timestamp: bigint,
): readonly Compared[] {
  const stored = storedLeaves(vault)
  return [
    {
      view: 'totalAssets',
      computed: attemptWith(stored, (known) => totalAssets(known, timestamp)),
      contract: vault.contractTotalAssets,
    },
    {
      view: 'assetsOutstanding',
      computed: attemptWith(stored, (known) => assetsOutstanding(known, timestamp)),
      contract: vault.contractOutstanding,
    },
    { view: 'maxDeposit', computed: roomOf(vault, wires, timestamp), contract: vault.contractMaxDeposit },
    {
      view: 'maxWithdraw',
      computed: attemptWith({ stored, shares: vault.generatorShares }, (known) =>
        maxWithdraw(known.stored, known.shares, timestamp),
      ),
      contract: vault.contractMaxWithdraw,
    },
    {
      view: 'maxTake',
      computed: attemptWith(stored, ({ guardrails, idle }) => maxTake(guardrails, idle, timestamp)),
      // A vault without guardrails has no such view.
      contract: vault.guardrails?.contractMaxTake ?? map(vault.guarded, () => null),
    },
  ]
}

/** Whether a view says what the formula says; true for a view that the vault does not have. */
export const agrees = ({ computed, contract }: Compared): Leaf<boolean> =>
  combine({ computed, contract }, (read) => read.contract === null || read.computed === read.contract)

/** Whether a view promises no more than the formula lets through; true for a view that the vault does not have. */
export const keepsPromise = ({ computed, contract }: Compared): Leaf<boolean> =>
  combine({ computed, contract }, (read) => read.contract === null || read.contract <= read.computed)

/**
 * What `maxDeposit` answers. The vault with guardrails is this project's: it promises nothing to a taker, which may not
 * hold shares, nothing to an account that may not deposit, and no more than it can compute with. The deployed vault
 * answers the room below the cap for any receiver.
 */
function roomOf(
  vault: PrimeModel['vault'],
  { depositorTakes, depositor }: PrimeModel['wires'],
  timestamp: bigint,
): Leaf<bigint> {
  const stored = storedLeaves(vault)
  if (vault.guardrails === null) return attemptWith(stored, (known) => roomUnderCap(known, timestamp))
  return attemptWith({ stored, takes: depositorTakes, may: depositor }, (known) =>
    known.takes || !known.may ? 0n : maxDeposit(known.stored, timestamp),
  )
}
