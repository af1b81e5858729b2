'use client'

import { Fragment } from 'react'
import { NO_GENERATOR, NoGenerator } from '@/components/model/no-generator'
import { NothingRead } from '@/components/model/nothing-read'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { SrUsdsModel } from '@/lib/console/model/srusds'
import { useModel } from '@/lib/react/context'
import { recordCoverage } from '@/lib/words/srusds'
import { BalancesTable } from './balances-table'
import { ExitCard } from './exit-card'
import { PositionSection } from './position-section'
import { QueueCard } from './queue-card'
import { RateSection } from './rate-section'
import { RecordTable } from './record-table'
import { srUsdsDetail, srUsdsSentence } from './rows'
import { TimetableSection } from './timetable-section'

/** Senior risk capital: both queues, the rate with what stands behind it, the record of each day, and a position. */
export function SrUsds() {
  const model = useModel()
  if (model === null) {
    return <NothingRead noun="srUSDS" columns={['Day', 'Lock', 'Settlement', 'Converted', 'Rate']} />
  }
  const { generators } = model
  const issuing = generators.flatMap((generator) =>
    generator.srUsds === null ? [] : [{ generator, srUsds: generator.srUsds }],
  )
  if (generators.length === 0) {
    return (
      <>
        <PageHeader noun="srUSDS" answer={NO_GENERATOR} />
        <NoGenerator title="No srUSDS is read" />
      </>
    )
  }
  if (issuing.length === 0) {
    return (
      <>
        <PageHeader noun="srUSDS" answer="No Generator of this deployment issues srUSDS" />
        <Notice tone="info" title="srUSDS is not deployed here, so nothing of it is read or checked.">
          When it is, the deployment file names its token, its queues and its HoldingSystem at the Generator
          that issues it, and this page shows them.
        </Notice>
      </>
    )
  }
  return issuing.map(({ generator, srUsds }, index) => (
    <Fragment key={generator.id}>
      <PageHeader
        noun={issuing.length > 1 ? `srUSDS of ${generator.name}` : 'srUSDS'}
        answer={srUsdsSentence(srUsds)}
        detail={srUsdsDetail(model.checks.filter(({ id }) => id.endsWith(generator.id)))}
      />
      <Parts
        model={model}
        generator={generator}
        srUsds={srUsds}
        suffix={issuing.length > 1 ? `-${index + 1}` : ''}
      />
    </Fragment>
  ))
}

interface PartsProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly srUsds: SrUsdsModel
  /** Tells the sections and tables of several Generators apart. */
  readonly suffix: string
}

function Parts({ model, generator, srUsds, suffix }: PartsProps) {
  const { time, coverage, block } = model
  const file = (what: string) => `${what}${suffix}-at-block-${block.number}`
  return (
    <>
      <div className="grid gap-x-6 gap-y-7 lg:grid-cols-2">
        {[srUsds.subscribe, srUsds.redeem].map((queue) => (
          <QueueCard key={queue.id} queue={queue} srUsds={srUsds} now={time} suffix={suffix} />
        ))}
      </div>
      <TimetableSection model={model} generator={generator} srUsds={srUsds} suffix={suffix} />
      <PositionSection model={model} generator={generator} srUsds={srUsds} suffix={suffix} />
      <RateSection srUsds={srUsds} now={time} suffix={suffix} />
      <Section
        id={`backing${suffix}`}
        title="Backing"
        note="What each party has to have, and what it has; the difference is a number."
        bare
      >
        <BalancesTable id={`backing${suffix}`} balances={srUsds.balances} fileName={file('srusds-backing')} />
      </Section>
      <Section
        id={`record${suffix}`}
        title="Locks and settlements"
        note={recordCoverage({ coverage, block })}
        bare
      >
        {coverage.problem !== null && (
          <Notice tone="amber" title="The record may be incomplete" className="mb-2.5">
            {coverage.problem}
          </Notice>
        )}
        <RecordTable id={`record${suffix}`} srUsds={srUsds} fileName={file('srusds-record')} />
      </Section>
      <ExitCard srUsds={srUsds} generator={generator} suffix={suffix} />
    </>
  )
}
