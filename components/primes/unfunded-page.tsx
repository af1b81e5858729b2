'use client'

import { asOf } from '@/components/model/as-of'
import { ChecksTable } from '@/components/model/checks-table'
import { ShownName } from '@/components/model/shown-name'
import { ControllerCards } from '@/components/paus/controller-card'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { ConsoleModel } from '@/lib/console/model'
import type { UnfundedModel } from '@/lib/console/model/primes'
import { formatCompact } from '@/lib/format'
import { radToWadDown } from '@/lib/math'
import { LegacySection } from './legacy-section'
import { ScopeLine } from './scope-line'

interface UnfundedPageProps {
  readonly prime: UnfundedModel
  readonly model: ConsoleModel
}

/** A Prime that no Generator funds yet: what it owes, and who can move its funds. */
export function UnfundedPage({ prime, model }: UnfundedPageProps) {
  const { block, time, mcd } = model
  const checks = model.checks.filter(({ shownAt }) => shownAt.page === 'prime' && shownAt.id === prime.id)
  return (
    <>
      <PageHeader noun={prime.name} answer={unfundedSentence(prime)} detail={`${asOf(model)}.`} />
      <LegacySection
        prime={prime}
        mcd={mcd}
        now={time}
        blockNumber={block.number}
        fileName={`${prime.id}-legacy-at-block-${block.number}`}
      />
      <Section
        id="controllers"
        title="Controllers"
        note={
          <>
            Who can move the funds of its ALMProxy <ShownName address={prime.almProxy} short />. Which limits
            bind them is not read: those that are known here are at a vault, and it has none.
          </>
        }
        bare
      >
        <ControllerCards controllers={prime.controllers} strangers={prime.strangers} whole />
        <ScopeLine prime={prime} model={model} />
      </Section>
      <Section id="wiring" title="Wiring" bare>
        <ChecksTable
          id="wires"
          caption={`Checks of ${prime.name}`}
          checks={checks}
          filter={false}
          fileName={`${prime.id}-checks-at-block-${block.number}`}
        />
      </Section>
    </>
  )
}

/** "No Generator funds Spark yet; it owes 2.1B USDS on legacy ilks". */
export function unfundedSentence({ name, legacy, legacyDebt }: UnfundedModel): string {
  const none = `No Generator funds ${name} yet`
  if (legacy.length === 0) return none
  return legacyDebt.ok
    ? `${none}; it owes ${formatCompact(radToWadDown(legacyDebt.value), 18)} USDS on legacy ilks`
    : `${none}; what it owes on legacy ilks is unknown`
}
