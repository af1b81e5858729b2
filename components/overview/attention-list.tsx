'use client'

import Link from 'next/link'
import { EvidenceText } from '@/components/model/evidence-text'
import { FoundText } from '@/components/model/found-text'
import { hrefOf, PLACE_NAMES } from '@/components/model/places'
import { Provenance } from '@/components/model/provenance'
import { VERDICT_LOOK } from '@/components/model/verdicts'
import { Disclosure } from '@/components/ui/disclosure'
import { StateBadge } from '@/components/ui/state-badge'
import { type Check, checkState, titleOf } from '@/lib/console/model/check'
import type { Alike } from '@/lib/words/alike'

interface AttentionListProps {
  /** Names the list for screen readers. */
  readonly label: string
  readonly findings: readonly Alike[]
  /** Level of the headings: one below what stands above the list. */
  readonly level: 2 | 3
}

/** How many are shown at once; a fault of a shared part may bring dozens. */
const SHOWN = 6

/** What did not pass: the statement and what was found, and behind it what was expected and what to do. */
export function AttentionList({ label, findings, level }: AttentionListProps) {
  const more = findings.slice(SHOWN)
  return (
    <div className="rounded-lg bg-surface ring-1 ring-line">
      <Items label={label} findings={findings.slice(0, SHOWN)} level={level} />
      {more.length > 0 && (
        <Disclosure summary={`${more.length} more`} className="border-line border-t px-4 py-2">
          <Items label={`${label}, the rest`} findings={more} level={level} />
        </Disclosure>
      )}
    </div>
  )
}

function Items({ label, findings, level }: AttentionListProps) {
  return (
    <ol aria-label={label} className="divide-y divide-line">
      {findings.map((finding) => (
        <li key={finding.key} data-check={finding.key} className="px-4 py-1.5">
          {finding.checks.length === 1 ? (
            <Item check={finding.checks[0]} heading={level} />
          ) : (
            <Many finding={finding} level={level} />
          )}
        </li>
      ))}
    </ol>
  )
}

/** Many alike: what they have in common, and each of them behind a press. */
function Many({ finding, level }: { readonly finding: Alike } & Pick<AttentionListProps, 'level'>) {
  const { title, verdict, checks } = finding
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-1 sm:grid-cols-[8.5rem_1fr]">
      <StateBadge {...VERDICT_LOOK[verdict]} className="justify-self-start" />
      <Heading className="min-w-0 font-semibold max-sm:col-span-2 max-sm:row-start-2">
        <EvidenceText text={title} />
      </Heading>
      <Disclosure
        summary={
          <>
            Each of them<span className="sr-only">: {title}</span>
          </>
        }
        className="col-span-full text-sm sm:col-start-2"
      >
        <ol aria-label={title} className="divide-y divide-line">
          {checks.map((check) => (
            <li key={check.id} data-check={check.id} className="py-1.5">
              <Item check={check} heading={level === 2 ? 3 : 4} />
            </li>
          ))}
        </ol>
      </Disclosure>
    </div>
  )
}

function Item({ check, heading }: { readonly check: Check; readonly heading: 2 | 3 | 4 }) {
  const Heading = `h${heading}` as const
  const { holds, found, expected, remedy, shownAt } = check
  const title = titleOf(check)
  const { state, word } = VERDICT_LOOK[checkState(check)]
  const page = PLACE_NAMES[shownAt.page]
  return (
    <>
      <div className="grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-1 sm:grid-cols-[8.5rem_1fr_auto]">
        <StateBadge state={state} word={word} className="justify-self-start" />
        <Heading className="min-w-0 font-semibold max-sm:col-span-2 max-sm:row-start-2">
          <EvidenceText text={title} />
        </Heading>
        {page !== null && (
          <Link href={hrefOf(shownAt)} className="link justify-self-end whitespace-nowrap text-sm">
            {page}
          </Link>
        )}
      </div>
      <div className="mt-0.5 flex flex-wrap items-start justify-between gap-x-4 text-sm sm:pl-[9.25rem]">
        <div className="min-w-0 max-w-full wrap-anywhere">
          {found.ok ? <FoundText text={found.value} /> : found.reason.message}{' '}
          <Provenance leaf={holds} of={title} className="align-middle" />
        </div>
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
