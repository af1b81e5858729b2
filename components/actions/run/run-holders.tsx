'use client'

import { Snowflake } from 'lucide-react'
import { EvidenceText } from '@/components/model/evidence-text'
import { ShownName } from '@/components/model/shown-name'
import { useNames } from '@/components/model/use-names'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import type { ConsoleModel } from '@/lib/console/model'
import { formatExact } from '@/lib/format'
import type { Run } from '@/lib/react/run'
import { ActionButton } from '../action-button'
import { allStopped, type Holder, type HoldersAfter, holdersAfter, stillActing } from './holders-after'

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
        <Headline after={after} />
        {then && proven && allStopped(then) && (
          <StateBadge
            plain
            state="ok"
            word={`Nobody could act for ${then.generator} at block ${formatExact(then.blockNumber, 0)}, by ${proven.by}`}
          />
        )}
        <Holders after={after} />
      </section>
    )
  })
}

/** "Relayer 1 is out. Relayer 2 can still act." */
function Headline({ after }: { readonly after: HoldersAfter }) {
  const { titleOf } = useNames()
  const acting = stillActing(after)
  if (acting.length === 0 && after.unread === null) return null
  const out = after.holders.filter(({ acts }) => acts.ok && !acts.value)
  const sentence = (list: readonly Holder[], one: string, many: string) =>
    list.length === 0
      ? ''
      : `${list.map(({ account }) => titleOf(account)).join(', ')} ${list.length === 1 ? one : many}.`
  const title = [
    sentence(out, 'is out', 'are out'),
    sentence(acting, 'can still act', 'can still act'),
    after.unread === null ? '' : 'Not every relayer could be read.',
  ]
  return (
    <Notice
      tone="amber"
      title={title.filter((text) => text !== '').join(' ')}
      actions={acting.map(({ account, request }) => (
        <ActionButton key={account} request={request} variant="danger" size="sm" icon={Snowflake}>
          Freeze {titleOf(account)}
        </ActionButton>
      ))}
    >
      {after.unread !== null && <EvidenceText text={after.unread} />}
    </Notice>
  )
}

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
