'use client'

import { Fragment } from 'react'
import { Prose } from '@/components/handbook/prose'
import { NO_GENERATOR, NoGenerator } from '@/components/model/no-generator'
import { NothingRead } from '@/components/model/nothing-read'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { nameAmong, unitOf } from '@/lib/console/facts/units'
import type { Coverage } from '@/lib/console/facts/watchlist'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { type Check, checkState } from '@/lib/console/model/check'
import { formatExact, plural } from '@/lib/format'
import { useModel } from '@/lib/react/context'
import { useQuery } from '@/lib/react/page/address'
import { logsOf } from '@/lib/words/coverage'
import { CutsTable } from './cuts-table'
import { Contracts, GoneFacets, Interfaces, ReplaceRoles, Roles, Wiring } from './diamond-sections'
import { FacetDetail } from './facet-detail'
import { diamondSentence } from './facets'
import { FacetsTable } from './facets-table'

/** What each Diamond can do, who owns it, and whether it is wired as its deployment says. */
export function Diamond() {
  const model = useModel()
  if (model === null) {
    return <NothingRead noun="Diamond" columns={['Facet', 'Address', 'Functions', 'Since', 'Code']} />
  }
  const { generators, checks, coverage, block } = model
  if (generators.length === 0) {
    return (
      <>
        <PageHeader noun="Diamond" answer={NO_GENERATOR} />
        <NoGenerator title="No Diamond is read" />
      </>
    )
  }
  return generators.map((generator, index) => (
    <Fragment key={generator.id}>
      <PageHeader
        noun="Diamond"
        answer={diamondSentence(generator)}
        detail={wiringSentence(generator, checks)}
      />
      <GeneratorDiamond
        model={model}
        generator={generator}
        checks={checks}
        coverage={coverage}
        blockNumber={block.number}
        unit={nameAmong(model, unitOf(model, generator))}
        suffix={generators.length > 1 ? `-${index + 1}` : ''}
      />
    </Fragment>
  ))
}

interface GeneratorDiamondProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly checks: readonly Check[]
  readonly coverage: Coverage
  readonly blockNumber: bigint
  /** Name of its Configurator Unit; null where there is only one. */
  readonly unit: string | null
  /** Tells the sections and tables of several Generators apart. */
  readonly suffix: string
}

function GeneratorDiamond({
  model,
  generator,
  checks,
  coverage,
  blockNumber,
  unit,
  suffix,
}: GeneratorDiamondProps) {
  const wanted = useQuery('facet').value
  const { diamond } = generator
  const open = diamond.facets.items.find(({ id }) => id.toLowerCase() === wanted?.toLowerCase()) ?? null
  const file = (what: string) => `${what}${suffix}-at-block-${blockNumber}`
  return (
    <>
      {open && <FacetDetail key={open.id} facet={open} diamond={diamond} fileName={file('functions')} />}
      <Section
        id={`facets${suffix}`}
        title="Facets"
        note={<Prose text="Each facet serves some functions of the Diamond; only governance changes them." />}
        bare
      >
        <FacetsTable id={`facets${suffix}`} diamond={diamond} open={open} fileName={file('facets')} />
        <GoneFacets generator={generator} />
      </Section>
      <div className="grid gap-x-6 gap-y-7 lg:grid-cols-2">
        <div className="min-w-0 space-y-7">
          <Section id={`roles${suffix}`} title="Owner, relayers, freezers">
            <Roles generator={generator} />
            <ReplaceRoles model={model} generator={generator} />
          </Section>
          <Section id={`interfaces${suffix}`} title="Interfaces">
            <Interfaces generator={generator} />
          </Section>
        </div>
        <Section id={`contracts${suffix}`} title="Contracts">
          <Contracts generator={generator} unit={unit} />
        </Section>
      </div>
      <Section
        id={`wiring${suffix}`}
        title="Wiring"
        note="Whether each contract is connected to the next as the deployment says, with the read that proves it."
        bare
      >
        <Wiring id={`wiring${suffix}`} generator={generator} checks={checks} fileName={file('wiring')} />
      </Section>
      <Section id={`cuts${suffix}`} title="Cuts" note={coverageText(coverage)} bare>
        {coverage.problem !== null && (
          <Notice tone="amber" title="The list may be incomplete" className="mb-2.5">
            {coverage.problem}
          </Notice>
        )}
        <CutsTable
          id={`cuts${suffix}`}
          cuts={diamond.cuts}
          facets={diamond.facets.items}
          fileName={file('cuts')}
        />
      </Section>
    </>
  )
}

function wiringSentence({ id }: GeneratorModel, checks: readonly Check[]): string {
  const wiring = checks.filter((check) => check.area === 'wiring' && check.id.includes(id))
  const passed = wiring.filter((check) => checkState(check) === 'pass').length
  const unread = wiring.filter((check) => checkState(check) === 'unknown').length
  const rest = wiring.length - passed - unread
  return [
    `${passed} of ${plural(wiring.length, 'wiring check')} passed`,
    ...(rest > 0 ? [`${rest} do not hold`] : []),
    ...(unread > 0 ? [`${unread} could not be checked`] : []),
  ].join(', ')
}

function coverageText(coverage: Coverage): string {
  const { fromBlock, toBlock } = coverage
  return toBlock === null
    ? 'The events of the deployment are still being read.'
    : `From the events of blocks ${formatExact(fromBlock, 0)} to ${formatExact(toBlock, 0)} in ${logsOf(coverage)}, newest first.`
}
