'use client'

import { Gauge, Waves } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { formatDurationExact, formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { wad } from '@/lib/math'
import { type Range, type Reading, readBuffer, readPeriod, readShare, shareText } from './guardrail-input'
import type { GuardrailFormProps } from './pause-form'
import { VaultActionButton } from './vault-action-button'

/** Share and period of the withdrawal policy as exact text, held against the bounds. */
export function PolicyForm({ model, generator, prime, guardrails }: GuardrailFormProps) {
  const { share, period, bounds } = guardrails
  const [shareTyped, setShare] = useState(() => (share.ok ? shareText(share.value) : ''))
  const [periodTyped, setPeriod] = useState(() => (period.ok ? formatDurationExact(period.value) : ''))
  const shareRange = rangeOf(bounds.minShare, bounds.maxShare)
  const periodRange = rangeOf(bounds.minPeriod, bounds.maxPeriod)
  const sharing = readShare(shareTyped, shareRange)
  const lasting = readPeriod(periodTyped, periodRange)
  const request = {
    kind: 'set-withdrawal-policy',
    generator: generator.id,
    prime: prime.id,
    share: wad(sharing.value ?? 0n),
    period: lasting.value ?? 0n,
  } as const
  return (
    <div className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Share of what is idle and settled"
          kind="amount"
          unit="%"
          value={shareTyped}
          onValueChange={setShare}
          error={sharing.error ?? undefined}
          hint={rangeText(shareRange, (value) => `${shareText(value)} %`)}
        />
        <Field
          label="Refilled over"
          value={periodTyped}
          onValueChange={setPeriod}
          error={lasting.error ?? undefined}
          hint={`${rangeText(periodRange, formatDurationExact)} A deposit counts so long after it.`}
        />
      </div>
      <VaultActionButton
        model={model}
        request={request}
        unread={unreadOf([sharing, lasting])}
        variant="primary"
        icon={Gauge}
      >
        Set the policy of {prime.name}'s vault
      </VaultActionButton>
    </div>
  )
}

/** What takes have to leave in the vault, as exact text, held against the bounds. */
export function BufferForm({ model, generator, prime, guardrails }: GuardrailFormProps) {
  const { buffer, bounds } = guardrails
  const [typed, setTyped] = useState(() => (buffer.ok ? formatExact(buffer.value, 18) : ''))
  const range = rangeOf(bounds.minBuffer, bounds.maxBuffer)
  const reading = readBuffer(typed, range)
  const request = {
    kind: 'set-liquidity-buffer',
    generator: generator.id,
    prime: prime.id,
    assets: wad(reading.value ?? 0n),
  } as const
  return (
    <div className="space-y-4">
      <Field
        label="Liquidity buffer"
        kind="amount"
        unit="USDS"
        value={typed}
        onValueChange={setTyped}
        error={reading.error ?? undefined}
        hint={rangeText(range, (value) => `${formatExact(value, 18)} USDS`)}
        className="max-w-md"
      />
      <VaultActionButton
        model={model}
        request={request}
        unread={unreadOf([reading])}
        variant="primary"
        icon={Waves}
      >
        Set the buffer of {prime.name}'s vault
      </VaultActionButton>
    </div>
  )
}

/** What to mend first where a field could not be read. */
const unreadOf = (readings: readonly Reading[]): string | null =>
  readings.some(({ value }) => value === null) ? 'Correct the marked field first.' : null

const rangeOf = (least: Leaf<bigint>, most: Leaf<bigint>): Range =>
  least.ok && most.ok ? { least: least.value, most: most.value } : null

const rangeText = (range: Range, told: (value: bigint) => string): string =>
  range === null
    ? 'The bounds could not be read.'
    : `The bounds allow ${told(range.least)} to ${told(range.most)}.`
