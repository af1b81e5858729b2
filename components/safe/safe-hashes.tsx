'use client'

import { HashText } from '@/components/ui/hash-text'
import { StateBadge } from '@/components/ui/state-badge'
import type { SafeProposal } from '@/lib/actions'
import { calldataDigest } from '@/lib/safe'

/** The hashes of a Safe's transaction in full, as devices and wallets show them, and what the Safe itself says. */
export function SafeHashes({ proposal }: { readonly proposal: SafeProposal }) {
  const { domainHash, messageHash, safeTxHash, onChain, transaction } = proposal
  const hashes = [
    ['Domain hash', 'domain', domainHash],
    ['Message hash', 'message', messageHash],
    ['safeTxHash', 'safe-tx', safeTxHash],
    // ERC-8213: short for the bytes of the call, which a device shows on many screens.
    ['Calldata Digest', 'calldata', calldataDigest(transaction.data)],
  ] as const
  return (
    <div className="space-y-2">
      <dl className="space-y-2 text-sm">
        {hashes.map(([name, id, hash]) => (
          <div key={id} data-hash={id}>
            <dt className="text-muted">{name}</dt>
            <dd>
              <HashText hash={hash} label={name} />
            </dd>
          </div>
        ))}
      </dl>
      <div data-hash-check={!onChain.ok ? 'unknown' : onChain.value === safeTxHash ? 'ok' : 'wrong'}>
        {!onChain.ok ? (
          <StateBadge
            plain
            state="unknown"
            word={`Not compared with getTransactionHash of the Safe: ${onChain.reason.message}`}
          />
        ) : onChain.value === safeTxHash ? (
          <StateBadge plain state="ok" word="Equal to getTransactionHash of the Safe" />
        ) : (
          <>
            <StateBadge plain state="wrong" word="The Safe computes another hash. Do not sign." />
            <HashText hash={onChain.value} label="hash by the Safe" />
          </>
        )}
      </div>
    </div>
  )
}
