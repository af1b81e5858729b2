'use client'

import { FileSignature } from 'lucide-react'
import { useState } from 'react'
import { becameIn } from '@/components/actions/review/still-reviewed'
import { useNames } from '@/components/model/use-names'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import {
  type Action,
  type ActionRequest,
  isRouted,
  type OffChainSigner,
  offChainSigners,
  readBackInner,
} from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { useDeployment } from '@/lib/react/context'
import { useModelNow } from '@/lib/react/live/use-model-now'
import { canTravel } from '@/lib/react/proposal'
import { useProposals, useSignOffChain } from '@/lib/react/proposal/use-proposals'
import { offChainBlocked } from './off-chain-blocked'

interface SignOffChainProps {
  readonly action: Action
  readonly model: ConsoleModel
  /** Why the transaction of the review cannot be signed now. */
  readonly reason: string | undefined
  /** Chain of the wallet. */
  readonly found: number | null
  /** Takes the request with the signatures that are known now. */
  readonly onCarried: (request: ActionRequest) => void
}

/**
 * Signs the transaction of a Safe off chain, for free and without sending anything, where the account can: as an owner,
 * or in the name of an owner that is a Safe. Renders nothing where it cannot, or has.
 */
export function SignOffChain({ action, model, reason, found, onCarried }: SignOffChainProps) {
  const { chainId } = useDeployment()
  const { nameOf } = useNames()
  const { keep } = useProposals()
  const signOffChain = useSignOffChain()
  const modelNow = useModelNow()
  const [problem, setProblem] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const { through, request, from, calls } = action
  if (!through?.proposal || !isRouted(request)) return null
  const { safe, proposal } = through
  const { transaction } = proposal
  const bare = {
    chainId,
    request: { ...request, through: safe.id, carried: { transaction, signatures: [] } },
  }
  const tooLong = canTravel(bare) ? undefined : 'It has too many calls to be handed on: approve it on chain.'
  const sign = async (by: OffChainSigner) => {
    setProblem(null)
    const [call] = calls
    const became = call ? becameIn(action, modelNow())(call) : null
    if (became !== null) {
      setProblem(became)
      return
    }
    setAsking(true)
    const answer = await signOffChain(through, proposal, by).catch(() => null)
    setAsking(false)
    if (!answer?.ok) {
      setProblem(answer?.problem ?? 'The wallet could not be asked.')
      return
    }
    const counting = (proposal.signed?.judged ?? []).filter(({ fault }) => fault === null)
    const signatures = [...counting.map(({ given }) => given), answer.signature]
    const carried = { transaction, signatures }
    onCarried(keep({ chainId, request: { ...request, through: safe.id, carried } }).request)
  }
  const blocked = offChainBlocked({
    action,
    inner: readBackInner(through, request, model),
    chain: { expected: chainId, found },
  })
  return (
    <>
      {offChainSigners(safe, proposal, model, from).map((by) => (
        <Button
          key={by.within?.domain.safe ?? 'own'}
          size="lg"
          icon={FileSignature}
          onClick={() => void sign(by)}
          reason={
            asking ? 'The wallet is asking.' : (tooLong ?? (calls.length > 0 ? reason : blocked) ?? undefined)
          }
        >
          {by.within === null
            ? 'Sign off chain'
            : `Sign off chain for ${nameOf(by.within.domain.safe) ?? by.within.domain.safe}`}
        </Button>
      ))}
      {problem !== null && (
        <Notice tone="amber" title="Nothing was signed off chain" className="w-full" alert>
          {problem}
        </Notice>
      )}
    </>
  )
}
