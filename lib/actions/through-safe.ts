import { type Address, type Hex, isAddressEqual } from 'viem'
import type { Effect } from '@/lib/console/diff'
import { type Leaf, map, unknown } from '@/lib/console/leaf'
import type { ConsoleModel } from '@/lib/console/model'
import { domainOf } from '@/lib/console/safe-domain'
import type { SafeFacts } from '@/lib/console/safe-facts'
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
import type { Action, ActionCall, ActionRequest, Requirement } from './action'
import { nextWords } from './safe-words'

/** The way of an action through a Safe: what the Safe would do, and how far its owners are. */
export interface SafeRoute {
  readonly safe: SafeFacts
  /** The action with the Safe as its sender. */
  readonly inner: Action
  /** Null when no transaction can be put together; `next` says why. */
  readonly proposal: SafeProposal | null
  /** What the transaction of the connected account does; null when it has nothing to send. */
  readonly step: 'approve' | 'execute' | null
  /** What happens next, as a sentence. */
  readonly next: string
}

/** A transaction of a Safe at its nonce of now, as its owners approve it. */
export interface SafeProposal {
  readonly transaction: SafeTransaction
  /** Hardware wallets show the first two, wallets the third. */
  readonly domainHash: Hex
  readonly messageHash: Hex
  readonly safeTxHash: Hex
  /** `getTransactionHash(…)` of the Safe. */
  readonly onChain: Leaf<Hex>
  /** Null when owners or threshold could not be read. */
  readonly collected: CollectState | null
  /** Owners who approved the same calls at another nonce, which does not count now. */
  readonly elsewhere: readonly { readonly nonce: bigint; readonly owners: readonly Address[] }[]
  /** What is still to be sent by whom until it is executed, and what all of it changes; null when not known. */
  readonly completion: Completion | null
}

export interface Completion {
  readonly calls: readonly (ActionCall & { readonly from: Address })[]
  readonly effects: readonly Effect[]
}

/** How far before and after the nonce of now approvals of the same calls are looked for. */
const NONCES_AROUND = 3n

/**
 * The next step of the connected account towards an action that a Safe takes.
 * @param inner the action built with the Safe as its sender
 */
export function throughSafe(
  request: ActionRequest,
  inner: Action,
  safe: SafeFacts,
  model: ConsoleModel,
  from: Address,
): Action {
  const { proposal, refusal } = propose(inner, safe, model, from)
  const next = proposal?.collected?.next ?? null
  const step = !proposal
    ? null
    : next === null
      ? 'approve'
      : next.do === 'execute' || next.do === 'approve'
        ? next.do
        : null
  const calls = proposal && step ? [callOf(safe, proposal, step)] : []
  return {
    request,
    // What is signed is not the freeze itself yet, and a list of what was signed must not read as if it were.
    title: `${step === 'approve' ? 'Approve: ' : ''}${inner.title} through ${safe.name}`,
    emergency: inner.emergency,
    from,
    calls,
    permission: inner.permission,
    requirements: [...inner.requirements, ...requirements(inner, safe, model, from, proposal, step)],
    effects: !proposal
      ? []
      : step === 'execute'
        ? executed(inner, safe, proposal)
        : step === 'approve'
          ? [approval(safe, proposal, from)]
          : [],
    disables: inner.disables,
    undo:
      step === 'execute'
        ? inner.undo
        : `An approval cannot be taken back. It counts for this nonce only: once the Safe executed another transaction at it, it is void. After the execution: ${inner.undo}`,
    through: {
      safe,
      inner,
      proposal,
      step,
      next: refusal ?? nextWords(proposal?.collected ?? null, safe.name),
    },
  }
}

function callOf(safe: SafeFacts, proposal: SafeProposal, step: 'approve' | 'execute'): ActionCall {
  const next = proposal.collected?.next
  const data =
    step === 'execute' && next?.do === 'execute'
      ? executionOf(proposal, next.signers)
      : encodeApproveHash(proposal.safeTxHash)
  return { to: safe.id, value: 0n, data }
}

