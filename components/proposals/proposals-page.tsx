'use client'

import { useEffect, useState } from 'react'
import { NothingRead } from '@/components/model/nothing-read'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { formatExact, plural } from '@/lib/format'
import { useModel } from '@/lib/react/context'
import { useFragment } from '@/lib/react/page/address'
import { subjectOf } from '@/lib/react/proposal'
import { useProposals } from '@/lib/react/proposal/use-proposals'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ApprovedOnChain } from './approved-on-chain'
import { OpenProposal } from './open-proposal'
import { ProposalCard } from './proposal-card'
import { useOpen } from './use-open'

/** What owners of Safes hand each other to sign, as it arrives by link or file, and what this browser keeps of it. */
export function ProposalsPage() {
  const model = useModel()
  const { account } = useWallet()
  const { kept } = useProposals()
  const open = useOpen()
  const problem = useOpenedLink(open)
  if (!model) return <NothingRead noun="Proposals" columns={['What', 'State', 'Who signed']} />
  return (
    <>
      <PageHeader
        noun="Proposals"
        answer={
          kept.length === 0
            ? 'No proposal of a Safe is known in this browser'
            : `${plural(kept.length, 'proposal')} of Safes ${kept.length === 1 ? 'is' : 'are'} known in this browser`
        }
        detail={`Checked against the Safes at block ${formatExact(model.block.number, 0)}. Signatures travel by link, QR code or file, and need no server.`}
      />
      {problem !== null && (
        <Notice tone="red" title="The link of this page is no proposal" todo="Ask for it again." alert>
          {problem}
        </Notice>
      )}
      <OpenProposal open={open} />
      <ApprovedOnChain model={model} account={account} />
      {kept.length > 0 && (
        <ul aria-label="Proposals known in this browser" className="grid items-start gap-4 lg:grid-cols-2">
          {kept.map((proposal) => (
            <ProposalCard key={subjectOf(proposal)} proposal={proposal} model={model} account={account} />
          ))}
        </ul>
      )}
    </>
  )
}

/** Opens what the address of the page carries. @returns why it is no proposal */
function useOpenedLink(open: (text: string) => Promise<string | null>): string | null {
  const fragment = useFragment()
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    const read = fragment === '' ? Promise.resolve(null) : open(fragment)
    read.then((found) => {
      if (current) setProblem(found)
    })
    return () => {
      current = false
    }
  }, [fragment, open])
  return problem
}
