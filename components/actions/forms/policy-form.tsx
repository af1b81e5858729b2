'use client'

import { Gauge, Waves } from 'lucide-react'
import { useState } from 'react'
import { zeroAddress } from 'viem'
import { Field } from '@/components/ui/field'
import { type ActionRequest, buildAction } from '@/lib/actions'
import { formatDurationExact, formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { wad } from '@/lib/math'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ActionButton } from '../action-button'
import { type Range, type Reading, readBuffer, readPeriod, readShare, shareText } from './guardrail-input'
import { type GuardrailFormProps, NO_SUCH_VAULT, NOT_AN_OPERATOR } from './pause-form'
import { notAllowed, refusalOf } from './refusal'

/** Share and period of the withdrawal policy as exact text, held against the bounds. */
export function PolicyForm({ model, generator, prime, guardrails }: GuardrailFormProps) {
  const { share, period, bounds } = guardrails
  const [shareTyped, setShare] = useState(() => (share.ok ? shareText(share.value) : ''))
  const [periodTyped, setPeriod] = useState(() => (period.ok ? formatDurationExact(period.value) : ''))
  const shareRange = rangeOf(bounds.minShare, bounds.maxShare)
  const periodRange = rangeOf(bounds.minPeriod, bounds.maxPeriod)
  const readings = [readShare(shareTyped, shareRange), readPeriod(periodTyped, periodRange)] as const
  const [sharing, lasting] = readings
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
      <Submit request={request} model={model} readings={readings} icon={Gauge}>
        Set the policy of {prime.name}'s vault
      </Submit>
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
      <Submit request={request} model={model} readings={[reading]} icon={Waves}>
        Set the buffer of {prime.name}'s vault
      </Submit>
    </div>
  )
}

interface SubmitProps {
  readonly request: ActionRequest
  readonly model: GuardrailFormProps['model']
  readonly readings: readonly Reading[]
  readonly icon: typeof Gauge
  readonly children: React.ReactNode
}

function Submit({ request, model, readings, icon, children }: SubmitProps) {
  const { account } = useWallet()
  const action = buildAction(request, model, account ?? zeroAddress)
  const unread = readings.some(({ value }) => value === null)
  return (
    <ActionButton
      variant="primary"
      icon={icon}
      request={request}
      reason={
        notAllowed(action, account, NOT_AN_OPERATOR) ??
        (unread ? 'Correct the marked field first.' : action === null ? NO_SUCH_VAULT : refusalOf(action))
      }
    >
      {children}
    </ActionButton>
  )
}

const rangeOf = (least: Leaf<bigint>, most: Leaf<bigint>): Range =>
  least.ok && most.ok ? { least: least.value, most: most.value } : null

const rangeText = (range: Range, told: (value: bigint) => string): string =>
  range === null
    ? 'The bounds could not be read.'
    : `The bounds allow ${told(range.least)} to ${told(range.most)}.`
