'use client'

import { Prose } from '@/components/handbook/prose'
import { asOf } from '@/components/model/as-of'
import { ChecksTable } from '@/components/model/checks-table'
import { NothingRead } from '@/components/model/nothing-read'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { beamTrees } from '@/lib/console/derive/beam-tree'
import { delaysOf } from '@/lib/console/derive/delays'
import type { ConsoleModel } from '@/lib/console/model'
import { useModel } from '@/lib/react/context'
import { treesSentence } from '@/lib/words/beam-tree'
import { ApprovedCalls } from './approved-calls'
import { BeamTable } from './beam-table'
import { BeamTrees } from './beam-trees'
import { CouncilActs } from './council-acts'
import { Deciders } from './deciders'
import { Delays } from './delays'
import { InitialLimits } from './initial-limits'
import { LineMom } from './line-mom'
import { GovernancePlans } from './plans'
import { Queue } from './queue'
import { pendingSentence } from './queue-rows'
import { StarSpells } from './star-spells'

/** What is decided and not yet done, with its acts; how long each decision waits; who has which power. */
export function Governance() {
  const model = useModel()
  if (model === null) return <NothingRead noun="Governance" columns={['Decision', 'From', 'Changes']} />
  return (
    <>
      <PageHeader
        noun="Governance"
        answer={pendingSentence(model)}
        detail={
          <nav aria-label="On this page" className="flex flex-wrap gap-x-4">
            {SECTIONS.map(([id, label]) => (
              <a key={id} href={`#${id}`} className="link inline-block min-h-6 content-center">
                {label}
              </a>
            ))}
          </nav>
        }
      />
      <Section
        id="queue"
        title="Timelock queue"
        note="What is scheduled, in plain words, and from when it can run."
      >
        <Queue model={model} />
      </Section>
      <GovernancePlans model={model} />
      <StarSpells generators={model.generators} />
      <Power model={model} />
    </>
  )
}

const SECTIONS = [
  ['queue', 'Queue'],
  ['beams', 'BEAM tree'],
  ['approved', 'Approved calls'],
  ['inits', 'Initial limits'],
  ['delays', 'Delays'],
  ['deciders', 'Who decides'],
] as const

/** Who can do what, and after how long. */
function Power({ model }: { readonly model: ConsoleModel }) {
  const trees = beamTrees(model)
  const file = (what: string) => `${what}-at-block-${model.block.number}`
  const checks = model.checks.filter(({ area }) => area === 'governance')
  return (
    <>
      <Section
        id="beams"
        title={treesSentence(trees)}
        note={
          <Prose text="From the Core Council to each relayer: a cBEAM is paired with the RateLimits and the controller of a PAU, and behind a controller stand those who operate it and those who freeze them." />
        }
      >
        <BeamTrees trees={trees} />
        <div className="mt-4 border-line border-t pt-3">
          <CouncilActs model={model} />
        </div>
      </Section>
      <Section
        id="approved"
        title="Approved calls"
        note={
          <Prose text="A cBEAM that is paired with a controller may make these calls on it, each as often as it likes, until the Core Council deletes the approval." />
        }
      >
        <ApprovedCalls model={model} />
      </Section>
      <Section
        id="inits"
        title="Initial limits"
        note={
          <Prose text="A cBEAM may set a limit to its init at once and at any time, without hop or step. The entry of one RateLimits comes before the general one." />
        }
      >
        <InitialLimits model={model} />
      </Section>
      <Section id="beam-table" title="The same as a table" bare>
        <BeamTable trees={trees} fileName={file('beams')} />
      </Section>
      <Section
        id="delays"
        title="Delays, and who can shorten them"
        note="What is scheduled or plotted keeps the delay that it was given."
        bare
      >
        <Delays delays={delaysOf(model)} fileName={file('delays')} />
      </Section>
      <Section id="deciders" title="Who decides">
        <Deciders model={model} />
      </Section>
      <LineMom model={model} />
      {checks.length > 0 && (
        <Section id="governance-checks" title="Checks of governance" note={`${asOf(model)}.`} bare>
          <ChecksTable
            id="governance-checks"
            caption="Checks of governance"
            checks={checks}
            fileName={file('governance-checks')}
          />
        </Section>
      )}
    </>
  )
}
