import type { Address } from 'viem'
import type { SafeFacts, WatchedFacts } from '@/lib/console/facts/safes'
import type { WatchedHash, Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import { convert, dependOn, field, type Leaf, unknown } from '@/lib/leaf'
import { MULTI_SEND_CALL_ONLY, safeAbi } from '@/lib/safe'
import type { Ask } from '../read/ask'
import { gatherSafeControl } from './safe-control'

/** How many owners are listed; a Safe that claims more is not believed. */
const mostOwners = 100

/** One Safe of the deployment, with the approvals of its present owners for each of its watched transactions. */
export function gatherSafe(
  ask: Ask,
  { address, name }: Deployment['safes'][number],
  known: Watchlist,
): SafeFacts {
  const owners = listed(ask.call(address, safeAbi, 'getOwners'))
  const code = ask.code(MULTI_SEND_CALL_ONLY)
  return {
    id: address,
    name,
    owners,
    threshold: ask.call(address, safeAbi, 'getThreshold'),
    nonce: ask.call(address, safeAbi, 'nonce'),
    version: ask.call(address, safeAbi, 'VERSION'),
    domainSeparator: ask.call(address, safeAbi, 'domainSeparator'),
    multiSend: { hash: field(code, 0), size: field(code, 1) },
    control: gatherSafeControl(ask, address),
    watched: known.watchedHashes
      .filter(({ safe }) => safe === address)
      .map((watched) => gatherWatched(ask, watched, owners)),
  }
}

function gatherWatched(
  ask: Ask,
  { safe, hash, transaction }: WatchedHash,
  owners: Leaf<readonly Address[]>,
): WatchedFacts {
  return {
    id: hash,
    onChain:
      transaction &&
      ask.call(
        safe,
        safeAbi,
        'getTransactionHash',
        transaction.to,
        transaction.value,
        transaction.data,
        transaction.operation,
        transaction.safeTxGas,
        transaction.baseGas,
        transaction.gasPrice,
        transaction.gasToken,
        transaction.refundReceiver,
        transaction.nonce,
      ),
    approvals: (owners.ok ? owners.value : []).map((owner) => {
      const approved = ask.call(safe, safeAbi, 'approvedHashes', owner, hash)
      return {
        id: owner,
        approved: dependOn(
          convert(approved, (value) => value !== 0n),
          owners.from,
        ),
      }
    }),
  }
}

function listed(owners: Leaf<readonly Address[]>): Leaf<readonly Address[]> {
  if (!owners.ok || owners.value.length <= mostOwners) return owners
  const message = `The Safe names ${owners.value.length} owners, more than are listed here (${mostOwners}).`
  return unknown({ kind: 'out-of-range', message }, owners.from)
}
