'use client'

import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { EIP1193Provider } from 'viem'
import { useConnection } from 'wagmi'
import type { OffChainSigner, SafeProposal, SafeRoute } from '@/lib/actions'
import { domainOf } from '@/lib/console/derive/safe-domain'
import { nestedHash, nestedTypedData, type OffChainSignature, safeTypedData, typedDomain } from '@/lib/safe'
import { useConsole, useDeployment } from '../context'
import { browserStorage } from '../page/browser'
import type { Proposal } from '.'
import { askSignature } from './ask-signature'
import { noProposals, ProposalStore } from './store'

/** One store of proposals for the whole console. */
export const ProposalContext = createContext<ProposalStore | null>(null)

/** Creates the store, and reads what is kept after hydration. */
export function useProposalStore(): ProposalStore {
  const { deployment } = useConsole()
  const [store] = useState(() => new ProposalStore(deployment.chainId, browserStorage()))
  useEffect(() => store.start(), [store])
  return store
}

export interface Proposals {
  /** What this browser has seen or signed, newest first. */
  readonly kept: readonly Proposal[]
  /** @returns the proposal with every signature that is known here */
  readonly keep: (proposal: Proposal) => Proposal
  readonly forget: (proposal: Proposal) => void
}

export function useProposals(): Proposals {
  const store = useContext(ProposalContext)
  if (!store) throw new Error('useProposals needs a ProposalContext above it')
  const kept = useSyncExternalStore(store.subscribe, store.snapshot, () => noProposals)
  return { kept, keep: store.keep, forget: store.forget }
}

export type SignedOffChain =
  | { readonly ok: true; readonly signature: OffChainSignature }
  | { readonly ok: false; readonly problem: string }

/** Has the connected account sign the transaction of a Safe off chain: as an owner, or in the name of one. */
export function useSignOffChain(): (
  route: SafeRoute,
  proposal: SafeProposal,
  by: OffChainSigner,
) => Promise<SignedOffChain> {
  const { chainId } = useDeployment()
  const { connector, address } = useConnection()
  return async ({ safe }, { transaction, safeTxHash }, { within }) => {
    if (!connector || !address) return { ok: false, problem: 'No wallet is connected.' }
    const domain = domainOf(safe, chainId)
    if (!domain.ok) return { ok: false, problem: domain.reason.message }
    const provider = (await connector.getProvider()) as EIP1193Provider
    const asked =
      within === null
        ? { typed: safeTypedData(domain.value, transaction), hash: safeTxHash }
        : {
            typed: nestedTypedData(typedDomain(within.domain), domain.value, transaction),
            hash: nestedHash(within.domain, domain.value, transaction),
          }
    const answer = await askSignature(provider, { chainId, from: address, ...asked })
    return answer.ok
      ? {
          ok: true,
          signature: {
            signer: address,
            ...(within === null ? {} : { within: within.domain.safe }),
            signature: answer.signature,
          },
        }
      : answer
  }
}