function executionOf(
  { transaction, collected }: Pick<SafeProposal, 'transaction' | 'collected'>,
  signers: readonly Address[],
): Hex {
  return encodeExecTransaction(transaction, approvedSignatures(signers, collected?.threshold ?? 0n))
}

interface Proposed {
  readonly proposal: SafeProposal | null
  /** Why there is none. */
  readonly refusal: string | null
}

function propose(inner: Action, safe: SafeFacts, model: ConsoleModel, from: Address): Proposed {
  const refused = (refusal: string): Proposed => ({ proposal: null, refusal })
  const domain = domainOf(safe, model.chainId)
  if (inner.calls.length === 0) return refused('There is nothing to call.')
  if (!safe.nonce.ok)
    return refused(`The nonce of ${safe.name} could not be read: ${safe.nonce.reason.message}`)
  if (!domain.ok) return refused(`${safe.name} cannot be hashed for: ${domain.reason.message}`)
  const batch = canBatch(safe)
  if (inner.calls.length > 1 && !(batch.ok && batch.value)) {
    return refused(
      `${safe.name} cannot do all at once: ${batch.ok ? `what stands at ${MULTI_SEND_CALL_ONLY} is not MultiSendCallOnly` : `the code of MultiSendCallOnly could not be read (${batch.reason.message})`}. Freeze the relayers one by one.`,
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
  const first = nonce < NONCES_AROUND ? 0n : nonce - NONCES_AROUND
  const nonces = Array.from(
    { length: Number(nonce + NONCES_AROUND - first) + 1 },
    (_, index) => first + BigInt(index),
  )
  return nonces
    .filter((other) => other !== nonce)
    .flatMap((other) => {
      const watched = watchedOf(safe, safeTxHash(domain, { ...transaction, nonce: other }))
      const owners = (watched?.approvals ?? []).flatMap(({ id, approved }) =>
        approved.ok && approved.value ? [id] : [],
      )
      return owners.length > 0 ? [{ nonce: other, owners }] : []
    })
}

/** The connected owner first, then as many others as are needed, in the order of the Safe. */
function complete(inner: Action, safe: SafeFacts, proposal: SafeProposal, from: Address): Completion | null {
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
  }
}

function approval(safe: SafeFacts, { safeTxHash: hash }: SafeProposal, owner: Address): Effect {
  return { path: `safes/${safe.id}/watched/${hash}/approvals/${owner}/approved`, after: { value: true } }
}

function executed(inner: Action, safe: SafeFacts, { transaction }: SafeProposal): readonly Effect[] {
  const nonce = { path: `safes/${safe.id}/nonce`, after: { value: transaction.nonce + 1n }, passing: true }
  return [...inner.effects, nonce]
}

function requirements(
  inner: Action,
  safe: SafeFacts,
  model: ConsoleModel,
  from: Address,
  proposal: SafeProposal | null,
  step: SafeRoute['step'],
): readonly Requirement[] {
  const domain = map(domainOf(safe, model.chainId), domainSeparator)
  return [
    ...(step === 'execute'
      ? []
      : [
          {
            id: 'safe-owner',
            text: `${from} is an owner of ${safe.name}`,
            holds: map(safe.owners, (owners) => owners.some((owner) => isAddressEqual(owner, from))),
            weight: 'blocks',
          } as const,
        ]),
    {
      id: 'safe-domain',
      text: `${safe.name} has the domain hash that the console computes`,
      holds: domain.ok ? map(safe.domainSeparator, (found) => found === domain.value) : domain,
      weight: 'blocks',
    },
    ...(proposal
      ? [
          {
            id: 'safe-hash',
            text: `getTransactionHash of ${safe.name} is the safeTxHash that is shown`,
            holds: map(proposal.onChain, (found) => found === proposal.safeTxHash),
            weight: 'blocks',
          } as const,
        ]
      : []),
    ...(inner.calls.length > 1
      ? [
          {
            id: 'multi-send',
            text: `What stands at ${MULTI_SEND_CALL_ONLY} is MultiSendCallOnly, by its code hash`,
            holds: canBatch(safe),
            weight: 'blocks',
          } as const,
        ]
      : []),
  ]
}
