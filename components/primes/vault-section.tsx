'use client'

import { useMemo } from 'react'
import { LeafText } from '@/components/model/leaf-text'
import { Provenance } from '@/components/model/provenance'
import { ShownName } from '@/components/model/shown-name'
import { UsdsAmount } from '@/components/model/usds-amount'
import { VERDICT_LOOK } from '@/components/model/verdicts'
import { type Definition, DefinitionList } from '@/components/ui/definition-list'
import { Section } from '@/components/ui/section'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import { storedVault } from '@/lib/console/derive/funnel'
import type { VaultFacts } from '@/lib/console/facts/primes'
import { type Check, checkState, titleOf } from '@/lib/console/model/check'
import { coming, formatExact } from '@/lib/format'
import { combine, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { type Ray, type Seconds, wad } from '@/lib/math'
import { depositRoomEndsAt, exchangeRateTripsAt, maxDeposit, nowChi } from '@/lib/vaults'
import type { PrimeView } from './evidence-of'
import { growthWords } from './growth'

const NEEDS_HISTORY =
  'It is the net of every Take and every transfer back, which this page does not read: only the history tells it.'

interface VaultSectionProps {
  readonly view: PrimeView
  /** As the chain has it: the same object until the next block. */
  readonly facts: VaultFacts
  /** Whether the contract's own views say the same. */
  readonly agrees: Check | undefined
  /** Time of the chain, and of the block [unix s]. */
  readonly now: bigint
  readonly block: bigint
}

/** What the vault holds, owes and may grow to. */
export function VaultSection({ view, facts, agrees, now, block }: VaultSectionProps) {
  const { vault, addresses, name } = view.prime
  const ends = useMemo(() => endsOf(facts, block), [facts, block])
  const room = attempt(storedVault(vault), (stored) => maxDeposit(stored, now))
  const holds: readonly Definition[] = [
    {
      term: 'Total assets',
      value: <UsdsAmount leaf={vault.totalAssets} in="wad" withUnit />,
      note: 'What all shares are worth now, yield included',
    },
    {
      term: 'Idle',
      value: <UsdsAmount leaf={vault.idle} in="wad" withUnit />,
      note: 'USDS that lies in the vault',
    },
    {
      term: 'Outstanding',
      value: <UsdsAmount leaf={vault.outstanding} in="wad" withUnit />,
      note: 'Total assets less idle: what was taken and not returned, and yield that nobody has paid in yet; a donation lowers it first',
    },
    {
      term: `Net taken by ${name}`,
      value: <Value text={null} reason={NEEDS_HISTORY} />,
      note: 'Unknown here: it takes the history of takes and returns',
    },
    {
      term: "Generator's funding",
      value: <UsdsAmount leaf={vault.funding} in="wad" withUnit />,
      note: "What the Generator's shares are worth",
    },
  ]
  const grows: readonly Definition[] = [
    {
      term: 'Deposit cap',
      value: <UsdsAmount leaf={vault.depositCap} in="wad" withUnit />,
      note: (
        <>
          Room <UsdsAmount leaf={room} in="wad" withUnit />
          <Moment leaf={map(ends, ({ cap }) => cap)} now={now} text="yield uses it up" />
        </>
      ),
    },
    {
      term: 'Rate (vsr)',
      value: (
        <LeafText leaf={growthWords(vault.vsr)} text={({ yearly }) => yearly} exact={({ exact }) => exact} />
      ),
    },
    {
      term: 'Maximum exchange rate',
      value: (
        <LeafText
          leaf={vault.maxExchangeRate}
          text={(rate) => (rate === 0n ? 'Not set: every deposit reverts' : formatExact(rate, 36))}
          full={(rate) =>
            rate === 0n ? 'Not set: every deposit reverts' : `${formatExact(rate, 36)} assets a share`
          }
        />
      ),
      note: (
        <>
          Assets a share at the time of the block{' '}
          <LeafText
            leaf={map(ends, ({ rate }) => rate)}
            text={(rate) => formatExact(rate / 10n ** 21n, 6)}
            exact={(rate) => formatExact(rate, 27)}
          />
          <Moment leaf={map(ends, ({ trips }) => trips)} now={now} text="its growth passes the maximum" />
        </>
      ),
    },
    {
      term: 'Contract agrees',
      value:
        agrees === undefined ? (
          <Value text={null} reason="It was not checked." />
        ) : (
          <span className="inline-flex flex-wrap items-center gap-x-3">
            <StateBadge {...VERDICT_LOOK[checkState(agrees)]} plain />
            <Provenance leaf={agrees.holds} of={titleOf(agrees)} />
          </span>
        ),
      note: 'Its own totalAssets, assetsOutstanding, maxDeposit and maxWithdraw at this block, against the figures computed here for its time',
    },
    { term: 'Vault', value: <ShownName address={addresses.vault} short /> },
  ]
  return (
    <Section id="vault" title="Vault">
      <div className="grid gap-x-10 gap-y-2 lg:grid-cols-2">
        <DefinitionList items={holds} />
        <DefinitionList items={grows} className="max-lg:border-line max-lg:border-t max-lg:pt-2" />
      </div>
    </Section>
  )
}

interface Ends {
  /** Assets per share at the block [ray]. */
  readonly rate: Ray
  /** When yield has used the cap up; null for never [unix s]. */
  readonly cap: Seconds | null
  /** When deposits begin to revert because of the rate; null for never [unix s]. */
  readonly trips: Seconds | null
}

function endsOf(facts: VaultFacts, block: bigint): Leaf<Ends> {
  const stored = combine({ vault: storedVault(facts), most: facts.maxExchangeRate }, (read) => read)
  return attempt(stored, ({ vault, most }) => ({
    rate: nowChi(vault, block),
    cap: depositRoomEndsAt(vault, wad(1n), block),
    trips: exchangeRateTripsAt(vault, most, block).at ?? null,
  }))
}

interface MomentProps {
  readonly leaf: Leaf<bigint | null>
  readonly now: bigint
  /** What happens then: "yield uses it up". */
  readonly text: string
}

function Moment({ leaf, now, text }: MomentProps) {
  if (!leaf.ok) return null
  const { value: at } = leaf
  const moment = at === null ? null : coming(at, now)
  // The moment never comes, or has come already, which the figure beside it says.
  if (moment === null) return null
  return (
    <>
      ; {text} at <span className="whitespace-nowrap">{moment.date}</span>, in {moment.left}
    </>
  )
}
