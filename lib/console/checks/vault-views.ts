import { formatExact } from '@/lib/format'
import { assetsOutstanding, maxDeposit, maxTake, maxWithdraw, roomUnderCap, totalAssets } from '@/lib/vaults'
import { attempt } from '../attempt'
import type { Check } from '../check'
import { storedVault } from '../funnel-inputs'
import { combine, type Leaf, map } from '../leaf'
import type { PrimeModel } from '../prime-model'

/** A figure by the console's formula, and by the vault's own view; null for a view that the vault does not have. */
interface Compared {
  readonly view: string
  readonly computed: bigint
  readonly contract: bigint | null
}

/** The vault's own views against the console's formulas, at the time of the block. */
export function vaultViews({ id, name, vault, wires }: PrimeModel, timestamp: bigint): Check {
  const compared = comparedViews(vault, wires, timestamp)
  const differing = map(compared, (views) =>
    views.filter(({ computed, contract }) => contract !== null && computed !== contract),
  )
  return {
    id: `prime/agrees/${id}`,
    area: 'primes',
    title: `${name}'s vault agrees with the console`,
    level: 'critical',
    holds: map(differing, (views) => views.length === 0),
    found: combine({ compared, differing }, (read) =>
      read.differing.length === 0
        ? `${listed(read.compared.filter(({ contract }) => contract !== null))} as computed.`
        : `${read.differing.map(difference).join('; ')} (smallest units).`,
    ),
    expected: 'totalAssets, assetsOutstanding, maxDeposit, maxWithdraw and maxTake as computed',
    remedy: 'Do not rely on the amounts of this vault: it does not work as its interface says.',
    href: `/primes/${id}`,
  }
}

const listed = (views: readonly Compared[]) => views.map(({ view }) => view).join(', ')

const difference = ({ view, computed, contract }: Compared) =>
  `${view} computed ${formatExact(computed, 0)}, the contract says ${formatExact(contract ?? 0n, 0)}`

function comparedViews(
  vault: PrimeModel['vault'],
  wires: PrimeModel['wires'],
  timestamp: bigint,
): Leaf<readonly Compared[]> {
  const stored = storedVault(vault)
  return combine(
    {
      totalAssets: attempt(stored, (known) => totalAssets(known, timestamp)),
      outstanding: attempt(stored, (known) => assetsOutstanding(known, timestamp)),
      room: roomOf(vault, wires, timestamp),
      recall: attempt(
        combine({ stored, shares: vault.generatorShares }, (known) => known),
        (known) => maxWithdraw(known.stored, known.shares, timestamp),
      ),
      take: map(stored, ({ guardrails, idle }) => maxTake(guardrails, idle, timestamp)),
      contractTotalAssets: vault.contractTotalAssets,
      contractOutstanding: vault.contractOutstanding,
      contractMaxDeposit: vault.contractMaxDeposit,
      contractMaxWithdraw: vault.contractMaxWithdraw,
      // A vault without guardrails has no such view.
      contractMaxTake: vault.guardrails?.contractMaxTake ?? map(vault.guarded, () => null),
    },
    (read) => [
      { view: 'totalAssets', computed: read.totalAssets, contract: read.contractTotalAssets },
      { view: 'assetsOutstanding', computed: read.outstanding, contract: read.contractOutstanding },
      { view: 'maxDeposit', computed: read.room, contract: read.contractMaxDeposit },
      { view: 'maxWithdraw', computed: read.recall, contract: read.contractMaxWithdraw },
      { view: 'maxTake', computed: read.take, contract: read.contractMaxTake },
    ],
  )
}

/**
 * What `maxDeposit` answers. The vault with guardrails is this project's: it promises nothing to a taker, which may not
 * hold shares, and no more than it can compute with. The deployed one answers the room under the cap, whoever receives.
 */
function roomOf(
  vault: PrimeModel['vault'],
  { depositorTakes }: PrimeModel['wires'],
  timestamp: bigint,
): Leaf<bigint> {
  const stored = storedVault(vault)
  if (vault.guardrails === null) return attempt(stored, (known) => roomUnderCap(known, timestamp))
  return attempt(
    combine({ stored, takes: depositorTakes }, (known) => known),
    (known) => (known.takes ? 0n : maxDeposit(known.stored, timestamp)),
  )
}
