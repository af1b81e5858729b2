'use client'

import { asOf } from '@/components/model/as-of'
import { checkColumns } from '@/components/model/check-columns'
import { ShownName } from '@/components/model/shown-name'
import { useNames } from '@/components/model/use-names'
import { ControllerCards } from '@/components/paus/controller-card'
import { DataTable } from '@/components/ui/data-table'
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
  const names = useNames()
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
            Who can move the funds of its ALMProxy <ShownName address={prime.almProxy} short />.
          </>
        }
        bare
      >
        <ControllerCards controllers={prime.controllers} strangers={prime.strangers} whole />
        <ScopeLine prime={prime} model={model} />
      </Section>
      <Section id="wiring" title="Wiring" bare>
        <DataTable
          id="wires"
          caption={`Checks of ${prime.name}`}
          columns={checkColumns(names)}
          rows={checks}
          rowKey={({ id }) => id}
          filter={false}
          empty="There is no check."
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
