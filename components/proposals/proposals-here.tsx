'use client'

import Link from 'next/link'
import { guarded } from '@/components/frame/guarded'
import { Disclosure } from '@/components/ui/disclosure'
import type { ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import { subjectOf } from '@/lib/react/proposal'
import { PROPOSAL_PATH } from '@/lib/react/proposal/link'
import { useProposals } from '@/lib/react/proposal/use-proposals'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { OpenProposal } from './open-proposal'
import { ProposalCard } from './proposal-card'
import { useOpen } from './use-open'

/** Proposals of Safes inside the emergency panel, which stays when the server does not: opened by link or file. */
function Here({ model }: { readonly model: ConsoleModel }) {
  const { account } = useWallet()
  const { kept } = useProposals()
  const open = useOpen()
  return (
    <Disclosure
      summary={
        kept.length === 0
          ? 'Open what another owner of a Safe signed: link or file'
          : `${plural(kept.length, 'proposal')} of Safes known here; open another by link or file`
      }
    >
      <div className="space-y-3">
        <OpenProposal open={open} />
        <p className="text-sm">
          <Link
            href={PROPOSAL_PATH}
            prefetch={false}
            className="text-accent underline underline-offset-4 hover:text-accent-strong"
          >
            Proposals on a page of their own
          </Link>
        </p>
        {kept.length > 0 && (
          <ul aria-label="Proposals known in this browser" className="space-y-3">
            {kept.map((proposal) => (
              <ProposalCard key={subjectOf(proposal)} proposal={proposal} model={model} account={account} />
            ))}
          </ul>
        )}
      </div>
    </Disclosure>
  )
}

export const ProposalsHere = guarded('The proposals of Safes', Here)
