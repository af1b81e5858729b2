'use client'

import type { ReactNode } from 'react'
import { splitPlans } from '@/components/governance/plan-rows'
import { Label } from '@/components/handbook/prose'
import { LeafText } from '@/components/model/leaf-text'
import { RoleHolders } from '@/components/model/role-holders'
import { type Definition, DefinitionList } from '@/components/ui/definition-list'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { formatDuration, formatDurationExact, plural } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'

type PanelModel = Pick<ConsoleModel, 'generators' | 'units' | 'governance'>

/** Who may operate, who may cut off, whether Configurator and timelock run, and what governance waits with. */
export function StatePanel({ model }: { readonly model: PanelModel }) {
  const { generators, units, governance } = model
  return (
    <DefinitionList
      termText={(term) => <Label text={term} />}
      items={[
        ...generators.flatMap((generator) => roleItems(generator, generators.length > 1)),
        ...units.flatMap((unit) => unitItems(unit, (term) => inUnit(model, unit, term))),
        ...governanceItems(governance),
      ]}
    />
  )
}

/** Whether Configurator and timelock of a Unit run. @param of names the Unit where there are several */
const unitItems = (
  { configurator, timelock }: ConfiguratorUnit,
  of: (term: string) => string,
): readonly Definition[] => [
  {
    term: of('Configurator'),
    value: <Flag leaf={configurator.stopped} yes={['wrong', 'Stopped']} no={['ok', 'Runs']} />,
  },
  {
    term: of('Timelock'),
    value: <Flag leaf={timelock.paused} yes={['wrong', 'Paused']} no={['ok', 'Not paused']} />,
    note: (
      <>
        Delay <LeafText leaf={timelock.minDelay} text={formatDuration} exact={formatDurationExact} />
      </>
    ),
  },
  {
    term: of('Queue'),
    value: <LeafText leaf={timelock.operationCount} text={(count) => plural(count, 'operation')} />,
    note: (
      <Flag
        leaf={timelock.complete}
        yes={[
          'ok',
          timelock.list ? 'Queue complete, as the contract lists it' : 'Queue complete by events and count',
        ]}
        no={['unknown', 'Queue incomplete']}
      />
    ),
  },
]

/** What governance waits with, and whether cuts of a Diamond are held to approved code. */
function governanceItems(governance: ConsoleModel['governance']): readonly Definition[] {
  const { pause = null, allowlist = null } = governance ?? {}
  return [
    ...(pause
      ? [
          {
            term: 'Governance',
            value: `${plural(splitPlans(pause.plans).pending.length, 'plan')} pending`,
            note: (
              <>
                Delay <LeafText leaf={pause.delay} text={formatDuration} exact={formatDurationExact} />
              </>
            ),
          },
        ]
      : []),
    ...(allowlist
      ? [
          {
            term: 'Facet allowlist',
            value: (
              <Flag leaf={allowlist.enforced} yes={['ok', 'Enforced']} no={['unknown', 'Switched off']} />
            ),
          },
        ]
      : []),
  ]
}

function roleItems({ name, roles, frozen }: GeneratorModel, several: boolean): readonly Definition[] {
  const term = (role: string) => (several ? `${role} of ${name}` : role)
  return [
    {
      term: term('Relayers'),
      value: <Flag leaf={frozen} yes={['wrong', 'Frozen']} no={['ok', 'Not frozen']} />,
      note: <RoleHolders role={roles.relayer} />,
    },
    { term: term('Freezer'), value: <RoleHolders role={roles.freezer} /> },
  ]
}

type Look = readonly [state: State, word: string]

interface FlagProps {
  readonly leaf: Leaf<boolean>
  readonly yes: Look
  readonly no: Look
}

/** A yes or no of the chain as a state, amber with its reason where it is unknown. */
export function Flag({ leaf, yes, no }: FlagProps): ReactNode {
  if (!leaf.ok) {
    return (
      <span className="inline-flex items-center gap-2">
        <StateBadge state="unknown" word="Unknown" plain />
        <Value text={null} reason={leaf.reason.message} />
      </span>
    )
  }
  const [state, word] = leaf.value ? yes : no
  return <StateBadge state={state} word={word} plain />
}
