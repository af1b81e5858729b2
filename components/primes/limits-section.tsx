'use client'

import Link from 'next/link'
import type { Address } from 'viem'
import { Prose } from '@/components/handbook/prose'
import { Available, LimitStateText, PerDay } from '@/components/limits/limit-cells'
import { fullWords } from '@/components/limits/limit-words'
import { LeafAmount } from '@/components/model/leaf-amount'
import { LeafText } from '@/components/model/leaf-text'
import { hrefOf } from '@/components/model/places'
import { type Names, useNames } from '@/components/model/use-names'
import { DataTable } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import type { Column } from '@/components/ui/table-model'
import type { ConsoleModel } from '@/lib/console/model'
import type { StoredLimitModel } from '@/lib/console/model/primes'
import { formatExact } from '@/lib/format'
import { type Leaf, map } from '@/lib/leaf'
import { MAX_UINT256, type Unitless } from '@/lib/math'
import { limitTitle } from '@/lib/words/limits'
import { generatorLimits, type PrimeView } from './evidence-of'
import { ScopeLine } from './scope-line'

interface SideLimit {
  readonly limit: StoredLimitModel
  readonly side: 'Prime' | 'Generator'
  /** What uses it: "the Prime takes from its vault". */
  readonly use: string
}

interface LimitsSectionProps {
  readonly view: PrimeView
  readonly model: ConsoleModel
  /** Time of the chain [unix s]. */
  readonly now: bigint
  readonly fileName: string
}

/** The limits on both sides of the vault. */
export function LimitsSection({ view, model, now, fileName }: LimitsSectionProps) {
  const names = useNames()
  const { prime } = view
  const { deposit, withdraw } = generatorLimits(view)
  const rows: readonly SideLimit[] = [
    { limit: prime.takeLimit, side: 'Prime', use: `${prime.name} takes from its vault` },
    { limit: prime.returnLimit, side: 'Prime', use: `${prime.name} returns to its vault` },
    ...prime.otherLimits.flatMap((other): SideLimit[] => [
      { limit: other.takeLimit, side: 'Prime', use: `${names.titleOf(other.id)} takes from the vault` },
      { limit: other.returnLimit, side: 'Prime', use: `${names.titleOf(other.id)} returns to the vault` },
    ]),
    ...(deposit ? [{ limit: deposit, side: 'Generator', use: 'The Generator adds' } as const] : []),
    ...(withdraw ? [{ limit: withdraw, side: 'Generator', use: 'The Generator recalls' } as const] : []),
  ]
  return (
    <Section id="limits" title="Limits" note={<Prose text={limitsNote(prime, names)} />} bare>
      <DataTable
        id="sides"
        caption={`Limits of ${prime.name}'s vault`}
        columns={columns(names, now, model.generators.length > 1 ? view.generator.id : null)}
        rows={rows}
        // Controllers may share a RateLimits, and the limits in it.
        rowKey={({ limit, use }) => `${limit.rateLimits}-${limit.id}-${use}`}
        filter={false}
        empty="There is no limit."
        fileName={fileName}
      />
      <ScopeLine prime={prime} model={model} />
    </Section>
  )
}

/** Which limits these are. A controller beside the one that takes from the vault has its own, at the vault and elsewhere. */
function limitsNote({ name, addresses, otherLimits }: PrimeView['prime'], { titleOf }: Names): string {
  const generators = "two on the Generator's, which its Limits page explains"
  return otherLimits.length === 0
    ? `Two on ${name}'s own RateLimits, ${generators}.`
    : `Two for each controller of its ALMProxy, ${generators}. What ${name} can draw counts those of ${titleOf(addresses.controller)} alone, and what the others may do elsewhere than at the vault is not read.`
}

function columns(names: Names, now: bigint, generator: Address | null): readonly Column<SideLimit>[] {
  return [
    {
      id: 'use',
      header: 'Limit',
      minWidth: '13rem',
      cell: ({ limit, side, use }) => (
        <>
          {side === 'Generator' ? (
            <Link href={hrefOf({ page: 'limit', key: limit.id, generator })} className="link">
              {use}
            </Link>
          ) : (
            use
          )}
          <span className="block font-normal text-faint text-xs">
            {names.titleOf(limit.rateLimits)}: {limitTitle(limit, names.titleOf)}
          </span>
        </>
      ),
      text: ({ limit }) => `${names.titleOf(limit.rateLimits)}: ${limitTitle(limit, names.titleOf)}`,
    },
    {
      id: 'state',
      header: 'State',
      cell: ({ limit }) => <LimitStateText limit={limit} />,
      text: ({ limit }) => said(limit.state, String),
    },
    {
      id: 'available',
      header: 'Available',
      unit: 'USDS',
      numeric: true,
      minWidth: '8rem',
      cell: ({ limit }) => <Available limit={limit} names={names} />,
      text: ({ limit }) => amount(limit.current),
    },
    {
      id: 'maximum',
      header: 'Maximum',
      unit: 'USDS',
      numeric: true,
      cell: ({ limit }) => <LeafAmount leaf={limit.maxAmount} unit={limit.unit} />,
      text: ({ limit }) => amount(limit.maxAmount),
    },
    {
      id: 'per-day',
      header: 'Refill a day',
      unit: 'USDS',
      numeric: true,
      cell: ({ limit }) => <PerDay limit={limit} />,
      text: ({ limit }) => amount(limit.perDay),
    },
    {
      id: 'full',
      header: 'Full',
      minWidth: '7rem',
      cell: ({ limit }) => (
        <LeafText
          leaf={map(limit.full, (full) => fullWords(full, now))}
          text={({ short }) => short}
          full={({ exact }) => exact}
        />
      ),
      text: ({ limit }) => said(limit.full, (full) => fullWords(full, now).exact),
    },
  ]
}

const amount = (leaf: Leaf<Unitless>): string =>
  said(leaf, (value) => (value === MAX_UINT256 ? 'unlimited' : formatExact(value, 18)))

function said<T>(leaf: Leaf<T>, text: (value: T) => string): string {
  return leaf.ok ? text(leaf.value) : `Unknown: ${leaf.reason.message}`
}
