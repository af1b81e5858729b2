'use client'

import Link from 'next/link'
import { forms } from '@/components/actions/forms'
import { Prose } from '@/components/handbook/prose'
import { NO_GENERATOR, NoGenerator } from '@/components/model/no-generator'
import { NothingRead } from '@/components/model/nothing-read'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { GeneratorModel } from '@/lib/console/model'
import { formatDurationExact, formatExact } from '@/lib/format'
import { combine } from '@/lib/leaf'
import { useModel } from '@/lib/react/context'
import { useQuery } from '@/lib/react/page/address'
import { LimitDetail } from './limit-detail'
import type { LimitRow } from './limit-row'
import { limitsSentence } from './limit-words'
import { LimitsTable } from './limits-table'

const { 'set-limits': SetLimitsForm } = forms

/** Every limit; the one named in the address with its detail. */
export function Limits() {
  const model = useModel()
  const key = useQuery('key')
  const of = useQuery('generator')
  if (model === null) {
    return (
      <NothingRead noun="Limits" columns={['Limit', 'State', 'Available', 'Maximum', 'Per day', 'Full']} />
    )
  }

  const { generators, block, time, checks } = model
  const rows = generators.flatMap((generator): LimitRow[] =>
    generator.limits.map((limit) => ({ generator, limit })),
  )
  if (generators.length === 0) {
    return (
      <>
        <PageHeader noun="Limits" answer={NO_GENERATOR} />
        <NoGenerator title="No limit is read" />
      </>
    )
  }
  const wanted = { key: key.value, generator: of.value }
  const open = wanted.key === null ? null : findRow(rows, wanted.key, wanted.generator)
  return (
    <>
      <PageHeader
        noun="Limits"
        answer={limitsSentence(rows.map(({ limit }) => limit))}
        detail={
          <>
            {generators.map((generator) => (
              <p key={generator.id}>
                <Prose text={paceOf(generator, generators.length > 1)} />
              </p>
            ))}
            <p>
              <Link
                href="/governance#approved"
                prefetch={false}
                className="link inline-block min-h-6 content-center"
              >
                What else a cBEAM may do: approved calls
              </Link>
            </p>
          </>
        }
      />
      {open && (
        <LimitDetail
          key={`${open.generator.id} ${open.limit.id}`}
          generator={open.generator}
          limit={open.limit}
          checks={checks}
          origin={key.origin === 'link' || of.origin === 'link' ? 'link' : 'here'}
          now={time}
        />
      )}
      {wanted.key !== null && open === null && (
        <Notice tone="info" title={`No limit is known under the key ${wanted.key}.`}>
          Keys are hashes and cannot be listed: known are those of the deployment file and of its events.
        </Notice>
      )}
      <LimitsTable
        rows={rows}
        now={time}
        several={generators.length > 1}
        open={open}
        fileName={`limits-at-block-${block.number}`}
      />
      {generators.map((generator) => (
        <Section
          key={generator.id}
          id={`several-${generator.id}`}
          title={
            generators.length > 1 ? `Several limits of ${generator.name} at once` : 'Several limits at once'
          }
        >
          <Disclosure summary="Set them in one transaction of a Safe">
            <SetLimitsForm model={model} generator={generator} />
          </Disclosure>
        </Section>
      ))}
    </>
  )
}

function findRow(rows: readonly LimitRow[], key: string, generator: string | null): LimitRow | null {
  return (
    rows.find(
      (row) => row.limit.id === key.toLowerCase() && (generator === null || row.generator.id === generator),
    ) ?? null
  )
}

/** How fast a cBEAM may raise the limits of a Generator, in a sentence. */
function paceOf({ name, scope }: GeneratorModel, several: boolean): string {
  const pace = combine({ hop: scope.hop, maxChange: scope.maxChange }, ({ hop, maxChange }) =>
    hop === 0n
      ? 'No hop is set, so a cBEAM cannot raise a limit; lowering takes effect at once.'
      : `A cBEAM may raise a limit to ×${formatExact(maxChange, 18)} of its present value, once every ${formatDurationExact(hop)}; lowering takes effect at once.`,
  )
  const text = pace.ok
    ? pace.value
    : `How fast limits may be raised could not be read: ${pace.reason.message}`
  return several ? `${name}: ${text}` : text
}
