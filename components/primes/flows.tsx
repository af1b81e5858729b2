'use client'

import { forms } from '@/components/actions/forms'
import { Tabs } from '@/components/ui/tabs'
import type { ConsoleModel } from '@/lib/console/model'
import type { PrimeView } from './evidence-of'

const {
  'take-from-vault': TakeForm,
  'return-to-vault': ReturnForm,
  'recall-from-vault': RecallForm,
  'add-to-vault': AddForm,
} = forms

interface FlowsProps {
  readonly view: PrimeView
  readonly model: ConsoleModel
}

/** What relayers do with the vault of a Prime, as buttons. */
export function Flows({ view: { prime, generator }, model }: FlowsProps) {
  const form = { model, generator, prime }
  return (
    <div id="flows" className="mt-4 rounded-lg bg-surface p-4 ring-1 ring-line">
      <h3 className="font-semibold">Move funds of {prime.name}'s vault</h3>
      <p className="mb-1 text-muted text-sm">
        Usually a relayer's bot does this. It is here for when a person has to.
      </p>
      <Tabs
        label={`Move funds of ${prime.name}'s vault`}
        tabs={[
          { id: 'take', label: 'Take', content: <TakeForm {...form} /> },
          { id: 'return', label: 'Return', content: <ReturnForm {...form} /> },
          { id: 'add', label: 'Add', content: <AddForm {...form} /> },
          { id: 'recall', label: 'Recall', content: <RecallForm {...form} /> },
        ]}
      />
    </div>
  )
}
