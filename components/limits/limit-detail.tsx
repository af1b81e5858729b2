'use client'

import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { LimitActions } from '@/components/actions/forms/limit-actions'
import { LinkChosen, LinkNotice } from '@/components/actions/review/link-origin'
import { RefillChart } from '@/components/charts/refill-chart'
import { shownAmount, unitName } from '@/components/model/amounts'
import { LeafAmount } from '@/components/model/leaf-amount'
import { LeafText } from '@/components/model/leaf-text'
import { Provenance } from '@/components/model/provenance'
import { QueryLink } from '@/components/model/query-link'
import { ShownName } from '@/components/model/shown-name'
import { useNames } from '@/components/model/use-names'
import { VERDICT_LOOK } from '@/components/model/verdicts'
import { type Definition, DefinitionList } from '@/components/ui/definition-list'
import { HashText } from '@/components/ui/hash-text'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { storedLimit } from '@/lib/console/derive/limits'
import type { GeneratorModel, LimitModel } from '@/lib/console/model'
import { type Check, checkState, titleOf as titleOfCheck } from '@/lib/console/model/check'
import { formatDuration, formatDurationExact, formatExact, formatPercent, formatUtc } from '@/lib/format'
import { combine, given, map, orElse } from '@/lib/leaf'
import { WAD } from '@/lib/math'
import type { Origin } from '@/lib/react/page/address'
import { limitTitle } from '@/lib/words/limits'
import { LimitStateText } from './limit-cells'
import { bandWords, fullWords, lastIncreaseWords, limitSentence, nextIncreaseWords } from './limit-words'
import { PlanSection } from './plan/plan-section'
import { refillOf } from './refill'

interface LimitDetailProps {
  readonly generator: GeneratorModel
  readonly limit: LimitModel
  /** The checks of the model: the ones of this limit are shown. */
  readonly checks: readonly Check[]
  /** Where this limit was chosen. */
  readonly origin: Origin
  /** Time of the chain [unix s]. */
  readonly now: bigint
}

/** One limit: how it refills, what bounds its increase, and where each figure comes from. */
export function LimitDetail({ generator, limit, checks, origin, now }: LimitDetailProps) {
  const { titleOf } = useNames()
  const heading = useRef<HTMLHeadingElement>(null)
  const title = limit.name === null ? 'Limit under a key without a name' : limitTitle(limit, titleOf)
  const sentence = limitSentence(limit, now)
  const agrees = checks.find(({ id }) => id === `limits/agrees/${limit.rateLimits}/${limit.id}`)

  // What was opened gets the focus, so that it is read next, and is in sight.
  useEffect(() => heading.current?.focus(), [])

  return (
    <section aria-labelledby="limit-detail" className="rounded-lg bg-surface p-4 ring-1 ring-line md:p-5">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 id="limit-detail" ref={heading} tabIndex={-1} className="break-words font-semibold text-lg">
            {title}
          </h2>
          <p className="text-muted">
            {sentence.ok ? sentence.value : `Could not be read: ${sentence.reason.message}`}
          </p>
        </div>
        <QueryLink
          set={{ key: null, generator: null }}
          aria-label="Close"
          className="grid size-9 shrink-0 place-items-center hover:bg-hover"
        >
          <X aria-hidden className="size-5" />
        </QueryLink>
      </div>

      {limit.name === null && (
        <Notice
          tone="amber"
          title="No known name over known addresses hashes to this key."
          todo="Find out which facet uses it. Its unit is not known, so amounts are in smallest units."
          className="mt-3"
        />
      )}

      <div className="mt-4 grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_21rem] lg:grid-rows-[auto_auto_1fr]">
        <Refill limit={limit} title={title} now={now} />
        <div className="min-w-0">
          <h3 className="mb-1 font-semibold">Change the limit</h3>
          <LinkChosen origin={origin} what={title}>
            <LinkNotice className="mb-4" />
            <LimitActions generator={generator} limit={limit} />
          </LinkChosen>
        </div>
        <div className="space-y-5 lg:col-start-2 lg:row-span-3 lg:row-start-1">
          <Figures limit={limit} now={now} />
          <Increase generator={generator} limit={limit} now={now} />
        </div>
        <DefinitionList
          items={[
            { term: 'Key', value: <HashText hash={limit.id} label="limit key" /> },
            { term: 'RateLimits', value: <ShownName address={limit.rateLimits} /> },
            ...(agrees ? [agreement(agrees)] : []),
          ]}
        />
      </div>
      <PlanSection generator={generator} limit={limit} />
    </section>
  )
}

