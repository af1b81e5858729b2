'use client'

import { Lock, Scale } from 'lucide-react'
import { ActionButton } from '@/components/actions/action-button'
import { PendingActions } from '@/components/safe/pending-actions'
import { queueActsThroughSafes } from '@/lib/actions'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { queuesOffer } from './queue-offer'

interface OperatorActsProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
}

/** What the LCTS operator does once a day, each with the reason when it cannot be done. */
export function OperatorActs({ model, generator }: OperatorActsProps) {
  const { account } = useWallet()
  const { id } = generator
  const lock = queuesOffer({ kind: 'lock-queues', generator: id }, model, account)
  const settle = queuesOffer({ kind: 'settle-queues', generator: id }, model, account)
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <ActionButton size="sm" icon={Lock} {...lock}>
          Lock the queues
        </ActionButton>
        <ActionButton size="sm" icon={Scale} {...settle}>
          Settle the queues
        </ActionButton>
      </div>
      <PendingActions
        requests={queueActsThroughSafes(model).filter(({ generator: of }) => of === id)}
        kind="lock or settlement"
        model={model}
        account={account}
      />
    </div>
  )
}
