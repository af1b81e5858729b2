'use client'

import { useMemo } from 'react'
import { LinkChosen } from '@/components/actions/review/link-origin'
import { GuardrailsSection } from '@/components/guardrails/guardrails-section'
import { MigrationSection } from '@/components/migration/migration-section'
import { asOf } from '@/components/model/as-of'
import { NothingRead } from '@/components/model/nothing-read'
import { UsdsAmount } from '@/components/model/usds-amount'
import { ControllerCards } from '@/components/paus/controller-card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { askFunnel, type Funnel, funnelOf } from '@/lib/console/derive/funnel'
import type { ConsoleModel } from '@/lib/console/model'
import { isShared } from '@/lib/console/shared'
import { useModel } from '@/lib/react/context'
import { useLiveState } from '@/lib/react/live/hooks'
import { usePathOrigin, useQuery } from '@/lib/react/page/address'
import type { ConstraintId } from '@/lib/vaults'
import { drawSentence } from '@/lib/words/funnel'
import { ceilingOutlook, raiseWords } from './ceiling'
import { DripButton } from './drip-button'
import { constraintSources, type PrimeView, unreadWords } from './evidence-of'
import { ExecButton } from './exec-button'
import { feesNotBooked } from './fees'
import { checksOf, findFacts, findPrime } from './find-prime'
import { Flows } from './flows'
import { FundedBy } from './funded-by'
import { FunnelCard } from './funnel-card'
import { LegacySection } from './legacy-section'
import { LimitsSection } from './limits-section'
import { largerDraw } from './outlook'
import { OutlookSection } from './outlook-section'
import { SpellSection } from './spell-section'
import { UnfundedPage } from './unfunded-page'
import { VaultSection } from './vault-section'
import { WhenCanDraw } from './when-can-draw'
import { WiringSection } from './wiring-section'

interface PrimePageProps {
  readonly slug: string
  /** As the deployment file has it, for the time before the first reading. */
  readonly name: string
}

/** How much one Prime can draw right now, which constraint binds, and when it can draw more. */
export function PrimePage({ slug, name }: PrimePageProps) {
  const model = useModel()
  const path = usePathOrigin()
  const { value: wanted, origin: chosen } = useQuery('generator')
  const origin = path === 'link' || chosen === 'link' ? 'link' : 'here'
  const facts = useLiveState().picture?.facts ?? null
  // One object until the next block, so that a second that passes computes and draws nothing anew.
  const funnel = useMemo(() => funnelIn(facts, slug, wanted), [facts, slug, wanted])
  const view = model && findPrime(model, slug, wanted)
  const vault = facts && findFacts(facts, slug, wanted)?.prime.vault
  const unfunded = model?.unfunded.find(({ id }) => id === slug)
  if (model && unfunded) return <UnfundedPage prime={unfunded} model={model} />
  if (model === null || view === null || !vault || funnel === null) {
    return <NothingRead noun={name} columns={['Constraint', 'Scope', 'Amount']} />
  }

  const { block, time, checks } = model
  const own = checksOf(checks, view)
  const unread = funnel.all.ok ? null : unreadWords(view, funnel.all.reason)
  const file = (part: string) => `${slug}-${part}-at-block-${block.number}`
  return (
    <LinkChosen origin={origin} what={`the Prime ${view.prime.name}`}>
      <Answer view={view} funnel={funnel} unread={unread} model={model} />
      <FundedBy view={view} model={model} />
      <WhenCanDraw prime={view.prime.name} funnel={funnel} unread={unread} now={time} />
      <FunnelSection view={view} model={model} />
      <OutlookSection
        prime={view.prime.name}
        funnel={funnel}
        unread={unread}
        now={time}
        block={block.timestamp}
      />
      <MigrationSection view={view} model={model} />
      <LegacySection
        prime={view.prime}
        mcd={view.mcd}
        now={time}
        blockNumber={block.number}
        fileName={file('legacy')}
      />
      <VaultSection
        view={view}
        facts={vault}
        agrees={own.find(({ id }) => id.startsWith(`prime/agrees/${slug}`))}
        now={time}
        block={block.timestamp}
      />
      <GuardrailsSection view={view} model={model} />
      <SpellSection prime={view.prime} now={time} />
      <LimitsSection view={view} model={model} now={time} fileName={file('limits')} />
      <Section
        id="controllers"
        title="Controllers"
        note={`Who can move the funds of ${view.prime.name}'s ALMProxy. The first one takes from the vault.`}
        bare
      >
        <ControllerCards controllers={view.prime.controllers} strangers={view.prime.strangers} whole />
      </Section>
      <WiringSection prime={view.prime} checks={own} fileName={file('checks')} />
    </LinkChosen>
  )
}

