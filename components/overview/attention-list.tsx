'use client'

import Link from 'next/link'
import { EvidenceText } from '@/components/model/evidence-text'
import { Provenance } from '@/components/model/provenance'
import { VERDICT_LOOK } from '@/components/model/verdicts'
import { Disclosure } from '@/components/ui/disclosure'
import { StateBadge } from '@/components/ui/state-badge'
import { type Check, titleOf, verdictOf } from '@/lib/console/model/check'

interface AttentionListProps {
  /** Names the list for screen readers. */
  readonly label: string
  readonly checks: readonly Check[]
  /** Level of the headings: one below what stands above the list. */
  readonly level: 2 | 3
}

/** As many as stand open; a fault of a shared part may bring dozens. */
const SHOWN = 6

const PAGES: readonly (readonly [start: string, name: string])[] = [
  ['/#identities', 'Identities'],
  ['/#governance', 'Governance'],
  ['/primes/', 'Prime'],
  ['/limits', 'Limits'],
  ['/diamond', 'Diamond'],
  ['/emergency', 'Emergency'],
]

/** Checks that did not pass: the statement and what was found, and behind it what was expected and what to do. */
export function AttentionList({ label, checks, level }: AttentionListProps) {
  const more = checks.slice(SHOWN)
  return (
    <div className="rounded-lg bg-surface ring-1 ring-line">
      <Items label={label} checks={checks.slice(0, SHOWN)} level={level} />
      {more.length > 0 && (
        <Disclosure summary={`${more.length} more`} className="border-line border-t px-4 py-2">
          <Items label={`${label}, the rest`} checks={more} level={level} />
        </Disclosure>
      )}
    </div>
  )
}

function Items({ label, checks, level }: AttentionListProps) {
  return (
    <ol aria-label={label} className="divide-y divide-line">
      {checks.map((check) => (
        <li key={check.id} data-check={check.id} className="px-4 py-1.5">
          <Item check={check} level={level} />
        </li>
      ))}
    </ol>
  )
}

function Item({ check, level }: { readonly check: Check } & Pick<AttentionListProps, 'level'>) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const { holds, found, expected, remedy, href } = check
  const title = titleOf(check)
  const { state, word } = VERDICT_LOOK[verdictOf(check)]
  const page = PAGES.find(([start]) => href.startsWith(start))?.[1]
  return (
    <>
      <div className="grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-1 sm:grid-cols-[8.5rem_1fr_auto]">
        <StateBadge state={state} word={word} className="justify-self-start" />
        <Heading className="min-w-0 font-semibold max-sm:col-span-2 max-sm:row-start-2">
          <EvidenceText text={title} />
        </Heading>
        {page !== undefined && (
          <Link href={href} className="link justify-self-end whitespace-nowrap text-sm">
            {page}
          </Link>
        )}
      </div>
      <div className="mt-0.5 flex flex-wrap items-start justify-between gap-x-4 text-sm sm:pl-[9.25rem]">
        <p className="min-w-0 max-w-full wrap-anywhere">
          {found.ok ? <EvidenceText text={found.value} /> : found.reason.message}{' '}
          <Provenance leaf={holds} of={title} className="align-middle" />
        </p>
        <Disclosure
          summary={
            <>
              What to do<span className="sr-only">: {title}</span>
            </>
          }
          className="open:w-full"
        >
          <dl className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[4.5rem_1fr]">
            <dt className="text-muted">What to do</dt>
            <dd className="min-w-0">
              <EvidenceText text={remedy} />
            </dd>
            <dt className="text-muted">Expected</dt>
            <dd className="min-w-0">
              <EvidenceText text={expected} />
            </dd>
          </dl>
        </Disclosure>
      </div>
    </>
  )
}
