'use client'

import { Tabs } from '@/components/ui/tabs'
import type { Leaf } from '@/lib/leaf'
import { forms } from '.'
import type { GuardrailFormProps } from './pause-form'

const {
  'pause-vault': PauseForm,
  'unpause-vault': UnpauseForm,
  'set-withdrawal-policy': PolicyForm,
  'set-liquidity-buffer': BufferForm,
} = forms

/** What an operator of a vault can do to its guardrails. */
export function GuardrailActions(props: GuardrailFormProps) {
  const { prime, guardrails } = props
  const mayBePaused = ({ takesPaused, withdrawalsPaused }: typeof guardrails) =>
    [takesPaused, withdrawalsPaused].some((leaf: Leaf<boolean>) => !leaf.ok || leaf.value)
  return (
    <div className="rounded-lg bg-surface p-4 ring-1 ring-line">
      <h3 className="mb-1 font-semibold">Change the guardrails of {prime.name}'s vault</h3>
      <Tabs
        label={`Change the guardrails of ${prime.name}'s vault`}
        tabs={[
          { id: 'pause', label: 'Pause', content: <PauseForm {...props} /> },
          ...(mayBePaused(guardrails)
            ? [{ id: 'unpause', label: 'End the pause', content: <UnpauseForm {...props} /> }]
            : []),
          { id: 'policy', label: 'Set policy', content: <PolicyForm {...props} /> },
          { id: 'buffer', label: 'Set buffer', content: <BufferForm {...props} /> },
        ]}
      />
    </div>
  )
}
