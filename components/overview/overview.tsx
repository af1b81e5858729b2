'use client'

import { debtBars } from '@/components/debt/bars'
import { DebtPicture } from '@/components/debt/debt-picture'
import { debtNote, debtOf, debtSentence, identitiesSentence } from '@/components/debt/debt-words'
import { IdentitiesTable } from '@/components/debt/identities-table'
import { PrimesTable } from '@/components/debt/primes-table'
import { primeRows } from '@/components/debt/rows'
import { PendingSummary } from '@/components/governance/pending-summary'
import { Prose } from '@/components/handbook/prose'
import { MigrationOverview } from '@/components/migration/migration-overview'
import { asOf } from '@/components/model/as-of'
import { NO_GENERATOR, NoGenerator } from '@/components/model/no-generator'
import { NothingRead } from '@/components/model/nothing-read'
import { DefinitionList } from '@/components/ui/definition-list'
import { HashText } from '@/components/ui/hash-text'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { ConsoleModel } from '@/lib/console/model'
import { useModel } from '@/lib/react/context'
import { AllChecks } from './all-checks'
import { attentionOf } from './attention'
import { AttentionList } from './attention-list'
import { StatePanel } from './state-panel'

/** What needs attention, who owes how much on which side, whether it adds up, and the proof of the rest. */
export function Overview() {
  const model = useModel()
  if (model === null) return <NothingRead noun="Overview" columns={['Statement', 'Found', 'Expected']} />

  const { block, checks, generators } = model
  const { urgent, notes, passed, answer, detail } = attentionOf(checks, block.number)
  return (
    <>
      <PageHeader noun="Overview" answer={answer} detail={detail} />
      {urgent.length > 0 && <AttentionList label="What needs attention" findings={urgent} level={2} />}
      {generators.length === 0 ? <WithoutGenerator model={model} /> : <Books model={model} />}
      {notes.length > 0 && (
        <Section id="notes" title="To know" bare>
          <AttentionList label="To know" findings={notes} level={3} />
        </Section>
      )}
      <PendingSummary model={model} />
      <Section id="checks" title="Checks" note={`${asOf(model)}.`}>
        <DefinitionList
          items={[{ term: 'Block hash', value: <HashText hash={block.hash} label="block hash" /> }]}
        />
        <AllChecks checks={checks} passed={passed.length} block={block.number} />
      </Section>
    </>
  )
}

/** Who owes how much on which side, and whether it adds up. */
function Books({ model }: { readonly model: ConsoleModel }) {
  const { block, generators, identities } = model
  const rows = primeRows(model)
  const debt = debtOf(generators)
  return (
    <>
      <div className="grid items-start gap-x-6 gap-y-7 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Section
          id="debt"
          title={debtSentence(debt, block.number)}
          note={
            <>
              {debtNote(debt, model)}{' '}
              <a href="#identities" className="link">
                {identitiesSentence(identities)}
              </a>
              .
            </>
          }
        >
          <DebtPicture bars={debtBars(rows, generators, debt)} />
        </Section>
        <Section id="state" title="State">
          <StatePanel model={model} />
        </Section>
      </div>
      <MigrationOverview model={model} />

      <Section id="by-prime" title="By Prime" bare>
        <PrimesTable
          rows={rows}
          several={generators.length > 1}
          fileName={`primes-at-block-${block.number}`}
        />
      </Section>
      <Section
        id="identities"
        title={identitiesSentence(identities)}
        note={
          <Prose text="An identity holds when two figures agree. In USDS; debt of an urn before the rate of its ilk. A residual is shown and never folded into a total." />
        }
        bare
      >
        <IdentitiesTable
          identities={identities}
          now={model.time}
          fileName={`identities-at-block-${block.number}`}
        />
      </Section>
    </>
  )
}

/** What is left of the page where nothing has a debt: no figure stands for what is not there. */
function WithoutGenerator({ model }: { readonly model: ConsoleModel }) {
  return (
    <>
      <Section id="debt" title={NO_GENERATOR} bare>
        <NoGenerator title="No debt is read, and no Prime" />
      </Section>
      <Section id="state" title="State">
        <StatePanel model={model} />
      </Section>
    </>
  )
}
