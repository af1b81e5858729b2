'use client'

import { ArrowRightLeft, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { zeroAddress } from 'viem'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { buildAction, type MigrateRequest } from '@/lib/actions'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { MigrationStepModel } from '@/lib/console/model/migration'
import type { PrimeModel } from '@/lib/console/model/primes'
import { formatExact } from '@/lib/format'
import { wad } from '@/lib/math'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { bindingOf, bindingWords, usds } from '@/lib/words/funnel'
import { ActionButton } from '../action-button'
import { readAmountToMove } from './migrate-input'
import { notAllowed, refusalOf } from './refusal'

interface MigrateFormProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  /** One for each legacy ilk of the Prime. */
  readonly steps: readonly MigrationStepModel[]
  readonly kind: MigrateRequest['kind']
}

const LOOK = {
  migrate: { verb: 'Migrate', icon: ArrowRightLeft, all: 'All that is left in the ilk' },
  'migrate-back': { verb: 'Migrate back', icon: Undo2, all: 'All that the Generator owes' },
} as const

/** One step of a migration: which ilk, how much in exact text or all of it, held against what goes through now. */
export function MigrateForm({ model, generator, prime, steps, kind }: MigrateFormProps) {
  const { account } = useWallet()
  const [ilk, setIlk] = useState(steps[0]?.id ?? '')
  const [how, setHow] = useState<'amount' | 'all'>('amount')
  const [text, setText] = useState('')
  const step = steps.find(({ id }) => id === ilk)
  if (step === undefined) return <p className="text-muted">{prime.name} has no legacy ilk.</p>
  const answer = kind === 'migrate' ? step.canMigrate : step.canMigrateBack
  const { verb, icon, all } = LOOK[kind]
  const reading = readAmountToMove(how === 'all' ? null : text, answer)
  const request: MigrateRequest = {
    kind,
    generator: generator.id,
    prime: prime.id,
    ilk,
    amount: reading.amount ?? wad(0n),
  }
  const action = buildAction(request, model, account ?? zeroAddress)
  const refusal =
    reading.amount === null
      ? (reading.error ?? 'Enter an amount.')
      : action === null
        ? 'This deployment has no such ilk.'
        : refusalOf(action)
  return (
    <div className="space-y-4">
      {steps.length > 1 && (
        <Choice
          legend="Legacy ilk"
          options={steps.map(({ id }) => ({ id, label: id }))}
          value={ilk}
          onChange={setIlk}
        />
      )}
      <Choice
        legend="How much"
        options={[
          { id: 'amount', label: 'An amount' },
          { id: 'all', label: all },
        ]}
        value={how}
        onChange={setHow}
      />
      {how === 'amount' && (
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          <Field
            label={`Amount to ${verb.toLowerCase()}`}
            kind="amount"
            unit="USDS"
            value={text}
            onValueChange={setText}
            error={text.trim() === '' ? undefined : (reading.error ?? undefined)}
            hint={
              answer.ok
                ? `At most ${usds(answer.value.amount)} in one step now: ${bindingWords(bindingOf(answer.value))}.`
                : `What one step moves could not be read: ${answer.reason.message}`
            }
            className="w-full sm:w-80"
          />
          {answer.ok && answer.value.amount > 0n && (
            <Button
              size="sm"
              className="sm:mt-8"
              onClick={() => setText(formatExact(answer.value.amount, 18))}
            >
              Use the most
            </Button>
          )}
        </div>
      )}
      <ActionButton
        variant="primary"
        icon={icon}
        request={request}
        reason={
          notAllowed(action, account, `Not a relayer of ${generator.name}, or frozen by guardians`) ?? refusal
        }
      >
        {verb} debt of {prime.name}
      </ActionButton>
    </div>
  )
}
