'use client'

import Link from 'next/link'
import { EvidenceText } from '@/components/model/evidence-text'
import { Provenance } from '@/components/model/provenance'
import { VERDICT_LOOK } from '@/components/model/verdicts'
import { StateBadge } from '@/components/ui/state-badge'
import { type Check, verdictOf } from '@/lib/console/check'

interface AttentionListProps {
  /** Names the list for screen readers. */
  readonly label: string
  readonly checks: readonly Check[]
  /** Level of the headings: one below what stands above the list. */
  readonly level: 2 | 3
}

const PAGE_OF: Readonly<Record<string, string>> = {
  '/': 'Overview',
  '/limits': 'Limits',
  '/diamond': 'Diamond',
  '/emergency': 'Emergency',
}

/** Checks that did not pass: the statement, what was found, what was expected, and what to do about it. */
export function AttentionList({ label, checks, level }: AttentionListProps) {
  return (
    <ol aria-label={label} className="divide-y divide-line rounded-lg bg-surface ring-1 ring-line">
      {checks.map((check) => (
        <li key={check.id} data-check={check.id} className="px-4 py-3">
          <Item check={check} level={level} />
        </li>
      ))}
    </ol>
  )
}

function Item({ check, level }: { readonly check: Check } & Pick<AttentionListProps, 'level'>) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const { title, holds, found, expected, remedy, href } = check
  const { state, word } = VERDICT_LOOK[verdictOf(check)]
  const page = PAGE_OF[href.split('?')[0] ?? '']
  return (
    <>
      <div className="grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-1 sm:grid-cols-[auto_1fr_auto]">
        <StateBadge state={state} word={word} className="justify-self-start" />
        <Heading className="min-w-0 font-semibold max-sm:col-span-2 max-sm:row-start-2">
          <EvidenceText text={title} />
        </Heading>
        {page !== undefined && href !== '/' && (
          <Link href={href} className="link justify-self-end whitespace-nowrap text-sm">
            {page}
          </Link>
        )}
      </div>
      <dl className="mt-1.5 grid gap-x-4 gap-y-0.5 text-sm sm:grid-cols-[4.5rem_1fr]">
        <dt className="text-muted">Found</dt>
        <dd className="min-w-0">
          {found.ok ? <EvidenceText text={found.value} /> : found.reason.message}{' '}
          <Provenance leaf={holds} of={title} className="align-middle" />
        </dd>
        <dt className="text-muted">Expected</dt>
        <dd className="min-w-0">
          <EvidenceText text={expected} />
        </dd>
        <dt className="text-muted">What to do</dt>
        <dd className="min-w-0">
          <EvidenceText text={remedy} />
        </dd>
      </dl>
    </>
  )
}
