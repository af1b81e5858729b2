'use client'

import { zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { LinkChosen } from '@/components/actions/review/link-origin'
import { useActionTitle } from '@/components/actions/review/use-action-title'
import { EvidenceText } from '@/components/model/evidence-text'
import { Owners } from '@/components/safe/owners'
import { safeTitle } from '@/components/safe/safe-title'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { STATE_LOOK } from '@/components/ui/state'
import { type Action, buildAction } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import { useConsole } from '@/lib/react/context'
import { useWatch } from '@/lib/react/live/use-watch'
import type { Proposal } from '@/lib/react/proposal'
import { useProposals } from '@/lib/react/proposal/use-proposals'
import { HandOn } from './hand-on'
import { conflictsWith, standingOf } from './standing'

interface ProposalCardProps {
  readonly proposal: Proposal
  readonly model: ConsoleModel
  readonly account: `0x${string}` | null
}

/** One proposal of a Safe: what it does by this console's own reading, who signed, and whether it is still valid. */
export function ProposalCard({ proposal, model, account }: ProposalCardProps) {
  const { store } = useConsole()
  const { kept, forget } = useProposals()
  const titled = useActionTitle()
  const { request } = proposal
  const action = buildAction(request, model, account ?? zeroAddress)
  useWatch(store, watchedOf(action))
  const standing = standingOf(action, proposal, model.block.number)
  const look = STATE_LOOK[standing.state]
  const route = action?.through
  const faults = action?.requirements.filter(
    ({ id, holds }) => id.startsWith('safe-signature-') && holds.ok && !holds.value,
  )
  return (
    <li data-standing={standing.id} className="space-y-3 rounded-lg bg-surface p-4 ring-1 ring-line">
      <div>
        <p className="font-semibold">
          {route ? titled(route.inner.title) : 'A proposal that cannot be built here'}
        </p>
        {route && (
          <p className="text-muted text-sm">
            {safeTitle(route.safe)}, nonce {String(request.carried.transaction.nonce)}
          </p>
        )}
      </div>
      <p className={cn('flex gap-1.5 font-medium', look.text)}>
        <look.icon aria-hidden className="mt-1 size-3.5 shrink-0" strokeWidth={2.25} />
        <span className="min-w-0 break-words">{standing.words}</span>
      </p>
      {(faults ?? []).map(({ id, says }) => (
        <Notice key={id} tone="amber" title="A signature does not count">
          <EvidenceText text={says.fails} />
        </Notice>
      ))}
      <Conflicts proposal={proposal} all={kept} model={model} />
      {route && (
        <Owners
          safe={route.safe}
          collected={route.proposal?.collected ?? null}
          account={account ?? zeroAddress}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <LinkChosen origin="link" what="the action, its Safe and its nonce">
          <ActionButton request={request} variant="primary">
            Review it
          </ActionButton>
        </LinkChosen>
        <Button onClick={() => forget(proposal)}>Forget it here</Button>
      </div>
      {['collecting', 'ready', 'later'].includes(standing.id) && (
        <Disclosure summary="Hand it on" className="text-sm">
          <HandOn proposal={proposal} />
        </Disclosure>
      )}
    </li>
  )
}

interface ConflictsProps {
  readonly proposal: Proposal
  readonly all: readonly Proposal[]
  readonly model: ConsoleModel
}

/** What else this browser knows for the same nonce. Renders nothing where there is nothing. */
export function Conflicts({ proposal, all, model }: ConflictsProps) {
  const titled = useActionTitle()
  const others = conflictsWith(proposal, all)
  if (others.length === 0) return null
  const names = others.map(({ request }) => {
    const route = buildAction(request, model, zeroAddress)?.through
    return route ? titled(route.inner.title) : 'a proposal that cannot be built here'
  })
  return (
    <Notice
      tone="amber"
      title={`${plural(others.length, 'other proposal')} of the same nonce known here: ${names.join('; ')}`}
      todo="Agree on one of them."
    >
      Of all that owners sign for one nonce, the Safe executes one; the others are void then.
    </Notice>
  )
}

const watchedOf = (action: Action | null) => {
  const route = action?.through
  if (!route?.proposal) return []
  const { transaction, safeTxHash } = route.proposal
  return [{ safe: route.safe.id, hash: safeTxHash, transaction }]
}
