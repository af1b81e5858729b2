'use client'

import { Megaphone } from 'lucide-react'
import { useState } from 'react'
import { zeroAddress } from 'viem'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { buildAction, routesOf } from '@/lib/actions'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { SrUsdsModel } from '@/lib/console/model/srusds'
import { wad } from '@/lib/math'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { dateOf, factorWords } from '@/lib/words/srusds'
import { ActionButton } from '../action-button'
import { openDays, readPublication } from './publish-input'
import { notAllowed, refusalOf } from './refusal'

interface PublishFormProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly srUsds: SrUsdsModel
}

/** The Core Council publishes capacity, and yield or haircut, for the settlement of a day. */
export function PublishForm({ model, generator, srUsds }: PublishFormProps) {
  const { account } = useWallet()
  const [chosen, setChosen] = useState<string | null>(null)
  const [capacity, setCapacity] = useState('')
  const [factor, setFactor] = useState('1')
  const days = openDays(srUsds.publications, srUsds.timetable, model.time)
  const day = days.find((one) => String(one) === chosen) ?? days[0]
  if (day === undefined) return null
  const reading = readPublication(capacity, factor)
  const request = {
    ...({ kind: 'publish-settlement', generator: generator.id, day } as const),
    ...{ capacity: reading.capacity.value ?? wad(0n), factor: reading.factor.value ?? wad(0n) },
  }
  const action = buildAction(request, model, account ?? zeroAddress)
  const routes = account && routesOf(request, model, account)
  const without =
    routes && routes.safes.length > 0
      ? undefined
      : notAllowed(action, account, 'Not a holder of CORE_COUNCIL')
  const unread =
    reading.capacity.value === null
      ? (reading.capacity.error ?? 'Enter a capacity; 0 nets the queues only.')
      : reading.factor.value === null
        ? (reading.factor.error ?? 'Enter by what the rate is multiplied.')
        : undefined
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <Select
          label="Settlement of"
          options={days.map((one) => ({ id: String(one), label: dateOf(one) }))}
          value={String(day)}
          onChange={setChosen}
          className="w-full sm:w-44"
        />
        <Field
          label="Capacity beyond netting"
          kind="amount"
          unit="sUSDS"
          value={capacity}
          onValueChange={setCapacity}
          error={reading.capacity.error ?? undefined}
          className="w-full sm:w-64"
        />
        <Field
          label="The rate is multiplied by"
          kind="amount"
          value={factor}
          onValueChange={setFactor}
          error={reading.factor.error ?? undefined}
          hint={reading.factor.value === null ? undefined : `That is ${factorWords(reading.factor.value)}.`}
          className="w-full sm:w-64"
        />
      </div>
      <ActionButton
        size="sm"
        icon={Megaphone}
        request={request}
        reason={without ?? unread ?? (action === null ? undefined : refusalOf(action))}
      >
        Publish the settlement
      </ActionButton>
    </div>
  )
}
