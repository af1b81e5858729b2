'use client'

import { Snowflake } from 'lucide-react'
import { type Address, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { useActionTitle } from '@/components/actions/use-action-title'
import { type Action, buildAction, freezerSafes, freezesThrough } from '@/lib/actions'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'

interface PendingFreezesProps {
  readonly generator: GeneratorModel
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Freezes that owners of a Safe have begun to approve, each with what comes next. Nothing when there are none. */
export function PendingFreezes({ generator, model, account }: PendingFreezesProps) {
  const titled = useActionTitle()
  const pending = pendingFreezes(model, generator, account ?? zeroAddress)
  if (pending.length === 0) return null
  return (
    <ul aria-label="Freezes that owners of a Safe are approving" className="space-y-2">
      {pending.map((action) => (
        <li
          key={action.through?.proposal?.safeTxHash}
          data-pending-freeze={action.request.kind}
          className="space-y-1.5 rounded-lg bg-unknown-soft p-3 ring-1 ring-unknown/25 ring-inset"
        >
          <p className="font-medium">
            {titled(`${action.through?.inner.title} through ${action.through?.safe.name}`)}
          </p>
          <p className="text-sm">{action.through?.next}</p>
          <ActionButton variant="danger" size="sm" icon={Snowflake} request={action.request}>
            {WORD[action.through?.step ?? 'none']}
          </ActionButton>
        </li>
      ))}
    </ul>
  )
}

const WORD = { approve: 'Review and approve', execute: 'Review and execute', none: 'Look at it' } as const

/** Freezes through a Safe that at least one of its owners has approved at its nonce of now. */
export function pendingFreezes(
  model: ConsoleModel,
  generator: GeneratorModel,
  account: Address,
): readonly Action[] {
  return freezerSafes(model, generator)
    .flatMap((safe) => freezesThrough(safe, generator))
    .flatMap((request) => buildAction(request, model, account) ?? [])
    .filter(({ through }) => (through?.proposal?.collected?.approved.length ?? 0) > 0)
}
