import { type Address, type Hex, isAddressEqual } from 'viem'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { type Leaf, map, unknown } from '@/lib/leaf'
import {
  type CollectState,
  collectState,
  domainSeparator,
  encodeApproveHash,
  encodeExecTransaction,
  MULTI_SEND_CALL_ONLY,
  MULTI_SEND_CALL_ONLY_CODE_HASH,
  messageHash,
  type OwnerSignature,
  packSignatures,
  type SafeDomain,
  type SafeTransaction,
  safeTransaction,
  safeTxHash,
} from '@/lib/safe'
import type { Carried } from '../carried'
import type { DirectAction } from '../direct'
import { judgeCarried } from './carried'
import { approvalEvent, executionEvents } from './events'
import type { Completion, SafeProposal } from './route'

/** How many nonces before the current one are searched for approvals of the same calls, if an event named them. */
const NONCES_BEHIND = 3n

/** How many nonces after the current one are searched for such approvals. The Safe is asked for these in any case. */
export const NONCES_AHEAD = 3n

interface Proposed {
  readonly proposal: SafeProposal | null
  /** Why there is no proposal; null where there is one. */
  readonly refusal: string | null
}

/**
 * The transaction with which a Safe would take an action: at its current nonce, or at that which owners have signed it
 * for.
 */
export function propose(
  inner: DirectAction,
  safe: SafeFacts,
  model: ConsoleModel,
  from: Address,
  carried?: Carried,
): Proposed {
  const refused = (refusal: string): Proposed => ({ proposal: null, refusal })
  const domain = domainOf(safe, model.chainId)
  if (inner.calls.length === 0) return refused('There is nothing to call.')
  if (!safe.nonce.ok)
    return refused(`The nonce of ${safe.name} could not be read: ${safe.nonce.reason.message}`)
  if (!domain.ok) return refused(`No transaction of ${safe.name} can be hashed: ${domain.reason.message}`)
  const batch = canBatch(safe)
  if (inner.calls.length > 1 && !(batch.ok && batch.value)) {
    return refused(
      `${safe.name} cannot do all at once: ${batch.ok ? `the code at ${MULTI_SEND_CALL_ONLY} is not MultiSendCallOnly` : `the code of MultiSendCallOnly could not be read (${batch.reason.message})`}.${inner.oneByOne === undefined ? '' : ` ${inner.oneByOne}`}`,
    )
  }
  const transaction = safeTransaction(inner.calls, carried?.transaction.nonce ?? safe.nonce.value)
  const hash = safeTxHash(domain.value, transaction)
  const signed = judgeCarried(carried ?? nothingCarried(transaction), safe, transaction, model)
  const collected = collect(safe, hash, { transaction, signed, safeNonce: safe.nonce.value }, from)
  const base = {
    transaction,
    domainHash: domainSeparator(domain.value),
    messageHash: messageHash(transaction),
    safeTxHash: hash,
    onChain: watchedOf(safe, hash)?.onChain ?? notAsked,
    collected,
    signed,
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

const nothingCarried = (transaction: SafeTransaction): Carried => ({ transaction, signatures: [] })

const notAsked = unknown({ kind: 'not-read', message: 'The Safe was not asked for its hash yet.' })

/** Whether the code that a batch makes the Safe run is MultiSendCallOnly. */
export function canBatch({ multiSend }: SafeFacts): Leaf<boolean> {
  return map(multiSend.hash, (hash) => hash === MULTI_SEND_CALL_ONLY_CODE_HASH)
}

const watchedOf = (safe: SafeFacts, hash: Hex) => safe.watched.find(({ id }) => id === hash)

interface Collecting extends Pick<SafeProposal, 'transaction' | 'signed'> {
  /** `nonce()` of the Safe. */
  readonly safeNonce: bigint
}

function collect(
  safe: SafeFacts,
  hash: Hex,
  { transaction: { nonce }, signed, safeNonce }: Collecting,
  connected: Address,
): CollectState | null {
  const { owners, threshold } = safe
  if (!owners.ok || !threshold.ok) return null
  const approvals = (watchedOf(safe, hash)?.approvals ?? []).flatMap(({ id, approved }) =>
    approved.ok ? [[id, approved.value] as const] : [],
  )
  return collectState({
    owners: owners.value,
    threshold: threshold.value,
    safeNonce,
    nonce,
    approvals: new Map(approvals),
    signed: signed?.signed.map(({ owner }) => owner) ?? [],
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

/**
 * What is still to be sent. The connected owner approves first, then as many others as are needed, in the order in which
 * the Safe lists them.
 */
function complete(
  inner: DirectAction,
  safe: SafeFacts,
  proposal: SafeProposal,
  from: Address,
): Completion | null {
  const { collected } = proposal
  if (!collected || collected.threshold === 0n || collected.turn !== 'now') return null
  const { owners, approved, lacking } = collected
  const others = owners
    .filter(({ approval }) => approval !== 'approved' && approval !== 'signed')
    .map(({ owner }) => owner)
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

/** Calldata that executes the transaction with what these owners gave: an approval on chain, or a signature. */
export function executionOf(
  { transaction, collected, signed }: Pick<SafeProposal, 'transaction' | 'collected' | 'signed'>,
  signers: readonly Address[],
): Hex {
  const given = signers.map((owner): OwnerSignature => {
    const isOnChain = collected?.owners.some((one) => one.owner === owner && one.approval === 'approved')
    const found = isOnChain ? undefined : signed?.signed.find((one) => isAddressEqual(one.owner, owner))
    return { owner, signature: found?.signature ?? 'approved' }
  })
  return encodeExecTransaction(transaction, packSignatures(given, collected?.threshold ?? 0n))
}

/** What an owner's approval changes. */
export function approval(safe: SafeFacts, { safeTxHash: hash }: SafeProposal, owner: Address): Effect {
  return sets(places.safes(safe.id).watched(hash).approvals(owner).approved, true)
}

/** What the execution changes: the effects that the action states, and the nonce. */
export function executed(
  inner: DirectAction,
  safe: SafeFacts,
  { transaction }: SafeProposal,
): readonly Effect[] {
  const nonce = { ...sets(places.safes(safe.id).nonce, transaction.nonce + 1n), passing: true }
  return [...inner.effects, nonce]
}
