import { type Address, isAddressEqual } from 'viem'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { Effect } from '@/lib/console/diff'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { map } from '@/lib/leaf'
import { domainSeparator, encodeApproveHash, MULTI_SEND_CALL_ONLY } from '@/lib/safe'
import type { ActionOf } from '../action'
import type { ActionCall, AnyRequest, DirectAction, Requirement } from '../direct'
import type { Routed } from '../request'
import { carriedRequirements, nestedSafes } from './carried'
import { approvalEvent, executionEvents } from './events'
import { approval, canBatch, executed, executionOf, propose } from './proposal'
import type { SafeProposal, SafeRoute } from './route'
import { nextWords } from './words'

/**
 * The next transaction of the connected account for an action that a Safe takes.
 * @param inner the action built with the Safe as its sender
 */
export function throughSafe<Request extends AnyRequest>(
  request: Request,
  inner: DirectAction<Request>,
  safe: SafeFacts,
  model: ConsoleModel,
  from: Address,
): ActionOf<Request> {
  const carried = (request as Routed).carried
  const { proposal, refusal } = propose(inner, safe, model, from, carried)
  const step = stepOf(proposal)
  const calls = proposal && step ? [callOf(safe, proposal, step)] : []
  return {
    request,
    // An approval is not the action itself yet, and a list of what was signed must not look as if it were.
    title: `${step === 'approve' ? 'Approve: ' : ''}${inner.title} through ${safe.name}`,
    emergency: inner.emergency,
    from,
    calls,
    permission: inner.permission,
    requirements: [
      ...inner.requirements,
      ...carriedRequirements(carried, safe, proposal),
      ...requirements(inner, safe, model, from, proposal, step),
    ],
    effects: proposal && step ? effectsOf(inner, safe, proposal, step, from) : [],
    events: proposal && step ? eventsOf(inner, safe, proposal, step, from) : [],
    afterwards:
      step === 'execute'
        ? inner.afterwards
        : `${safe.name} counts your approval. Once it has executed: ${inner.afterwards}`,
    ...(step === 'execute' && inner.next !== undefined ? { next: inner.next } : {}),
    disables: inner.disables,
    undo:
      step === 'execute'
        ? inner.undo
        : `An approval cannot be withdrawn. It counts for this nonce only: it is void once the Safe has executed another transaction with this nonce. After the execution: ${inner.undo}`,
    through: {
      safe,
      inner,
      proposal,
      step,
      next: refusal ?? nextWords(proposal?.collected ?? null, safe.name),
    },
  }
}

type Step = NonNullable<SafeRoute['step']>

/** Where owners or threshold could not be read, only an approval is offered: it does no harm. */
function stepOf(proposal: SafeProposal | null): Step | null {
  if (!proposal) return null
  if (!proposal.collected) return 'approve'
  const { next } = proposal.collected
  return next.do === 'execute' || next.do === 'approve' ? next.do : null
}

function effectsOf(
  inner: DirectAction,
  safe: SafeFacts,
  proposal: SafeProposal,
  step: Step,
  from: Address,
): readonly Effect[] {
  return step === 'execute' ? executed(inner, safe, proposal) : [approval(safe, proposal, from)]
}

function eventsOf(
  inner: DirectAction,
  safe: SafeFacts,
  proposal: SafeProposal,
  step: Step,
  from: Address,
): readonly ExpectedEvent[] {
  return step === 'execute' ? executionEvents(inner, safe, proposal) : [approvalEvent(safe, proposal, from)]
}

function callOf(safe: SafeFacts, proposal: SafeProposal, step: Step): ActionCall {
  const next = proposal.collected?.next
  const data =
    step === 'execute' && next?.do === 'execute'
      ? executionOf(proposal, next.signers)
      : encodeApproveHash(proposal.safeTxHash)
  return { to: safe.id, value: 0n, data }
}

function requirements(
  inner: DirectAction,
  safe: SafeFacts,
  model: ConsoleModel,
  from: Address,
  proposal: SafeProposal | null,
  step: SafeRoute['step'],
): readonly Requirement[] {
  const domain = map(domainOf(safe, model.chainId), domainSeparator)
  // An owner of a Safe that is an owner signs in its name.
  const within = nestedSafes(safe, model).find(({ owners }) => owners.includes(from))
  return [
    ...(step === 'execute'
      ? []
      : [
          {
            id: 'safe-owner',
            says: {
              holds: `${from} is an owner of ${safe.name}${within === undefined ? '' : `, as an owner of ${within.domain.safe}`}`,
              fails: `${from} is not an owner of ${safe.name}`,
            },
            holds: map(
              safe.owners,
              (owners) => within !== undefined || owners.some((owner) => isAddressEqual(owner, from)),
            ),
            weight: 'blocks',
          } as const,
        ]),
    {
      id: 'safe-domain',
      says: {
        holds: `${safe.name} has the domain hash that the console computes`,
        fails: `${safe.name} does not have the domain hash that the console computes`,
      },
      holds: domain.ok ? map(safe.domainSeparator, (found) => found === domain.value) : domain,
      weight: 'blocks',
    },
    ...(proposal
      ? [
          {
            id: 'safe-hash',
            says: {
              holds: `getTransactionHash of ${safe.name} is the safeTxHash that is shown`,
              fails: `getTransactionHash of ${safe.name} is not the safeTxHash that is shown`,
            },
            holds: map(proposal.onChain, (found) => found === proposal.safeTxHash),
            weight: 'blocks',
          } as const,
        ]
      : []),
    ...(inner.calls.length > 1
      ? [
          {
            id: 'multi-send',
            says: {
              holds: `The code at ${MULTI_SEND_CALL_ONLY} has the hash of MultiSendCallOnly`,
              fails: `The code at ${MULTI_SEND_CALL_ONLY} does not have the hash of MultiSendCallOnly`,
            },
            holds: canBatch(safe),
            weight: 'blocks',
          } as const,
        ]
      : []),
  ]
}