function funnelIn(
  facts: Parameters<typeof findFacts>[0] | null,
  slug: string,
  wanted: string | null,
): Funnel | null {
  const found = facts && findFacts(facts, slug, wanted)
  if (!found) return null
  return funnelOf(found.prime, found.generator, found.mcd)
}

interface AnswerProps {
  readonly view: PrimeView
  readonly funnel: Funnel
  readonly unread: string | null
  readonly model: ConsoleModel
}

function Answer({ view, funnel, unread, model }: AnswerProps) {
  const { prime } = view
  const { canTake } = prime
  const { time } = model
  const through = isShared(model.generators, prime) ? ` through ${view.generator.name}` : ''
  const detail = `${asOf(model)}${through}. Every figure names the call that proves it.`
  if (!canTake.ok) {
    return (
      <>
        <PageHeader noun={prime.name} answer={`What ${prime.name} can draw is unknown`} detail={detail} />
        <Notice
          tone="amber"
          title={unread ?? canTake.reason.message}
          holds={`Every figure that stands on this page. ${asOf(model)}.`}
          todo="An answer that leaves out a constraint could be too large, so there is none until this can be read."
        />
      </>
    )
  }
  const larger = askFunnel(funnel, (inputs) => largerDraw(inputs, canTake.value, time))
  const { shown, spoken } = drawSentence(prime.name, canTake.value, larger.ok ? larger.value : null, time)
  return (
    <PageHeader
      noun={prime.name}
      answer={
        <>
          <span aria-hidden>{shown}</span>
          <span className="sr-only">{spoken}</span>
        </>
      }
      detail={
        larger.ok ? detail : `What it can draw later is unknown. ${unread ?? larger.reason.message} ${detail}`
      }
    />
  )
}

function FunnelSection({ view, model }: { readonly view: PrimeView; readonly model: ConsoleModel }) {
  const { prime, generator, mcd } = view
  const { time, block } = model
  const outlook = ceilingOutlook(generator.debt, mcd, time, block.number)
  const fees = feesNotBooked(generator.debt, mcd, time)
  const raise = outlook.ok ? raiseWords(outlook.value, time) : null
  const asked = {
    prime: prime.name,
    sourcesOf: (id: ConstraintId) => constraintSources(view, id),
  }
  return (
    <Section
      id="funnel"
      title="What stands in the way"
      note="Each constraint with what it alone lets through in one go, from the widest to the narrowest."
      bare
    >
      <div className="grid items-start gap-4 lg:grid-cols-3">
        <FunnelCard title={`${prime.name} can draw now`} answer={prime.canTake} {...asked} />
        <FunnelCard
          title="Generator can add"
          answer={prime.canAdd}
          {...asked}
          note={
            <>
              What it mints comes on top of <UsdsAmount leaf={generator.proxyIdle} in="wad" withUnit /> idle
              in its ALMProxy. {raise}
              <p>
                <UsdsAmount leaf={fees} in="rad" withUnit /> of fees on {generator.debt.id} are not booked
                yet.
              </p>
              <div className="mt-1.5 flex flex-wrap gap-2">
                <ExecButton ilk={generator.debt.id} outlook={outlook} now={time} />
                <DripButton ilk={generator.debt.id} fees={fees} live={mcd.live} />
              </div>
            </>
          }
        />
        <FunnelCard title="Generator can recall" answer={prime.canRecall} {...asked} />
      </div>
      <Flows view={view} model={model} />
    </Section>
  )
}
