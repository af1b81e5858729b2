import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import { pendingOf } from '@/components/safe/pending'
import { PendingActions } from '@/components/safe/pending-actions'
import { Section } from '@/components/ui/section'
import { derivedThroughSafes } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { notFound } from './found-words'

interface ApprovedOnChainProps {
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** What owners of Safes have approved on chain, as far as that can be found without a link, and what cannot. */
export function ApprovedOnChain({ model, account }: ApprovedOnChainProps) {
  if (model.safes.length === 0) return null
  const requests = derivedThroughSafes(model)
  const { actions, unread } = pendingOf(requests, model, account ?? zeroAddress)
  return (
    <Section id="on-chain" title="Approved on chain" note={notFound()}>
      {actions.length === 0 && unread === 0 ? (
        <p className="text-muted">No approval on chain was found.</p>
      ) : (
        <div className="space-y-3">
          <PendingActions requests={requests} kind="act" model={model} account={account} />
        </div>
      )}
    </Section>
  )
}
