import { type Address, type Hex, isAddressEqual } from 'viem'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { Effect } from '@/lib/console/diff'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { type Leaf, map, unknown } from '@/lib/leaf'
import {
  approvedSignatures,
  type CollectState,
  collectState,
  domainSeparator,
  encodeApproveHash,
  encodeExecTransaction,
  MULTI_SEND_CALL_ONLY,
  MULTI_SEND_CALL_ONLY_CODE_HASH,
  messageHash,
  type SafeDomain,
  type SafeTransaction,
  safeTransaction,
  safeTxHash,
} from '@/lib/safe'
import type { DirectAction } from '../direct'
import { approvalEvent, executionEvents } from './events'
import type { Completion, SafeProposal } from './route'

/** How far before the nonce of now approvals of the same calls are looked for, as far as events named them. */
const NONCES_BEHIND = 3n

/** How far after it: these are asked for, whether or not an event named them. */
export const NONCES_AHEAD = 3n

interface Proposed {
  readonly proposal: SafeProposal | null
  /** Why there is none. */
  readonly refusal: string | null
}

/** The transaction that a Safe would make of an action, at its nonce of now. */
export function propose(inner: DirectAction, safe: SafeFacts, model: ConsoleModel, from: Address): Proposed {
  const refused = (refusal: string): Proposed => ({ proposal: null, refusal })
  const domain = domainOf(safe, model.chainId)
  if (inner.calls.length === 0) return refused('There is nothing to call.')
  if (!safe.nonce.ok)
    return refused(`The nonce of ${safe.name} could not be read: ${safe.nonce.reason.message}`)
  if (!domain.ok) return refused(`${safe.name} cannot be hashed for: ${domain.reason.message}`)
  const batch = canBatch(safe)
  if (inner.calls.length > 1 && !(batch.ok && batch.value)) {
    return refused(
      `${safe.name} cannot do all at once: ${batch.ok ? `what stands at ${MULTI_SEND_CALL_ONLY} is not MultiSendCallOnly` : `the code of MultiSendCallOnly could not be read (${batch.reason.message})`}.${inner.oneByOne === undefined ? '' : ` ${inner.oneByOne}`}`,
    )
  }
  const transaction = safeTransaction(inner.calls, safe.nonce.value)
  const hash = safeTxHash(domain.value, transaction)
  const collected = collect(safe, hash, transaction.nonce, from)
  const base = {
    transaction,
    domainHash: domainSeparator(domain.value),
    messageHash: messageHash(transaction),
    safeTxHash: hash,
    onChain: watchedOf(safe, hash)?.onChain ?? notAsked,
    collected,
    elsewhere: elsewhere(safe, domain.value, transaction),
  }
  return {
    proposal: {
      ...base,
      completion: collected && complete(inner, safe, { ...base, completion: null }, from),
    },
    refusal: null,
  }
}

const notAsked = unknown({ kind: 'not-read', message: 'The Safe was not asked for its hash yet.' })

/** Whether what a batch runs as the Safe is MultiSendCallOnly. */
export function canBatch({ multiSend }: SafeFacts): Leaf<boolean> {
  return map(multiSend.hash, (hash) => hash === MULTI_SEND_CALL_ONLY_CODE_HASH)
}

const watchedOf = (safe: SafeFacts, hash: Hex) => safe.watched.find(({ id }) => id === hash)

function collect(safe: SafeFacts, hash: Hex, nonce: bigint, connected: Address): CollectState | null {
  const { owners, threshold } = safe
  if (!owners.ok || !threshold.ok) return null
  const approvals = (watchedOf(safe, hash)?.approvals ?? []).flatMap(({ id, approved }) =>
    approved.ok ? [[id, approved.value] as const] : [],
  )
  return collectState({
    owners: owners.value,
    threshold: threshold.value,
    safeNonce: nonce,
    nonce,
    approvals: new Map(approvals),
    connected,
  })
}

function elsewhere(
  safe: SafeFacts,
  domain: SafeDomain,
  transaction: SafeTransaction,
): SafeProposal['elsewhere'] {
  const { nonce } = transaction
  const first = nonce < NONCES_BEHIND ? 0n : nonce - NONCES_BEHIND
  const nonces = Array.from(
    { length: Number(nonce + NONCES_AHEAD - first) + 1 },
    (_, index) => first + BigInt(index),
  )
  return nonces
    .filter((other) => other !== nonce)
    .flatMap((other) => {
      const watched = watchedOf(safe, safeTxHash(domain, { ...transaction, nonce: other }))
      const approvals = watched?.approvals ?? []
      const owners = approvals.flatMap(({ id, approved }) => (approved.ok && approved.value ? [id] : []))
      const unread = approvals.filter(({ approved }) => !approved.ok).length
      return owners.length > 0 ? [{ nonce: other, owners, unread }] : []
    })
}

/** The connected owner first, then as many others as are needed, in the order of the Safe. */
function complete(
  inner: DirectAction,
  safe: SafeFacts,
  proposal: SafeProposal,
  from: Address,
): Completion | null {
  const { collected } = proposal
  if (!collected || collected.threshold === 0n) return null
  const { owners, approved, lacking } = collected
  const others = owners.filter(({ approval }) => approval !== 'approved').map(({ owner }) => owner)
  const own = others.filter((owner) => isAddressEqual(owner, from))
  const asked = [...own, ...others.filter((owner) => !own.includes(owner))].slice(0, Number(lacking))
  if (BigInt(asked.length) < lacking) return null
  const approve = encodeApproveHash(proposal.safeTxHash)
  return {
    calls: [
      ...asked.map((owner) => ({ from: owner, to: safe.id, value: 0n, data: approve })),
      { from, to: safe.id, value: 0n, data: executionOf(proposal, [...approved, ...asked]) },
    ],
    effects: [...asked.map((owner) => approval(safe, proposal, owner)), ...executed(inner, safe, proposal)],
    events: [
      ...asked.map((owner) => approvalEvent(safe, proposal, owner)),
      ...executionEvents(inner, safe, proposal),
    ],
  }
}

/** Calldata that executes it with the approvals of these owners. */
export function executionOf(
  { transaction, collected }: Pick<SafeProposal, 'transaction' | 'collected'>,
  signers: readonly Address[],
): Hex {
  return encodeExecTransaction(transaction, approvedSignatures(signers, collected?.threshold ?? 0n))
}

/** What an owner's approval changes. */
export function approval(safe: SafeFacts, { safeTxHash: hash }: SafeProposal, owner: Address): Effect {
  return { path: `safes/${safe.id}/watched/${hash}/approvals/${owner}/approved`, after: { value: true } }
}

/** What the execution changes: what the action states, and the nonce. */
export function executed(
  inner: DirectAction,
  safe: SafeFacts,
  { transaction }: SafeProposal,
): readonly Effect[] {
  const nonce = { path: `safes/${safe.id}/nonce`, after: { value: transaction.nonce + 1n }, passing: true }
  return [...inner.effects, nonce]
}
