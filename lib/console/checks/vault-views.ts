import { formatExact } from '@/lib/format'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import { attemptWith } from '@/lib/leaf/attempt'
import { assetsOutstanding, maxDeposit, maxTake, maxWithdraw, roomUnderCap, totalAssets } from '@/lib/vaults'
import { storedLeaves } from '../derive/funnel'
import type { Check } from '../model/check'
import type { PrimeModel } from '../model/primes'

/** A figure by the console's formula and by the vault's own view; null for a view that the vault does not have. */
interface Compared {
  readonly view: string
  readonly computed: Leaf<bigint>
  readonly contract: Leaf<bigint | null>
}

/**
 * The vault's own views against the console's formulas, at the time of the block. Each is compared separately: a
 * difference is told whatever else could not be read.
 */
export function vaultViews({ id, name, vault, wires }: PrimeModel, timestamp: bigint): Check {
  const compared = comparedViews(vault, wires, timestamp)
  const differences = compared.map(differenceOf)
  const differing = differences.filter((leaf) => leaf.ok && leaf.value !== null)
  const views = compared.flatMap(({ view }, index) => {
    const difference = differences[index]
    return difference?.ok && difference.value !== null ? [view] : []
  })
  const told = every(differing.length > 0 ? differing : differences)
  return {
    id: `prime/agrees/${id}`,
    area: 'primes',
    says: {
      holds: `${name}'s vault agrees with the console`,
      fails: `${name}'s vault and the console differ on ${views.join(', ')}`,
    },
    level: 'critical',
    holds: map(told, (texts) => texts.every((text) => text === null)),
    found:
      differing.length > 0
        ? map(told, (texts) => `${texts.join('; ')} (smallest units).`)
        : combine({ told, contract: every(compared.map(({ contract }) => contract)) }, (read) =>
            listed(compared.filter((_, index) => read.contract[index] !== null)),
          ),
    expected: 'totalAssets, assetsOutstanding, maxDeposit, maxWithdraw and maxTake as computed',
    remedy: 'Do not rely on the amounts of this vault: it does not work as its interface says.',
    shownAt: { page: 'prime', id },
  }
}

const listed = (views: readonly Compared[]) => `${views.map(({ view }) => view).join(', ')} as computed.`

/** In words; null where the two are equal, or there is no such view. */
function differenceOf({ view, computed, contract }: Compared): Leaf<string | null> {
  return combine({ computed, contract }, (read) =>
    read.contract === null || read.computed === read.contract
      ? null
      : `${view} computed ${formatExact(read.computed, 0)}, the contract says ${formatExact(read.contract, 0)}`,
  )
}

function comparedViews(
  vault: PrimeModel['vault'],
  wires: PrimeModel['wires'],
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
