'use client'

import { Ban, type LucideIcon, PenLine, Snowflake, UserX } from 'lucide-react'
import { type Address, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { useActionTitle } from '@/components/actions/review/use-action-title'
import { Notice } from '@/components/ui/notice'
import { type Action, isFreeze, type RoutedRequest } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import { pendingOf, progressOf } from './pending'

interface PendingActionsProps {
  /** Every action of one kind that owners of a Safe may be approving. */
  readonly requests: readonly RoutedRequest[]
  /** "freeze", "revocation", "cancellation", "act". */
  readonly kind: string
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** What owners of a Safe have begun to approve, each with what comes next. Renders nothing where they have begun none. */
export function PendingActions({ requests, kind, model, account }: PendingActionsProps) {
  const titled = useActionTitle()
  const { actions, unread } = pendingOf(requests, model, account ?? zeroAddress)
  return (
    <>
      {unread > 0 && (
        <Notice
          tone="amber"
          title={`Whether owners of a Safe are at a ${kind} could not be read`}
          todo="Ask the other owners."
        >
          {`Of ${plural(unread, kind)} that could be under way no approval is known, and some could not be read.`}
        </Notice>
      )}
      {actions.length > 0 && (
        <ul aria-label={`What owners of a Safe are approving: ${kind}`} className="space-y-2">
          {actions.map((action) => (
            <li
              key={action.through?.proposal?.safeTxHash}
              data-pending-freeze={isFreeze(action.request) ? action.request.kind : undefined}
              data-pending={action.request.kind}
              className="space-y-1.5 rounded-lg bg-unknown-soft p-3 ring-1 ring-unknown/25 ring-inset"
            >
              <p className="font-medium">
                {titled(`${action.through?.inner.title} through ${action.through?.safe.name}`)}
              </p>
              {progressOf(action).map((text) => (
                <p key={text} className="text-sm">
                  {text}
                </p>
              ))}
              <ActionButton
                variant={action.emergency ? 'danger' : 'secondary'}
                size="sm"
                icon={iconOf(action)}
                request={action.request}
              >
                {WORD[action.through?.step ?? 'none']}
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function iconOf({ request }: Action): LucideIcon {
  if (isFreeze(request)) return Snowflake
  if (request.kind === 'cancel-operation') return Ban
  return request.kind === 'revoke-cbeam' ? UserX : PenLine
}

const WORD = { approve: 'Review and approve', execute: 'Review and execute', none: 'Look at it' } as const
