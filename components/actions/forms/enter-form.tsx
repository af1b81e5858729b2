'use client'

import { LogIn } from 'lucide-react'
import { useState } from 'react'
import { zeroAddress } from 'viem'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { buildAction } from '@/lib/actions'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { QueueModel } from '@/lib/console/model/srusds'
import { formatCompact, formatExact } from '@/lib/format'
import { wad } from '@/lib/math'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { queueName, tokensOf } from '@/lib/words/srusds'
import { ActionButton } from '../action-button'
import { readEntry } from './enter-input'
import { refusalOf } from './refusal'

interface EnterFormProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly queue: QueueModel
}

/** Somebody puts an amount into a queue of srUSDS, no more than the account holds. */
export function EnterForm({ model, generator, queue }: EnterFormProps) {
  const { account } = useWallet()
  const [text, setText] = useState('')
  const { id } = queue
  const { asset } = tokensOf[id]
  const held = queue.positions.find((position) => position.id === account)?.held
  const reading = readEntry(text)
  const request = {
    ...({ kind: 'enter-queue', generator: generator.id, queue: id } as const),
    amount: reading.amount ?? wad(0n),
  }
  const action = buildAction(request, model, account ?? zeroAddress)
  // Without a wallet, pressing leads to connecting one.
  const refusal = account === null || action === null ? undefined : refusalOf(action)
  return (
    <div className="mt-3 space-y-2">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <Field
          label={`${asset} to put in`}
          kind="amount"
          unit={asset}
          value={text}
          onValueChange={setText}
          error={text.trim() === '' ? undefined : (reading.error ?? undefined)}
          hint={held?.ok ? `The account holds ${formatCompact(held.value, 18)} ${asset}.` : undefined}
          className="w-full sm:w-72"
        />
        {held?.ok && held.value > 0n && (
          <Button size="sm" className="sm:mt-8" onClick={() => setText(formatExact(held.value, 18))}>
            Use all of it<span className="sr-only"> for the {queueName[id]}</span>
          </Button>
        )}
      </div>
      <ActionButton
        size="sm"
        icon={LogIn}
        request={request}
        reason={reading.amount === null ? (reading.error ?? 'Enter an amount.') : refusal}
      >
        Enter the {queueName[id]}
      </ActionButton>
    </div>
  )
}
