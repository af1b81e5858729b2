'use client'

import { CirclePause, CirclePlay } from 'lucide-react'
import { useState } from 'react'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { formatDuration, formatDurationExact } from '@/lib/format'
import { orElse } from '@/lib/leaf'
import { readPause } from './guardrail-input'
import { VaultActionButton } from './vault-action-button'

export interface GuardrailFormProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly guardrails: GuardrailModel
}

type What = 'takes' | 'withdrawals' | 'both'

const WHAT: readonly { readonly id: What; readonly label: string }[] = [
  { id: 'both', label: 'Takes and withdrawals' },
  { id: 'takes', label: 'Takes' },
  { id: 'withdrawals', label: 'Withdrawals' },
]

const scopeOf = (what: What) => ({ takes: what !== 'withdrawals', withdrawals: what !== 'takes' })

/** What to pause and for how long, held against the bounds and the cool-down of the vault. */
export function PauseForm({ model, generator, prime, guardrails }: GuardrailFormProps) {
  const [what, setWhat] = useState<What>('both')
  const [text, setText] = useState('')
  const { maxPause, coolDown } = guardrails.bounds
  const reading = readPause(text, orElse(maxPause, null))
  const request = {
    ...({ kind: 'pause-vault', generator: generator.id, prime: prime.id } as const),
    ...scopeOf(what),
    duration: reading.value ?? 0n,
  }
  return (
    <div className="space-y-4">
      <Choice legend="What to pause" options={WHAT} value={what} onChange={setWhat} />
      <Field
        label="For how long"
        value={text}
        onValueChange={setText}
        placeholder="6 h"
        error={text.trim() === '' ? undefined : (reading.error ?? undefined)}
        hint={
          maxPause.ok && coolDown.ok
            ? `Up to ${formatDuration(maxPause.value)}. It ends by itself. After the longest you wait ${formatDurationExact(coolDown.value)} before your next, after a shorter one in proportion; no other operator does.`
            : 'How long a pause may be could not be read.'
        }
        className="max-w-md"
      />
      <VaultActionButton
        model={model}
        request={request}
        unread={reading.value === null ? reading.error : null}
        variant="danger"
        icon={CirclePause}
      >
        Pause {prime.name}'s vault
      </VaultActionButton>
    </div>
  )
}

/** Ends a pause early; the cool-down begins then. */
export function UnpauseForm({ model, generator, prime, guardrails }: GuardrailFormProps) {
  const { takesPaused, withdrawalsPaused } = guardrails
  const paused: What =
    takesPaused.ok && !takesPaused.value
      ? 'withdrawals'
      : withdrawalsPaused.ok && !withdrawalsPaused.value
        ? 'takes'
        : 'both'
  const [chosen, setChosen] = useState<What | null>(null)
  const what = paused === 'both' ? (chosen ?? 'both') : paused
  const request = {
    ...({ kind: 'unpause-vault', generator: generator.id, prime: prime.id } as const),
    ...scopeOf(what),
  }
  return (
    <div className="space-y-4">
      {paused === 'both' ? (
        <Choice legend="Which pause to end" options={WHAT} value={what} onChange={setChosen} />
      ) : (
        <p>Only {paused} are paused.</p>
      )}
      <p className="text-muted">
        What is paused ends by itself too. An operator ends its own pause alone, and its cool-down begins
        then.
      </p>
      <VaultActionButton model={model} request={request} variant="primary" icon={CirclePlay}>
        End the pause of {prime.name}'s vault
      </VaultActionButton>
    </div>
  )
}