function agreement(check: Check): Definition {
  return {
    term: 'RateLimits agrees',
    value: (
      <span className="inline-flex flex-wrap items-center gap-x-3">
        <StateBadge {...VERDICT_LOOK[checkState(check)]} plain />
        <Provenance leaf={check.holds} of={titleOfCheck(check)} />
      </span>
    ),
  }
}

interface PartProps {
  readonly limit: LimitModel
  readonly now: bigint
}

function Refill({ limit, title, now }: PartProps & { readonly title: string }) {
  const unit = orElse(unitName(limit.unit), 'unknown unit')
  const series = combine(
    { stored: storedLimit(limit), decimals: limit.unit?.decimals ?? given(0) },
    ({ stored, decimals }) => refillOf(stored, now, decimals),
  )
  if (!series.ok) {
    return <Notice tone="amber" title={`The refill cannot be drawn: ${series.reason.message}`} />
  }
  if (series.value === null) return <p className="text-muted">There is no refill to draw in this state.</p>
  return <RefillChart label={title} unit={unit} {...series.value} />
}

function Figures({ limit, now }: PartProps) {
  const { unit } = limit
  return (
    <DefinitionList
      items={[
        { term: 'State', value: <LimitStateText limit={limit} /> },
        { term: 'Available now', value: <LeafAmount leaf={limit.current} unit={unit} withUnit /> },
        { term: 'Maximum', value: <LeafAmount leaf={limit.maxAmount} unit={unit} withUnit /> },
        {
          term: 'Refill',
          value: <LeafAmount leaf={limit.perDay} unit={unit} withUnit per=" a day" />,
          note: <LeafText leaf={shownAmount(limit.slope, unit)} text={({ exact }) => `${exact} a second`} />,
        },
        {
          term: 'Full',
          value: (
            <LeafText
              leaf={map(limit.full, (full) => fullWords(full, now))}
              text={({ short }) => short}
              full={({ exact }) => exact}
            />
          ),
        },
        {
          term: 'Last use or change',
          value: (
            <LeafText
              leaf={limit.lastUpdated}
              text={(at) => (at === 0n ? 'Never' : `${formatDuration(now - at)} ago`)}
              full={(at) => (at === 0n ? 'Never' : formatUtc(at))}
            />
          ),
          note: (
            <>
              Left then <LeafAmount leaf={limit.lastAmount} unit={unit} withUnit />
            </>
          ),
        },
      ]}
    />
  )
}

function Increase({ generator, limit, now }: PartProps & { readonly generator: GeneratorModel }) {
  const { hop, maxChange } = generator.scope
  const { unit } = limit
  return (
    <div>
      <h3 className="mb-2 font-semibold">Increase by a cBEAM</h3>
      <DefinitionList
        items={[
          {
            term: 'Next increase',
            value: (
              <LeafText
                leaf={map(limit.nextIncrease, (next) => nextIncreaseWords(next, now))}
                text={({ exact }) => exact}
              />
            ),
          },
          {
            term: 'Up to',
            value: (
              <LeafText leaf={bandWords(limit)} text={({ short }) => short} full={({ exact }) => exact} />
            ),
            note: (
              <LeafText leaf={bandWords(limit)} text={({ perDay }) => perDay} full={({ exact }) => exact} />
            ),
          },
          {
            term: 'Last increase',
            value: (
              <LeafText
                leaf={map(limit.zzz, (zzz) => lastIncreaseWords(zzz, now))}
                text={({ short }) => short}
                full={({ exact }) => exact}
              />
            ),
          },
          {
            term: 'Init',
            value: <LeafAmount leaf={limit.initMaxAmount} unit={unit} withUnit />,
            note: (
              <LeafAmount
                leaf={map(limit.initSlope, (slope) => slope * 86_400n)}
                unit={unit}
                withUnit
                per=" a day"
              />
            ),
          },
          {
            term: 'Hop',
            value: (
              <LeafText
                leaf={hop}
                text={(value) => (value === 0n ? 'Not set' : formatDuration(value))}
                exact={(value) => (value === 0n ? 'Not set' : formatDurationExact(value))}
              />
            ),
          },
          {
            term: 'Largest step',
            value: <LeafText leaf={maxChange} text={stepText} />,
          },
        ]}
      />
    </div>
  )
}

/** maxChange in words, with its base. @param maxChange [wad] */
export function stepText(maxChange: bigint): string {
  if (maxChange === 0n) return 'Not set'
  const factor = `×${formatExact(maxChange, 18)}`
  return maxChange <= WAD
    ? factor
    : `${factor}, ${formatPercent(maxChange - WAD, WAD)} above the present value`
}
