'use client'

import { type ReactNode, useState } from 'react'
import { forms } from '@/components/actions/forms'
import { Prose } from '@/components/handbook/prose'
import { SafeTraits } from '@/components/safe/safe-traits'
import { Disclosure } from '@/components/ui/disclosure'
import { Tabs } from '@/components/ui/tabs'
import { councilSafes, proposerSafes } from '@/lib/actions'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'

const {
  'pair-cbeam': PairForm,
  'unpair-cbeam': UnpairForm,
  'schedule-operation': ScheduleForm,
  unregister: UnregisterForm,
} = forms

interface ActsProps {
  readonly model: ConsoleModel
}

/** What the Core Council can do at once, in each Unit. */
export function CouncilActs({ model }: ActsProps) {
  return (
    <div className="space-y-3">
      <p className="text-sm">
        <Prose text="A cBEAM acts on a PAU only while BeamState pairs the two. The Core Council pairs and unpairs at once; what is not registered has to wait in the timelock first." />
      </p>
      {model.units.map((unit) => (
        <OnDemand
          key={unit.id}
          summary={inUnit(model, unit, 'Pair or unpair a cBEAM')}
          safes={councilSafes(model, unit)}
        >
          {() => (
            <Tabs
              label={inUnit(model, unit, 'Pair or unpair')}
              tabs={[
                { id: 'pair', label: 'Pair', content: <PairForm model={model} unit={unit} /> },
                { id: 'unpair', label: 'Unpair', content: <UnpairForm model={model} unit={unit} /> },
              ]}
            />
          )}
        </OnDemand>
      ))}
      {model.units.map((unit) => (
        <OnDemand
          key={`registrations-${unit.id}`}
          summary={inUnit(model, unit, 'Delete a registration')}
          safes={councilSafes(model, unit)}
        >
          {() => <UnregisterForm model={model} unit={unit} />}
        </OnDemand>
      ))}
    </div>
  )
}

/** What the Core Council schedules, in one Unit. */
export function ScheduleActs({ model, unit }: ActsProps & { readonly unit: ConfiguratorUnit }) {
  return (
    <OnDemand summary={inUnit(model, unit, 'Schedule an operation')} safes={proposerSafes(model, unit)}>
      {() => <ScheduleForm model={model} unit={unit} />}
    </OnDemand>
  )
}

interface OnDemandProps {
  readonly summary: string
  /** Safes that hold the right. */
  readonly safes: readonly SafeFacts[]
  readonly children: () => ReactNode
}

/** A form, once somebody looks: it builds its action anew in every block. */
function OnDemand({ summary, safes, children }: OnDemandProps) {
  const [shown, setShown] = useState(false)
  return (
    <Disclosure summary={summary} onOpenChange={setShown}>
      {shown && (
        <div className="space-y-3">
          {safes.map((safe) => (
            <SafeTraits key={safe.id} safe={safe} faultsOnly />
          ))}
          {children()}
        </div>
      )}
    </Disclosure>
  )
}
