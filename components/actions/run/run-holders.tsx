'use client'

import { Snowflake } from 'lucide-react'
import type { ReactNode } from 'react'
import { EvidenceText } from '@/components/model/evidence-text'
import { ShownName } from '@/components/model/shown-name'
import { useNames } from '@/components/model/use-names'
import { cn } from '@/components/ui/cn'
import { Notice } from '@/components/ui/notice'
import { STATE_LOOK } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import type { ConsoleModel } from '@/lib/console/model'
import { formatExact, formatUtc } from '@/lib/format'
import type { Run } from '@/lib/react/run'
import { ActionButton } from '../action-button'
import { fundsHeadlineOf, type Headline, headlineOf } from './headline'
import {
  allStopped,
  fundsAfter,
  type Holder,
  type HoldersAfter,
  holdersAfter,
  stillActing,
} from './holders-after'

interface RunHoldersProps {
  readonly run: Run
  /** The live picture. */
  readonly model: ConsoleModel
  /** The picture of the block in which it was mined, and who has the same; null while it is not read. */
  readonly proven: { readonly model: ConsoleModel; readonly by: string } | null
}

/** After a freeze: what is stopped, what is not, and the button for what is left. */
export function RunHolders({ run, model, proven }: RunHoldersProps) {
  const atBlock = proven ? holdersAfter(run, proven.model) : []
  return holdersAfter(run, model).map((after, index) => {
    const then = atBlock[index]
    return (
      <section key={after.generator} aria-label={`Relayers of ${after.generator}`} className="space-y-2">
        <Left after={after} />
        {then && proven && allStopped(then) && (
          <Proven>
            Nobody could act for {then.generator} {provenAt(then, proven.by)}
          </Proven>
        )}
        <Holders after={after} />
        <p className="text-sm">
          The way back: <EvidenceText text={after.wayBack} />
        </p>
      </section>
    )
  })
}

/** "Relayer 1 is out. Relayer 2 can still act, and move up to 90.4M.", with the freeze of each that is left. */
function Left({ after }: { readonly after: HoldersAfter }) {
  const { titleOf } = useNames()
  const headline = headlineOf(after, titleOf)
  if (headline === null) return null
  return (
    <Notice
      tone="amber"
      title={headline.title}
      actions={stillActing(after).map(({ account, request }) => (
        <ActionButton key={account} request={request} variant="danger" size="sm" icon={Snowflake}>
          Freeze {titleOf(account)}
        </ActionButton>
      ))}
    >
      <Details of={headline} />
    </Notice>
  )
}

function Details({ of: { details } }: { readonly of: Headline }) {
  return details.map((text) => (
    <p key={text}>
      <EvidenceText text={text} />
    </p>
  ))
}

/** After a freeze of funds: that nobody can move them, or who still can. */
export function RunFunds({ run, model, proven }: RunHoldersProps) {
  const after = fundsAfter(run, model)
  if (after === null) return null
  const then = proven && fundsAfter(run, proven.model)
  const headline = fundsHeadlineOf(after)
  return (
    <section aria-label={`Funds of ${after.name}`} className="space-y-2">
      {headline !== null && (
        <Notice tone="amber" title={headline.title}>
          <Details of={headline} />
        </Notice>
      )}
      {then && proven && then.safe.ok && then.safe.value && (
        <Proven>
          Nobody could move the funds of {then.name} {provenAt(then, proven.by)}
        </Proven>
      )}
    </section>
  )
}

/** What was proven: a badge would cut it off on a phone. */
function Proven({ children }: { readonly children: ReactNode }) {
  const { icon: Icon, text } = STATE_LOOK.ok
  return (
    <p className={cn('flex gap-1.5 font-medium text-sm', text)}>
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" strokeWidth={2.25} />
      <span>{children}</span>
    </p>
  )
}

/** "at block 123, by A and B, 2026-11-20 08:00:12 UTC". */
const provenAt = (
  { blockNumber, blockTime }: Pick<HoldersAfter, 'blockNumber' | 'blockTime'>,
  by: string,
): string => `at block ${formatExact(blockNumber, 0)}, by ${by}, ${formatUtc(blockTime)}`

function Holders({ after: { generator, blockNumber, holders } }: { readonly after: HoldersAfter }) {
  return (
    <div>
      <p className="text-muted text-sm">
        Every relayer of {generator}, at block {formatExact(blockNumber, 0)}
      </p>
      <ul className="mt-1 space-y-1">
        {holders.map((holder) => (
          <li
            key={holder.account}
            data-holder={holder.account}
            className="flex flex-wrap items-baseline gap-x-2"
          >
            <ShownName address={holder.account} className="font-medium" />
            <HolderState holder={holder} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function HolderState({ holder: { holds, acts } }: { readonly holder: Holder }) {
  if (!holds.ok) {
    return <StateBadge plain state="unknown" word={`could not be read: ${holds.reason.message}`} />
  }
  if (!holds.value) return <StateBadge plain state="ok" word="removed" />
  if (!acts.ok) {
    return (
      <StateBadge plain state="unknown" word={`still holds RELAYER; frozen or not: ${acts.reason.message}`} />
    )
  }
  return acts.value ? (
    <StateBadge plain state="unknown" word="still holds RELAYER and can act" />
  ) : (
    <StateBadge plain state="ok" word="frozen by guardians, and cannot act" />
  )
}
